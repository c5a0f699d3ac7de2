"""Not understood, in two stages: two likely meanings as buttons, then the menu."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.help_by_region import directory
from actions.meanings import MEANINGS
from actions.show_resources import ActionShowResources
from actions.slots import MISSES, OFFER
from actions.turn import heard


class ActionNotUnderstood(Action):  # type: ignore[misc]
    """Offers what it might have been; it never takes anything back from the conversation."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_not_understood"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Ask which of two was meant; the second time in a row, show the menu."""
        said = heard(tracker)
        if tracker.get_slot(OFFER) == "region" and directory().find(said.text):
            events: list[EventType] = await ActionShowResources().run(dispatcher, tracker, domain)
            return events
        if not said.text.strip():
            dispatcher.utter_message(response="utter_empty")
            return []
        misses = int(tracker.get_slot(MISSES) or 0) + 1
        likely = [name for name, _ in said.ranking if name in MEANINGS][:2]
        if misses == 1 and likely:
            buttons = [{"title": MEANINGS[name], "payload": f"/{name}"} for name in likely]
            dispatcher.utter_message(response="utter_not_understood", buttons=buttons)
            return [SlotSet(MISSES, misses)]
        dispatcher.utter_message(response="utter_not_understood_again")
        dispatcher.utter_message(response="utter_menu")
        return [SlotSet(MISSES, 0)]
