"""Phrases that are read as a command or a button, and all the others, which are words."""

from __future__ import annotations

import json

import pytest
from conversation import payloads, say, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from actions import services
from bot.assistant.agent import Assistant
from bot.assistant.typed import read_length, read_request
from bot.store.tables import conversation


@pytest.mark.parametrize(
    "text",
    [
        "show me the balance", "Show me the balance sheet, please.", "my balance sheet",
        "for and against", "pros and cons?", "Pros & cons", "can I see both sides", "balance sheet",
        "what’s my balance so far?", "draw the balance",
        "my balance",
    ],
)  # fmt: skip
def test_asking_for_the_balance(text: str):
    assert read_request(text).intent == "show_balance"


@pytest.mark.parametrize("text", ["my strategy", "What is my strategy?", "show me my plan please"])
def test_asking_for_the_strategy(text: str):
    assert read_request(text).intent == "show_strategy"


@pytest.mark.parametrize(
    "text",
    [
        "", "balance", "the balance", "work-life balance", "my plan", "a strategy", "both sides",
        "for and against, I can't decide any more and I want to die", "show me",
        "my balance is gone", "what are the pros and cons of copilot", "x" * 100,
    ],
)  # fmt: skip
def test_words(text: str):
    assert read_request(text) is None


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("5 minutes", "minutes"), ("five minutes", "minutes"), ("The 5 minutes one", "minutes"),
        ("5 min", "minutes"), ("the hour", "hour"), ("An hour.", "hour"), ("1 hour", "hour"),
        ("the hour, please", "hour"), ("a month", "month"), ("the month step", "month"),
        ("5", None), ("an hour ago", None), ("last month", None), ("", None), ("two hours", None),
    ],
)  # fmt: skip
def test_lengths(text: str, length: str | None):
    assert read_length(text) == length


@settings(deadline=None)
@given(st.text(max_size=100))
def test_any_text_can_be_read(text: str):
    assert read_request(text) is None or read_length(text) is None


# Over the real assistant --------------------------------------------------------------------------


@pytest.fixture
def assistant(loaded_assistant: Assistant) -> Assistant:
    services.use(services.Services(engine=loaded_assistant.tracker_store.engine))
    return loaded_assistant


async def slots(assistant: Assistant, who: str) -> dict:
    tracker = await assistant.tracker_store.retrieve(who)
    return tracker.current_slot_values()


async def test_a_step_is_chosen_by_typing_while_its_page_is_on_the_screen(assistant: Assistant):
    who = "types-lengths"
    await say(assistant, who, "/strategy")
    page = await say(assistant, who, "/pillar/wellbeing")
    assert "lunch with a labmate" in texts(page)
    assert len(payloads(page)) == 3
    assert "Lunch with a labmate" in texts(await say(assistant, who, "the hour"))
    assert "An evening a week" in texts(await say(assistant, who, "a month"))
    assert (await slots(assistant, who))["picked_steps"] == ["lunch", "free_evening"]
    await say(assistant, who, "/help")
    await say(assistant, who, "5 minutes")
    assert (await slots(assistant, who))["picked_steps"] == ["lunch", "free_evening"]


async def test_a_length_means_nothing_without_a_page(assistant: Assistant):
    await say(assistant, "no-page", "/start")
    await say(assistant, "no-page", "5 minutes")
    assert not (await slots(assistant, "no-page"))["picked_steps"]


async def test_only_ids_of_what_was_brought_are_stored(assistant: Assistant):
    """What is in the database is looked at, decrypted."""
    who, mark = "ids-only", "zwurbelgrantig"
    await say(assistant, who, f"it saves me so much time, {mark}")
    await say(assistant, who, "/strategy")
    await say(assistant, who, "/pillar/education")
    await say(assistant, who, "5 minutes")
    await say(assistant, who, "show me the balance")
    store = assistant.tracker_store
    with store.engine.connect() as connection:
        body = connection.execute(
            select(conversation.c.body).where(
                conversation.c.pseudonym == store._keys.pseudonym(who)
            )
        ).scalar_one()
    plain = store._keys.decrypt(body).decode()
    kept = json.loads(plain)["slots"]
    assert kept["picks"] == ["argue_for/relief"]
    assert kept["picked_steps"] == ["mark_errors"]
    assert kept["pages"] == ["education/0"]
    assert "words" not in kept
    for words in (mark, "saves me", "mark the errors", "takes load", "┬"):
        assert words not in plain
