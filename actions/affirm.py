"""Yes, where no question of a walk is open: it answers what was offered last."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.continue_walk import ActionContinueWalk
from actions.forget import ActionConfirmForget
from actions.offers import BACK, FORGET, FORGET_IN_WALK, standing_offer
from actions.reminder_answer import ActionReminderAnswer
from actions.show_thoughts import ActionShowThoughts
from actions.slots import OFFER, WALK_FORM
from actions.start_walk import begin_walk
from actions.walk.plan import thought_of

#: What takes up an offer. Run here, since after a followup action that is no form the policies
#: would look for a rule and find none.
_TAKES_UP: dict[str, type[Any]] = {
    FORGET: ActionConfirmForget,
    FORGET_IN_WALK: ActionConfirmForget,
    "continue": ActionContinueWalk,
    BACK: ActionContinueWalk,
    "thoughts": ActionShowThoughts,
    "reminder": ActionReminderAnswer,
}


class ActionAffirm(Action):
    """Takes up the last offer; with none open it opens a way."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_affirm"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answer the yes."""
        offer = standing_offer(tracker)
        if offer in _TAKES_UP:
            events: list[EventType] = await _TAKES_UP[offer]().run(dispatcher, tracker, domain)
            return events
        if offer and (thought := thought_of(offer)):
            return [*begin_walk(dispatcher, tracker, thought), FollowupAction(WALK_FORM)]
        if offer == "ask_again":
            dispatcher.utter_message(response="utter_reminder_when")
            return [SlotSet(OFFER, None)]
        if offer == "write":
            dispatcher.utter_message(response="utter_distress_more")
            return [SlotSet(OFFER, None)]
        dispatcher.utter_message(response="utter_affirm")
        return [SlotSet(OFFER, "thoughts")]
