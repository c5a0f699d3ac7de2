"""Leaves a walk; it can be taken up again where it was."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import OFFER


class ActionStopWalk(Action):
    """Says that stopping is fine and keeps the place."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_stop_walk"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Offer what can be done next."""
        dispatcher.utter_message(response="utter_walk_stopped")
        return [SlotSet(OFFER, "continue")]
