"""An NLU model against messages that it never learned from (`tests/nlu/unseen/`).

Written apart from the training data by other hands; off-topic text comes from public sets (see the
folder's README). Each figure has a Wilson interval where it is a share.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bot.settings import ROOT
from bot.training.scores import THOUGHT, intent_scores, wilson

UNSEEN = ROOT / "tests" / "nlu" / "unseen"
#: By another hand; thresholds were not chosen on it.
HELDOUT = ROOT / "tests" / "nlu" / "heldout"
#: An intent of these beginnings is a topic of ours; small talk and steering are not.
TOPICS = (
    THOUGHT, "argue_", "report_use", "at_ease", "why_not/", "ask_guidance", "pillar/", "faq/",
    "crisis", "express_distress", "ask_resources",
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """How one message was read: intents best first, whether danger was seen, the time in ms."""

    intents: tuple[str, ...]
    danger: bool
    milliseconds: float
    #: Of the first intent.
    confidence: float = 1.0

    @property
    def first(self) -> str:
        """The intent that is acted upon."""
        return self.intents[0]


@dataclass(frozen=True)
class Figure:
    """One line of the table: a name, the value, its interval where it is a share, the aim."""

    name: str
    value: float
    aim: str
    interval: tuple[float, float] | None = None
    count: int = 0

    @property
    def is_score(self) -> bool:
        """Whether it says how good the model is, and not how fast the machine."""
        return 0.0 <= self.value <= 1.0

    def line(self) -> str:
        """Return it as a line of text."""
        spread = f"{self.interval[0]:.3f} to {self.interval[1]:.3f}" if self.interval else ""
        return f"{self.name:58s}{self.value:8.3f}  {spread:16s}{self.count:6d}  {self.aim}"


class Reader:
    """Reads messages with the model in a file, without dialogue, database or log."""

    def __init__(self, model: Path) -> None:
        from rasa.core.agent import Agent

        self._agent = Agent.load(model)

    def read(self, texts: Iterable[str]) -> list[Reading]:
        """Return a reading of each text."""
        return asyncio.run(self._read(list(texts)))

    async def _read(self, texts: list[str]) -> list[Reading]:
        readings = []
        for text in texts:
            begun = time.perf_counter()
            parsed = await self._agent.parse_message(text.lstrip("/ "))
            spent = (time.perf_counter() - begun) * 1000
            readings.append(_reading(parsed, spent))
        return readings


def _reading(parsed: dict[str, Any], spent: float) -> Reading:
    intents = tuple(str(r["name"]) for r in parsed["intent_ranking"])
    danger = parsed["intent"]["name"] == "crisis"
    return Reading(intents, danger, spent, float(parsed["intent"]["confidence"]))


def read_folder(folder: Path) -> list[tuple[str, str]]:
    """Return (text, intent) of a folder with one file an intent, `__` standing for `/`."""
    return [
        (line, path.stem.replace("__", "/"))
        for path in sorted(folder.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def read_table(path: Path) -> list[list[str]]:
    """Return the rows of a tab-separated file without a header."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip()]


def unseen_figures(reader: Reader, folder: Path = UNSEEN) -> tuple[list[Figure], list[str]]:
    """Return the table, and lines that show the worst confusions and each miss that matters."""
    details: list[str] = []
    figures = [
        *_english(reader, folder, details),
        *_statements(reader, folder),
        *_offtopic(reader, folder),
        *_crisis(reader, folder, details),
        *_languages(reader, folder, details),
    ]
    return figures, details


def _share(name: str, hits: Iterable[bool], aim: str) -> Figure:
    values = list(hits)
    count = sum(values)
    share = count / len(values) if values else 0.0
    return Figure(name, share, aim, wilson(count, len(values)), len(values))


def _same(meant: str, read: str) -> bool:
    return meant == read or (meant == "chitchat/any" and read.startswith("chitchat/"))


def _english(reader: Reader, folder: Path, details: list[str]) -> list[Figure]:
    rows = read_folder(folder / "english")
    readings = reader.read(text for text, _ in rows)
    meant = [m for _, m in rows]
    # Any small talk is right where any was meant.
    read = [m if _same(m, r.first) else r.first for m, r in zip(meant, readings, strict=True)]
    of_thoughts = [i for i, m in enumerate(meant) if m.startswith(THOUGHT)]
    scores = intent_scores(meant, read)
    thought_f1 = [s.f1 for s in scores if s.intent.startswith(THOUGHT)]
    details += _confusions(meant, read)
    for score in sorted(scores, key=lambda s: s.f1):
        details.append(
            f"{score.intent:32s} precision {score.precision:.2f} recall {score.recall:.2f} "
            f"F1 {score.f1:.2f} of {score.support}"
        )
    denied = [
        (m, r) for m, r in zip(meant, readings, strict=True) if m in ("at_ease", "report_use")
    ]
    return [
        _share("thoughts: accuracy", (meant[i] == read[i] for i in of_thoughts), ">= 0.80"),
        Figure("thoughts: macro-F1", sum(thought_f1) / len(thought_f1), ">= 0.80"),
        Figure("all intents: macro-F1", sum(s.f1 for s in scores) / len(scores), ">= 0.72"),
        _share("all intents: accuracy", (m == r for m, r in zip(meant, read, strict=True)), ""),
        _share(
            "all intents: among the best two",
            (
                any(_same(m, name) for name in r.intents[:2])
                for m, r in zip(meant, readings, strict=True)
            ),
            ">= 0.88",
        ),
        _share(
            "at_ease, report_use taken for a thought",
            (r.first.startswith(THOUGHT) for _, r in denied),
            "<= 0.10",
        ),
        Figure("one message, median, ms", median(r.milliseconds for r in readings), "<= 10"),
    ]


