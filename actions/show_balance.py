"""The balance sheet on request."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.balance import drawing, sides
from actions.picks import arguments_of

#: Tells the channel that the text is a picture, in which each character has the same width.
DRAWING_KIND = {"kind": "drawing"}

#: By whether something speaks for it, and whether something speaks against it.
_NOTES = {
    (True, True): "utter_balance_both",
    (True, False): "utter_balance_only_for",
    (False, True): "utter_balance_only_against",
}


class ActionShowBalance(Action):
    """Shows what was brought on both sides, and leaves the weighing to the person."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_show_balance"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Show it, or say how it fills."""
        picks = arguments_of(tracker)
        if not picks:
            walking = bool(tracker.active_loop)
            dispatcher.utter_message(
                response="utter_balance_empty_walk" if walking else "utter_balance_empty"
            )
            return []
        dispatcher.utter_message(text=drawing(picks), json_message=DRAWING_KIND)
        dispatcher.utter_message(response=_NOTES[sides(picks)])
        return []
