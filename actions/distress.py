"""Distress without danger: slower, kinder, people and places, no exercise."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import DISTRESSED, OFFER, WELCOMED


class ActionDistress(Action):  # type: ignore[misc]
    """The first time with an offer, afterwards shorter still."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_distress"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answer, and remember to go gently."""
        again = bool(tracker.get_slot(DISTRESSED))
        if not tracker.get_slot(WELCOMED):
            dispatcher.utter_message(response="utter_welcome_short")
        dispatcher.utter_message(response="utter_distress_more" if again else "utter_distress")
        return [SlotSet(DISTRESSED, True), SlotSet(WELCOMED, True), SlotSet(OFFER, "write")]
