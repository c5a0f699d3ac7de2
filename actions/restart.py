"""Starting over: at once, and with a word on what was dropped."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import CARD, FINISHED, GATHERED, LEFT, MISSES, OFFER
from actions.walk_slots import clear_walk, current_walk


class ActionRestart(Action):
    """Takes the place of Rasa's own, which would drop everything without a word."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_restart"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Begin again; the region, the tone and how somebody is doing stay known."""
        walk = current_walk(tracker)
        if walk:
            dispatcher.utter_message(response="utter_restart_dropped", phrase=walk.content.phrase)
        else:
            dispatcher.utter_message(response="utter_restart")
        return [
            ActiveLoop(None),
            *clear_walk(),
            *(SlotSet(name, None) for name in (CARD, FINISHED, LEFT, MISSES, OFFER, *GATHERED)),
        ]
