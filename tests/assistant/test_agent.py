"""The assistant as a whole, with the released model: guarded, never silent, in its order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from conversation import is_crisis, payloads, say, texts
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from actions import services
from bot.assistant import agent
from bot.assistant.agent import OFFERED_MESSAGES, Assistant, offered_payloads
from bot.assistant.payloads import Payload
from bot.errors import BearingsError
from bot.settings import Settings
from bot.store.database import open_database
from bot.store.tables import conversation, intent_log


@pytest.fixture
def assistant(loaded_assistant: Assistant) -> Assistant:
    services.use(services.Services(engine=loaded_assistant.tracker_store.engine))
    return loaded_assistant


@pytest.fixture
def who(request: pytest.FixtureRequest) -> str:
    """A person of this test's own."""
    return request.node.name


@pytest.fixture
def broken(assistant: Assistant, tmp_path: Path) -> Iterator[Assistant]:
    """The assistant after its database went away."""
    engine = assistant.tracker_store.engine
    lost = open_database(f"sqlite:///{tmp_path / 'lost.db'}")
    for table in (conversation, intent_log):
        table.drop(lost)
    assistant.tracker_store.engine = lost
    services.use(services.Services(engine=lost))
    yield assistant
    assistant.tracker_store.engine = engine
    services.use(services.Services(engine=engine))
    lost.dispose()


def logged(assistant: Assistant) -> list[tuple[str, str]]:
    with assistant.tracker_store.engine.connect() as connection:
        return [(r.session, r.intent) for r in connection.execute(select(intent_log))]


# --- Commands, buttons, and what only looks like them ---------------------------------------


async def test_a_command_is_answered(assistant: Assistant, who: str):
    assert payloads(await say(assistant, who, "/start"))
    assert len(payloads(await say(assistant, who, "/thoughts"))) == 6


async def test_a_typed_restart_is_ours_and_not_rasas(assistant: Assistant, who: str):
    await say(assistant, who, "/thoughts")
    await say(assistant, who, "/thought_self_doubt")
    await say(assistant, who, "/restart")
    tracker = await assistant.tracker_store.retrieve(who)
    assert tracker.get_slot("thought") == "self_doubt"  # it was asked for, and nothing dropped


async def test_a_button_that_was_offered_works_when_typed(assistant: Assistant, who: str):
    await say(assistant, who, "/thoughts")
    await say(assistant, who, "/thought_self_doubt")
    tracker = await assistant.tracker_store.retrieve(who)
    assert tracker.active_loop_name == "walk_form"
    assert tracker.get_slot("thought") == "self_doubt"


@pytest.mark.parametrize(
    "text",
    ["/thought_self_doubt", "/confirm_forget", '/thought_self_doubt{"choice":"x"}', "/crisis",
     "/leave_crisis", "/action_confirm_forget", "/nlu_fallback", "/session_start"],
    ids=range(8),
)  # fmt: skip
async def test_a_button_that_was_not_offered_does_nothing(
    assistant: Assistant, who: str, text: str, domain
):
    replies = await say(assistant, who, text)
    known = [r["text"] for r in assistant.domain.responses["utter_unknown_command"]]
    assert [reply["text"] in known for reply in replies] == [True]
    tracker = await assistant.tracker_store.retrieve(who)
    assert tracker.active_loop_name is None
    assert tracker.get_slot("thought") is None


@pytest.mark.parametrize(
    "text",
    ['/thought_self_doubt{"slot":1}', '/thought_self_doubt{"slot":', "/", "//", "/ ", "/!!",
     "/a" + '{"a":' * 20_000 + "1" + "}" * 20_000, '/choose{"choice":{"x":"y"}}', "/greet@{}"],
    ids=range(9),
)  # fmt: skip
async def test_no_text_with_a_slash_sets_slots_or_breaks_anything(
    assistant: Assistant, who: str, text: str, caplog: pytest.LogCaptureFixture
):
    replies = await say(assistant, who, text)
    assert texts(replies)
    tracker = await assistant.tracker_store.retrieve(who)
    assert tracker.get_slot("slot") is None
    assert "could not be handled" not in caplog.text


