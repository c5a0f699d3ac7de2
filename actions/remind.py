"""Asks how a step went, when the time has come that somebody asked for."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import OFFER


class ActionRemind(Action):
    """Said without a message before it; a yes or no that follows is the answer to it."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_remind"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Ask."""
        dispatcher.utter_message(response="utter_reminder")
        return [SlotSet(OFFER, "reminder")]
