"""Telegram's chats: which conversation each belongs to, and forgetting them."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from bot.store.database import erase_traces
from bot.store.keys import Keys
from bot.store.tables import (
    telegram_chat,
    telegram_intake,
    telegram_outbox,
    telegram_reminder,
    telegram_update,
)
from bot.telegram.pace import DAY, Pace

log = logging.getLogger(__name__)

#: What is kept of a chat beside what it sent.
_KEPT = (telegram_outbox, telegram_reminder, telegram_chat)


@dataclass(frozen=True)
class Chat:
    """A private chat that wrote to the bot."""

    key: str
    #: Random; the conversation is kept under it.
    pseudonym: str
    #: Buttons of messages with a smaller number are old.
    live_from: int


class Chats:
    """The table of chats. Its methods block, so call them in a thread."""

    def __init__(
        self, engine: Engine, keys: Keys, pace: Pace, now: Callable[[], float] = time.time
    ) -> None:
        self._engine = engine
        self._keys = keys
        self._pace = pace
        self._now = now

    def key(self, chat_id: int) -> str:
        """Return the name under which rows of a chat are found: a keyed hash of its id."""
        return self._keys.pseudonym(f"telegram-chat:{chat_id}")

    def open(self, chat_id: int) -> Chat:
        """Return the chat, after making its row if it is new."""
        key = self.key(chat_id)
        found = self._read(key)
        if found is None:
            row = {
                "chat_key": key,
                "pseudonym": secrets.token_hex(16),
                "chat": self._keys.encrypt(str(chat_id).encode()),
                "live_from": 0,
                "touched": self._today(),
            }
            try:
                with self._engine.begin() as connection:
                    connection.execute(insert(telegram_chat).values(row))
            except IntegrityError:  # made in the meantime
                return self.open(chat_id)
            return Chat(key, str(row["pseudonym"]), 0)
        chat, touched = found
        if touched != self._today():
            with self._engine.begin() as connection:
                connection.execute(
                    update(telegram_chat)
                    .where(telegram_chat.c.chat_key == key)
                    .values(touched=self._today())
                )
        return chat

    def find(self, key: str) -> Chat | None:
        """Return the chat with `key`, or None if none is known by it (any more)."""
        found = self._read(key)
        return found[0] if found else None

    def end(self, key: str) -> str | None:
        """Erase a chat with all that waits for it; return the pseudonym that it had."""
        found = self._read(key)
        with self._engine.begin() as connection:
            erase_chat(connection, key)
            connection.execute(delete(telegram_intake).where(telegram_intake.c.chat_key == key))
        self.wipe()
        return found[0].pseudonym if found else None

    def expire(self) -> None:
        """Erase what is older than promised."""
        now = int(self._now())
        limit = now - self._pace.keep_updates
        with self._engine.begin() as connection:
            for column in (
                telegram_update.c.taken,
                telegram_intake.c.taken,
                telegram_outbox.c.written,
            ):
                connection.execute(delete(column.table).where(column < limit))
            silent = telegram_chat.c.touched < now - self._pace.keep_chats
            connection.execute(delete(telegram_chat).where(silent))
        self.wipe()

    def wipe(self) -> None:
        """Have erased rows leave the database's own log too; if that fails, the next one does."""
        try:
            erase_traces(self._engine)
        except SQLAlchemyError as error:
            log.warning("The database's log could not be cleared yet: %s", type(error).__name__)

    def _read(self, key: str) -> tuple[Chat, int] | None:
        query = select(
            telegram_chat.c.pseudonym, telegram_chat.c.live_from, telegram_chat.c.touched
        ).where(telegram_chat.c.chat_key == key)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return (Chat(key, row.pseudonym, row.live_from), row.touched) if row else None

    def _today(self) -> int:
        now = int(self._now())
        return now - now % DAY


def age_buttons(connection: Connection, chat_key: str, live_from: int) -> None:
    """Make buttons of messages before `live_from` old; what is old stays so."""
    connection.execute(
        update(telegram_chat)
        .where(telegram_chat.c.chat_key == chat_key, telegram_chat.c.live_from < live_from)
        .values(live_from=live_from)
    )


def erase_chat(connection: Connection, chat_key: str) -> None:
    """Delete a chat, its reminder, and what was still unsent."""
    for table in _KEPT:
        connection.execute(delete(table).where(table.c.chat_key == chat_key))
