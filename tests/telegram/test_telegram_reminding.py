"""A person asks to be asked, and the bot, which is restarted and disturbed, does so once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from fake_assistant import FakeAssistant
from sqlalchemy import func, insert, select
from standin import Standin
from telegram_bench import QUICK, Clock, running, until

from bot.settings import Settings
from bot.store import tables
from bot.store.opening import open_store
from bot.telegram.pace import DAY, HOUR

ASKED = "How did it go?"
NO_LOOK = replace(QUICK, remind=10**6)


def kept(settings: Settings) -> int:
    """How many reminders are kept."""
    engine, _ = open_store(settings)
    with engine.connect() as connection:
        query = select(func.count()).select_from(tables.telegram_reminder)
        count = connection.execute(query).scalar_one()
    engine.dispose()
    return int(count)


def files(folder: Path) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in folder.rglob("*") if path.is_file()]


async def looked() -> None:
    """Wait long enough for the bot to have looked several times."""
    await asyncio.sleep(0.3)


async def asked_for(standin: Standin, settings: Settings, clock: Clock, days: int = 7) -> None:
    standin.say(7, f"remind in {days}", date=clock())
    await until(lambda: "I'll ask." in standin.texts(7))
    await until(lambda: kept(settings) == 1 and not standin.unconfirmed)


async def test_it_comes_once_silently_after_a_restart(
    settings: Settings, standin: Standin, assistant: FakeAssistant, clock: Clock
):
    async with running(settings, assistant, clock):
        await asked_for(standin, settings, clock)
        clock.time += 7 * DAY - 1
        await looked()
        assert ASKED not in standin.texts(7)
    clock.time += HOUR
    fresh = FakeAssistant(assistant.tracker_store)
    async with running(settings, fresh, clock):
        await until(lambda: ASKED in standin.texts(7))
        await until(lambda: kept(settings) == 0)
        await looked()
    async with running(settings, fresh, clock):
        await looked()
    assert standin.texts(7).count(ASKED) == 1
    reminder = standin.sent(7)[-1]
    assert reminder.titles == ["Done it", "Not yet", "No more reminders"]
    assert reminder.extra["disable_notification"] == "true"
    assert "disable_notification" not in standin.sent(7)[0].extra
    assert fresh.heard[0] == (assistant.heard[0][0], "action_remind")


async def test_one_that_was_written_but_not_sent_is_sent_once_after_a_restart(
    settings: Settings, standin: Standin, assistant: FakeAssistant, clock: Clock
):
    async with running(settings, assistant, clock):
        await asked_for(standin, settings, clock, days=1)
        standin.fail("sendMessage", 500, times=10**6)
        clock.time += DAY + HOUR
        await until(lambda: standin.faults[0].times < 10**6)
    assert kept(settings) == 0
    standin.faults.clear()
    clock.time += HOUR
    async with running(settings, assistant, clock):
        await until(lambda: ASKED in standin.texts(7))
        await looked()
    assert standin.texts(7).count(ASKED) == 1


async def test_its_buttons_work_however_old_and_leave_an_open_question_alone(
    bot, standin: Standin, assistant: FakeAssistant, settings: Settings, clock: Clock
):
    await asked_for(standin, settings, clock, days=1)
    standin.say(7, "ask", date=clock())
    await until(lambda: "How strongly?" in standin.texts(7))
    question = standin.sent(7)[-1]
    clock.time += DAY + HOUR
    await until(lambda: ASKED in standin.texts(7))
    reminder = standin.sent(7)[-1]
    standin.press(question, "4")
    await until(lambda: "I heard: /choose" in standin.texts(7))
    assistant.tracker_store.buttons.clear()  # a day later the conversation is forgotten
    standin.say(7, "ask", date=clock())
    await until(lambda: standin.texts(7)[-1] == "How strongly?")
    standin.press(reminder, "Done it")
    await until(lambda: "I heard: /reminder_done" in standin.texts(7))


async def test_one_tap_stops_it(
    bot, standin: Standin, assistant: FakeAssistant, settings: Settings, clock: Clock
):
    await asked_for(standin, settings, clock)
    confirmed = standin.sent(7)[-1]
    standin.say(7, "ask", date=clock())
    await until(lambda: "How strongly?" in standin.texts(7))
    clock.time += 2 * DAY
    standin.press(confirmed, "Don't ask me")
    await until(lambda: "Stopped." in standin.texts(7))
    assert kept(settings) == 0
    clock.time += 5 * DAY + HOUR
    await looked()
    assert ASKED not in standin.texts(7)


async def test_a_new_one_replaces_it(bot, standin: Standin, settings: Settings, clock: Clock):
    await asked_for(standin, settings, clock, days=1)
    await asked_for(standin, settings, clock, days=3)
    await until(lambda: standin.texts(7) == ["I'll ask."] * 2)
    clock.time += DAY + HOUR
    await looked()
    assert ASKED not in standin.texts(7)
    clock.time += 2 * DAY
    await until(lambda: ASKED in standin.texts(7))


async def test_forget_erases_it_at_once(bot, standin: Standin, settings: Settings, clock: Clock):
    await asked_for(standin, settings, clock)
    standin.say(7, "/forget", date=clock())
    await until(lambda: "Erase it?" in standin.texts(7))
    standin.press(standin.sent(7)[-1], "Erase now")
    await until(lambda: "Erased." in standin.texts(7))
    assert kept(settings) == 0
    clock.time += 7 * DAY + HOUR
    await looked()
    assert ASKED not in standin.texts(7)


async def test_whoever_wrote_of_danger_since_is_not_asked(
    bot, standin: Standin, settings: Settings, clock: Clock
):
    await asked_for(standin, settings, clock)
    standin.say(7, "I want to die", date=clock())
    await until(lambda: "Are you safe? Call 112." in standin.texts(7))
    assert kept(settings) == 0


async def test_a_block_is_noticed_by_the_reminder_and_ends_the_chat(
    bot, standin: Standin, assistant: FakeAssistant, settings: Settings, clock: Clock
):
    await asked_for(standin, settings, clock, days=1)
    standin.blocked.add(7)
    clock.time += DAY + HOUR
    await until(lambda: assistant.tracker_store.deleted)
    assert kept(settings) == 0
    standin.blocked.clear()
    await looked()
    assert ASKED not in standin.texts(7)


async def test_a_block_before_its_time_erases_it(
    bot, standin: Standin, assistant: FakeAssistant, settings: Settings, clock: Clock
):
    await asked_for(standin, settings, clock)
    standin.membership(7, "kicked")
    await until(lambda: assistant.tracker_store.deleted)
    assert kept(settings) == 0


async def test_nothing_comes_in_quiet_hours(
    settings: Settings, standin: Standin, assistant: FakeAssistant, clock: Clock
):
    quiet = settings.copy(update={"quiet_hours": "21-8"})
    clock.time = clock.time - clock.time % DAY + 22 * HOUR
    async with running(quiet, assistant, clock):
        await asked_for(standin, settings, clock, days=1)
        clock.time += DAY + HOUR  # 23:00
        await looked()
        clock.time += 9 * HOUR - 60  # 7:59
        await looked()
        assert ASKED not in standin.texts(7)
        clock.time += 60
        await until(lambda: ASKED in standin.texts(7))


async def test_one_that_is_long_overdue_does_not_come(
    settings: Settings, standin: Standin, assistant: FakeAssistant, clock: Clock
):
    async with running(settings, assistant, clock, NO_LOOK):
        await asked_for(standin, settings, clock, days=1)
    clock.time += 4 * DAY
    async with running(settings, assistant, clock):
        await until(lambda: kept(settings) == 0)
        await looked()
    assert ASKED not in standin.texts(7)


async def test_it_waits_until_a_conversation_pauses(
    bot, standin: Standin, assistant: FakeAssistant, settings: Settings, clock: Clock
):
    await asked_for(standin, settings, clock, days=1)
    clock.time += DAY + HOUR - 2
    engine, keys = open_store(settings)
    pseudonym = keys.pseudonym(assistant.heard[0][0])
    with engine.begin() as connection:
        row = {"pseudonym": pseudonym, "body": b"", "touched": int(clock()) + 2}
        connection.execute(insert(tables.conversation).values(row))
    engine.dispose()
    clock.time += 2
    await looked()
    assert ASKED not in standin.texts(7)
    clock.time += QUICK.pause
    await until(lambda: ASKED in standin.texts(7))


async def test_a_failure_is_tried_again_and_holds_up_nobody(
    bot, standin: Standin, assistant: FakeAssistant, settings: Settings, clock: Clock
):
    await asked_for(standin, settings, clock, days=1)
    standin.say(8, "remind in 1", date=clock())
    await until(lambda: kept(settings) == 2)
    assistant.crash = 3
    clock.time += DAY + HOUR
    await until(lambda: ASKED in standin.texts(7) and ASKED in standin.texts(8))


async def test_neither_words_nor_chat_are_logged_or_kept_in_clear(
    settings: Settings,
    standin: Standin,
    assistant: FakeAssistant,
    clock: Clock,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
):
    caplog.set_level("DEBUG")
    chat = 987654321987
    async with running(settings, assistant, clock):
        standin.say(chat, "remind in 1", date=clock())
        await until(lambda: kept(settings) == 1)
        for name, body in files(tmp_path):
            assert str(chat).encode() not in body, name
        assistant.crash = 1
        clock.time += DAY + HOUR
        await until(lambda: ASKED in standin.texts(chat))
    assert str(chat) not in caplog.text
    assert "remind in" not in caplog.text
