"""The strategy as a whole: the page of what somebody chose, or the four pillars to begin with."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.picks import steps_of, with_step
from actions.pillars import pillars
from actions.slots import WORDS
from actions.strategy import has_own_step, open_pillars, page, plan_words, steps
from actions.walk_slots import current_walk

#: Buttons below one message.
_MOST_BUTTONS = 3


class ActionShowStrategy(Action):
    """Shows the page; the words on it are those still in memory."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_show_strategy"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Show it; outside of a walk, ask for what is open."""
        walk = current_walk(tracker)
        chosen = tuple(step for step in steps_of(tracker) if step in steps())
        if walk and walk.chosen in steps():
            chosen = with_step(chosen, walk.chosen)
        words = plan_words(walk) if walk else dict(tracker.get_slot(WORDS) or {})
        if not chosen and not has_own_step(words):
            dispatcher.utter_message(response="utter_strategy")
            return []
        dispatcher.utter_message(text=page(chosen, words))
        if tracker.active_loop:
            return []
        names = open_pillars(chosen)
        buttons = [
            {"title": pillars()[name].title, "payload": f"/pillar/{name}"}
            for name in names[:_MOST_BUTTONS]
        ]
        question = "utter_strategy_open" if names else "utter_strategy_whole"
        dispatcher.utter_message(response=question, buttons=buttons)
        return []
