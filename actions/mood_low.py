"""A low mood with nothing open: from here on it goes gently."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import DISTRESSED


class ActionMoodLow(Action):
    """Asks what weighs most, and remembers to go gently."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_mood_low"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answer it."""
        dispatcher.utter_message(response="utter_mood_low")
        return [SlotSet(DISTRESSED, True)]
