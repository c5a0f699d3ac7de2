"""The page "my strategy": the steps that somebody chose, under their pillars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from textwrap import shorten

from actions.pillars import LENGTHS, pillars
from actions.walk.plan import thoughts
from actions.walk.state import Walk

#: Under this prefix the slot of the own words holds when a step of a walk will be done, by the id
#: of the step. Like all own words it lives in memory only.
_PLAN = "plan/"
#: The id of a step that somebody typed. It has no words but those in memory.
_OWN = "own"
#: Characters of somebody's own words on one line of the page.
_WORDS_SHOWN = 120


@dataclass(frozen=True)
class Step:
    """A step of a pillar or of a walk, as a line of the page."""

    pillar: str
    title: str
    line: str


@cache
def steps() -> dict[str, Step]:
    """Return all steps that can be chosen, by id."""
    small = {
        step.id: Step(step.pillar, step.title, f"This week: {step.text.rstrip('.')}")
        for thought in thoughts().values()
        for step in thought.steps
    }
    paged = {
        step.id: Step(pillar.id, step.title, f"{LENGTHS[step.length]}: {step.text.rstrip('.')}")
        for pillar in pillars().values()
        for page in pillar.pages
        for step in page.steps
    }
    return {**small, **paged}


def open_pillars(chosen: Sequence[str]) -> list[str]:
    """Return the pillars that none of the steps `chosen` belongs to."""
    filled = {steps()[step].pillar for step in chosen}
    return [name for name in pillars() if name not in filled]


def page(chosen: Sequence[str], words: Mapping[str, str]) -> str:
    """Return the page as plain text, one line a step.

    Args:
        chosen: ids of steps.
        words: the own words held in memory, for when a step will be done.
    """
    lines = ["My strategy"]
    for pillar in pillars().values():
        below = [step for step in chosen if steps()[step].pillar == pillar.id]
        lines.append(pillar.title if below else f"{pillar.title}: open")
        lines += [f"• {steps()[step].line}{_when(words, step)}" for step in below]
    if own := words.get(_PLAN + _OWN):
        lines.append(f"Of my own: {_shown(own)}")
    return "\n".join(lines)


def has_own_step(words: Mapping[str, str]) -> bool:
    """Return whether a step that somebody typed is in memory."""
    return _PLAN + _OWN in words


def plan_words(walk: Walk) -> dict[str, str]:
    """Return the words of a walk that its step needs on the page, beside those held before."""
    kept = carried(walk.words)
    when = walk.words.get("when", "")
    if walk.chosen == _OWN:
        own = walk.words.get("own_step", "")
        kept[_PLAN + _OWN] = f"{own} ({when})" if when else own
    elif walk.chosen in steps() and when:
        kept[_PLAN + walk.chosen] = when
    return kept


def carried(words: Mapping[str, str]) -> dict[str, str]:
    """Return those of `words` that outlive the walk in which they were said."""
    return {name: text for name, text in words.items() if name.startswith(_PLAN)}


def _when(words: Mapping[str, str], step: str) -> str:
    when = words.get(_PLAN + step)
    return f" ({_shown(when)})" if when else ""


def _shown(words: str) -> str:
    """Return `words` on one line."""
    return shorten(words, _WORDS_SHOWN, placeholder=" …")
