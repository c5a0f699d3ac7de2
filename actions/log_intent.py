"""What happens at every user message: one anonymous row, and its language."""

from __future__ import annotations

import asyncio
import secrets
from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.hurry import notice_hurry
from actions.notice_language import notice_language
from actions.services import services
from actions.slots import SESSION_TOKEN, STEP, WALK_FORM
from actions.turn import heard
from bot.store.log import record_intent

#: Which data the model learned from; the classifier puts it on each message.
DATA_VERSION = "data_version"


class ActionLogIntent(Action):
    """Runs once a message, before anything is predicted (a slot with a custom mapping does it)."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_log_intent"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Write the row; the session's token is random and lives in the conversation alone.

        The language is noticed here too: another action at every message would cost a millisecond.
        """
        if tracker.latest_action_name not in (None, "action_listen"):
            # Rasa fills slots once more when a form begins: this message has its row already.
            return []
        token = tracker.get_slot(SESSION_TOKEN) or secrets.token_hex(16)
        walking = (tracker.active_loop or {}).get("name") == WALK_FORM
        message = tracker.latest_message or {}
        await asyncio.to_thread(
            record_intent,
            services().engine,
            session=token,
            intent=heard(tracker).intent or "nlu_fallback",
            step=(tracker.get_slot(STEP) or "") if walking else "",
            model=str(message.get(DATA_VERSION) or ""),
            day=datetime.now(timezone.utc).date(),
        )
        return [SlotSet(SESSION_TOKEN, token), *notice_language(tracker), *notice_hurry(tracker)]
