"""Asks the question that the walk is at."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import WALK_FORM
from actions.turn import last_action, replies_now
from actions.walk.turns import question
from actions.walk_slots import current_walk, utter

#: Actions after which the question comes as part of the same thought, without a bridge.
_NO_BRIDGE = {"action_listen", "action_start_walk", None}

#: These ask which way to go; the walk's own question on top would be one too many.
_MENUS = {
    "utter_thoughts_menu", "utter_facts_menu", "utter_strategy", "utter_reminder_when",
    "utter_reminder_not_yet",
}  # fmt: skip


class ActionAskWalk(Action):
    """The form's question; after an interruption one short bridge leads back to it."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_ask_walk_form_walk_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Ask it."""
        walk = current_walk(tracker)
        before = last_action(tracker, WALK_FORM)
        if walk is None or _MENUS & replies_now(tracker):
            return []
        # A yes to the next thought begins a walk, a yes to going on takes one up again.
        begins = before in _NO_BRIDGE or (before == "action_affirm" and walk.step == "opening")
        lead = None if begins else "utter_walk_bridge"
        utter(dispatcher, question(walk), lead)
        return []
