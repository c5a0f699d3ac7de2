"""A place alone asks for help there; a place in a sentence does not."""

import pytest
from rasa.shared.nlu.training_data.message import Message

from actions.help_by_region import directory
from bot.nlu.region import RegionReader, is_bare_region


@pytest.mark.parametrize(
    "text",
    ["Spain", "🇯🇵", "I'm in Zürich", "in france!", "Paris", "the USA", "i am from India", "DE"],
)
def test_a_bare_place_is_one(text: str) -> None:
    assert is_bare_region(text, directory())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "it",
        "in it",
        "me",
        "who can help me in Spain",
        "Bonn is fine too",
        "🙂",
        "I'm in",
        "Mars",
    ],
)
def test_anything_else_is_not(text: str) -> None:
    assert not is_bare_region(text, directory())


def test_it_overrules_the_intent_and_keeps_the_ranking() -> None:
    ranking = [{"name": "out_of_scope", "confidence": 0.8}, {"name": "greet", "confidence": 0.1}]
    message = Message(data={"text": "Spain", "intent_ranking": ranking})
    RegionReader().process([message])
    assert message.get("intent")["name"] == "ask_resources"
    assert [r["name"] for r in message.get("intent_ranking")][1:] == ["out_of_scope", "greet"]


def test_other_messages_stay_as_they_are() -> None:
    message = Message(data={"text": "hello", "intent": {"name": "greet", "confidence": 0.9}})
    RegionReader().process([message])
    assert message.get("intent")["name"] == "greet"
