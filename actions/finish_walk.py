"""The end of a walk: the page to keep, and the thought that tends to follow."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.left import without_left
from actions.picks import steps_of, with_step
from actions.set_reminder import can_remind
from actions.show_card import offer_card
from actions.slots import FINISHED, OFFER, PICKED_STEPS, WORDS
from actions.strategy import plan_words, steps
from actions.walk.pace import GENTLE, SHORT
from actions.walk.plan import next_thought, thoughts
from actions.walk.questions import chosen_text
from actions.walk.state import Walk
from actions.walk.summary import summary
from actions.walk_slots import clear_walk, current_walk

_REMIND = {"title": "Ask me about this step", "payload": "/offer_reminder"}


class ActionFinishWalk(Action):
    """Shows the summary once; of what it was made of, the step stays for "my strategy".

    Its words are held in memory alone for a picture, should somebody ask for one.
    """

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_finish_walk"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Show the page and offer to go on; a thought that came up on the way goes first."""
        walk = current_walk(tracker)
        if walk is None:
            return []
        card, held = offer_card(walk)
        remind = chosen_text(walk) and can_remind(tracker)
        buttons = [card, _REMIND] if remind else [card]
        dispatcher.utter_message(text=summary(walk), buttons=buttons)
        finished = [*(tracker.get_slot(FINISHED) or []), walk.thought]
        kept: list[EventType] = [held, SlotSet(WORDS, plan_words(walk) or None)]
        if walk.chosen in steps():
            kept.append(SlotSet(PICKED_STEPS, list(with_step(steps_of(tracker), walk.chosen))))
        offer = self._go_on(dispatcher, walk, finished)
        kept += without_left(tracker, walk.thought)
        return [*clear_walk(), *kept, SlotSet(FINISHED, finished), SlotSet(OFFER, offer)]

    def _go_on(
        self, dispatcher: CollectingDispatcher, walk: Walk, finished: list[str]
    ) -> str | None:
        """Offer the next thought and return its intent, or end with a word and a way on."""
        if walk.pace == GENTLE:  # nothing more is put before somebody who is not well
            dispatcher.utter_message(response="utter_walk_gentle_end")
            return None
        if walk.pace == SHORT:  # nor before somebody who has to go
            dispatcher.utter_message(response="utter_walk_short_done")
            return None
        offered = next((t for t in walk.also if t not in finished), None)
        offered = offered or next_thought(walk.thought, finished)
        if not offered:
            dispatcher.utter_message(response="utter_goodbye")
            return None
        following = thoughts()[offered]
        dispatcher.utter_message(
            response="utter_walk_next",
            next_phrase=following.phrase,
            next_intent=following.intent,
        )
        return following.intent
