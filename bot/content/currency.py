"""Whether the facts of a wording may be told as current, and how an old one is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.content.facts import Fact

#: Where Rasa lets a wording carry data of ours.
METADATA, FACTS = "metadata", "facts"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
#: Where a sentence ends and the next begins.
SENTENCE_END = re.compile(r"(?<=[.!?:)])\s+(?=[A-Z“\"])")


def facts_of(response: Mapping[str, Any]) -> list[str]:
    """Return the ids of the facts that a wording cites."""
    metadata = response.get(METADATA)
    cited = metadata.get(FACTS) if isinstance(metadata, Mapping) else None
    return [str(name) for name in cited or []]


def outdated(ids: Iterable[str], facts: Mapping[str, Fact], today: date) -> list[str]:
    """Return those of `ids` that are not told as current on `today`.

    A fact that the file no longer holds has nobody who vouches for it, so it is among them.
    """
    return [name for name in ids if name not in facts or facts[name].expires_on <= today]


def current(
    responses: Sequence[dict[str, Any]], facts: Mapping[str, Fact], today: date
) -> list[dict[str, Any]]:
    """Return the wordings whose facts may all be told as current."""
    return [r for r in responses if not outdated(facts_of(r), facts, today)]


def with_remark(text: str, old: Iterable[str], facts: Mapping[str, Fact]) -> str:
    """Return `text` with a remark on when its `old` facts were checked.

    The remark stands before a question at the end, which stays the last thing that is said.
    """
    days = [facts[name].checked_on for name in old if name in facts]
    when = f"checked in {_month(min(days))}" if days else "not checked lately"
    remark = f"({when}; it may have changed)"
    sentences = SENTENCE_END.split(text.strip())
    if len(sentences) > 1 and sentences[-1].endswith("?"):
        return f"{text.strip()[: -len(sentences[-1])].rstrip()} {remark} {sentences[-1]}"
    return f"{text.strip()} {remark}"


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"
