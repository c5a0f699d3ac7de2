"""Reminders that were asked for: when, and to which chat. Of what, only the person knows."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection, Engine

from bot.errors import BearingsError
from bot.store.keys import Keys
from bot.store.tables import conversation, telegram_reminder
from bot.telegram.chats import Chats
from bot.telegram.outbox import write_replies
from bot.telegram.outgoing import Outgoing
from bot.telegram.pace import DAY, HOUR, Pace

log = logging.getLogger(__name__)

#: Times are rounded up to this, so that a row does not tell when exactly somebody wrote.
_GRAIN = HOUR // 4


@dataclass(frozen=True)
class Wish:
    """What a chat asked for: to be reminded in so many days, or in 0: not (any more)."""

    chat_id: int
    days: int


@dataclass(frozen=True)
class Due:
    """A reminder whose time has come."""

    chat_key: str
    chat_id: int
    time: int


class Reminders:
    """The table of reminders. Its methods block."""

    def __init__(
        self,
        engine: Engine,
        keys: Keys,
        chats: Chats,
        pace: Pace,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._engine = engine
        self._keys = keys
        self._chats = chats
        self._pace = pace
        self._now = now

    def due(self) -> list[Due]:
        """Return the reminders whose time has come, after dropping those that are too late."""
        table, now = telegram_reminder, int(self._now())
        with self._engine.begin() as connection:
            connection.execute(delete(table).where(table.c.due < now - self._pace.keep_reminders))
        query = select(table).where(table.c.due <= now).order_by(table.c.due)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        found = []
        for row in rows:
            try:
                chat_id = int(self._keys.decrypt(bytes(row.chat)))
            except (BearingsError, ValueError):
                log.error("A stored reminder can't be read and is dropped.")
                self.drop(row.chat_key)
            else:
                found.append(Due(row.chat_key, chat_id, row.due))
        return found

    def is_talking(self, pseudonym: str) -> bool:
        """Return whether the conversation of `pseudonym` is under way right now."""
        query = select(conversation.c.touched).where(
            conversation.c.pseudonym == self._keys.pseudonym(pseudonym)
        )
        with self._engine.connect() as connection:
            touched: int | None = connection.execute(query).scalar_one_or_none()
        return touched is not None and abs(self._now() - touched) < self._pace.pause

    def deliver(self, due: Due, replies: Iterable[Outgoing]) -> bool:
        """Put a reminder's words into the outbox and delete its row, in one transaction.

        Returns:
            False, with nothing written, if it was stopped, replaced or forgotten meanwhile.
        """
        table = telegram_reminder
        this = (table.c.chat_key == due.chat_key, table.c.due == due.time)
        with self._engine.begin() as connection:
            if not connection.execute(delete(table).where(*this)).rowcount:
                return False
            write_replies(connection, self._chats, self._keys, replies, self._now())
        return True

    def drop(self, chat_key: str) -> None:
        """Delete a chat's reminder unsent."""
        with self._engine.begin() as connection:
            _delete(connection, chat_key)


def write_wish(connection: Connection, chats: Chats, keys: Keys, wish: Wish, now: float) -> bool:
    """Keep the reminder that `wish` asks for in place of any other, or none.

    Returns:
        Whether an earlier one was deleted.
    """
    key = chats.key(wish.chat_id)
    deleted = _delete(connection, key)
    if wish.days:
        row = {
            "chat_key": key,
            "chat": keys.encrypt(str(wish.chat_id).encode()),
            "due": math.ceil((now + wish.days * DAY) / _GRAIN) * _GRAIN,
        }
        connection.execute(insert(telegram_reminder).values(row))
    return deleted


def _delete(connection: Connection, chat_key: str) -> bool:
    table = telegram_reminder
    return bool(connection.execute(delete(table).where(table.c.chat_key == chat_key)).rowcount)
