"""What somebody brought or chose in this conversation: ids only, each once and in order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.slots import BALANCE_OFFERED, PICKED_STEPS, PICKS
from actions.walk.asides import RATED
from actions.walk.summary import ARGUMENT_TITLES

#: Steps on somebody's page; more would be no plan any more.
MOST_STEPS = 8
#: From so many arguments on, seeing them side by side is of use.
_ENOUGH = 2

BALANCE_BUTTON = {"title": "See both sides", "payload": "/show_balance"}


def arguments_of(tracker: Tracker) -> tuple[str, ...]:
    """Return the arguments brought so far, by intent."""
    return tuple(tracker.get_slot(PICKS) or ())


def steps_of(tracker: Tracker) -> tuple[str, ...]:
    """Return the steps chosen so far, by id."""
    return tuple(tracker.get_slot(PICKED_STEPS) or ())


def with_arguments(before: tuple[str, ...], brought: Iterable[str]) -> tuple[str, ...]:
    """Return `before` with those of `brought` that are new; what is no argument is left out."""
    return tuple(dict.fromkeys([*before, *(a for a in brought if a in ARGUMENT_TITLES)]))


def with_step(before: tuple[str, ...], step: str) -> tuple[str, ...]:
    """Return `before` with `step`; the oldest makes room where there are too many."""
    return tuple(dict.fromkeys([*before, step]))[-MOST_STEPS:]


def bring(
    tracker: Tracker, brought: Iterable[str], asked_next: str | None
) -> tuple[list[dict[str, Any]], list[EventType]]:
    """Return the buttons to show with the answer to an argument, and what notes the argument.

    The balance is offered once, after the second argument, and never above a question for a
    number: typed in the terminal, a number would press the button.

    Args:
        tracker: the conversation.
        brought: the arguments, by intent.
        asked_next: the question of an open walk that follows, or None.
    """
    before = arguments_of(tracker)
    now = with_arguments(before, brought)
    if now == before:
        return [], []
    noted: list[EventType] = [SlotSet(PICKS, list(now))]
    offers = len(now) >= _ENOUGH and asked_next not in RATED
    if not offers or tracker.get_slot(BALANCE_OFFERED):
        return [], noted
    return [BALANCE_BUTTON], [*noted, SlotSet(BALANCE_OFFERED, True)]
