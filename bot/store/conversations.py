"""Rasa's tracker store, keeping a conversation's state but none of its words.

What Rasa's own SQL store keeps for good and in clear (every typed text, every event, the sender
id) is reduced before it is written: the slots, the active loop and the last few turns without
text, encrypted, under a pseudonym, for at most a day after the last message. The size of a stored
conversation is bounded, so that a turn costs the same however long people talk.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import OrderedDict
from itertools import dropwhile
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
    deserialise_events,
)
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.settings import load_settings
from bot.store.database import erase_traces
from bot.store.keys import Keys
from bot.store.opening import open_store
from bot.store.tables import conversation

#: A conversation is forgotten this long after its last message.
IDLE_SECONDS = 24 * 3600
#: How many user turns are kept for the policies. Rules look at one or two.
KEPT_TURNS = 3
#: These slots hold the user's own words, for the summary and for its picture. They live in memory
#: only.
WORDS_SLOTS = ("words", "card")
#: Replies that say back what somebody mentioned: even which of them was said tells something of it.
SAID_BACK = "utter_mention_"
#: Set by the action that erases: the conversation is dropped in place of being saved.
FORGET_SLOT = "forget"
#: Conversations whose own words are held in memory at once.
WORDS_HELD = 10_000

_KEPT_EVENTS = {
    "action",
    "action_execution_rejected",
    "active_loop",
    "bot",
    "followup",
    "loop_interrupted",
    "session_started",
    "slot",
    "user",
}


class ConversationStore(TrackerStore, SerializedTrackerAsText):
    """Keeps conversations in the database of Bearings, encrypted and trimmed.

    Works as `tracker_store: {type: bot.store.conversations.ConversationStore}` in endpoints.yml
    too, where it opens the database and key that the settings name.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        engine: Engine | None = None,
        keys: Keys | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        if engine is None or keys is None:
            engine, keys = open_store(load_settings())
        self.engine = engine
        self._keys = keys
        #: By pseudonym: when they were held last, and the slots. The oldest come first.
        self._words: OrderedDict[str, tuple[float, dict[str, Any]]] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the trimmed state of `tracker` in place of what was stored before."""
        if tracker.get_slot(FORGET_SLOT):
            await self.delete(tracker.sender_id)
            return
        pseudonym = self._keys.pseudonym(tracker.sender_id)
        self._hold_words(pseudonym, {name: tracker.get_slot(name) for name in WORDS_SLOTS})
        body = self._keys.encrypt(json.dumps(trim(tracker)).encode())
        await asyncio.to_thread(self._write, pseudonym, body)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the conversation of `sender_id`, or None if there is none or it has expired."""
        pseudonym = self._keys.pseudonym(sender_id)
        body = await asyncio.to_thread(self._read, pseudonym)
        if body is None:
            return None
        events = restore(json.loads(self._keys.decrypt(body)))
        _, words = self._words.get(pseudonym, (0.0, {}))
        events += [SlotSet(name, dict(value)) for name, value in words.items()]
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    async def delete(self, sender_id: str) -> None:
        """Forget the conversation of `sender_id`, words in memory included."""
        pseudonym = self._keys.pseudonym(sender_id)
        self._words.pop(pseudonym, None)
        await asyncio.to_thread(self._delete, pseudonym)

    async def keys(self) -> list[str]:
        """Return the pseudonyms of all stored conversations."""

        def read() -> list[str]:
            with self.engine.connect() as connection:
                return list(connection.execute(select(conversation.c.pseudonym)).scalars())

        return await asyncio.to_thread(read)

    def expire(self, now: float | None = None) -> int:
        """Delete the conversations idle for longer than a day; return how many there were.

        Their words leave memory too.
        """
        limit = int((time.time() if now is None else now) - IDLE_SECONDS)
        with self.engine.begin() as connection:
            result = connection.execute(delete(conversation).where(conversation.c.touched < limit))
        for pseudonym, (held, _) in list(self._words.items()):
            if held < limit:
                self._words.pop(pseudonym, None)
        if result.rowcount:
            erase_traces(self.engine)
        return int(result.rowcount)

    def _hold_words(self, pseudonym: str, slots: dict[str, dict[str, Any] | None]) -> None:
        words = {name: dict(value) for name, value in slots.items() if value}
        if not words:
            self._words.pop(pseudonym, None)
            return
        self._words[pseudonym] = time.time(), words
        self._words.move_to_end(pseudonym)
        while len(self._words) > WORDS_HELD:
            self._words.popitem(last=False)

    def _write(self, pseudonym: str, body: bytes) -> None:
        values = {"body": body, "touched": int(time.time())}
        change = update(conversation).where(conversation.c.pseudonym == pseudonym).values(values)
        with self.engine.begin() as connection:
            if connection.execute(change).rowcount:
                return
        try:
            with self.engine.begin() as connection:
                connection.execute(insert(conversation).values(pseudonym=pseudonym, **values))
        except IntegrityError:  # another process stored it in the meantime
            with self.engine.begin() as connection:
                connection.execute(change)

    def _read(self, pseudonym: str) -> bytes | None:
        query = select(conversation.c.body).where(
            conversation.c.pseudonym == pseudonym,
            conversation.c.touched >= int(time.time()) - IDLE_SECONDS,
        )
        with self.engine.connect() as connection:
            body: bytes | None = connection.execute(query).scalar_one_or_none()
        return body

    def _delete(self, pseudonym: str) -> None:
        with self.engine.begin() as connection:
            connection.execute(delete(conversation).where(conversation.c.pseudonym == pseudonym))
        erase_traces(self.engine)


