"""Goes on with a walk that was left open."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import OFFER, WALK_ANSWER, WALK_FORM
from actions.walk_slots import current_walk


class ActionContinueWalk(Action):
    """Takes the walk up at the question where it was left."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_continue_walk"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Activate the form again, or say that no walk is open."""
        if current_walk(tracker) is None:
            dispatcher.utter_message(response="utter_walk_none_open")
            return [SlotSet(OFFER, "thoughts")]
        return [SlotSet(OFFER, None), SlotSet(WALK_ANSWER, None), FollowupAction(WALK_FORM)]
