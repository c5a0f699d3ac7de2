"""What can be done now, where a message leaves no other way on."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import OFFER


class ActionMenu(Action):
    """The short menu."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_menu"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Show it."""
        dispatcher.utter_message(response="utter_menu")
        return [SlotSet(OFFER, None)]
