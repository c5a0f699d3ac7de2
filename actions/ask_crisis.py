"""The crisis state asks nothing of its own: its replies carry the question and the button."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher


class ActionAskCrisisLeft(Action):
    """Named so that Rasa calls it as the form's question."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_ask_crisis_form_crisis_left"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Say nothing."""
        return []
