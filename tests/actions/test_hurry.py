"""Who says that time is short, and who tells of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talk import did, tracker

from actions.hurry import is_hurried, notice_hurry, without_hurry
from actions.slots import HURRIED, OFFER
from actions.welcome import ActionWelcome


@pytest.mark.parametrize(
    "text",
    ["quick question", "only 2 min", "in a hurry", "short please", "no time", "Hi, only 2 min",
     "sorry, I'm in a hurry", "I only have 2 minutes", "I've got five minutes before my meeting",
     "can we keep it short?", "make it quick", "tl;dr", "my meeting starts in five minutes",
     "I don't have time for this", "just a quick question", "5 minutes max", "be brief",
     "I’m in a rush today", "not much time", "short version please"],
)  # fmt: skip
def test_time_is_short(text: str):
    assert is_hurried(text)
    assert without_hurry(text) == ""


@pytest.mark.parametrize(
    "text",
    ["I was in a hurry and pasted it", "when I'm in a hurry I use ChatGPT", "it takes five minutes",
     "there is no time, the contract ends in May", "no time to think about it", "7", "one", "",
     "I have no time to learn it", "the deadline is in two weeks", "I keep it short in my papers",
     "a short answer from the reviewer", "two minutes with it and the code runs"],
)  # fmt: skip
def test_time_that_is_short_elsewhere(text: str):
    assert not is_hurried(text)
    assert without_hurry(text) == text


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Quick question: am I good enough without it?", "am I good enough without it"),
        ("7, short please", "7"),
        ("I have 2 min, everyone in my group uses it", "everyone in my group uses it"),
    ],
)
def test_what_else_is_said_stays(text: str, rest: str):
    assert without_hurry(text) == rest


@given(st.text(max_size=500))
def test_any_text_can_be_asked(text: str):
    assert is_hurried(text) == (without_hurry(text) != text.strip())


@pytest.mark.parametrize(
    ("intent", "form", "noticed"),
    [("out_of_scope", None, True), ("faq/evidence", None, False), ("crisis", None, False),
     ("out_of_scope", "walk_form", False)],
)  # fmt: skip
def test_a_hurry_is_noticed_where_it_matters(intent: str, form: str | None, noticed: bool):
    events = notice_hurry(tracker("only 2 min", intent, form=form))
    assert bool(events) == noticed


async def test_a_greeting_in_a_hurry_is_answered_shortly():
    done = await did(ActionWelcome(), tracker("hi, only 2 min", "greet"))
    assert done.said == ["utter_hurried"]
    assert done.slots[HURRIED] is True
    assert done.slots[OFFER] == "thoughts"
