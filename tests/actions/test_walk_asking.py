"""Somebody who asks back, says that it is simply true, or means another thought after all."""

from __future__ import annotations

import pytest
from talk import did, tracker

from actions.argument import ActionArgument
from actions.turn import Heard
from actions.walk.asides import interrupts
from actions.walk.asking import asks_back, asks_for_words
from actions.walk.plan import thoughts
from actions.walk.reported import as_reported
from actions.walk.state import Walk
from actions.walk.turns import answer


def at(step: str, **changes) -> Walk:
    return Walk("self_doubt", step, **changes)


def names(turn) -> list[str]:
    return [reply.response for reply in turn.replies]


@pytest.mark.parametrize("step", ["balanced", "offered"])
@pytest.mark.parametrize(
    ("text", "intent", "sure"),
    [
        ("help me for this sentence please", "out_of_scope", 0.52),
        ("can you write it", "help", 0.29),
        ("what would you say", "repeat", 0.51),
        ("like what?", "repeat", 0.58),
        ("example?", "repeat", 0.58),
        ("give me an example", "help", 0.3),
        ("I don't know, can you help me?", "help", 0.6),
        ("could you write one for me", "out_of_scope", 0.8),
        ("you tell me", "unsure", 0.3),
    ],
)
def test_who_asks_for_the_sentence_is_offered_one(step: str, text: str, intent: str, sure: float):
    turn = answer(at(step), Heard(text, intent, sure))
    assert not turn.interrupted
    assert turn.walk.step == "offered"
    assert turn.walk.words["offer"] in thoughts()["self_doubt"].sentences
    assert "sentence" not in turn.walk.words


def test_who_asks_again_is_offered_another_sentence():
    first = answer(at("balanced"), Heard("what would you say?", "repeat", 0.5)).walk
    second = answer(first, Heard("another one?", "repeat", 0.5)).walk
    assert second.step == "offered"
    assert second.words["offer"] != first.words["offer"]


@pytest.mark.parametrize(
    "text",
    [
        "I can help myself to what I need and still learn",
        "a tool may help with the wording, the idea is mine",
        "I write what I can explain", "say that again please", "help", "",
        "what I would say to a friend: it is fine", "an example is not a proof",
    ],
)  # fmt: skip
def test_what_is_a_sentence_asks_for_none(text: str):
    assert not asks_for_words(text)


@pytest.mark.parametrize("step", ["core_1", "core_2", "own_words", "last", "in_hands"])
@pytest.mark.parametrize("text", ["like what?", "what do you mean?", "for example?", "example?"])
def test_who_asks_what_a_question_means_gets_it_in_other_words(step: str, text: str):
    turn = answer(at(step), Heard(text, "bot_challenge", 0.6))
    assert (turn.walk.step, names(turn)) == (step, ["utter_walk_repeat"])


def test_like_what_at_the_offer_of_a_fact_is_told_the_fact():
    turn = answer(at("fact"), Heard("like what?", "repeat", 0.58))
    assert (turn.walk.step, names(turn)) == ("balanced", ["utter_self_doubt_fact_told"])


@pytest.mark.parametrize("text", ["what did you mean to me back then", "meaning is what I miss"])
def test_an_answer_asks_nothing_back(text: str):
    assert not asks_back(text)


@pytest.mark.parametrize("step", ["last", "balanced"])
@pytest.mark.parametrize("text", ["it's simply true", "it is just true", "but it’s a fact"])
def test_a_worry_that_is_simply_true_is_no_sentence_of_ones_own(step: str, text: str):
    pace = "short" if step == "last" else ""
    turn = answer(at(step, pace=pace), Heard(text.replace("’", "'"), "affirm", 0.53))
    assert turn.walk.step == "in_hands"
    assert not turn.walk.words


@pytest.mark.parametrize(
    "text", ["it is true that I had help, and what I decided is mine all the same", "that's true"]
)
def test_a_sentence_with_a_truth_in_it_is_a_sentence(text: str):
    assert answer(at("last", pace="short"), Heard(text, "nlu_fallback", 0.1)).walk.step == ""


@pytest.mark.parametrize(
    "text",
    [
        "wait, actually the bigger thing is that I am not needed in ten years",
        "hm, the real worry is that a machine does my job",
        "no wait, I'm afraid that it replaces me",
        "it's more like being afraid of losing my place to it",
        "what really scares me is that nobody needs me",
    ],
)
@pytest.mark.parametrize("step", ["core_1", "core_2", "own_words", "balanced"])
def test_another_thought_with_words_of_change_changes_the_walk(step: str, text: str):
    assert interrupts(step, "self_doubt", Heard(text, "thought_replacement", 0.62))


def test_another_thought_is_noted_where_nothing_says_that_it_is_the_one():
    heard = Heard("and one day a machine does my job", "thought_replacement", 0.9)
    assert not interrupts("core_1", "self_doubt", heard)
    unsure = Heard("the real worry is my contract", "thought_replacement", 0.3)
    assert not interrupts("core_1", "self_doubt", unsure)


@pytest.mark.parametrize(
    ("text", "argument"),
    [
        ("they would say everybody does it", "argue_for/peers"),
        ("my boss would say that everyone uses it", "argue_for/peers"),
        ("people would say it's just a tool", "argue_for/natural"),
        ("he'd say that it makes things faster", "argue_for/relief"),
        ("and my labmates always say it isn't forbidden", "argue_for/little_regulation"),
        ("they say the blue one is nicer", "nlu_fallback"),
        ("they would say that I cheat", "argue_against/reputation"),
        ("everybody will think less of me", "argue_against/reputation"),
    ],
)
def test_what_others_are_told_to_say_is_met_as_the_argument_that_it_is(text: str, argument: str):
    assert as_reported(Heard(text, "argue_against/reputation", 0.81)).intent == argument


def test_a_reported_argument_is_met_in_a_walk():
    heard = Heard("they would say everybody does it", "argue_against/reputation", 0.5)
    turn = answer(at("core_1"), heard)
    assert names(turn) == ["utter_met_argue_for_peers"]
    assert turn.walk.arguments == ("argue_for/peers",)


async def test_a_reported_argument_is_met_outside_a_walk():
    seen = tracker("people would say it's just a tool", "argue_against/reputation")
    assert (await did(ActionArgument(), seen)).said == ["utter_argue_for/natural"]
