"""Keeps a reminder, where the chat can bring one."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import heard

#: The only channel that can write first.
REMINDING_CHANNEL = "telegram"
#: What can be chosen, in days, and how it is said.
_WHEN = {"1": "tomorrow", "3": "in three days", "7": "in a week"}


class ActionSetReminder(Action):
    """Says when it will come; the channel keeps it, with a time and nothing else."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_set_reminder"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Confirm it, or say that it can't be had here."""
        if not can_remind(tracker):
            dispatcher.utter_message(response="utter_reminder_nowhere")
            return []
        days = heard(tracker).choice
        if days not in _WHEN:  # only its own buttons lead here
            dispatcher.utter_message(response="utter_reminder_when")
            return []
        dispatcher.utter_message(
            response="utter_reminder_set",
            when=_WHEN[days],
            json_message=reminder_kind(int(days)),
        )
        return []


def can_remind(tracker: Tracker) -> bool:
    """Return whether the conversation's channel can write first."""
    return bool(tracker.get_latest_input_channel() == REMINDING_CHANNEL)


def reminder_kind(days: int) -> dict[str, Any]:
    """Return what tells the channel to remind in `days` days, or, with 0, not (any more)."""
    return {"kind": "reminder", "days": days}
