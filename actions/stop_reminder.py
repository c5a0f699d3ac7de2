"""No more reminders: stopped at one tap."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.set_reminder import reminder_kind


class ActionStopReminder(Action):
    """Tells the channel to drop the reminder, whether there is one or not."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_stop_reminder"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Confirm it in a line."""
        dispatcher.utter_message(response="utter_reminder_stopped", json_message=reminder_kind(0))
        return []
