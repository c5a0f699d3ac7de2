"""The parts by themselves: tables on both databases, splitting, pacing, buttons, flood."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.store.keys import Keys
from bot.store.tables import telegram_chat, telegram_update
from bot.telegram.chats import Chats
from bot.telegram.flood import Flood
from bot.telegram.incoming import read_update, unpack
from bot.telegram.keyboards import LASTING, data_for, markup, payload_for, rows, ticked
from bot.telegram.outbox import Outbox
from bot.telegram.outgoing import Button, Outgoing, split_text
from bot.telegram.pace import DAY, Pace
from bot.telegram.pacer import Pacer
from bot.telegram.updates import Updates

PACE = Pace()


class Clock:
    def __init__(self, time: float = 1_800_000_000.0) -> None:
        self.time = time

    def __call__(self) -> float:
        return self.time


class Shop:
    """The tables of the channel on one database."""

    def __init__(self, engine: Engine, keys: Keys) -> None:
        self.engine = engine
        self.clock = Clock()
        self.chats = Chats(engine, keys, PACE, self.clock)
        self.updates = Updates(engine, keys, self.chats, self.clock)
        self.outbox = Outbox(engine, keys, self.clock)


@pytest.fixture
def shop(engine: Engine, keys: Keys) -> Shop:
    return Shop(engine, keys)


def text(number: int, chat: int, words: str = "hi") -> dict[str, object]:
    place = {"id": chat, "type": "private"}
    return {"update_id": number, "message": {"message_id": 1, "chat": place, "text": words}}


def test_updates_are_kept_in_order_until_answered(shop: Shop):
    assert shop.updates.take([text(3, 8), text(1, 7, "a"), text(2, 7, "b"), {"x": 1}]) == 3
    assert shop.updates.take([text(3, 8), text(2, 7)]) == 3
    assert shop.updates.take(["odd"]) is None
    key = shop.chats.key(7)
    assert shop.updates.waiting() == [key, shop.chats.key(8)]
    first = shop.updates.begin(key)
    assert first
    assert (first.update_id, first.tries, first.incoming.text) == (1, 1, "a")
    again = shop.updates.begin(key)
    assert again
    assert (again.update_id, again.tries) == (1, 2)
    shop.updates.answer(1, [Outgoing(7, "one"), Outgoing(7, "two", urgent=True)])
    second = shop.updates.begin(key)
    assert second
    assert second.incoming.text == "b"
    shop.updates.answer(2, [])
    assert shop.updates.begin(key) is None
    assert shop.outbox.waiting() == [key]
    urgent = shop.outbox.next(key)
    assert urgent
    assert urgent.message.text == "two"
    shop.outbox.sent(key, urgent, 5)
    left = shop.outbox.next(key)
    assert left
    assert left.message == Outgoing(7, "one")


def test_a_thousand_updates_in_one_go(shop: Shop):
    assert shop.updates.take([text(n, n % 100 + 1) for n in range(1, 1001)]) == 1000
    assert shop.updates.take([text(n, n % 100 + 1) for n in range(1, 1001)]) == 1000
    assert len(shop.updates.waiting()) == 100


def test_a_wait_holds_for_the_whole_chat_and_only_for_it(shop: Shop):
    shop.updates.answer(1, [Outgoing(7, "a"), Outgoing(7, "b"), Outgoing(8, "c")])
    seven, eight = shop.chats.key(7), shop.chats.key(8)
    unsent = shop.outbox.next(seven)
    assert unsent
    shop.outbox.put_off(seven, unsent, 2.5, failed=True)
    shop.updates.answer(2, [Outgoing(7, "d")])
    assert shop.outbox.waiting() == [eight]
    assert shop.outbox.next(seven) is None
    shop.clock.time += 3
    assert shop.outbox.waiting() == [seven, eight]
    retried = shop.outbox.next(seven)
    assert retried
    assert (retried.message.text, retried.tries) == ("a", 1)


def test_a_chat_keeps_its_pseudonym_until_it_ends(shop: Shop):
    chat = shop.chats.open(7)
    shop.clock.time += 2 * DAY
    assert shop.chats.open(7) == chat
    assert shop.chats.open(8).pseudonym != chat.pseudonym
    assert shop.chats.end(chat.key) == chat.pseudonym
    assert shop.chats.end(chat.key) is None
    assert shop.chats.open(7).pseudonym != chat.pseudonym


def test_buttons_only_get_older(shop: Shop):
    chat = shop.chats.open(7)
    for number, expected in ((10, 11), (4, 11), (20, 21)):
        shop.updates.answer(1, [], used=(chat.key, number))
        assert shop.chats.open(7).live_from == expected


def test_forgetting_takes_the_row_and_what_was_unsent(shop: Shop):
    chat = shop.chats.open(7)
    shop.updates.take([text(1, 7)])
    shop.updates.answer(9, [Outgoing(7, "old")])
    shop.updates.answer(1, [Outgoing(7, "bye", last=True)], forget=chat.key)
    unsent = shop.outbox.next(chat.key)
    assert unsent
    assert unsent.message.text == "bye"
    with shop.engine.connect() as connection:
        assert connection.execute(select(telegram_chat)).all() == []


def test_what_is_older_than_promised_goes(shop: Shop):
    shop.chats.open(7)
    shop.updates.take([text(1, 7)])
    shop.updates.answer(9, [Outgoing(7, "unsent")])
    shop.clock.time += PACE.keep_updates - 10
    shop.chats.expire()
    assert shop.updates.waiting()
    shop.clock.time += 20
    shop.chats.expire()
    assert shop.updates.waiting() == shop.outbox.waiting() == []
    with shop.engine.connect() as connection:
        assert connection.execute(select(telegram_update)).all() == []
        assert len(connection.execute(select(telegram_chat)).all()) == 1
    shop.clock.time += PACE.keep_chats
    shop.chats.expire()
    with shop.engine.connect() as connection:
        assert connection.execute(select(telegram_chat)).all() == []


def test_rows_of_a_lost_key_are_dropped(shop: Shop):
    shop.updates.take([text(1, 7)])
    shop.updates.answer(9, [Outgoing(7, "unreadable")])
    other = Keys(b"o" * 32)
    chats = Chats(shop.engine, other, PACE, shop.clock)
    key = shop.chats.key(7)
    waiting = Updates(shop.engine, other, chats, shop.clock).begin(key)
    assert waiting
    assert waiting.incoming is None
    assert Outbox(shop.engine, other, shop.clock).next(key) is None
    assert shop.outbox.waiting() == []


def test_no_name_is_kept_of_an_update():
    message = {
        "message_id": 3,
        "chat": {"id": 7, "type": "private", "first_name": "Ada"},
        "from": {"id": 7, "username": "ada", "language_code": "de"},
        "text": "hi",
        "reply_to_message": {"text": "earlier"},
    }
    incoming = read_update({"update_id": 1, "message": message})
    assert incoming
    assert b"ada" not in incoming.pack().lower()
    assert b"earlier" not in incoming.pack()
    assert unpack(incoming.pack()) == incoming


def units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


@given(st.text(alphabet="ab .\n。!👩🏽", max_size=400), st.integers(10, 60))
@settings(max_examples=200, deadline=None)
def test_splitting_keeps_every_word_and_the_limit(words: str, limit: int):
    parts = split_text(words, limit)
    assert all(part.strip() and units(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(words.split())


@pytest.mark.parametrize(
    ("words", "limit", "parts"),
    [
        ("", 10, []),
        (" \n ", 10, []),
        ("short", 10, ["short"]),
        ("One two. Three four.", 12, ["One two.", "Three four."]),
        ("Para one.\n\nTwo. Three.", 14, ["Para one.", "Two. Three."]),
        ("abcdefghijkl", 5, ["abcde", "fghij", "kl"]),
        ("👩👩👩", 4, ["👩👩", "👩"]),
    ],
)
def test_splitting(words: str, limit: int, parts: list[str]):
    assert split_text(words, limit) == parts


async def test_limits_of_telegram_are_kept():
    clock = Clock(100.0)

    async def sleep(seconds: float) -> None:
        clock.time += seconds

    pacer = Pacer(1.0, 0.1, clock, sleep)
    times = []
    for chat in ("a", "a", "b", "c", "a"):
        await pacer.wait(chat)
        times.append((chat, round(clock.time - 100, 3)))
    assert times == [("a", 0), ("a", 1.0), ("b", 1.1), ("c", 1.2), ("a", 2.0)]


def test_buttons_carry_little_and_are_found_again(keys: Keys):
    payload = '/choose{"choice": "' + "x" * 200 + '"}'
    data = data_for(keys, "me", payload)
    assert len(data.encode()) <= 64
    assert "choose" not in data
    assert payload_for(keys, "me", data, {"/affirm", payload}) == payload
    assert payload_for(keys, "you", data, {payload}) is None
    assert payload_for(keys, "me", data, {"/affirm"}) is None
    assert all(len(lasting.encode()) <= 64 for lasting in LASTING)


def test_rows_can_be_read_on_a_phone():
    assert [len(row) for row in rows([Button(str(n)) for n in range(11)])] == [6, 5]
    long = [Button("They're safe, go on"), Button("Other countries")]
    assert [len(row) for row in rows(long)] == [1, 1]
    assert [len(row) for row in rows([Button("Yes"), Button("Not quite")])] == [2]


def test_used_buttons():
    keyboard = [[["Yes", "b1"], ["No", "b2"]], [["Facts", "/show_facts"]]]
    assert ticked(keyboard, "b2") == [[Button("✓ No", data="used")]]
    assert [b.title for row in ticked(keyboard, "/show_facts") for b in row] == [
        "Yes",
        "No",
        "✓ Facts",
    ]
    assert ticked([], "b2") == []
    assert markup([]) is None


def test_a_backlog_is_no_flood():
    flood = Flood(PACE)
    assert {flood.judge("a", 1000 + 10 * n) for n in range(100)} == {"answer"}
    verdicts = [flood.judge("b", 1000) for _ in range(PACE.flood_messages + 5)]
    assert verdicts.count("say so") == 1
    assert verdicts.count("limit") == 4
    assert flood.judge("b", 1000 + PACE.flood_seconds) == "answer"


def test_backoff_doubles_up_to_a_limit():
    assert [PACE.backoff(n) for n in (1, 2, 3)] == [1, 2, 4]
    assert PACE.backoff(1000) == PACE.retry_most
