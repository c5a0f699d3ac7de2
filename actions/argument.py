"""An argument outside of an open answer: met with its other side, and noted for the balance."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.picks import bring
from actions.slots import STEP
from actions.turn import heard
from actions.walk.reported import as_reported


class ActionArgument(Action):
    """Answers what speaks for or against; after the second one the balance is offered."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_argument"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answer and note it."""
        intent = as_reported(heard(tracker)).intent
        question = str(tracker.get_slot(STEP)) if tracker.active_loop else None
        buttons, events = bring(tracker, [intent], question)
        dispatcher.utter_message(response=f"utter_{intent}", buttons=buttons)
        return events
