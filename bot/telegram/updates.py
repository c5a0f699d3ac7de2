"""Updates from the moment they are taken until they are answered."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.errors import BearingsError
from bot.store.keys import Keys
from bot.store.tables import telegram_intake, telegram_update
from bot.telegram.chats import Chats, age_buttons, erase_chat
from bot.telegram.incoming import Incoming, read_update, unpack, update_number
from bot.telegram.outbox import write_replies
from bot.telegram.outgoing import Outgoing
from bot.telegram.reminders import Wish, write_wish

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Waiting:
    """An update that waits for its answer."""

    update_id: int
    #: How often an answer was begun, this time included.
    tries: int
    #: None if it can't be read with today's key.
    incoming: Incoming | None


class Updates:
    """The tables of updates and, for the moment of answering, of replies. Its methods block."""

    def __init__(
        self, engine: Engine, keys: Keys, chats: Chats, now: Callable[[], float] = time.time
    ) -> None:
        self._engine = engine
        self._keys = keys
        self._chats = chats
        self._now = now

    def take(self, raw: Sequence[Any]) -> int | None:
        """Store updates, all or none, and drop those seen in the last days.

        Returns:
            The highest number among them, or None if none has one.
        """
        numbered = {number: item for item in raw if (number := update_number(item)) is not None}
        if not numbered:
            return None
        try:
            self._store(numbered)
        except IntegrityError:  # the same update came twice at once
            self._store(numbered)
        return max(numbered)

    def waiting(self) -> list[str]:
        """Return the keys of chats with unanswered updates, those waiting longest first."""
        table = telegram_intake
        query = select(table.c.chat_key).group_by(table.c.chat_key)
        with self._engine.connect() as connection:
            return list(connection.execute(query.order_by(func.min(table.c.update_id))).scalars())

    def begin(self, chat_key: str) -> Waiting | None:
        """Return the chat's oldest unanswered update, counting the try, or None."""
        table = telegram_intake
        query = select(table.c.update_id, table.c.body, table.c.tries)
        query = query.where(table.c.chat_key == chat_key).order_by(table.c.update_id).limit(1)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        this = table.c.update_id == row.update_id
        with self._engine.begin() as connection:
            connection.execute(update(table).where(this).values(tries=row.tries + 1))
        return Waiting(row.update_id, row.tries + 1, self._open(row.body))

    def answer(
        self,
        update_id: int,
        replies: Iterable[Outgoing],
        *,
        used: tuple[str, int] | None = None,
        forget: str | None = None,
        wish: Wish | None = None,
    ) -> None:
        """Mark an update as answered and write the replies, in one transaction.

        Args:
            update_id: the update.
            replies: what to send.
            used: a chat's key and the number of a message whose buttons are used up.
            forget: key of a chat that was forgotten: its row goes, its reminder, and what was
                still unsent.
            wish: a reminder to keep, or to drop.
        """
        erased = forget is not None
        with self._engine.begin() as connection:
            if forget is not None:
                erase_chat(connection, forget)
            if wish is not None:
                erased |= write_wish(connection, self._chats, self._keys, wish, self._now())
            if used is not None:
                age_buttons(connection, used[0], used[1] + 1)
            write_replies(connection, self._chats, self._keys, replies, self._now())
            connection.execute(
                delete(telegram_intake).where(telegram_intake.c.update_id == update_id)
            )
        if erased:
            self._chats.wipe()

    def _store(self, numbered: dict[int, Any]) -> None:
        now = int(self._now())
        seen = telegram_update.c.update_id
        with self._engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                # Telegram forgets an update once it is acknowledged, so it must be on the disk.
                connection.exec_driver_sql("PRAGMA synchronous=FULL")
            with connection.begin():
                query = select(seen).where(seen.in_(list(numbered)))
                known = set(connection.execute(query).scalars())
                fresh = sorted(numbered.keys() - known)
                for number in fresh:
                    row = {"update_id": number, "taken": now}
                    connection.execute(insert(telegram_update).values(row))
                    incoming = read_update(numbered[number])
                    if incoming is not None:
                        values = self._row(incoming, now)
                        connection.execute(insert(telegram_intake).values(values))

    def _row(self, incoming: Incoming, now: int) -> dict[str, Any]:
        return {
            "update_id": incoming.update_id,
            "chat_key": self._chats.key(incoming.chat_id),
            "body": self._keys.encrypt(incoming.pack()),
            "tries": 0,
            "taken": now,
        }

    def _open(self, body: bytes) -> Incoming | None:
        try:
            return unpack(self._keys.decrypt(bytes(body)))
        except (BearingsError, ValueError, TypeError):
            log.error("A stored update can't be read and is dropped.")
            return None
