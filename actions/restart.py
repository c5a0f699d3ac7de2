"""Starting over: in the middle of a walk only after asking."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.offers import standing_offer
from actions.slots import CARD, FINISHED, GATHERED, MISSES, OFFER
from actions.walk_slots import clear_walk, current_walk


class ActionRestart(Action):
    """Takes the place of Rasa's own, which would drop everything without a word."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_restart"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Ask once where a walk is open, else begin again."""
        if current_walk(tracker) and standing_offer(tracker) != "restart":
            dispatcher.utter_message(response="utter_restart_confirm")
            return [ActiveLoop(None), SlotSet(OFFER, "restart")]
        dispatcher.utter_message(response="utter_restart")
        return [
            ActiveLoop(None),
            *clear_walk(),
            *(SlotSet(name, None) for name in (CARD, FINISHED, MISSES, OFFER, *GATHERED)),
        ]
