"""What goes wrong: crashes, limits, refusals, odd updates. Nothing is lost."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from fake_assistant import FakeAssistant
from sqlalchemy import func, select
from standin import TOKEN, Standin
from telegram_bench import QUICK, Clock, running, until

from bot.errors import BearingsError
from bot.settings import Settings
from bot.store import tables
from bot.store.conversations import open_store
from bot.telegram.kinds import LINES
from bot.telegram.run import run
from bot.telegram.updates import Updates


def rows(settings: Settings) -> dict[str, int]:
    """How many rows the channel's tables hold."""
    engine, _ = open_store(settings)
    names = ("telegram_chat", "telegram_intake", "telegram_outbox", "telegram_update")
    with engine.connect() as connection:
        counts = {
            name.removeprefix("telegram_"): connection.execute(
                select(func.count()).select_from(getattr(tables, name))
            ).scalar()
            for name in names
        }
    engine.dispose()
    return counts


def files(folder: Path) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in folder.rglob("*") if path.is_file()]


async def test_duplicates_are_dropped(bot, standin: Standin, assistant: FakeAssistant):
    update = standin.say(7, "once")
    standin.push(update)
    await until(lambda: standin.sent(7) and not standin.unconfirmed)
    standin.push(update)  # much later, by a new poll
    standin.say(7, "end")
    await until(lambda: "I heard: end" in standin.texts(7))
    assert standin.texts(7) == ["I heard: once", "I heard: end"]


async def test_a_crash_between_storing_and_answering_loses_nothing(
    settings: Settings, standin: Standin, assistant: FakeAssistant, clock: Clock
):
    assistant.gate = asyncio.Event()  # never opened: the answer is not finished
    standin.say(7, "survives")
    quick_end = replace(QUICK, grace=0)
    async with running(settings, assistant, clock, quick_end):
        await until(lambda: assistant.running == 1 and not standin.unconfirmed)
    assert standin.texts(7) == []
    assert rows(settings)["intake"] == 1
    fresh = FakeAssistant(assistant.tracker_store)
    async with running(settings, fresh, clock):
        await until(lambda: standin.texts(7) == ["I heard: survives"])
    assert rows(settings) == {"chat": 1, "intake": 0, "outbox": 0, "update": 1}


async def test_the_offset_moves_only_once_updates_are_stored(
    settings: Settings,
    standin: Standin,
    assistant: FakeAssistant,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
):
    broken = True
    take = Updates.take

    def sometimes(self: Updates, raw):
        if broken:
            raise OSError("the disk is full")
        return take(self, raw)

    monkeypatch.setattr(Updates, "take", sometimes)
    update = standin.say(7, "kept by Telegram")
    async with running(settings, assistant, clock):
        await until(lambda: len(standin.offsets) > 3)
        assert set(standin.offsets) == {0}
        assert standin.unconfirmed == 1
        broken = False
        await until(lambda: standin.sent(7) and not standin.unconfirmed)
        assert update["update_id"] + 1 in standin.offsets


async def test_an_unsent_reply_survives_a_restart(
    settings: Settings, standin: Standin, assistant: FakeAssistant, clock: Clock
):
    standin.fail("sendMessage", 500, times=10**6)
    standin.say(7, "two")
    async with running(settings, assistant, clock):
        await until(lambda: standin.faults[0].times < 10**6)
        clock.time += 10
    standin.faults.clear()
    assert rows(settings)["outbox"] == 2
    clock.time += 1000
    async with running(settings, assistant, clock):
        await until(lambda: standin.texts(7) == ["First.", "Second."])


async def test_retry_after_delays_one_chat_only(bot, standin: Standin, clock: Clock):
    standin.fail("sendMessage", 429, retry_after=30, chat=7)
    standin.say(7, "two")
    await until(lambda: not standin.faults[0].times)
    standin.say(8, "two")
    await until(lambda: standin.texts(8) == ["First.", "Second."])
    clock.time += 29
    standin.say(8, "more")
    await until(lambda: "I heard: more" in standin.texts(8))
    assert standin.texts(7) == []
    clock.time += 2
    await until(lambda: standin.texts(7) == ["First.", "Second."])


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500},
        {"status": 502, "body": b"<html>Bad Gateway</html>"},
        {"status": 429},
        {"status": 200, "body": b"garbage"},
        {"status": 200, "body": b"[1, 2]"},
        {"status": 200, "body": b'{"ok": true}'},
        {"status": 401},
    ],
)
async def test_failures_of_telegram_are_tried_again(bot, standin: Standin, clock: Clock, fault):
    await until(lambda: standin.called("setMyShortDescription"))
    standin.fail("sendMessage", times=2, **fault)
    for method in ("sendChatAction", "answerCallbackQuery", "editMessageReplyMarkup"):
        standin.fail(method, **fault)
    standin.say(7, "ask")

    def answered() -> bool:
        clock.time += 1
        return bool(standin.sent(7))

    await until(answered)
    standin.press(standin.sent(7)[0], "4")
    await until(lambda: "I heard: /choose" in standin.texts(7))


