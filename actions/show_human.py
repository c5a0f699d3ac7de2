"""Says honestly who can be reached: nobody is on this line."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.services import services


class ActionShowHuman(Action):
    """Names the institution's contact where the settings have one."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_show_human"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Point to people."""
        contact = services().human_contact
        if contact:
            dispatcher.utter_message(response="utter_ask_human", contact=contact)
        else:
            dispatcher.utter_message(response="utter_ask_human_nobody")
        return []
