"""Asks the question that the walk is at."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.coming_back import comes_back
from actions.slots import WALK_FORM
from actions.turn import last_action, replies_now
from actions.walk.asked import asked
from actions.walk.plan import following
from actions.walk.questions import question
from actions.walk.state import Reply
from actions.walk_slots import current_walk, utter, walk_events

#: Actions after which the question comes as part of the same thought, without a bridge.
_NO_BRIDGE = {"action_listen", "action_start_walk", None}

#: These ask which way to go; the walk's own question on top would be one too many.
_WAITS = {
    "utter_thoughts_menu", "utter_facts_menu", "utter_strategy", "utter_reminder_when",
    "utter_reminder_not_yet", "utter_settings", "utter_back", "utter_back_gently",
}  # fmt: skip

#: Replies that tell what studies or rules say: behind one no further fact is offered.
_EVIDENCE = {"utter_faq/evidence", "utter_faq/funder_rules", "utter_faq/publisher_rules"}


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
        if walk is None or _WAITS & replies_now(tracker):
            return []
        # A yes to the next thought begins a walk, a yes to going on takes one up again.
        begins = before in _NO_BRIDGE or (before == "action_affirm" and walk.step == "opening")
        if not begins:
            back = comes_back(tracker) and before != "action_continue_walk"
            lead = Reply("utter_back_to", {"asked": asked(walk)})
            utter(dispatcher, lead if back else Reply("utter_walk_bridge"))
        if walk.step == "fact" and _EVIDENCE & replies_now(tracker):
            walk = replace(walk, step=following("fact") or "")  # one was told just now
            utter(dispatcher, question(walk))
            return walk_events(walk)
        utter(dispatcher, question(walk))
        return []