@pytest.mark.parametrize(
    "fault", [{"status": 500}, {"status": 200, "body": b"?"}, {"status": 409}, {"status": 429}]
)
async def test_failures_while_asking_for_updates(bot, standin: Standin, fault):
    standin.fail("getUpdates", times=3, **fault)
    standin.say(7, "hello")
    await until(lambda: standin.sent(7))
    assert standin.texts(7) == ["I heard: hello"]


async def test_a_second_poller_does_not_end_the_bot(bot, standin: Standin, settings):
    from bot.telegram.api import make_api

    await until(lambda: standin.offsets)
    other = make_api(settings)
    await other.fetch_updates(None, 0)  # the bot's own request ends with 409
    await other.close_requests()
    standin.say(7, "hello")
    await until(lambda: standin.sent(7))


async def test_a_start_without_telegram_waits_for_it(
    settings: Settings, standin: Standin, assistant: FakeAssistant, clock: Clock
):
    standin.fail("getMe", 500, times=3)
    standin.fail("deleteWebhook", 429, retry_after=0)
    standin.fail("setMyDescription", 500)
    standin.say(7, "hello")
    async with running(settings, assistant, clock):
        await until(lambda: standin.sent(7))


async def test_a_wrong_token_ends_with_one_line(
    settings: Settings, standin: Standin, assistant: FakeAssistant
):
    wrong = settings.copy(update={"telegram_token": type(settings.telegram_token)("1:wrong")})
    with pytest.raises(BearingsError, match="TELEGRAM_BOT_TOKEN") as error:
        await run(wrong, assistant, pace=QUICK)
    assert "wrong" not in str(error.value)


async def test_a_revoked_token_ends_the_bot(
    settings: Settings, standin: Standin, assistant: FakeAssistant
):
    standin.fail("getUpdates", 401)
    with pytest.raises(BearingsError, match="TELEGRAM_BOT_TOKEN"):
        await run(settings, assistant, pace=QUICK)


async def test_a_block_ends_and_erases_the_chat(
    bot, standin: Standin, assistant: FakeAssistant, settings: Settings
):
    standin.say(7, "hello")
    await until(lambda: standin.sent(7))
    standin.blocked.add(7)
    standin.say(7, "two")
    await until(lambda: assistant.tracker_store.deleted)
    assert assistant.tracker_store.deleted == [assistant.heard[0][0]]
    counts = rows(settings)
    assert counts["chat"] == counts["outbox"] == counts["intake"] == 0
    standin.blocked.clear()
    standin.say(7, "hello again")
    await until(lambda: "I heard: hello again" in standin.texts(7))
    assert assistant.heard[-1][0] != assistant.heard[0][0]


async def test_a_notice_of_a_block_erases_the_chat(
    bot, standin: Standin, assistant: FakeAssistant, settings: Settings
):
    standin.say(7, "hello")
    await until(lambda: standin.sent(7))
    standin.membership(7, "kicked")
    await until(lambda: assistant.tracker_store.deleted)
    await until(lambda: rows(settings) == {"chat": 0, "intake": 0, "outbox": 0, "update": 2})
    standin.membership(7, "member")  # unblocked: nothing to say
    standin.membership(9, "kicked")  # never heard of


async def test_forget_leaves_nothing(
    bot, standin: Standin, assistant: FakeAssistant, settings: Settings
):
    standin.say(7, "/forget")
    await until(lambda: standin.sent(7))
    standin.press(standin.sent(7)[0], "Erase now")
    await until(lambda: "Erased." in standin.texts(7))
    await until(lambda: rows(settings)["outbox"] == 0)
    assert rows(settings) == {"chat": 0, "intake": 0, "outbox": 0, "update": 2}
    standin.say(7, "hello")
    await until(lambda: len(standin.sent(7)) == 3)
    assert assistant.heard[-1][0] != assistant.heard[0][0]


async def test_a_crisis_reply_overtakes_what_waits(bot, standin: Standin, clock: Clock):
    standin.fail("sendMessage", 429, retry_after=30, chat=7)
    for _ in range(3):
        standin.say(7, "two")
    await until(lambda: not standin.faults[0].times)
    standin.say(7, "I want to die", date=clock() - 4000)
    standin.say(8, "end")
    await until(lambda: standin.sent(8) and not standin.unconfirmed)
    await until(lambda: len(standin.called("sendChatAction")) == 5)
    await asyncio.to_thread(lambda: None)

    def moved() -> bool:
        clock.time += 60
        return len(standin.sent(7)) == 8

    await until(moved)
    crisis = standin.texts(7).index("Are you safe? Call 112.")
    assert standin.texts(7)[crisis - 1] in LINES["late"]
    assert crisis < 7


async def test_refused_buttons_do_not_cost_the_words(bot, standin: Standin):
    refused = b'{"ok": false, "error_code": 400, "description": "Bad Request: BUTTON_DATA_INVALID"}'
    standin.fail("sendMessage", 400, body=refused)
    standin.say(7, "ask")
    await until(lambda: standin.sent(7))
    assert standin.sent(7)[0].titles == []


