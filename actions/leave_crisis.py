"""After the button that leaves the crisis state: no push, a quiet way on."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import CRISIS_LEFT, OFFER
from actions.walk_slots import current_walk


class ActionLeaveCrisis(Action):
    """Closes the state; an open walk is offered, never resumed by itself."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_leave_crisis"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Ask what they would like now."""
        buttons = [{"title": "People and places", "payload": "/ask_resources"}]
        walk = current_walk(tracker)
        if walk:
            buttons.append({"title": "Where we were", "payload": "/continue"})
        dispatcher.utter_message(response="utter_crisis_left", buttons=buttons)
        return [SlotSet(CRISIS_LEFT, None), SlotSet(OFFER, "continue" if walk else None)]
