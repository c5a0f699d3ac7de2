"""Off topic: kindly declined, unless it is the country that was just asked for."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.help_by_region import directory
from actions.offers import standing_offer
from actions.reminder_answer import ActionReminderAnswer, tells_obstacle
from actions.show_resources import ActionShowResources
from actions.turn import heard


class ActionOutOfScope(Action):
    """A bare "Spain" means nothing by itself, and everything after "which country?"."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_out_of_scope"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Show the country's help, or decline."""
        if standing_offer(tracker) == "region" and directory().find(heard(tracker).text):
            events: list[EventType] = await ActionShowResources().run(dispatcher, tracker, domain)
            return events
        if tells_obstacle(tracker):
            events = await ActionReminderAnswer().run(dispatcher, tracker, domain)
            return events
        dispatcher.utter_message(response="utter_out_of_scope")
        return []
