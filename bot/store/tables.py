"""The tables. `docs/privacy.md` says of each column why it is kept and for how long."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table

metadata = MetaData()

#: A conversation's state without any typed text, encrypted, under a pseudonym.
conversation = Table(
    "conversation",
    metadata,
    Column("pseudonym", String(32), primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("touched", Integer, nullable=False, index=True, doc="Unix time, s"),
)

#: One row a user message: what was meant, never who or what or when exactly.
intent_log = Table(
    "intent_log",
    metadata,
    Column("id", String(32), primary_key=True, doc="random, so that it gives no order"),
    Column("session", String(32), nullable=False, doc="random, made anew for each session"),
    Column("intent", String(64), nullable=False),
    Column("step", String(32), nullable=False, doc="of the walk, or empty"),
    Column("week", String(8), nullable=False, index=True, doc="ISO week, as 2026-W48"),
    Column("model", String(64), nullable=False),
)

#: Which conversation a Telegram chat belongs to; the chat id is encrypted.
telegram_chat = Table(
    "telegram_chat",
    metadata,
    Column("chat_key", String(32), primary_key=True, doc="keyed hash of the chat id"),
    Column("pseudonym", String(32), nullable=False, unique=True, doc="random: Rasa's sender id"),
    Column("chat", LargeBinary, nullable=False),
    Column("live_from", BigInteger, nullable=False, doc="buttons of older messages are old"),
    Column("touched", Integer, nullable=False, index=True, doc="Unix time of the day, s"),
)

#: Updates already taken, against duplicates, for 48 hours.
telegram_update = Table(
    "telegram_update",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("taken", Integer, nullable=False, index=True, doc="Unix time, s"),
)

#: Updates that wait for their answer: what it needs of them, encrypted.
telegram_intake = Table(
    "telegram_intake",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_key", String(32), nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),
    Column("tries", Integer, nullable=False, doc="how often an answer was begun"),
    Column("taken", Integer, nullable=False, index=True, doc="Unix time, s"),
)

#: Replies that wait to be sent, encrypted, in the order of their ids.
telegram_outbox = Table(
    "telegram_outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("chat_key", String(32), nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due", Integer, nullable=False, doc="not to be sent before, Unix time, s"),
    Column("written", Integer, nullable=False, index=True, doc="Unix time, s"),
)

#: Reminders that were asked for, one a chat at most: when and to whom, never of what.
telegram_reminder = Table(
    "telegram_reminder",
    metadata,
    Column("chat_key", String(32), primary_key=True, doc="keyed hash of the chat id"),
    Column("chat", LargeBinary, nullable=False, doc="the chat id, encrypted"),
    Column("due", Integer, nullable=False, index=True, doc="Unix time, s, a full quarter hour"),
)

#: Tables that can't be read without the key that wrote them.
SEALED = (conversation, telegram_chat, telegram_intake, telegram_outbox, telegram_reminder)
