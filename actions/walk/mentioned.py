"""Which mention a walk takes up, and with which reply; each at most once a walk.

A second tool or task gets a reply of its own kind, a third none: taken up too often, it is an echo.
Two feelings in one message are put side by side.
"""

from __future__ import annotations

from dataclasses import dataclass

from actions.mentions import (
    DEADLINE,
    FEELING,
    KINDS,
    KINDS_AT_FIRST,
    PERSON,
    STAGE,
    TASK,
    TOOL,
    phrases,
    role,
)

#: A mention as (kind, id).
Mention = tuple[str, str]

_RECEIPTS = {
    TASK: "utter_mention_task",
    DEADLINE: "utter_mention_deadline",
    TOOL: "utter_mention_tool",
    STAGE: "utter_mention_stage",
}
_ANOTHER = "utter_mention_another"
_MIXED = "utter_mention_feelings_mixed"
#: Of these there may be two in one walk.
_SEVERAL = (TASK, TOOL)
#: So many feelings, and so many people, are taken up in one walk.
_AT_MOST = 2
_SIDES = {
    "supervisor": "above",
    "committee": "above",
    "reviewers": "above",
    "group": "beside",
    "colleagues": "beside",
    "partner": "home",
    "family": "home",
    "friends": "home",
    "students": "below",
}


@dataclass(frozen=True)
class TakenUp:
    """The reply to a mention, and the mentions of the walk with it."""

    response: str
    values: dict[str, str]
    mentioned: tuple[Mention, ...]


def receipt(found: tuple[Mention, ...], before: tuple[Mention, ...]) -> TakenUp | None:
    """Return what is said to an answer that mentions `found`, or None for a plain receipt.

    Args:
        found: the mentions of the answer.
        before: those that the walk has taken up already.
    """
    new = _best_first(found, before, KINDS)
    for mention in new:
        kind, _ = mention
        if kind in (FEELING, PERSON):
            taken = _taken_up_of_a_person(mention, new, before)
            if taken is not None:
                return taken
            continue
        if kind not in {taken_kind for taken_kind, _ in before}:
            return _taken_up(_RECEIPTS[kind], mention, before)
        things = [taken_kind for taken_kind, _ in before if taken_kind in _SEVERAL]
        if kind in _SEVERAL and len(set(things)) == len(things):
            return _taken_up(_ANOTHER, mention, before)
    return None


def beginning(found: tuple[Mention, ...]) -> TakenUp | None:
    """Return what is said before a walk's first question, after a message that mentions `found`."""
    new = _best_first(found, (), KINDS_AT_FIRST)
    if not new:
        return None
    mention = new[0]
    if mention[0] in (FEELING, PERSON):
        return _taken_up_of_a_person(mention, new, ())
    stage = mention[0] == STAGE
    return _taken_up("utter_mention_begin_stage" if stage else "utter_mention_begin", mention, ())


def _taken_up_of_a_person(
    mention: Mention, new: list[Mention], before: tuple[Mention, ...]
) -> TakenUp | None:
    """Return what is said to a feeling or to somebody else in it, None where it is enough."""
    kind, name = mention
    same = [taken for taken in before if taken[0] == kind]
    if len(same) >= _AT_MOST:
        return None
    if kind == PERSON:
        side = _SIDES[role(name)]
        if side in {_SIDES[role(taken)] for _, taken in same}:
            return None
        return _taken_up(f"utter_mention_person_{side}", mention, before)
    felt = {role(taken) for _, taken in same}
    if role(name) in felt:
        return None
    felt.add(role(name))
    others = [one for one in new if one[0] == FEELING and role(one[1]) not in felt]
    if not others:
        return _taken_up(f"utter_mention_feeling_{role(name)}", mention, before)
    two = _taken_up(_MIXED, mention, before)
    values = {**two.values, "other": phrases()[others[0]]}
    return TakenUp(two.response, values, (*two.mentioned, others[0]))


def _best_first(
    found: tuple[Mention, ...], before: tuple[Mention, ...], kinds: tuple[str, ...]
) -> list[Mention]:
    """Return the mentions that are written and new, by what is best taken up.

    Two ids may be said alike ("your paper"): what was said once is not said again.
    """
    said = {phrases().get(mention) for mention in before}
    new = [m for m in found if m in phrases() and phrases()[m] not in said]
    return sorted(new, key=lambda mention: kinds.index(mention[0]))


def _taken_up(response: str, mention: Mention, before: tuple[Mention, ...]) -> TakenUp:
    phrase = phrases()[mention]
    values = {"mention": phrase, "Mention": phrase[:1].upper() + phrase[1:]}
    return TakenUp(response, values, (*before, mention))


def as_words(mentioned: tuple[Mention, ...]) -> str:
    """Return mentions as one string, for the slot that lives in memory only."""
    return " ".join(f"{kind}/{name}" for kind, name in mentioned)


def from_words(words: str) -> tuple[Mention, ...]:
    """Return the mentions that :func:`as_words` wrote."""
    pairs = (one.partition("/") for one in words.split())
    return tuple((kind, name) for kind, _, name in pairs)
