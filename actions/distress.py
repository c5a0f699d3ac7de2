"""Distress without danger: slower, kinder, people and places, no exercise."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import DISTRESSED, OFFER, WELCOMED
from actions.walk_slots import current_walk

#: A walk that is open waits; nobody in distress is led back to it unasked.
_BACK = {"title": "On with the thought", "payload": "/continue"}


class ActionDistress(Action):
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
        name = "utter_distress_more" if again else "utter_distress"
        dispatcher.utter_message(response=name, buttons=[_BACK] if current_walk(tracker) else [])
        return [SlotSet(DISTRESSED, True), SlotSet(WELCOMED, True), SlotSet(OFFER, "write")]
