"""The page as a picture on Telegram: sent when tapped, stored nowhere, with all of its limits."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
from fake_assistant import CARD
from PIL import Image
from standin import Message, Standin
from telegram_bench import Clock, running, until

from bot.cards.notes import FAILED, NOT_WHOLE
from bot.settings import Settings
from bot.store.keys import Keys
from bot.store.opening import open_store
from bot.store.tables import telegram_outbox
from bot.telegram import photo
from bot.telegram.keyboards import data_for, is_lasting
from bot.telegram.kinds import LINES
from bot.telegram.outgoing import Outgoing, unpack

SECRETS = (CARD.sentence, CARD.step, CARD.when)


def photos(standin: Standin, chat: int = 7) -> list[Message]:
    return [message for message in standin.sent(chat) if message.photo]


async def page(standin: Standin) -> Message:
    """Have the page shown and return the message with its button."""
    standin.say(7, "page")
    await until(lambda: len(standin.sent(7)) == 2)
    return standin.sent(7)[0]


async def test_a_tap_brings_the_picture_and_leaves_the_other_buttons(bot, standin: Standin):
    summary = await page(standin)
    standin.press(summary, "As a picture")
    await until(lambda: photos(standin))
    sent = photos(standin)[0]
    assert sent.text == "Your page as a picture."
    assert Image.open(io.BytesIO(sent.photo)).size == (1080, 1350)
    await until(lambda: summary.titles == ["✓ As a picture"])
    standin.press(standin.sent(7)[1], "Another")
    await until(lambda: "I heard: /affirm" in standin.texts(7))


async def test_the_picture_can_be_had_after_what_came_next(bot, standin: Standin):
    summary = await page(standin)
    standin.press(standin.sent(7)[1], "Another")
    await until(lambda: "I heard: /affirm" in standin.texts(7))
    standin.press(summary, "As a picture")
    await until(lambda: photos(standin))


async def test_a_second_tap_and_a_redelivered_one_get_at_most_a_line(bot, standin: Standin):
    summary = await page(standin)
    data = summary.data("As a picture")
    update = standin.press(summary, "As a picture")
    await until(lambda: photos(standin))
    standin.push(update)
    standin.press_data(summary, data)
    await until(lambda: standin.toasts)
    assert standin.toasts[-1] in LINES["same_button"]
    standin.say(7, "end")
    await until(lambda: "I heard: end" in standin.texts(7))
    assert len(photos(standin)) == 1


async def test_neither_words_nor_picture_are_on_disk_while_it_waits(
    settings: Settings,
    standin: Standin,
    assistant,
    clock: Clock,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
):
    caplog.set_level(logging.DEBUG)
    standin.fail("sendPhoto", 500, times=3)
    async with running(settings, assistant, clock):
        summary = await page(standin)
        before = names(tmp_path)
        standin.press(summary, "As a picture")
        await until(lambda: standin.faults[0].times < 3)
        engine, keys = open_store(settings)
        with engine.connect() as connection:
            body = connection.execute(telegram_outbox.select()).one().body
        engine.dispose()
        assert unpack(keys.decrypt(body)).card == CARD  # it is the right row that is searched
        assert_nothing_in_clear(tmp_path)

        def arrived() -> bool:
            clock.time += 1
            return bool(photos(standin))

        await until(arrived)
        assert_nothing_in_clear(tmp_path)
        assert names(tmp_path) == before
    for secret in SECRETS:
        assert secret not in caplog.text


def assert_nothing_in_clear(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            for secret in (*(words.encode() for words in SECRETS), b"\x89PNG\r\n"):
                assert secret not in held, path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


async def test_retry_after_is_kept(bot, standin: Standin, clock: Clock):
    standin.fail("sendPhoto", 429, retry_after=30)
    summary = await page(standin)
    standin.press(summary, "As a picture")
    await until(lambda: not standin.faults[0].times)
    asked = clock.time

    def arrived() -> bool:
        clock.time += 1
        return bool(photos(standin))

    await until(arrived)
    assert clock.time >= asked + 30


async def test_a_block_ends_the_chat(bot, standin: Standin, settings: Settings, assistant):
    summary = await page(standin)
    standin.fail("sendPhoto", 403)
    standin.press(summary, "As a picture")
    await until(lambda: assistant.tracker_store.deleted)


async def test_a_refused_picture_is_replaced_by_a_line(bot, standin: Standin):
    summary = await page(standin)
    standin.fail("sendPhoto", 400)
    standin.press(summary, "As a picture")
    await until(lambda: standin.texts(7)[-1] in FAILED)


async def test_a_picture_that_can_t_be_drawn_is_replaced_by_a_line(
    bot, standin: Standin, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def broken(card: object) -> None:
        raise ValueError(f"broken by {card}")

    monkeypatch.setattr(photo, "draw_card", broken)
    summary = await page(standin)
    standin.press(summary, "As a picture")
    await until(lambda: standin.texts(7)[-1] in FAILED)
    assert CARD.sentence not in caplog.text


async def test_what_could_not_be_drawn_is_said(
    bot, standin: Standin, monkeypatch: pytest.MonkeyPatch
):
    from dataclasses import replace

    whole = photo.draw_card
    monkeypatch.setattr(photo, "draw_card", lambda card: replace(whole(card), whole=False))
    summary = await page(standin)
    standin.press(summary, "As a picture")
    await until(lambda: photos(standin))
    assert photos(standin)[0].text.split("\n\n")[1] in NOT_WHOLE


def test_a_card_is_packed_with_its_message(keys: Keys):
    message = Outgoing(7, "Here", card=CARD)
    assert unpack(message.pack()) == message
    assert unpack(Outgoing(7, "Here").pack()).card is None


def test_replies_that_were_packed_before_cards_can_be_read():
    assert unpack(b'{"chat_id": 7, "text": "hi", "buttons": []}') == Outgoing(7, "hi")


def test_the_button_names_a_card_by_its_number_alone(keys: Keys):
    payload = '/show_card{"choice":"0a1b2c3d"}'
    assert data_for(keys, "somebody", payload) == payload
    assert is_lasting(payload)
    assert len(payload.encode()) <= 64
    assert not is_lasting('/choose{"choice":"4"}')
