"""The tone: how much is said around the questions. Kept as an id, as long as the conversation."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import TONE
from actions.turn import heard

#: The tones, and how they are called on a button. Without one it is as it was written first.
TONES = {"plain": "Plain", "warm": "Warm"}
#: The choice that takes a tone back.
NEITHER = "neither"


class ActionSettings(Action):
    """Shows the choice."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_settings"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Ask which tone; one that was chosen can be taken back."""
        choices = dict(TONES)
        if tracker.get_slot(TONE):
            choices[NEITHER] = "Neither"
        buttons = [
            {"title": title, "payload": f'/set_tone{{"choice":"{tone}"}}'}
            for tone, title in choices.items()
        ]
        dispatcher.utter_message(response="utter_settings", buttons=buttons)
        return []


class ActionSetTone(Action):
    """Takes the choice."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_set_tone"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Set the tone and say so, in that tone."""
        choice = heard(tracker).choice
        tone = choice if choice in TONES else None
        name = f"utter_tone_{tone}" if tone else "utter_tone_neither"
        dispatcher.utter_message(response=name)
        return [SlotSet(TONE, tone)]
