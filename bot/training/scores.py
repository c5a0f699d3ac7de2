"""What a model gets right, in numbers that the issues and reports name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

THOUGHT = "thought_"


@dataclass(frozen=True)
class IntentScore:
    """Precision, recall and F1 of one intent, and how many messages of it there were."""

    intent: str
    precision: float
    recall: float
    f1: float
    support: int


def intent_scores(truth: Sequence[str], guess: Sequence[str]) -> list[IntentScore]:
    """Return the scores of each intent in `truth`, in alphabetical order."""
    scores = []
    for intent in sorted(set(truth)):
        hits = sum(t == g == intent for t, g in zip(truth, guess, strict=True))
        said, meant = list(guess).count(intent), list(truth).count(intent)
        precision = hits / said if said else 0.0
        recall = hits / meant
        f1 = 2 * hits / (said + meant) if said + meant else 0.0
        scores.append(IntentScore(intent, precision, recall, f1, meant))
    return scores


def summary_scores(truth: Sequence[str], ranked: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return the headline scores.

    Args:
        truth: the right intent of each message.
        ranked: for each message the guessed intents, best first.
    """
    guess = [names[0] for names in ranked]
    of_thoughts = [i for i, name in enumerate(truth) if name.startswith(THOUGHT)]
    per_intent = intent_scores(truth, guess)
    return {
        "accuracy": _share(t == g for t, g in zip(truth, guess, strict=True)),
        "macro_f1": float(np.mean([s.f1 for s in per_intent])),
        "among_best_two": _share(t in names[:2] for t, names in zip(truth, ranked, strict=True)),
        "thoughts_accuracy": _share(truth[i] == guess[i] for i in of_thoughts),
        "thoughts_macro_f1": float(
            np.mean([s.f1 for s in per_intent if s.intent.startswith(THOUGHT)] or [0.0])
        ),
        "crisis_recall": next((s.recall for s in per_intent if s.intent == "crisis"), 0.0),
        "crisis_precision": next((s.precision for s in per_intent if s.intent == "crisis"), 0.0),
    }


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Return the Wilson score interval of a share (Wilson 1927), 95 % by default."""
    if total == 0:
        return 0.0, 1.0
    share = hits / total
    middle = share + z * z / (2 * total)
    spread = z * np.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return float(max(0.0, (middle - spread) / scale)), float(min(1.0, (middle + spread) / scale))


def _share(values: object) -> float:
    hits = list(values)  # type: ignore[call-overload]
    return float(np.mean(hits)) if hits else 0.0
