"""Replies from the moment they are written until Telegram has taken them."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection, Engine

from bot.errors import BearingsError
from bot.store.keys import Keys
from bot.store.tables import telegram_outbox
from bot.telegram.chats import Chats, age_buttons
from bot.telegram.outgoing import Outgoing, unpack

log = logging.getLogger(__name__)

_LOOKED_AT = 50


@dataclass(frozen=True)
class Unsent:
    """A reply that waits to be sent."""

    id: int
    tries: int
    message: Outgoing


class Outbox:
    """The table of replies. Its methods block."""

    def __init__(self, engine: Engine, keys: Keys, now: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._keys = keys
        self._now = now

    def waiting(self) -> list[str]:
        """Return the keys of chats that may be sent something now, longest waiting first."""
        table = telegram_outbox
        query = (
            select(table.c.chat_key)
            .group_by(table.c.chat_key)
            .having(func.max(table.c.due) <= int(self._now()))
            .order_by(func.min(table.c.id))
        )
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def next(self, chat_key: str) -> Unsent | None:
        """Return the chat's next reply, an urgent one before all others, or None."""
        table = telegram_outbox
        query = select(table.c.id, table.c.body, table.c.tries, table.c.due)
        query = query.where(table.c.chat_key == chat_key).order_by(table.c.id).limit(_LOOKED_AT)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        if any(row.due > int(self._now()) for row in rows):
            return None
        unsent = []
        for row in rows:
            message = self._open(row.body)
            if message is None:
                self.drop(row.id)
            else:
                unsent.append(Unsent(row.id, row.tries, message))
        return next((u for u in unsent if u.message.urgent), unsent[0] if unsent else None)

    def sent(self, chat_key: str, unsent: Unsent, message_id: int) -> None:
        """Delete a reply that Telegram took as `message_id`."""
        with self._engine.begin() as connection:
            connection.execute(delete(telegram_outbox).where(telegram_outbox.c.id == unsent.id))
            if unsent.message.opens:
                age_buttons(connection, chat_key, message_id)

    def drop(self, row_id: int) -> None:
        """Delete a reply unsent."""
        with self._engine.begin() as connection:
            connection.execute(delete(telegram_outbox).where(telegram_outbox.c.id == row_id))

    def put_off(self, chat_key: str, unsent: Unsent, wait: float, *, failed: bool) -> None:
        """Have all of the chat wait; count a failure where it was one."""
        table = telegram_outbox
        with self._engine.begin() as connection:
            connection.execute(
                update(table)
                .where(table.c.chat_key == chat_key)
                .values(due=math.ceil(self._now() + wait))
            )
            if failed:
                connection.execute(
                    update(table).where(table.c.id == unsent.id).values(tries=unsent.tries + 1)
                )

    def _open(self, body: bytes) -> Outgoing | None:
        try:
            return unpack(self._keys.decrypt(bytes(body)))
        except (BearingsError, ValueError, TypeError, KeyError):
            log.error("A stored reply can't be read and is dropped.")
            return None


def write_replies(
    connection: Connection, chats: Chats, keys: Keys, replies: Iterable[Outgoing], now: float
) -> None:
    """Put `replies` into the outbox, within the transaction of `connection`."""
    for reply in replies:
        row = {
            "chat_key": chats.key(reply.chat_id),
            "body": keys.encrypt(reply.pack()),
            "tries": 0,
            "due": 0,
            "written": int(now),
        }
        connection.execute(insert(telegram_outbox).values(row))
