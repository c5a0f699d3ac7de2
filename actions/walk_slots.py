"""Between a tracker's slots and a walk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import WALK_ANSWER
from actions.walk.state import Reply, Walk, walk_from, walk_values


def current_walk(tracker: Tracker) -> Walk | None:
    """Return the walk that the tracker is in, open or just ended, or None."""
    if not tracker.get_slot("thought"):
        return None
    return walk_from(tracker.current_slot_values())


def walk_events(walk: Walk) -> list[EventType]:
    """Return the events that store `walk` in the slots."""
    values: dict[str, Any] = walk_values(walk)
    return [SlotSet(name, value) for name, value in values.items()]


def clear_walk() -> list[EventType]:
    """Return the events that empty the slots of a walk."""
    names = [*walk_values(Walk("self_doubt")), WALK_ANSWER]
    return [SlotSet(name, None) for name in names]


def utter(
    dispatcher: CollectingDispatcher,
    reply: Reply,
    lead: str | None = None,
    buttons: Sequence[dict[str, Any]] = (),
) -> None:
    """Send `reply` with `buttons` beside its own, after the response `lead` where one is named."""
    if lead:
        dispatcher.utter_message(response=lead)
    own = [{"title": title, "payload": payload} for title, payload in reply.buttons]
    dispatcher.utter_message(response=reply.response, buttons=[*own, *buttons], **reply.values)
