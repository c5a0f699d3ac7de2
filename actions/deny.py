"""No, where no question of a walk is open."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.offers import BACK, standing_offer
from actions.slots import OFFER


class ActionDeny(Action):
    """Lets go of the last offer."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_deny"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answer the no."""
        offer = standing_offer(tracker)
        if offer == BACK:  # not on with the walk, which waits
            dispatcher.utter_message(response="utter_walk_stopped")
            return [ActiveLoop(None), SlotSet(OFFER, "continue")]
        kept = offer == "forget"
        dispatcher.utter_message(response="utter_forget_kept" if kept else "utter_deny")
        return [SlotSet(OFFER, None)]
