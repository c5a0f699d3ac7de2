"""A question is met by the wording that speaks of what it names."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import BotUttered, UserUttered

from bot.assistant.asked import asked_about

SPEED = {"text": "speed", "metadata": {"about": ["fast", "hour"]}}
LEARNING = {"text": "learning", "metadata": {"about": ["learn", "uk"]}}
PLAIN = {"text": "plain", "metadata": {"facts": ["x"]}}
BARE = {"text": "bare"}
ALL = [SPEED, LEARNING, PLAIN, BARE]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("does it make us FASTER?", [SPEED]),
        ("do students learn with it", [LEARNING]),
        ("faster learning", [SPEED, LEARNING]),
        ("how many hours, and how fast, to learn it", [SPEED]),
        ("in the UK", [LEARNING]),
        ("a ukulele", []),
        ("is breakfast ready", []),
        ("", []),
    ],
)
def test_the_wordings_that_name_most_of_it(text: str, found: list):
    assert asked_about(ALL, text) == found


def test_none_of_none():
    assert asked_about([], "fast") == []


@pytest.mark.parametrize(
    ("question", "reply", "says"),
    [
        ("is there any data that it makes us faster?", "utter_faq/evidence", "55.8%"),
        ("do AI-written proposals win more often?", "utter_faq/evidence", "2601.15485"),
        ("what do my students lose, do they still learn", "utter_faq/evidence", "exam"),
        ("what does the NIH say", "utter_faq/funder_rules", "NIH"),
        ("may I use it on a proposal that I referee?", "utter_ask_guidance", "NSF forbids"),
        ("it invents references", "utter_argue_against/errors", "Invented references"),
    ],
)
async def test_the_replies_of_the_project(loaded_assistant, question: str, reply: str, says: str):
    tracker = await loaded_assistant.tracker_store.get_or_create_tracker("asks")
    tracker.update(UserUttered(question))
    generator = loaded_assistant.nlg
    for _ in range(5):
        assert says in (await generator.generate(reply, tracker, "rest"))["text"]


async def test_it_is_not_said_twice(loaded_assistant):
    tracker = await loaded_assistant.tracker_store.get_or_create_tracker("asks again")
    told = []
    for _ in range(2):
        tracker.update(UserUttered("is it faster?"))
        draft = await loaded_assistant.nlg.generate("utter_faq/evidence", tracker, "rest")
        tracker.update(BotUttered(draft["text"], metadata=draft))
        told.append(draft["text"])
    assert "55.8%" in told[0]
    assert told[0] != told[1]
