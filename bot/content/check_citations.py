"""The wordings and their facts: whatever is claimed has a fact, and names its source and year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.content.facts import Fact
from bot.content.finding import Finding
from bot.content.wordings import Wording

#: Replies that inform, so that one side of a contested question must not stand alone. Elsewhere
#: the person has named the other side, and the wording answers it.
BOTH_SIDES = re.compile(r"utter_faq/.+|utter_\w+_fact_told")

_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
_SIGNS = {
    "a figure in per cent": re.compile(r"\d[\d.]*\s?%"),
    "a year in brackets": re.compile(r"\([^()]*\b(?:19|20)\d\d\b[^()]*\)"),
    "the state of a year": re.compile(r"\bas of (?:19|20)\d\d\b", re.IGNORECASE),
}
_CITE = "name the fact: `metadata: {facts: [id]}`"


def citations(wordings: Iterable[Wording], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """Yield what is wrong between wordings and facts."""
    for one in wordings:
        for what, mend in [
            *_unknown(one, facts),
            *_without_fact(one, facts),
            *_unnamed(one, facts),
            *_one_sided(one, facts),
        ]:
            yield Finding(one.file, one.place, what, mend)


def _unknown(one: Wording, facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    for name in one.facts:
        if name not in facts:
            yield f"cites {name}, which is no fact", "add it to data/facts.yml, or take it out"
    if len(set(one.facts)) < len(one.facts):
        yield "cites a fact twice", "once is enough"


def _without_fact(one: Wording, facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    said = _QUOTED.sub("", one.text)
    if not one.facts:
        for sign, pattern in _SIGNS.items():
            if found := pattern.search(said):
                yield f"{sign} without a fact: {found.group()}", _CITE
    cited = " ".join(
        text
        for name in one.facts
        if name in facts
        for text in (*facts[name].named, facts[name].source)
    )
    bodies = {
        alias for fact in facts.values() if fact.kind in ("rule", "survey") for alias in fact.named
    }
    for alias in sorted(bodies):
        if _names(said, alias) and not _names(cited, alias):
            yield f"names {alias} without a fact of it", _CITE


def _unnamed(one: Wording, facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    for name in one.facts:
        fact = facts.get(name)
        if fact is None:
            continue
        if not any(_names(one.text, alias) for alias in fact.named):
            yield f"cites {name} without naming its source", f"name it: {' or '.join(fact.named)}"
        years = {str(fact.year), str(fact.checked_on.year)}
        if fact.year and not any(_names(one.text, year) for year in years):
            yield f"cites {name} without a year", f"say {fact.year}, or as of when"


def _one_sided(one: Wording, facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    if not BOTH_SIDES.fullmatch(one.name):
        return
    for name in one.facts:
        other = facts[name].contested_by if name in facts else None
        if other and other not in one.facts:
            yield f"tells {name} alone, which is contested", f"tell {other} beside it"


def _names(text: str, alias: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", text) is not None