async def test_danger_after_a_command_counts_more_than_the_command(assistant: Assistant, who: str):
    assert not is_crisis(await say(assistant, who, "/help me please"))
    assert is_crisis(await say(assistant, who, "/help I want to kill myself"))


def test_buttons_of_the_last_messages_can_be_pressed(domain):
    tracker = DialogueStateTracker("s", domain.slots)
    for number in range(OFFERED_MESSAGES + 2):
        tracker.update(BotUttered("x", {"buttons": [{"payload": f"/p{number}"}, {"title": "no"}]}))
    assert offered_payloads(tracker) == {f"/p{n}" for n in range(2, OFFERED_MESSAGES + 2)}


async def test_a_channel_presses_without_asking(assistant: Assistant, who: str):
    from rasa.core.channels.channel import UserMessage

    from bot.assistant.http import OneMessageChannel

    output = OneMessageChannel()
    message = UserMessage("", output, who, input_channel="rest")
    await assistant.press(message, Payload("thought_dependence", {}))
    assert (await assistant.tracker_store.retrieve(who)).get_slot("thought") == "dependence"


# --- Order, log, memory ---------------------------------------------------------------------


async def test_speaking_first_says_something_logs_nothing_and_listens(
    assistant: Assistant, who: str
):
    from bot.telegram.channel import TelegramChannel

    before, channel = logged(assistant), TelegramChannel()
    await assistant.speak_first(who, channel, "action_remind")
    assert len(channel.messages) == 1
    assert logged(assistant) == before  # a row stands for a message of a person
    tracker = await assistant.tracker_store.retrieve(who)
    assert tracker is not None
    assert tracker.latest_action_name == "action_listen"
    assert "/reminder_done" in offered_payloads(tracker)
    assert texts(await say(assistant, who, "yes"))
    assert len(logged(assistant)) == len(before) + 1


async def test_speaking_first_fails_aloud_without_its_database(broken: Assistant, who: str):
    from bot.telegram.channel import TelegramChannel

    with pytest.raises(SQLAlchemyError):
        await broken.speak_first(who, TelegramChannel(), "action_remind")


async def test_messages_sent_at_once_are_answered_in_their_order(assistant: Assistant, who: str):
    await say(assistant, who, "/thoughts")
    done: list[str] = []

    async def send(text: str) -> None:
        await say(assistant, who, text)
        done.append(text)

    messages = ["/thought_dependence", "yes", "7"]
    await asyncio.gather(*(send(text) for text in messages))
    assert done == messages
    tracker = await assistant.tracker_store.retrieve(who)
    assert (tracker.get_slot("belief_before"), tracker.get_slot("step")) == (7, "core_1")


async def test_each_message_writes_one_row_of_one_session(assistant: Assistant, who: str):
    before = len(logged(assistant))
    messages = ["/start", "hello MARKEDWORD", "/thoughts", "", "/thought_dependence", "asdf",
                "I want to kill myself", "no", "/leave_crisis"]  # fmt: skip
    for text in messages:
        await say(assistant, who, text)
    rows = logged(assistant)[before:] if before else logged(assistant)
    token = (await assistant.tracker_store.retrieve(who)).get_slot("session_token")
    mine = [intent for session, intent in logged(assistant) if session == token]
    assert len(mine) == len(messages)
    for once in ("thought_dependence", "crisis", "leave_crisis", "show_thoughts"):
        assert mine.count(once) == 1
    assert who not in str(rows)


async def test_nothing_that_was_typed_is_in_the_database_files(assistant: Assistant, who: str):
    await say(assistant, who, "I am afraid of losing my MARKEDWORD skills to AI")
    await say(assistant, who, "MARKEDWORD")
    folder = Path(assistant.tracker_store.engine.url.database).parent
    held = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"MARKEDWORD" not in held
    assert who.encode() not in held
    tracker = await assistant.tracker_store.retrieve(who)
    assert "MARKEDWORD" not in str([e.as_dict() for e in tracker.events if e.type_name == "user"])


