"""No, where no question of a walk is open."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.continue_walk import ActionContinueWalk
from actions.offers import standing_offer
from actions.slots import OFFER

#: What a no to an offer is answered with, where it says more than no.
_ANSWERS = {"forget": "utter_forget_kept", "reminder": "utter_reminder_not_yet"}


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
        if offer == "restart":  # not from the start, so on from here
            events: list[EventType] = await ActionContinueWalk().run(dispatcher, tracker, domain)
            return events
        dispatcher.utter_message(response=_ANSWERS.get(offer or "", "utter_deny"))
        return [SlotSet(OFFER, None)]
