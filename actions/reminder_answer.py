"""Answers to a reminder: it is done, or what stood in the way."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import OFFER
from actions.turn import heard, last_replies

#: What suits an obstacle, by the button that named it, and what is offered with it.
_OBSTACLES = {
    "time": ("utter_reminder_time", "ask_again"),
    "unwanted": ("utter_reminder_let_go", "thoughts"),
}
#: Suits any obstacle, also one in own words.
_SMALLER = ("utter_reminder_smaller", "ask_again")


class ActionReminderAnswer(Action):
    """Each obstacle leads to something smaller or to letting go, never to more pressure."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_reminder_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answer."""
        said = heard(tracker)
        if said.intent in ("reminder_done", "affirm"):
            response, offer = "utter_reminder_done", "thoughts"
        else:
            response, offer = _OBSTACLES.get(said.choice or "", _SMALLER)
        dispatcher.utter_message(response=response)
        return [SlotSet(OFFER, offer)]


def tells_obstacle(tracker: Tracker) -> bool:
    """Return whether the latest message was typed after the question what stood in the way."""
    return bool(heard(tracker).text) and "utter_reminder_not_yet" in last_replies(tracker)
