"""No, where no question of a walk is open."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.offers import BACK, FORGET, FORGET_IN_WALK, standing_offer
from actions.slots import OFFER, WALK_ANSWER, WALK_FORM
from actions.turn import heard

#: What a no to an offer is answered with, where it says more than no.
_ANSWERS = {FORGET: "utter_forget_kept", "reminder": "utter_reminder_not_yet"}
#: A no that is also a goodbye.
_LEAVES = re.compile(r"\b(bye|goodbye|good night|see (you|u))\W*$", re.IGNORECASE)


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
        if offer == FORGET_IN_WALK:  # nothing is erased, and the walk's question was still open
            dispatcher.utter_message(response="utter_forget_kept_in_walk")
            return [SlotSet(OFFER, None), SlotSet(WALK_ANSWER, None), FollowupAction(WALK_FORM)]
        leaves = _LEAVES.search(heard(tracker).text)
        otherwise = "utter_goodbye" if leaves else "utter_deny"
        dispatcher.utter_message(response=_ANSWERS.get(offer or "", otherwise))
        return [SlotSet(OFFER, None)]
