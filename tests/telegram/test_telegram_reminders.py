"""The table of reminders, on both databases: kept, replaced, stopped, delivered exactly once."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, insert, select
from telegram_bench import Clock

from bot.settings import ROOT
from bot.store.keys import Keys
from bot.store.tables import conversation, telegram_outbox, telegram_reminder
from bot.telegram.chats import Chats
from bot.telegram.outbox import Outbox
from bot.telegram.outgoing import Outgoing
from bot.telegram.pace import DAY, HOUR, Pace
from bot.telegram.reminders import Reminders, Wish
from bot.telegram.updates import Updates

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine
    from sqlalchemy.sql.schema import Table

PACE = Pace()
CHAT = 987654321987
#: A moment that is no full quarter of an hour.
NOW = 1_800_000_123.0


class Shop:
    """The tables of the channel on one database."""

    def __init__(self, engine: Engine, keys: Keys) -> None:
        self.engine = engine
        self.clock = Clock()
        self.clock.time = NOW
        self.chats = Chats(engine, keys, PACE, self.clock)
        self.updates = Updates(engine, keys, self.chats, self.clock)
        self.outbox = Outbox(engine, keys, self.clock)
        self.reminders = Reminders(engine, keys, self.chats, PACE, self.clock)

    def wish(self, days: int, chat: int = CHAT) -> None:
        self.updates.answer(1, [], wish=Wish(chat, days))

    def count(self, table: Table) -> int:
        with self.engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(table)).scalar_one())

    @property
    def times(self) -> list[int]:
        with self.engine.connect() as connection:
            return list(connection.execute(select(telegram_reminder.c.due)).scalars())


@pytest.fixture
def shop(engine: Engine, keys: Keys) -> Shop:
    return Shop(engine, keys)


def test_a_reminder_is_a_time_and_a_sealed_chat(shop: Shop, keys: Keys):
    shop.wish(7)
    with shop.engine.connect() as connection:
        row = connection.execute(select(telegram_reminder)).one()
    assert set(row._mapping) == {"chat_key", "chat", "due"}
    assert str(CHAT).encode() not in bytes(row.chat)
    assert keys.decrypt(bytes(row.chat)) == str(CHAT).encode()
    assert str(CHAT) not in row.chat_key


@pytest.mark.parametrize("days", [1, 3, 7])
def test_it_is_due_at_the_time_of_day_at_which_it_was_asked_for(shop: Shop, days: int):
    shop.wish(days)
    shop.clock.time = NOW + days * DAY
    assert shop.reminders.due() == []  # rounded up, never too early
    shop.clock.time += HOUR / 4
    assert [due.chat_id for due in shop.reminders.due()] == [CHAT]
    # The row does not tell when exactly somebody wrote.
    assert shop.times[0] % (HOUR / 4) == 0


def test_a_new_reminder_replaces_the_old_one(shop: Shop):
    shop.wish(1)
    shop.wish(7)
    assert len(shop.times) == 1
    assert shop.times[0] > NOW + 6 * DAY
    shop.wish(3, chat=8)
    assert len(shop.times) == 2


def test_stopping_and_forgetting_delete_the_row_at_once(shop: Shop):
    shop.wish(7)
    shop.wish(0)
    shop.wish(0)
    assert shop.times == []
    shop.wish(7)
    shop.wish(7, chat=8)
    shop.updates.answer(2, [], forget=shop.chats.key(CHAT))
    assert len(shop.times) == 1
    shop.chats.end(shop.chats.key(8))
    assert shop.times == []


def test_delivering_writes_the_words_and_deletes_the_row(shop: Shop):
    due = _due(shop)
    assert shop.reminders.deliver(due, [Outgoing(CHAT, "How did it go?", silent=True)])
    assert not shop.reminders.deliver(due, [Outgoing(CHAT, "How did it go?")])
    unsent = shop.outbox.next(shop.chats.key(CHAT))
    assert unsent
    assert unsent.message == Outgoing(CHAT, "How did it go?", silent=True)
    assert shop.count(telegram_outbox) == 1
    assert shop.times == []


@pytest.mark.parametrize("days", [0, 3])
def test_what_was_stopped_or_replaced_meanwhile_is_not_delivered(shop: Shop, days: int):
    due = _due(shop)
    shop.wish(days)
    assert not shop.reminders.deliver(due, [Outgoing(CHAT, "How did it go?")])
    assert shop.count(telegram_outbox) == 0
    assert len(shop.times) == (1 if days else 0)


#: Delivers, and is killed between the writing of the words and the end of the transaction.
KILLED = f"""
import os, sys
from bot.logs import prepare_environment
prepare_environment()
from bot.store.database import open_database
from bot.store.keys import Keys
from bot.telegram import reminders
from bot.telegram.chats import Chats
from bot.telegram.outgoing import Outgoing
from bot.telegram.pace import Pace

write = reminders.write_replies

def die(*args):
    write(*args)
    os.kill(os.getpid(), 9)

reminders.write_replies = die
engine, keys = open_database(sys.argv[1]), Keys(b"k" * 32)
now = lambda: float(sys.argv[2])
table = reminders.Reminders(engine, keys, Chats(engine, keys, Pace(), now), Pace(), now)
(due,) = table.due()
table.deliver(due, [Outgoing({CHAT}, "How did it go?")])
"""


def test_a_kill_in_the_middle_of_delivering_neither_loses_nor_repeats_it(
    shop: Shop, database_url: str, environment: dict[str, str]
):
    due = _due(shop)
    command = [sys.executable, "-c", KILLED, database_url, str(shop.clock.time)]
    killed = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert killed.returncode == -9, killed.stderr[-2000:]
    assert shop.reminders.due() == [due]
    assert shop.count(telegram_outbox) == 0
    assert shop.reminders.deliver(due, [Outgoing(CHAT, "How did it go?")])
    assert shop.count(telegram_outbox) == 1
    assert shop.reminders.due() == []


def test_one_that_is_two_days_late_is_dropped(shop: Shop):
    due = _due(shop)
    shop.clock.time = due.time + PACE.keep_reminders
    assert shop.reminders.due() == [due]
    shop.clock.time += 1
    assert shop.reminders.due() == []
    assert shop.times == []


def test_a_clock_that_goes_back_only_makes_it_wait(shop: Shop):
    due = _due(shop)
    shop.clock.time = 0
    assert shop.reminders.due() == []
    shop.clock.time = due.time
    assert shop.reminders.due() == [due]


def test_a_row_of_a_lost_key_is_dropped(shop: Shop):
    due = _due(shop)
    other = Keys(b"o" * 32)
    chats = Chats(shop.engine, other, PACE, shop.clock)
    assert Reminders(shop.engine, other, chats, PACE, shop.clock).due() == []
    assert shop.times == []
    assert due.chat_id == CHAT


def test_a_conversation_is_under_way_for_a_while_after_its_last_message(shop: Shop, keys: Keys):
    row = {"pseudonym": keys.pseudonym("me"), "body": b"", "touched": int(NOW)}
    with shop.engine.begin() as connection:
        connection.execute(insert(conversation).values(row))
    assert shop.reminders.is_talking("me")
    assert not shop.reminders.is_talking("you")
    shop.clock.time = NOW + PACE.pause
    assert not shop.reminders.is_talking("me")
    shop.clock.time = NOW - DAY  # the clock went back
    assert not shop.reminders.is_talking("me")


def _due(shop: Shop):
    shop.wish(1)
    shop.clock.time += DAY + HOUR
    (due,) = shop.reminders.due()
    return due
