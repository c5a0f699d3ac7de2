"""Which mention a walk takes up, and with which reply; each at most once a walk.

A second tool or task gets a reply of its own kind, a third none: taken up too often, it is an echo.
"""

from __future__ import annotations

from dataclasses import dataclass

from actions.mentions import DEADLINE, KINDS, STAGE, TASK, TOOL, phrases

#: A mention as (kind, id).
Mention = tuple[str, str]

_RECEIPTS = {
    TASK: "utter_mention_task",
    DEADLINE: "utter_mention_deadline",
    TOOL: "utter_mention_tool",
    STAGE: "utter_mention_stage",
}
_ANOTHER = "utter_mention_another"
#: Of these there may be two in one walk.
_SEVERAL = (TASK, TOOL)


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
    for mention in _best_first(found, before):
        kind, _ = mention
        if kind not in {taken for taken, _ in before}:
            return _taken_up(_RECEIPTS[kind], mention, before)
        twice = len({taken for taken, _ in before}) < len(before)
        if kind in _SEVERAL and not twice:
            return _taken_up(_ANOTHER, mention, before)
    return None


def beginning(found: tuple[Mention, ...]) -> TakenUp | None:
    """Return what is said before a walk's first question, after a message that mentions `found`."""
    for mention in _best_first(found, ()):
        stage = mention[0] == STAGE
        return _taken_up(
            "utter_mention_begin_stage" if stage else "utter_mention_begin", mention, ()
        )
    return None


def _best_first(found: tuple[Mention, ...], before: tuple[Mention, ...]) -> list[Mention]:
    """Return the mentions that are written and new, by what is best taken up.

    Two ids may be said alike ("your paper"): what was said once is not said again.
    """
    said = {phrases().get(mention) for mention in before}
    new = [m for m in found if m in phrases() and phrases()[m] not in said]
    return sorted(new, key=lambda mention: KINDS.index(mention[0]))


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