def english_confidence(reader: Reader, folder: Path = UNSEEN) -> tuple[list[float], list[bool]]:
    """Return how sure the model was of each English message, and whether it was right.

    Danger is left out: its detectors decide by thresholds of their own.
    """
    rows = read_folder(folder / "english")
    readings = reader.read(text for text, _ in rows)
    kept = [(m, r) for (_, m), r in zip(rows, readings, strict=True) if not r.danger]
    return [r.confidence for _, r in kept], [_same(m, r.first) for m, r in kept]


def _statements(reader: Reader, folder: Path) -> list[Figure]:
    rows = read_table(folder / "statements.tsv")
    accepted = [
        {row[1], *(o.strip() for o in (row[2] if len(row) > 2 else "").split(","))} for row in rows
    ]
    readings = reader.read(row[0] for row in rows)
    first = (r.first in good for r, good in zip(readings, accepted, strict=True))
    either = (bool(good & set(r.intents[:2])) for r, good in zip(readings, accepted, strict=True))
    return [
        _share("statements: an accepted label first", first, ">= 0.75"),
        _share("statements: an accepted label among the best two", either, ">= 0.87"),
    ]


def _offtopic(reader: Reader, folder: Path) -> list[Figure]:
    figures = []
    for path in sorted((folder / "offtopic").glob("*.tsv")):
        readings = reader.read(row[0] for row in read_table(path))
        wrong = (r.first.startswith(TOPICS) for r in readings)
        figures.append(_share(f"{path.stem}: taken for a topic of ours", wrong, "<= 0.03"))
        alarms = (r.danger for r in readings)
        figures.append(_share(f"{path.stem}: taken for a crisis", alarms, "<= 0.005"))
    return figures


def _crisis(reader: Reader, folder: Path, details: list[str]) -> list[Figure]:
    aims = {
        "explicit": ">= 0.98, no miss",
        "veiled": ">= 0.98",
        "idioms": "<= 0.05",
        "everyday": "<= 0.005",
        "answers": "<= 0.005",
    }
    figures = []
    for name, aim in aims.items():
        path = folder / "crisis" / f"{name}.txt"
        if not path.exists():  # the other set has no answers to questions
            continue
        texts = [t for t in path.read_text("utf-8").splitlines() if t]
        readings = reader.read(texts)
        wanted = name in ("explicit", "veiled")
        what = "recall" if wanted else "false alarms"
        figures.append(_share(f"crisis, {name}: {what}", (r.danger for r in readings), aim))
        details += [
            f"crisis, {name}: {t}"
            for t, r in zip(texts, readings, strict=True)
            if r.danger != wanted
        ]
    return figures


def _languages(reader: Reader, folder: Path, details: list[str]) -> list[Figure]:
    thoughts, crises, alarms = [], [], []
    for path in sorted((folder / "languages").glob("*.tsv")):
        rows = read_table(path)
        readings = reader.read(row[0] for row in rows)
        pairs = [(row[1], r) for row, r in zip(rows, readings, strict=True)]
        own_thoughts = [m == r.first for m, r in pairs if m.startswith(THOUGHT)]
        own_crises = [r.danger for m, r in pairs if m == "crisis"]
        thoughts += own_thoughts
        crises += own_crises
        alarms += [r.danger for m, r in pairs if m != "crisis"]
        details.append(
            f"{path.stem}: thoughts {sum(own_thoughts)} of {len(own_thoughts)}, "
            f"crisis {sum(own_crises)} of {len(own_crises)}"
        )
    return [
        _share("other languages: thought recognised", thoughts, ">= 0.75"),
        _share("other languages: crisis recognised", crises, ">= 0.95"),
        _share("other languages: false alarms", alarms, ""),
    ]


def _confusions(meant: list[str], read: list[str]) -> list[str]:
    counts: dict[tuple[str, str], int] = {}
    for pair in zip(meant, read, strict=True):
        if pair[0] != pair[1]:
            counts[pair] = counts.get(pair, 0) + 1
    worst = sorted(counts.items(), key=lambda item: -item[1])[:15]
    return [f"{m} taken for {r}: {n}" for (m, r), n in worst]