async def test_a_refused_message_does_not_hold_up_the_next(bot, standin: Standin):
    refused = b'{"ok": false, "error_code": 400, "description": "Bad Request: no"}'
    standin.fail("sendMessage", 400, body=refused)
    standin.say(7, "two")
    await until(lambda: standin.texts(7) == ["Second."])


async def test_a_chat_that_is_gone_is_erased(bot, standin: Standin, settings: Settings):
    gone = b'{"ok": false, "error_code": 400, "description": "Bad Request: chat not found"}'
    standin.fail("sendMessage", 400, body=gone)
    standin.say(7, "ask")
    await until(lambda: not standin.faults[0].times)
    await until(lambda: rows(settings)["chat"] == 0)


async def test_a_turn_that_keeps_failing_ends_with_an_apology(
    bot, standin: Standin, assistant: FakeAssistant
):
    assistant.crash = QUICK.tries
    standin.say(7, "bad luck")
    standin.say(7, "good luck")
    await until(lambda: len(standin.sent(7)) == 2)
    assert standin.texts(7)[0] in LINES["trouble"]
    assert standin.texts(7)[1] == "I heard: good luck"


async def test_odd_updates_do_no_harm(bot, standin: Standin, assistant: FakeAssistant):
    odd = [
        {"update_id": "700000900"},
        {"update_id": 2**70, "message": {}},
        {"update_id": True},
        [1, 2],
        "text",
        None,
        17,
        {"message": None},
        {"message": []},
        {"message": {"chat": 5, "text": "x"}},
        {"message": {"chat": {"id": "7"}, "text": "x"}},
        {"message": {"chat": {"id": 2**80, "type": "private"}, "text": "x"}},
        {"message": {"chat": {"id": 70, "type": "private"}, "text": {"a": 1}}},
        {"message": {"chat": {"id": 71, "type": "private"}, "text": ""}},
        {"edited_message": {"chat": {"id": 72, "type": "private"}}},
        {"callback_query": {"id": 5, "from": "x"}},
        {"callback_query": {"id": "odd", "from": {"id": 73}, "message": {"reply_markup": [1]}}},
        {
            "callback_query": {
                "id": "odd",
                "from": {"id": 74},
                "message": {
                    "chat": {"id": 74, "type": "private"},
                    "reply_markup": {"inline_keyboard": [1, [2, {"text": 3}], []]},
                },
            }
        },
        {"my_chat_member": {"chat": {"id": 75}, "new_chat_member": 5}},
        {"message": {"chat": {"id": 76, "type": "private"}, "from": 5, "date": "x", "text": "ok"}},
        {"something_new": {}},
    ]
    for update in odd:
        standin.push(update)
    standin.say(7, "end")
    await until(lambda: standin.texts(7) == ["I heard: end"])
    await until(lambda: standin.texts(76) == ["I heard: ok"])
    assert sorted(said for _, said in assistant.heard) == ["end", "ok"]


async def test_many_updates_at_once(bot, standin: Standin, clock: Clock):
    for number in range(200):
        standin.say(number % 40 + 1, f"m{number}", date=clock())
    await until(lambda: len(standin.messages) == 200, seconds=120)
    for chat in range(1, 41):
        assert standin.texts(chat) == [f"I heard: m{chat - 1 + 40 * n}" for n in range(5)]


async def test_neither_words_nor_token_nor_chat_reach_log_or_disk(
    settings: Settings,
    standin: Standin,
    assistant: FakeAssistant,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
):
    caplog.set_level(logging.DEBUG)
    chat, word = 987654321987, "sentinelword"
    standin.fail("getUpdates", 200, body=f"{word}".encode())
    standin.fail("sendMessage", 500, body=f"{word}".encode())
    async with running(settings, assistant, clock):
        standin.say(chat, f"{word} ask")
        assistant.crash = 1
        standin.say(chat, "ask")
        standin.edit(chat, word)
        standin.send(chat, photo=[], caption=word)

        def answered() -> bool:
            clock.time += 1
            return len(standin.sent(chat)) == 4

        await until(answered)
        standin.press(standin.sent(chat)[1], "4")
        await until(lambda: len(standin.sent(chat)) == 5)
        await until(lambda: not standin.unconfirmed)
        for name, body in files(tmp_path):
            for secret in (word, str(chat), "Ada", TOKEN.split(":")[1]):
                assert secret.encode() not in body, name
    for secret in (word, str(chat), "Ada", TOKEN.split(":")[1]):
        assert secret not in caplog.text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_ends_it_in_good_order(
    settings: Settings, standin: Standin, assistant: FakeAssistant, number: signal.Signals
):
    task = asyncio.create_task(run(settings, assistant, pace=QUICK))
    standin.say(7, "hello")
    await until(lambda: standin.sent(7))
    os.kill(os.getpid(), number)
    await task
    assert rows(settings)["outbox"] == 0
