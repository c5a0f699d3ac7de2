"""Begins a walk through the thought that was recognised, or goes on with an open one."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import MISSES, OFFER, WALK_ANSWER, WELCOMED
from actions.turn import heard
from actions.walk.plan import thought_of
from actions.walk.turns import Walk
from actions.walk_slots import current_walk, walk_events


class ActionStartWalk(Action):  # type: ignore[misc]
    """Sets the thought and leaves the first question to the form."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_start_walk"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Start the walk; somebody's first message gets one line on what this is before it."""
        events: list[EventType] = [
            SlotSet(name, None) for name in (WALK_ANSWER, OFFER, MISSES)
        ]
        thought = thought_of(heard(tracker).intent)
        open_walk = current_walk(tracker)
        if thought is None and open_walk:
            return [*events, *walk_events(open_walk)]
        if not tracker.get_slot(WELCOMED):
            dispatcher.utter_message(response="utter_welcome_short")
            events.append(SlotSet(WELCOMED, True))
        if open_walk and open_walk.thought == thought:
            return [*events, *walk_events(open_walk)]
        return [*events, *walk_events(Walk(thought or "self_doubt"))]
