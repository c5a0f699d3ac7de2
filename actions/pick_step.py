"""A step of a pillar that somebody chose."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.picks import steps_of, with_step
from actions.slots import PICKED_STEPS
from actions.strategy import steps
from actions.turn import heard


class ActionPickStep(Action):
    """Puts the step on the page."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_pick_step"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Note the step by its id, and say so."""
        choice, before = heard(tracker).choice, steps_of(tracker)
        if choice not in steps():
            dispatcher.utter_message(response="utter_unknown_command")
            return []
        title = steps()[choice].title
        if choice in before:
            dispatcher.utter_message(response="utter_step_picked_again", title=title)
            return []
        now = with_step(before, choice)
        dropped = next((step for step in before if step not in now), None)
        if dropped is None:
            dispatcher.utter_message(response="utter_step_picked", title=title)
        else:
            dispatcher.utter_message(
                response="utter_step_picked_full", title=title, dropped=steps()[dropped].title
            )
        return [SlotSet(PICKED_STEPS, list(now))]
