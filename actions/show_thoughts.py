"""The six thoughts to choose from."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import OFFER, WELCOMED
from actions.walk.plan import thoughts


class ActionShowThoughts(Action):
    """A menu is the one place with more than three buttons: leaving one out would steer."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_show_thoughts"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Show all six."""
        buttons = [{"title": t.title, "payload": f"/{t.intent}"} for t in thoughts().values()]
        dispatcher.utter_message(response="utter_thoughts_menu", buttons=buttons)
        return [SlotSet(WELCOMED, True), SlotSet(OFFER, None)]
