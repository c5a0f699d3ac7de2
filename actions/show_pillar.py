"""A page of a pillar, with three steps to choose from."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.pillars import LENGTHS, next_page, pillars
from actions.slots import PAGES, STEP
from actions.turn import heard
from actions.walk.asides import RATED


class ActionShowPillar(Action):
    """Each time another page, until all were seen."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_show_pillar"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Show the page; outside of a walk, ask whether one of the steps would fit."""
        pillar = heard(tracker).intent.split("/")[-1]
        if pillar not in pillars():
            dispatcher.utter_message(response="utter_strategy")
            return []
        shown = list(tracker.get_slot(PAGES) or [])
        page = next_page(pillar, shown)
        buttons = [
            {"title": LENGTHS[step.length], "payload": f'/pick{{"choice":"{step.id}"}}'}
            for step in page.steps
        ]
        texts = {step.length: step.text for step in page.steps}
        walking = bool(tracker.active_loop)
        # Above a question for a number there are no buttons: typed in the terminal, it would
        # press one. "5 minutes" can be typed anyway.
        here = buttons if walking and tracker.get_slot(STEP) not in RATED else []
        dispatcher.utter_message(
            response=f"utter_pillar/{pillar}",
            buttons=here,
            introduction=page.introduction,
            **texts,
        )
        if not walking:
            dispatcher.utter_message(response="utter_pillar_on", buttons=buttons)
        return [SlotSet(PAGES, [*(p for p in shown if p != page.id), page.id])]
