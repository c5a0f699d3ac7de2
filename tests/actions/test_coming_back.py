"""What is said to somebody who comes back, and who counts as such."""

from __future__ import annotations

import pytest
from rasa_sdk import Tracker
from talk import did, tracker

from actions.coming_back import PAUSE, comes_back, is_unclear
from actions.deny import ActionDeny
from actions.not_understood import ActionNotUnderstood
from actions.turn import Heard
from actions.walk.asked import asked
from actions.walk.pace import GENTLE, LAST
from actions.walk.plan import CHAIN, STEPS
from actions.walk.questions import BRANCHES
from actions.walk.state import Walk
from actions.welcome import ActionWelcome


def later(seen: Tracker, seconds: float) -> Tracker:
    """Put `seconds` between the last two messages."""
    users = [event for event in seen.events if event["event"] == "user"]
    users[0]["timestamp"], users[1]["timestamp"] = 1_000.0, 1_000.0 + seconds
    return seen


def test_a_pause_is_longer_than_an_hour():
    assert not comes_back(later(tracker("hello", "greet"), PAUSE))
    assert comes_back(later(tracker("hello", "greet"), PAUSE + 1))


def test_times_that_are_not_known_are_no_pause():
    assert not comes_back(tracker("hello", "greet"))


@pytest.mark.parametrize(
    ("said", "step", "unclear"),
    [
        (Heard("hello", "greet"), "core_1", True),
        (Heard("", "nlu_fallback"), "belief", True),
        (Heard("hm so", "nlu_fallback"), "core_1", True),
        (Heard("7", "nlu_fallback"), "belief", False),
        (Heard("it was on Monday at noon", "nlu_fallback"), "core_1", False),
        (Heard("what is AI?", "faq/artificial_intelligence"), "core_1", False),
        (Heard("I want to die", "crisis"), "core_1", False),
    ],
)
def test_what_opens_and_what_answers(said: Heard, step: str, unclear: bool):
    assert is_unclear(said, step) is unclear


@pytest.mark.parametrize("thought", CHAIN)
@pytest.mark.parametrize("pace", ["", GENTLE])
def test_each_question_can_be_named(thought: str, pace: str):
    for step in (*STEPS, *BRANCHES, LAST):
        words = asked(Walk(thought, step=step, pace=pace))
        assert words
        assert not words.endswith((".", "?"))


async def test_a_greeting_names_the_place_only_while_there_is_one():
    open_walk = later(tracker("hello", "greet", thought="dependence", welcomed=True), 2 * PAUSE)
    assert (await did(ActionWelcome(), open_walk)).said == ["utter_back"]
    nothing = later(tracker("hello", "greet", welcomed=True), 2 * PAUSE)
    assert (await did(ActionWelcome(), nothing)).said == ["utter_greet"]


async def test_what_is_not_understood_after_a_pause_names_the_place():
    seen = later(tracker("hm", "nlu_fallback", thought="dependence"), 2 * PAUSE)
    assert (await did(ActionNotUnderstood(), seen)).said == ["utter_back"]


async def test_who_is_not_well_is_not_led_back():
    seen = later(tracker("hello", "greet", thought="dependence", distressed=True), 2 * PAUSE)
    assert (await did(ActionWelcome(), seen)).said == ["utter_back_gently"]


async def test_a_no_leaves_the_walk_where_it_is():
    seen = tracker("no", "deny", thought="dependence", offer="back", replies=("utter_back",))
    done = await did(ActionDeny(), seen)
    assert done.said == ["utter_walk_stopped"]
    assert {"event": "active_loop", "timestamp": None, "name": None} in done.events
    assert done.slots == {"offer": "continue"}
