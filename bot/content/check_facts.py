"""The facts by themselves: whether they are old, and whether anything cites them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bot.content.facts import Fact
from bot.content.finding import Finding
from bot.content.limits import ERROR_DAYS_AFTER, WARN_DAYS_BEFORE
from bot.content.wordings import Wording

FILE = "data/facts.yml"


def stale(facts: Mapping[str, Fact], today: date) -> Iterator[Finding]:
    """Yield the facts that expire soon or have expired."""
    for name, fact in facts.items():
        if fact.checked_on > today:
            yield Finding(FILE, name, f"checked on {fact.checked_on}, a day to come", "correct it")
        old = (today - fact.expires_on).days
        if old < -WARN_DAYS_BEFORE:
            continue
        what = "expires" if old < 0 else "is not told as current any more: it expired"
        yield Finding(
            FILE,
            name,
            f"{what} on {fact.expires_on}",
            f"look it up again ({fact.address or fact.source}), then set checked_on and expires_on",
            level="error" if old > ERROR_DAYS_AFTER else "warning",
        )


def uncited(facts: Mapping[str, Fact], wordings: list[Wording]) -> Iterator[Finding]:
    """Yield the facts that no wording cites."""
    cited = {name for one in wordings for name in one.facts}
    for name in facts:
        if name not in cited:
            yield Finding(FILE, name, "no reply cites it", "cite it where it is said, or remove it")
