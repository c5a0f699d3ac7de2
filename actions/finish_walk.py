"""The end of a walk: the page to keep, and the thought that tends to follow."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import FINISHED, OFFER
from actions.walk.pace import GENTLE
from actions.walk.plan import next_thought, thoughts
from actions.walk.summary import summary
from actions.walk_slots import clear_walk, current_walk


class ActionFinishWalk(Action):
    """Shows the summary once and forgets what it was made of."""

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
        dispatcher.utter_message(text=summary(walk))
        finished = [*(tracker.get_slot(FINISHED) or []), walk.thought]
        if walk.pace == GENTLE:  # nothing more is put before somebody who is not well
            dispatcher.utter_message(response="utter_walk_gentle_end")
            return [*clear_walk(), SlotSet(FINISHED, finished), SlotSet(OFFER, None)]
        offered = next((t for t in walk.also if t not in finished), None)
        offered = offered or next_thought(walk.thought, finished)
        if offered:
            following = thoughts()[offered]
            dispatcher.utter_message(
                response="utter_walk_next",
                next_phrase=following.phrase,
                next_intent=following.intent,
            )
        else:
            dispatcher.utter_message(response="utter_goodbye")
        offer = SlotSet(OFFER, thoughts()[offered].intent if offered else None)
        return [*clear_walk(), SlotSet(FINISHED, finished), offer]
