"""Wordings: none again until all were used."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.assistant.replies import WORDING, FreshReplies, without_question, wording
from bot.content.facts import Fact, read_facts

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
slots:
  name: {type: text, mappings: [{type: custom}]}
  language: {type: any, mappings: [{type: custom}]}
responses:
  utter_three: [{text: one}, {text: two}, {text: three}]
  utter_one: [{text: "only {name}, {given}"}]
  utter_buttons:
    - text: "{given}"
      buttons: [{title: "T {given}", payload: "/choose{{\\"choice\\":\\"{given}\\"}}"}]
  utter_thank: [{text: "Gladly. What else?"}]
  utter_other_language: [{text: "Your {language} is fine."}]
  utter_crisis: [{text: "Are you safe?"}]
  utter_three_said:
    [{text: "{given}to one"}, {text: "{given}to two"}, {text: "{given}to three"}]
  utter_alone_said: [{text: a}, {text: b}]
  utter_channel: [{text: everywhere}, {text: on telegram, channel: telegram}]
  utter_faq/mixed:
    - {text: "Wet (Sea, 2025). Is it?", metadata: {facts: [wet]}}
    - {text: "Ruled (Sea, 2026).", metadata: {facts: [rule]}}
    - {text: "Both (Sea, 2025).", metadata: {facts: [rule, wet]}}
  utter_faq/plain: [{text: plain}, {text: simple}, {text: "R (2026).", metadata: {facts: [rule]}}]
"""
)


@pytest.fixture
def replies() -> FreshReplies:
    return FreshReplies(domain=DOMAIN)


@pytest.fixture
def tracker() -> DialogueStateTracker:
    return DialogueStateTracker("s", DOMAIN.slots)


async def say(replies: FreshReplies, tracker: DialogueStateTracker, name: str) -> str:
    """Say it as Rasa does: the wording's name goes into the message's metadata."""
    reply = await replies.generate(name, tracker, "rest")
    tracker.update(BotUttered(None, {}, {WORDING: reply[WORDING]}))
    return reply["text"]


async def test_no_wording_comes_twice_until_all_were_used(replies, tracker):
    for _ in range(20):
        said = [await say(replies, tracker, "utter_three") for _ in range(30)]
        for start in range(0, 30):
            window = said[start : start + 3]
            assert len(set(window)) == len(window)


async def test_the_first_wording_is_not_always_the_same(replies, tracker):
    fresh = {(await replies.generate("utter_three", tracker, "rest"))["text"] for _ in range(60)}
    assert fresh == {"one", "two", "three"}


async def test_an_answer_is_met_by_what_was_written_for_the_question_as_it_was_asked(
    replies, tracker
):
    for _ in range(10):
        asked = await say(replies, tracker, "utter_three")
        await say(replies, tracker, "utter_thank")
        met = await replies.generate("utter_three_said", tracker, "rest", given="“x.” ")
        assert met["text"] == f"“x.” to {asked}"
    quiet = await replies.generate("utter_three_said", tracker, "rest", given="")
    assert quiet["text"] == f"to {asked}"


async def test_without_the_question_any_wording_will_do(replies, tracker):
    said = [await say(replies, tracker, "utter_alone_said") for _ in range(4)]
    assert set(said) == {"a", "b"}
    assert (await replies.generate("utter_three_said", tracker, "rest", given=""))["text"]


async def test_other_replies_in_between_do_not_matter(replies, tracker):
    tracker.update(SlotSet("name", "X"))
    first = await say(replies, tracker, "utter_three")
    await replies.generate("utter_one", tracker, "rest", given="y")
    assert await say(replies, tracker, "utter_three") != first


async def test_values_are_filled_from_slots_and_action(replies, tracker):
    tracker.update(SlotSet("name", "X"))
    reply = await replies.generate("utter_one", tracker, "rest", given="Y")
    assert reply["text"] == "only X, Y"


async def test_buttons_are_filled_and_the_written_reply_stays(replies, tracker):
    for given in ("a", "b"):
        reply = await replies.generate("utter_buttons", tracker, "rest", given=given)
        assert reply["buttons"][0]["title"] == f"T {given}"
        assert reply["buttons"][0]["payload"] == f'/choose{{"choice":"{given}"}}'


async def test_what_is_not_written_is_none(replies, tracker):
    assert await replies.generate("utter_absent", tracker, "rest") is None


async def test_the_wording_of_the_channel_is_taken(replies, tracker):
    assert (await replies.generate("utter_channel", tracker, "telegram"))["text"] == "on telegram"
    assert (await replies.generate("utter_channel", tracker, "rest"))["text"] == "everywhere"