def trim(tracker: DialogueStateTracker) -> dict[str, Any]:
    """Return what is kept of `tracker`: slots, loop, recent events, nothing typed."""
    slots = {
        name: slot.value
        for name, slot in tracker.slots.items()
        if slot.value is not None and name not in WORDS_SLOTS
    }
    return {
        "slots": slots,
        "loop": tracker.active_loop_name,
        "events": [
            kept
            for event in _recent(list(tracker.events))
            if not _is_past_value(event, tracker) and (kept := _without_words(event))
        ],
    }


def restore(kept: dict[str, Any]) -> list[Event]:
    """Return events that rebuild the state which :func:`trim` kept."""
    events: list[Event] = [ActionExecuted("action_session_start"), SessionStarted()]
    events += [SlotSet(name, value) for name, value in kept["slots"].items()]
    if kept["loop"]:
        events.append(ActiveLoop(kept["loop"]))
    return events + list(deserialise_events(kept["events"]))


def _recent(events: list[Event]) -> list[Event]:
    turns = 0
    for index in range(len(events) - 1, -1, -1):
        if isinstance(events[index], SessionStarted):
            # The slots and the loop that a restored conversation begins with are kept apart.
            rest = events[index + 1 :]
            return list(dropwhile(lambda event: isinstance(event, (SlotSet, ActiveLoop)), rest))
        if isinstance(events[index], UserUttered):
            turns += 1
            if turns == KEPT_TURNS:
                # Rasa expects the action_listen that waited for the message before it.
                return events[max(index - 1, 0) :]
    return events


def _is_past_value(event: Event, tracker: DialogueStateTracker) -> bool:
    """Return whether `event` sets a slot whose former values no policy ever looks at.

    Its last value is kept with the others; half of all events are of this kind.
    """
    if not isinstance(event, SlotSet):
        return False
    slot = tracker.slots.get(event.key)
    return event.key in WORDS_SLOTS or slot is None or not slot.influence_conversation


def _without_words(event: Event) -> dict[str, Any] | None:
    body = event.as_dict()
    kind = body["event"]
    if kind not in _KEPT_EVENTS:
        return None
    base = {"event": kind, "timestamp": body.get("timestamp")}
    if kind == "user":
        intent = body.get("parse_data", {}).get("intent") or {}
        return {
            **base,
            "text": "",
            "input_channel": body.get("input_channel"),
            "parse_data": {"intent": intent, "entities": [], "text": ""},
        }
    if kind == "bot":
        metadata = body.get("metadata") or {}
        if str(metadata.get("utter_action")).startswith(SAID_BACK):
            metadata = {}
        buttons = (body.get("data") or {}).get("buttons") or []
        return {
            **base,
            "text": None,
            "data": {"buttons": [{"payload": b["payload"]} for b in buttons if "payload" in b]},
            "metadata": {k: metadata[k] for k in ("utter_action", "wording") if k in metadata},
        }
    return {key: value for key, value in body.items() if key != "metadata"}
