"""Yes, where no question of a walk is open: it answers what was offered last."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import OFFER


class ActionAffirm(Action):  # type: ignore[misc]
    """Takes up the last offer; with none open it opens a way."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_affirm"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answer the yes."""
        offer = tracker.get_slot(OFFER)
        if offer == "forget":
            return [FollowupAction("action_confirm_forget")]
        if offer == "write":
            dispatcher.utter_message(response="utter_distress_more")
            return [SlotSet(OFFER, None)]
        if offer == "thoughts":
            return [FollowupAction("action_show_thoughts")]
        dispatcher.utter_message(response="utter_affirm")
        return [SlotSet(OFFER, "thoughts")]
