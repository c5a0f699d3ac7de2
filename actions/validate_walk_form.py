"""Takes the answer to a walk's question, or hands the message to the rules."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.help_by_region import directory
from actions.offers import standing_offer
from actions.picks import bring
from actions.show_resources import ActionShowResources
from actions.slots import REQUESTED_SLOT, WALK_ANSWER, WALK_FORM
from actions.turn import heard, is_answer, last_replies
from actions.walk.turns import answer
from actions.walk_slots import current_walk, utter, walk_events

#: A place that is named in so few words is the answer to where somebody is.
_REGION_WORDS = 4
#: Menus that invite to type, and what is then typed.
_MENUS = {"utter_facts_menu": "faq", "utter_strategy": "pillar"}


class ValidateWalkForm(Action):
    """Rasa calls it for each message while the form is active.

    Returning no slot makes the form give way, so that a rule can answer the message.
    """

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "validate_walk_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Advance the walk by one turn."""
        walk = current_walk(tracker)
        if walk is None or not is_answer(tracker, WALK_FORM):
            return []
        if _names_region(tracker):
            events: list[EventType] = await ActionShowResources().run(dispatcher, tracker, domain)
            dispatcher.utter_message(response="utter_walk_bridge")
            return [*events, SlotSet(WALK_ANSWER, None)]
        said = heard(tracker)
        turn = answer(walk, said)
        if turn.interrupted or said.base in _asked_by_menu(tracker):
            return []
        buttons, brought = bring(tracker, turn.walk.arguments, turn.walk.step)
        for reply in turn.replies:
            utter(dispatcher, reply, buttons=buttons)
        done = not turn.walk.step
        events = [*brought, *walk_events(turn.walk), SlotSet(WALK_ANSWER, "done" if done else None)]
        if done:
            events.append(SlotSet(REQUESTED_SLOT, None))
        return events


def _asked_by_menu(tracker: Tracker) -> set[str]:
    """Return the intents that answer a menu which was shown in between."""
    return {intent for menu, intent in _MENUS.items() if menu in last_replies(tracker)}


def _names_region(tracker: Tracker) -> bool:
    """Return whether the message answers the question for a country, asked in between."""
    said = heard(tracker)
    if said.intent == "crisis" or len(said.text.split()) > _REGION_WORDS:
        return False
    return standing_offer(tracker) == "region" and directory().find(said.text) is not None
