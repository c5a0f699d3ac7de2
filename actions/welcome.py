"""Greets: once with what this is, afterwards with a short hello."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.coming_back import comes_back, welcome_back
from actions.hurry import is_hurried, say_short
from actions.offers import BACK
from actions.slots import OFFER, WELCOMED
from actions.turn import heard
from actions.walk_slots import current_walk


class ActionWelcome(Action):
    """The welcome says what it is, what it is not, and what is kept."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_welcome"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Welcome, or greet again."""
        walk = current_walk(tracker)
        if walk and comes_back(tracker):
            welcome_back(dispatcher, walk)
            return [SlotSet(WELCOMED, True), SlotSet(OFFER, BACK)]
        if is_hurried(heard(tracker).text):
            return say_short(dispatcher)
        first = not tracker.get_slot(WELCOMED) or heard(tracker).intent == "start"
        dispatcher.utter_message(response="utter_welcome" if first else "utter_greet")
        return [SlotSet(WELCOMED, True), SlotSet(OFFER, None)]
