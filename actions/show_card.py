"""The page of the last walk as a picture, once, when somebody asks for it."""

from __future__ import annotations

import secrets
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import CARD
from actions.turn import heard
from actions.walk.card import card_of
from actions.walk.state import Walk
from bot.cards.card import card_fields

_NUMBER = "number"
_FIELDS = "fields"


class ActionShowCard(Action):
    """Hands the card to the channel, which draws it, and lets go of its words."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_show_card"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Show the card that the button belongs to, or say in one line why there is none."""
        held = tracker.get_slot(CARD) or {}
        if not held or heard(tracker).choice != held.get(_NUMBER):
            dispatcher.utter_message(response="utter_card_gone")
            return []
        if _FIELDS not in held:
            dispatcher.utter_message(response="utter_card_again")
            return []
        dispatcher.utter_message(response="utter_card", json_message=held[_FIELDS])
        return [SlotSet(CARD, {_NUMBER: held[_NUMBER]})]


def offer_card(walk: Walk) -> tuple[dict[str, str], EventType]:
    """Return the button for the card of `walk`, and the event that holds its words until then.

    The button names a card by a random number, so that one of an earlier walk does not show
    another's words.
    """
    number = secrets.token_hex(4)
    button = {"title": "As a picture", "payload": f'/show_card{{"choice":"{number}"}}'}
    return button, SlotSet(CARD, {_NUMBER: number, _FIELDS: card_fields(card_of(walk))})
