"""Whether the training examples are worth the name: enough, each its own, none from a template.

A classifier that learned from copies and templates looks better in cross-validation than it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from bot.training.data import Example

#: The fewest examples of an intent, by the beginning of its name; the longest that fits counts.
MINIMUM = {
    "": 40,
    "thought_": 300,
    "crisis": 300,
    "express_distress": 300,
    "argue_": 120,
    "why_not/": 120,
    "ask_guidance": 120,
    "pillar/": 120,
    "faq/": 120,
    "report_use": 120,
    "at_ease": 120,
    "out_of_scope": 800,
    "everyday": 1000,
}
#: Words in a row that make a template when many examples of one intent share them.
RUN = 5
#: Examples of one intent that may share such a run; common phrases occur this often by chance.
SHARED = 8
#: Off-topic requests of public sets repeat the phrases that people do use.
SHARED_OFF_TOPIC = 12
#: Examples that share a run and this much of their words are the same sentence again.
ALIKE = 0.75


def example_problems(examples: Sequence[Example]) -> Iterator[str]:
    """Yield a line for each thing that is wrong with `examples`."""
    words = [_words(example.text) for example in examples]
    yield from _too_few(examples)
    yield from _copies(examples, words)
    runs = _runs(words)
    yield from _templates(examples, runs)
    yield from _near_copies(examples, words, runs)


def minimum(intent: str) -> int:
    """Return the fewest examples that `intent` must have."""
    return MINIMUM[max((start for start in MINIMUM if intent.startswith(start)), key=len)]


def _too_few(examples: Sequence[Example]) -> Iterator[str]:
    for intent, count in sorted(Counter(e.intent for e in examples).items()):
        if count < minimum(intent):
            yield f"{intent} has {count} examples; write at least {minimum(intent)}."


def _copies(examples: Sequence[Example], words: Sequence[list[str]]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for example, own in zip(examples, words, strict=True):
        key = " ".join(own) or "".join(example.text.split())
        if key in seen:
            yield f"Twice, as {seen[key]} and as {example.intent}: {example.text}"
        seen[key] = example.intent


def _templates(examples: Sequence[Example], runs: dict[str, set[int]]) -> Iterator[str]:
    for run, places in sorted(runs.items()):
        for intent, count in Counter(examples[i].intent for i in places).items():
            if count > (SHARED_OFF_TOPIC if intent == "out_of_scope" else SHARED):
                yield f'{count} examples of {intent} share "{run}": vary them.'


def _near_copies(
    examples: Sequence[Example], words: Sequence[list[str]], runs: dict[str, set[int]]
) -> Iterator[str]:
    pairs = {
        (one, other)
        for places in runs.values()
        for one in places
        for other in places
        if one < other
    }
    for one, other in sorted(pairs):
        mine, theirs = set(words[one]), set(words[other])
        if len(mine & theirs) / len(mine | theirs) > ALIKE:
            yield f"Nearly the same: {examples[one].text} | {examples[other].text}"


def _runs(words: Sequence[list[str]]) -> dict[str, set[int]]:
    """Return the runs of words that several examples share, with the examples' indices."""
    runs: dict[str, set[int]] = defaultdict(set)
    for index, own in enumerate(words):
        for start in range(len(own) - RUN + 1):
            runs[" ".join(own[start : start + RUN])].add(index)
    return {run: places for run, places in runs.items() if len(places) > 1}


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return re.findall(r"\w+(?:'\w+)*", plain)
