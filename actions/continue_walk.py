"""Goes on with a walk that was left open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.finish_walk import ActionFinishWalk
from actions.slots import OFFER, WALK_ANSWER, WALK_FORM
from actions.walk.pace import GENTLE, gently_at
from actions.walk_slots import current_walk, walk_events


class ActionContinueWalk(Action):
    """Takes the walk up at the question where it was left."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_continue_walk"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Activate the form again, or say that no walk is open."""
        walk = current_walk(tracker)
        if walk is None:
            dispatcher.utter_message(response="utter_walk_none_open")
            return [SlotSet(OFFER, "thoughts")]
        if walk.pace == GENTLE:  # numbers and steps are left out from here on
            walk = replace(walk, step=gently_at(walk.step))
        if not walk.step:
            events: list[EventType] = await ActionFinishWalk().run(dispatcher, tracker, domain)
            return events
        taken_up = [SlotSet(OFFER, None), SlotSet(WALK_ANSWER, None), FollowupAction(WALK_FORM)]
        return [*walk_events(walk), *taken_up]
