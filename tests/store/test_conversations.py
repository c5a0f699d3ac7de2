"""The tracker store: the state is kept, what was typed is not."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import BearingsError
from bot.settings import Settings
from bot.store import conversations
from bot.store.conversations import IDLE_SECONDS, KEPT_TURNS, ConversationStore, trim
from bot.store.database import open_database
from bot.store.keys import Keys
from bot.store.opening import open_store
from bot.store.tables import SEALED, conversation

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = "MARKEDWORD"


@pytest.fixture
def store(engine: Engine, keys: Keys, domain: Domain) -> ConversationStore:
    return ConversationStore(domain=domain, engine=engine, keys=keys)


def parsed(intent: str) -> dict:
    """What NLU makes of a message, with the message in all the places where Rasa puts it."""
    return {
        "text": WORD,
        "intent": {"name": intent, "confidence": 0.9},
        "intent_ranking": [{"name": intent, "confidence": 0.9}],
        "entities": [{"entity": "choice", "value": WORD, "start": 0, "end": 4}],
        "response_selector": {"faq": {"response": {"text": WORD}}},
        "text_tokens": [[0, 4]],
        WORD: WORD,
    }


def turn(intent: str = "thought_self_doubt", reply: str | None = WORD) -> list:
    return [
        ActionExecuted(ACTION_LISTEN_NAME),
        UserUttered(
            f"I think {WORD} of it",
            {"name": intent, "confidence": 0.9},
            [{"entity": "choice", "value": WORD}],
            parsed(intent),
            input_channel="rest",
            message_id=WORD,
            metadata={"name": WORD},
        ),
        DefinePrevUserUtteredFeaturization(False),
        ActionExecuted("action_start_walk", policy="RulePolicy"),
        BotUttered(
            reply,
            {
                "buttons": [{"title": WORD, "payload": '/choose{"choice":"offer"}'}],
                "custom": {"kind": WORD},
                "image": WORD,
            },
            {"utter_action": "utter_x", "wording": "0a0b0c0d", "words": WORD},
        ),
    ]


@pytest.fixture
def tracker(domain: Domain) -> DialogueStateTracker:
    """A conversation in the middle of a walk, with a marked word in every place."""
    events = [ActionExecuted("action_session_start"), SessionStarted(), *turn()]
    events += [
        SlotSet("thought", "self_doubt"),
        SlotSet("step", "core_1"),
        SlotSet("belief_before", 7.5),
        SlotSet("arguments", ["argue_for/peers"]),
        SlotSet("words", {"sentence": WORD}),
        SlotSet("card", {"number": "0a", "fields": {"sentence": WORD}}),
        ActiveLoop("walk_form"),
        SlotSet("requested_slot", "walk_answer"),
        *turn("unsure"),
        ActionExecutionRejected("walk_form"),
        ActionExecuted(ACTION_LISTEN_NAME),
    ]
    return DialogueStateTracker.from_events("chat-12345678", events, domain.slots)


def all_bytes(engine: Engine, folder: Path) -> bytes:
    """Everything that the database holds, as bytes: of the files, or of all rows."""
    if engine.dialect.name == "sqlite":
        return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    with engine.connect() as connection:
        rows = connection.execute(select(conversation)).all()
    return b"".join(bytes(v) if isinstance(v, bytes) else str(v).encode() for r in rows for v in r)


async def test_nothing_typed_is_stored(
    store: ConversationStore, tracker: DialogueStateTracker, tmp_path: Path, keys: Keys
):
    await store.save(tracker)
    held = all_bytes(store.engine, tmp_path)
    assert held
    for secret in (WORD, "chat-12345678", "12345678", "self_doubt", "walk_form"):
        assert secret.encode() not in held
    with store.engine.connect() as connection:
        body = connection.execute(select(conversation.c.body)).scalar_one()
    plain = keys.decrypt(body).decode()
    assert "self_doubt" in plain  # it is the right text that is searched
    assert WORD not in plain
    assert "12345678" not in plain
    assert "confidence" in plain


async def test_a_conversation_comes_back_as_it_was(
    store: ConversationStore, tracker: DialogueStateTracker, domain: Domain
):
    await store.save(tracker)
    again = await ConversationStore(domain=domain, engine=store.engine, keys=store._keys).retrieve(
        "chat-12345678"
    )
    assert again.sender_id == tracker.sender_id
    expected = {**tracker.current_slot_values(), "words": None, "card": None}
    assert again.current_slot_values() == expected
    assert again.active_loop_name == "walk_form"
    assert again.latest_action_name == tracker.latest_action_name == ACTION_LISTEN_NAME
    assert again.latest_message.intent == tracker.latest_message.intent
    assert again.get_last_event_for(ActionExecutionRejected)
    said = again.get_last_event_for(BotUttered)
    assert said.metadata == {"utter_action": "utter_x", "wording": "0a0b0c0d"}
    assert [b["payload"] for b in said.data["buttons"]] == ['/choose{"choice":"offer"}']


def timeless(tracker: DialogueStateTracker) -> dict:
    kept = trim(tracker)
    return {**kept, "events": [{**event, "timestamp": 0} for event in kept["events"]]}


async def test_saving_what_came_back_changes_nothing(
    store: ConversationStore, tracker: DialogueStateTracker
):
    await store.save(tracker)
    for _ in range(4):
        again = await store.retrieve("chat-12345678")
        kept = timeless(again)
        await store.save(again)
        assert timeless(await store.retrieve("chat-12345678")) == kept


async def test_a_kept_conversation_does_not_grow(store: ConversationStore, domain: Domain):
    tracker = DialogueStateTracker("x", domain.slots)
    sizes = []
    for _ in range(30):
        for event in turn():
            tracker.update(event, domain)
        await store.save(tracker)
        tracker = await store.retrieve("x")
        sizes.append(len(json.dumps(trim(tracker))))
        assert len(tracker.events) < 40
    assert max(sizes[KEPT_TURNS:]) <= sizes[KEPT_TURNS] + 50
    users = [e for e in tracker.events if isinstance(e, UserUttered)]
    assert len(users) == KEPT_TURNS
    # Rasa needs the action_listen that waited for the first of them.
    first = next(i for i, e in enumerate(tracker.events) if isinstance(e, UserUttered))
    assert tracker.events[first - 1].as_dict()["name"] == ACTION_LISTEN_NAME


async def test_own_words_live_in_memory_only(
    store: ConversationStore, tracker: DialogueStateTracker, domain: Domain
):
    await store.save(tracker)
    assert (await store.retrieve("chat-12345678")).get_slot("words") == {"sentence": WORD}
    card = (await store.retrieve("chat-12345678")).get_slot("card")
    assert card == {"number": "0a", "fields": {"sentence": WORD}}
    restarted = ConversationStore(domain=domain, engine=store.engine, keys=store._keys)
    again = await restarted.retrieve("chat-12345678")
    assert again.get_slot("words") is None
    assert again.get_slot("card") is None
    assert again.get_slot("thought") == "self_doubt"


async def test_own_words_are_dropped_when_the_slot_is_emptied(
    store: ConversationStore, tracker: DialogueStateTracker
):
    await store.save(tracker)
    tracker.update(SlotSet("words", None))
    await store.save(tracker)
    again = await store.retrieve("chat-12345678")
    assert again.get_slot("words") is None
    assert again.get_slot("card")  # each for itself
    tracker.update(SlotSet("card", None))
    await store.save(tracker)
    assert not store._words


async def test_own_words_of_only_so_many_are_held(
    store: ConversationStore, domain: Domain, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(conversations, "WORDS_HELD", 2)
    for name in "abc":
        tracker = DialogueStateTracker(name, domain.slots)
        tracker.update(SlotSet("words", {"sentence": name}))
        await store.save(tracker)
    held = [(await store.retrieve(name)).get_slot("words") for name in "abc"]
    assert held == [None, {"sentence": "b"}, {"sentence": "c"}]


async def test_two_conversations_do_not_mix(
    store: ConversationStore, tracker: DialogueStateTracker, domain: Domain
):
    await store.save(tracker)
    other = DialogueStateTracker("other", domain.slots)
    other.update(SlotSet("thought", "replacement"))
    await store.save(other)
    assert (await store.retrieve("other")).get_slot("thought") == "replacement"
    assert (await store.retrieve("other")).get_slot("words") is None
    assert (await store.retrieve("chat-12345678")).get_slot("thought") == "self_doubt"
    assert len(await store.keys()) == 2
    assert await store.retrieve("nobody") is None


async def test_forgetting_drops_row_and_words(
    store: ConversationStore, tracker: DialogueStateTracker, tmp_path: Path, keys: Keys
):
    await store.save(tracker)
    with store.engine.connect() as connection:
        body = connection.execute(select(conversation.c.body)).scalar_one()
    tracker.update(SlotSet("forget", True))
    await store.save(tracker)
    assert await store.retrieve("chat-12345678") is None
    assert await store.keys() == []
    assert not store._words
    held = all_bytes(store.engine, tmp_path)
    assert body not in held
    assert keys.pseudonym("chat-12345678").encode() not in held


async def test_deleting_somebody_unknown_is_no_error(store: ConversationStore):
    await store.delete("nobody")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    now = [1_800_000_000.0]
    monkeypatch.setattr("time.time", lambda: now[0])
    return now


async def test_after_a_day_a_conversation_is_not_found_and_then_deleted(
    store: ConversationStore, tracker: DialogueStateTracker, domain: Domain, clock: list[float]
):
    await store.save(tracker)
    clock[0] += IDLE_SECONDS / 2
    await store.save(DialogueStateTracker("later", domain.slots))
    clock[0] += IDLE_SECONDS / 2
    assert await store.retrieve("chat-12345678") is not None
    assert store.expire() == 0
    clock[0] += 1
    assert await store.retrieve("chat-12345678") is None
    assert store.expire() == 1
    assert await store.retrieve("later") is not None
    assert len(await store.keys()) == 1


async def test_own_words_end_with_their_conversation(
    store: ConversationStore, tracker: DialogueStateTracker, clock: list[float]
):
    await store.save(tracker)
    clock[0] += IDLE_SECONDS + 1
    store.expire()
    assert not store._words


async def test_an_expired_conversation_is_gone_from_the_files(
    store: ConversationStore, tracker: DialogueStateTracker, tmp_path: Path, clock: list[float]
):
    await store.save(tracker)
    with store.engine.connect() as connection:
        body = connection.execute(select(conversation.c.body)).scalar_one()
    clock[0] += IDLE_SECONDS + 1
    store.expire()
    assert body not in all_bytes(store.engine, tmp_path)


async def test_each_message_makes_the_day_begin_anew(
    store: ConversationStore, tracker: DialogueStateTracker, clock: list[float]
):
    for _ in range(5):
        await store.save(tracker)
        clock[0] += IDLE_SECONDS - 1
        assert await store.retrieve("chat-12345678") is not None


async def test_a_body_of_another_key_is_refused_with_one_line(
    store: ConversationStore, tracker: DialogueStateTracker, domain: Domain, keys: Keys
):
    await store.save(tracker)
    with store.engine.begin() as connection:
        connection.execute(update(conversation).values(body=Keys(b"z" * 32).encrypt(b"{}")))
    with pytest.raises(BearingsError, match="can't be read with this key"):
        await store.retrieve("chat-12345678")


async def test_saving_side_by_side_keeps_one_row(store: ConversationStore, domain: Domain):
    trackers = [DialogueStateTracker("same", domain.slots) for _ in range(8)]
    await asyncio.gather(*(store.save(tracker) for tracker in trackers))
    assert len(await store.keys()) == 1


async def test_errors_of_the_database_hide_what_was_stored(
    sqlite_engine: Engine, keys: Keys, domain: Domain, tracker: DialogueStateTracker
):
    store = ConversationStore(domain=domain, engine=sqlite_engine, keys=keys)
    with sqlite_engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE conversation")
    with pytest.raises(SQLAlchemyError) as caught:
        await store.save(tracker)
    assert "hidden" in str(caught.value)
    assert keys.pseudonym("chat-12345678") not in str(caught.value)


def settings_for(home: Path, **changes) -> Settings:
    return Settings(_env_file=None, home=home, **changes)


async def test_the_key_may_be_made_only_while_nothing_needs_it(
    tmp_path: Path, domain: Domain, tracker: DialogueStateTracker
):
    settings = settings_for(tmp_path)
    engine, keys = open_store(settings)
    await ConversationStore(domain=domain, engine=engine, keys=keys).save(tracker)
    engine.dispose()
    settings.resolved_key_file.unlink()
    with pytest.raises(BearingsError, match="is missing"):
        open_store(settings)
    assert not settings.resolved_key_file.exists()


@pytest.mark.parametrize("table", SEALED, ids=lambda table: table.name)
def test_whatever_is_encrypted_needs_its_key(tmp_path: Path, table):
    settings = settings_for(tmp_path)
    engine, _ = open_store(settings)
    values = {c.name: b"x" if c.type.python_type is bytes else 1 for c in table.columns}
    with engine.begin() as connection:
        connection.execute(table.insert().values(values))
    engine.dispose()
    settings.resolved_key_file.unlink()
    with pytest.raises(BearingsError, match="is missing"):
        open_store(settings)


def test_plain_rasa_finds_the_store_by_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, domain: Domain
):
    """endpoints.yml names the class; Rasa builds it with what it knows."""
    from rasa.core.tracker_store import TrackerStore
    from rasa.utils.endpoints import EndpointConfig

    monkeypatch.setenv("BEARINGS_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    endpoint = EndpointConfig(type="bot.store.conversations.ConversationStore")
    store = TrackerStore.create(endpoint, domain=domain)
    inner = getattr(store, "_tracker_store", store)
    assert isinstance(inner, ConversationStore)
    assert (tmp_path / "home" / "bearings.db").exists()
    inner.engine.dispose()


def test_a_new_home_opens_with_tables_and_key(tmp_path: Path):
    settings = settings_for(tmp_path / "new")
    engine, _ = open_store(settings)
    engine.dispose()
    open_database(settings.resolved_database_url).dispose()
    assert settings.resolved_key_file.exists()


async def test_what_was_mentioned_is_kept_in_memory_only(
    sqlite_engine: Engine, keys: Keys, domain: Domain, tmp_path: Path
):
    """The ids of a message, the slot that holds what was taken up, and which reply said it back."""
    from actions.walk.state import Walk, walk_values

    store = ConversationStore(domain=domain, engine=sqlite_engine, keys=keys)
    mentions = [
        {"kind": "tool", "id": "chatgpt"},
        {"kind": "task", "id": "thesis"},
        {"kind": "feeling", "id": "ashamed"},
        {"kind": "person", "id": "supervisor.boss"},
    ]
    parse_data = {"intent": {"name": "nlu_fallback", "confidence": 0.2}, "mentions": mentions}
    taken = tuple((one["kind"], one["id"]) for one in mentions)
    walk = Walk("dependence", "core_2", mentioned=taken)
    events = [
        ActionExecuted("action_session_start"),
        SessionStarted(),
        ActionExecuted(ACTION_LISTEN_NAME),
        UserUttered("my thesis and ChatGPT", parse_data["intent"], [], parse_data),
        BotUttered(
            "With your thesis …",
            {},
            {"utter_action": "utter_mention_task", "wording": "0a0b0c0d", "mention": "your thesis"},
        ),
        BotUttered(
            "Ashamed is a word …",
            {},
            {"utter_action": "utter_mention_feeling_ashamed", "wording": "0a0b0c0d"},
        ),
        *(SlotSet(name, value) for name, value in walk_values(walk).items()),
        ActionExecuted(ACTION_LISTEN_NAME),
    ]
    await store.save(DialogueStateTracker.from_events("x", events, domain.slots))
    with sqlite_engine.connect() as connection:
        body = connection.execute(select(conversation.c.body)).scalar_one()
    plain = keys.decrypt(body).decode()
    assert "core_2" in plain  # it is the right text that is searched
    for trace in (
        "chatgpt",
        "thesis",
        "mention",
        "task",
        "tool",
        "0a0b0c0d",
        "feeling",
        "ashamed",
        "boss",
        "person",
    ):
        assert trace not in plain.lower()
        assert trace.encode() not in all_bytes(sqlite_engine, tmp_path).lower()
    held = (await store.retrieve("x")).get_slot("words")
    assert held == {"mentioned": "tool/chatgpt task/thesis feeling/ashamed person/supervisor.boss"}
    another = ConversationStore(domain=domain, engine=sqlite_engine, keys=keys)
    assert (await another.retrieve("x")).get_slot("words") is None
