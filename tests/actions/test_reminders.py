"""The actions around a reminder: offered where it can be had, and never with more pressure."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from talk import did, tracker

from actions.affirm import ActionAffirm
from actions.deny import ActionDeny
from actions.finish_walk import ActionFinishWalk
from actions.not_understood import ActionNotUnderstood
from actions.out_of_scope import ActionOutOfScope
from actions.remind import ActionRemind
from actions.reminder_answer import ActionReminderAnswer
from actions.set_reminder import ActionSetReminder
from actions.stop_reminder import ActionStopReminder
from actions.walk.plan import thoughts

OFFER = "/offer_reminder"
STEP = thoughts()["dependence"].steps[0].id


def on(channel: str | None, seen: Tracker) -> Tracker:
    """Return `seen` with its messages written through `channel`."""
    for event in seen.events:
        if event["event"] == "user":
            event["input_channel"] = channel
    return seen


@pytest.mark.parametrize(
    ("channel", "chosen", "words", "offered"),
    [
        ("telegram", STEP, {}, True),
        ("telegram", None, {"own_step": "call Ada"}, True),
        ("telegram", None, {}, False),
        ("telegram", "none", {}, False),
        ("terminal", STEP, {}, False),
        ("rest", STEP, {}, False),
        (None, STEP, {}, False),
    ],
)
async def test_it_is_offered_below_the_page_with_a_step_where_it_can_be_had(
    channel: str | None, chosen: str | None, words: dict[str, str], offered: bool
):
    slots: dict[str, Any] = {"thought": "dependence", "chosen_step": chosen, "words": words}
    done = await did(ActionFinishWalk(), on(channel, tracker("", **slots)))
    assert (OFFER in done.payloads) == offered
    assert [b["payload"] for b in done.messages[0].get("buttons") or []] == [OFFER] * offered


@pytest.mark.parametrize(
    ("choice", "days", "when"), [("1", 1, "tomorrow"), ("3", 3, "three days"), ("7", 7, "week")]
)
async def test_a_choice_is_confirmed_and_told_to_the_channel(choice: str, days: int, when: str):
    seen = on("telegram", tracker("", "set_reminder", choice=choice))
    done = await did(ActionSetReminder(), seen)
    assert done.said == ["utter_reminder_set"]
    assert done.messages[0]["custom"] == {"kind": "reminder", "days": days}
    assert when in done.messages[0]["when"]
    assert done.events == []  # nothing of it stays in the conversation


@pytest.mark.parametrize("choice", [None, "365", "-1", "x"])
async def test_another_time_is_asked_for_again(choice: str | None):
    seen = on("telegram", tracker("", "set_reminder", choice=choice))
    done = await did(ActionSetReminder(), seen)
    assert done.said == ["utter_reminder_when"]
    assert not done.messages[0].get("custom")


async def test_where_nothing_can_write_first_it_says_so():
    seen = on("terminal", tracker("", "set_reminder", choice="7"))
    done = await did(ActionSetReminder(), seen)
    assert done.said == ["utter_reminder_nowhere"]
    assert not done.messages[0].get("custom")


async def test_one_tap_stops_it():
    done = await did(ActionStopReminder(), tracker("", "stop_reminder"))
    assert done.said == ["utter_reminder_stopped"]
    assert done.messages[0]["custom"] == {"kind": "reminder", "days": 0}


async def test_the_question_stands_open_for_a_yes_or_a_no():
    asked = await did(ActionRemind(), tracker())
    assert asked.said == ["utter_reminder"]
    said = {"replies": ("utter_reminder",), **asked.slots}
    yes = await did(ActionAffirm(), tracker("yes", "affirm", **said))
    assert yes.said == ["utter_reminder_done"]
    assert yes.slots["offer"] == "thoughts"
    no = await did(ActionDeny(), tracker("no", "deny", **said))
    assert no.said == ["utter_reminder_not_yet"]
    later = await did(ActionAffirm(), tracker("yes", "affirm", offer="reminder"))
    assert later.said == ["utter_affirm"]


@pytest.mark.parametrize(
    ("intent", "choice", "response", "offer"),
    [
        ("reminder_done", None, "utter_reminder_done", "thoughts"),
        ("reminder_obstacle", "big", "utter_reminder_smaller", "ask_again"),
        ("reminder_obstacle", "time", "utter_reminder_time", "ask_again"),
        ("reminder_obstacle", "unwanted", "utter_reminder_let_go", "thoughts"),
        ("reminder_obstacle", "odd", "utter_reminder_smaller", "ask_again"),
    ],
)
async def test_each_answer_has_its_own_line_and_way_on(
    intent: str, choice: str | None, response: str, offer: str
):
    done = await did(ActionReminderAnswer(), tracker("", intent, choice=choice))
    assert done.said == [response]
    assert done.slots == {"offer": offer}


@pytest.mark.parametrize("action", [ActionNotUnderstood, ActionOutOfScope])
async def test_an_obstacle_in_own_words_is_taken_as_one(action: type[Any]):
    asked = tracker("the printer broke", "out_of_scope", replies=("utter_reminder_not_yet",))
    assert (await did(action(), asked)).said == ["utter_reminder_smaller"]
    unasked = tracker("the printer broke", "out_of_scope", replies=("utter_menu",))
    assert "utter_reminder_smaller" not in (await did(action(), unasked)).said


async def test_a_yes_to_being_asked_again_asks_when():
    seen = tracker("yes", "affirm", offer="ask_again", replies=("utter_reminder_time",))
    assert (await did(ActionAffirm(), seen)).said == ["utter_reminder_when"]
