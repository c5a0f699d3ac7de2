"""One candidate: `python -m bench.candidates.worker NAME SHARE …` prints a line of JSON a share."""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.candidates.base import Candidate

#: Messages whose time is taken.
TIMED = 200


def main() -> None:
    """Train on each share of the English examples, read the unseen English messages, print."""
    name, shares = sys.argv[1], [float(share) for share in sys.argv[2:]]
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    warnings.simplefilter("ignore")
    from bench.candidates.kinds import CANDIDATES
    from bot.logs import configure_logs, prepare_environment
    from bot.nlu.language import is_english
    from bot.nlu.memory import remember_vectors
    from bot.training.data import read_examples
    from bot.training.unseen import UNSEEN, read_folder

    prepare_environment()
    configure_logs("ERROR")
    examples = [e for e in read_examples() if is_english(e.text)]
    rows = read_folder(UNSEEN / "english")
    candidate = CANDIDATES[name]()
    with remember_vectors():
        candidate.prepare([e.text for e in examples])
        for share in shares:
            part = examples[:: round(1 / share)]
            begun = time.perf_counter()
            candidate.fit([e.text for e in part], [e.intent for e in part])
            spent = time.perf_counter() - begun
            print(json.dumps({**read(candidate, rows), "train_s": spent}), flush=True)


def read(candidate: Candidate, rows: list[tuple[str, str]]) -> dict[str, float]:
    """Return the figures of a trained candidate on `rows` of (text, intent)."""
    ranked, times = [], []
    for text, _ in rows:
        begun = time.perf_counter()
        ranked.append(candidate.rank(text))
        times.append((time.perf_counter() - begun) * 1000)
    return {
        **scores([intent for _, intent in rows], ranked),
        "one_ms": statistics.median(times[:TIMED]),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "size_mb": candidate.size() / 1e6,
    }


def scores(truth: list[str], ranked: list[list[str]]) -> dict[str, float]:
    """Return accuracy on the thoughts, macro-F1 over all, and how often the best two hold it."""
    from bot.training.scores import summary_scores

    merged = [
        [intent if _same(intent, name) else name for name in names]
        for intent, names in zip(truth, ranked, strict=True)
    ]
    found = summary_scores(truth, merged)
    return {
        "thoughts": found["thoughts_accuracy"],
        "macro_f1": found["macro_f1"],
        "best_two": found["among_best_two"],
    }


def _same(meant: str, read: str) -> bool:
    return meant == "chitchat/any" and read.startswith("chitchat/")


if __name__ == "__main__":
    main()