async def test_forgetting_leaves_no_row_of_the_session(assistant: Assistant, who: str):
    await say(assistant, who, "hello")
    token = (await assistant.tracker_store.retrieve(who)).get_slot("session_token")
    await say(assistant, who, "/forget")
    await say(assistant, who, "/confirm_forget")
    assert await assistant.tracker_store.retrieve(who) is None
    assert token not in [session for session, _ in logged(assistant)]


# --- Bad input ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "😀", "😀" * 300, "\x00\x01\x1b[31m", "\u202e\u200b\ufeff", "a" * 20_000,
     "é" * 20_000, "<script>alert(1)</script>", "{name} {{x}} %s", "\ud800", "١٢٣", "ﷺ" * 100,
     "a\u0300" * 5_000, "' OR 1=1 --", "\r", "?"],
    ids=range(18),
)  # fmt: skip
async def test_odd_messages_get_an_answer(
    assistant: Assistant, text: str, caplog: pytest.LogCaptureFixture
):
    who = f"odd-{hash(text)}"
    assert texts(await say(assistant, who, text))
    await say(assistant, who, "/thoughts")
    await say(assistant, who, "/thought_dependence")
    assert texts(await say(assistant, who, text))
    assert "could not be handled" not in caplog.text


@pytest.mark.parametrize("sender", ["\ud800", "x" * 10_000, "../..", "", "ß😀"], ids=range(5))
async def test_odd_senders_get_an_answer(assistant: Assistant, sender: str):
    assert texts(await say(assistant, sender, "hello"))


# --- When the program itself fails ----------------------------------------------------------


async def test_without_its_database_the_assistant_says_so(
    broken: Assistant, who: str, caplog: pytest.LogCaptureFixture
):
    kind = [r["text"] for r in broken.domain.responses["utter_trouble"]]
    for text in ("hello MARKEDWORD", "/start", "/thought_self_doubt", '/choose{"choice":"x"}'):
        replies = await say(broken, who, text)
        assert [reply["text"] in kind for reply in replies] == [True], text
    assert "MARKEDWORD" not in caplog.text
    assert all(
        record.exc_info is None for record in caplog.records if record.name.startswith("bot")
    )


async def test_without_its_database_danger_still_gets_help(broken: Assistant, who: str):
    for text in ("I want to kill myself", "/x I want to kill myself"):
        replies = await say(broken, who, text)
        assert is_crisis(replies)
        assert "findahelpline.com" in texts(replies)
        assert "112" in texts(replies)
        assert "{" not in texts(replies)


async def test_without_database_and_understanding_there_is_still_an_answer(
    broken: Assistant, who: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def fail(*_args, **_kwargs):
        raise RuntimeError("MARKEDWORD")

    monkeypatch.setattr(broken.processor, "parse_message", fail)
    caplog.set_level(logging.DEBUG)
    replies = await say(broken, who, "hello")
    assert texts(replies)
    assert "MARKEDWORD" not in caplog.text


async def test_once_the_database_is_back_the_conversation_goes_on(assistant: Assistant, who: str):
    assert payloads(await say(assistant, who, "/start"))


# --- Understanding, loading -----------------------------------------------------------------


async def test_parsing_reads_words_and_echoes_what_was_typed(assistant: Assistant):
    for text in ("I feel like a fraud among my labmates", '/thought_self_doubt{"x":"y"}', "", "/"):
        parsed = await assistant.parse_typed(text)
        assert parsed["text"] == text
        assert 0 <= parsed["intent"]["confidence"] <= 1
        assert parsed["entities"] == []
        assert "danger" in parsed["crisis"]
    assert (await assistant.parse_typed("I want to kill myself"))["crisis"]["danger"] is True


def test_a_model_that_is_not_the_released_one_is_not_loaded(tmp_path: Path):
    settings = Settings(_env_file=None, home=tmp_path, models_dir=tmp_path / "none")
    with pytest.raises(BearingsError, match="make train"):
        agent.load_assistant(settings)
    assert not (tmp_path / "bearings.db").exists()


async def test_there_is_no_falling_back_to_memory_without_a_word():
    with pytest.raises(ValueError, match="tracker store"):
        Assistant._create_tracker_store(None, None)