def test_a_wording_is_named_without_its_words():
    assert wording({"text": "hello"}) != wording({"text": "hallo"})
    assert len(wording({"text": None})) == 8


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("A list. B is so. What do you think?", "A list. B is so."),
        ("Only this?", "Only this?"),
        ("Yes (see 2025). Where is it, e.g. in x?", "Yes (see 2025)."),
        ("No question here.", "No question here."),
        ("", ""),
    ],
)
def test_a_question_at_the_end_is_left_out(text, left):
    assert without_question(text) == left


async def test_in_a_walk_an_aside_asks_nothing_of_its_own(replies, tracker):
    assert (await replies.generate("utter_thank", tracker, "rest"))["text"] == "Gladly. What else?"
    tracker.update(ActiveLoop("walk_form"))
    assert (await replies.generate("utter_thank", tracker, "rest"))["text"] == "Gladly."


async def test_another_language_is_told_before_the_next_reply_and_once(replies, tracker):
    tracker.update(UserUttered("hola"))
    tracker.update(SlotSet("language", "es"))
    tracker.update(SlotSet("name", "X"))
    assert await say(replies, tracker, "utter_thank") == (
        "Your Spanish is fine.\n\nGladly. What else?"
    )
    assert await say(replies, tracker, "utter_thank") == "Gladly. What else?"
    tracker.update(UserUttered("gracias"))
    assert await say(replies, tracker, "utter_thank") == "Gladly. What else?"


async def test_in_danger_no_word_on_the_language_comes_first(replies, tracker):
    tracker.update(UserUttered("quiero morir"))
    tracker.update(SlotSet("language", "es"))
    assert await say(replies, tracker, "utter_crisis") == "Are you safe?"


async def test_an_unknown_language_is_not_told(replies, tracker):
    tracker.update(UserUttered("x"))
    tracker.update(SlotSet("language", "xx"))
    assert await say(replies, tracker, "utter_thank") == "Gladly. What else?"


# --- Facts that have expired ----------------------------------------------------------------

CHECKED = date(2026, 11, 1)
RULE_EXPIRES, PAPER_EXPIRES = date(2027, 5, 1), date(2029, 11, 1)
SHARED = {"fact": "x", "source": "Sea", "named": ["Sea"], "year": 2025, "checked_on": CHECKED}
FACTS = {
    "wet": Fact(kind="paper", expires_on=PAPER_EXPIRES, **SHARED),
    "rule": Fact(kind="rule", expires_on=RULE_EXPIRES, **SHARED),
}
REMARK = "(checked in November 2026; it may have changed)"


async def said_on(day: date, tracker: DialogueStateTracker, name: str, times: int = 6) -> list[str]:
    replies = FreshReplies(domain=DOMAIN, facts=FACTS, today=lambda: day)
    return [await say(replies, tracker, name) for _ in range(times)]


async def test_before_a_fact_expires_each_wording_is_said_without_a_remark(tracker):
    said = await said_on(RULE_EXPIRES - timedelta(days=1), tracker, "utter_faq/mixed")
    assert len(set(said)) == 3
    assert not any("checked in" in text for text in said)


async def test_a_wording_whose_fact_has_expired_is_left_out(tracker):
    assert set(await said_on(RULE_EXPIRES, tracker, "utter_faq/plain")) == {"plain", "simple"}


async def test_where_one_current_wording_is_left_the_others_take_turns_with_a_remark(tracker):
    said = await said_on(RULE_EXPIRES, tracker, "utter_faq/mixed")
    assert said[0] == "Wet (Sea, 2025). Is it?"
    assert set(said) == {said[0], f"Ruled (Sea, 2026). {REMARK}", f"Both (Sea, 2025). {REMARK}"}
    assert all(one != other for one, other in itertools.pairwise(said))


async def test_where_none_is_left_each_has_the_remark_before_its_question(tracker):
    said = set(await said_on(PAPER_EXPIRES, tracker, "utter_faq/mixed"))
    assert f"Wet (Sea, 2025). {REMARK} Is it?" in said
    assert all(REMARK in text for text in said)
    tracker.update(ActiveLoop("walk_form"))
    (aside,) = {t for t in await said_on(PAPER_EXPIRES, tracker, "utter_faq/mixed") if "Wet" in t}
    assert aside == f"Wet (Sea, 2025). {REMARK}"


async def test_which_facts_are_cited_stays_out_of_the_message(replies, tracker):
    replies = FreshReplies(domain=DOMAIN, facts=FACTS, today=lambda: CHECKED)
    reply = await replies.generate("utter_faq/mixed", tracker, "rest")
    assert set(reply) == {"text", WORDING}
    assert all("metadata" in r for r in DOMAIN.responses["utter_faq/mixed"])


async def test_the_facts_in_the_data_are_used_by_default(tracker):
    assert FreshReplies(domain=DOMAIN)._facts == read_facts()
