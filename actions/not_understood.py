"""Not understood, in two stages: two likely meanings as buttons, then the menu."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.help_by_region import directory
from actions.meanings import MEANINGS
from actions.offers import standing_offer
from actions.reminder_answer import ActionReminderAnswer, tells_obstacle
from actions.show_resources import ActionShowResources
from actions.slots import MISSES, WALK_FORM
from actions.turn import heard, last_action, last_replies

#: Characters from which a message that was not understood is asked for in one sentence.
LONG_TEXT = 700


class ActionNotUnderstood(Action):
    """Offers what it might have been; it never takes anything back from the conversation."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_not_understood"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Ask which of two was meant; the second time in a row, show the menu."""
        if last_action(tracker, WALK_FORM) != "action_listen":
            # Something has answered already and no rule says what follows: wait for the person.
            return [FollowupAction("action_listen")]
        said = heard(tracker)
        if standing_offer(tracker) == "region" and directory().find(said.text):
            events: list[EventType] = await ActionShowResources().run(dispatcher, tracker, domain)
            return events
        if not said.text.strip():
            dispatcher.utter_message(response="utter_empty")
            return []
        if len(said.text) > LONG_TEXT:
            dispatcher.utter_message(response="utter_too_long")
            return []
        if tells_obstacle(tracker):
            events = await ActionReminderAnswer().run(dispatcher, tracker, domain)
            return events
        again = "utter_not_understood" in last_replies(tracker)
        likely = [name for name, _ in said.ranking if name in MEANINGS][:2]
        if not likely and not again:  # emoji and the like: nothing to guess from
            dispatcher.utter_message(response="utter_empty")
            return [SlotSet(MISSES, 1)]
        if not again:
            buttons = [{"title": MEANINGS[name], "payload": f"/{name}"} for name in likely]
            dispatcher.utter_message(response="utter_not_understood", buttons=buttons)
            return [SlotSet(MISSES, 1)]
        dispatcher.utter_message(response="utter_not_understood_again")
        dispatcher.utter_message(response="utter_menu")
        return [SlotSet(MISSES, 0)]
