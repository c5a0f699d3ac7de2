"""Erasing on request: asked once, then everything that can be linked is gone."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.offers import FORGET, FORGET_IN_WALK
from actions.services import services
from actions.slots import OFFER, SESSION_TOKEN, WALK_FORM
from bot.store.conversations import FORGET_SLOT
from bot.store.log import forget_session

#: Tells the channel to erase what it keeps of the chat.
FORGOTTEN_KIND = {"kind": "forgotten"}


class ActionDeleteMyData(Action):
    """Asks whether everything shall be erased; a walk that is open waits for the answer."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_delete_my_data"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Ask."""
        dispatcher.utter_message(response="utter_forget_confirm")
        walking = (tracker.active_loop or {}).get("name") == WALK_FORM
        return [SlotSet(OFFER, FORGET_IN_WALK if walking else FORGET)]


class ActionConfirmForget(Action):
    """Erases the session's rows; the store drops the conversation in place of saving it."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_confirm_forget"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Erase, and say so."""
        token = tracker.get_slot(SESSION_TOKEN)
        if token:
            await asyncio.to_thread(forget_session, services().engine, str(token))
        dispatcher.utter_message(response="utter_forgotten", json_message=FORGOTTEN_KIND)
        return [ActiveLoop(None), AllSlotsReset(), SlotSet(FORGET_SLOT, True)]
