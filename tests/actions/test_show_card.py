"""The page as a picture: once, for its own button alone, and then without its words."""

from __future__ import annotations

import pytest
from talk import did, tracker

from actions.finish_walk import ActionFinishWalk
from actions.restart import ActionRestart
from actions.show_card import ActionShowCard
from actions.walk.card import card_of
from actions.walk.plan import CHAIN, thoughts
from actions.walk.state import Walk
from bot.assistant.payloads import read_payload
from bot.cards.card import Card, read_card

SLOTS = {
    "thought": "self_doubt",
    "belief_before": 8.0,
    "belief_after": 4.5,
    "arguments": ["argue_for/relief", "argue_against/struggle"],
    "chosen_step": "own",
    "words": {"sentence": "I learn {at} my pace.", "own_step": "ask Ana", "when": "Friday"},
}


def choice(payload: str) -> str:
    read = read_payload(payload)
    assert read
    assert read.intent == "show_card"
    return read.entities["choice"]


async def test_the_summary_offers_its_picture_and_the_tap_hands_it_over():
    ended = await did(ActionFinishWalk(), tracker(**SLOTS))
    assert ended.messages[0]["buttons"][0]["title"] == "As a picture"
    held = ended.slots["card"]
    number = choice(ended.payloads[0])
    shown = await did(ActionShowCard(), tracker("", "show_card", choice=number, card=held))
    assert shown.said == ["utter_card"]
    phrase = thoughts()["self_doubt"].phrase
    assert read_card(shown.messages[0]["custom"]) == Card(
        thought=phrase[0].upper() + phrase[1:],
        before=8.0,
        after=4.5,
        arguments_for=("it takes load off",),
        arguments_against=("one learns by struggling",),
        sentence="I learn {at} my pace.",
        step="ask Ana",
        when="Friday",
    )
    assert "pace" not in str(shown.slots["card"])
    again = tracker("", "show_card", choice=number, card=shown.slots["card"])
    assert (await did(ActionShowCard(), again)).said == ["utter_card_again"]


@pytest.mark.parametrize("chosen", ["other", None])
async def test_another_button_shows_no_other_words(chosen: str | None):
    held = (await did(ActionFinishWalk(), tracker(**SLOTS))).slots["card"]
    shown = await did(ActionShowCard(), tracker("", "show_card", choice=chosen, card=held))
    assert shown.said == ["utter_card_gone"]
    assert not shown.messages[0]["custom"]
    assert "card" not in shown.slots


@pytest.mark.parametrize("chosen", ["0a1b", None])
async def test_after_a_restart_there_is_one_kind_line(chosen: str | None):
    shown = await did(ActionShowCard(), tracker("", "show_card", choice=chosen))
    assert shown.said == ["utter_card_gone"]


async def test_each_page_has_a_number_of_its_own():
    numbers = {
        choice((await did(ActionFinishWalk(), tracker(**SLOTS))).payloads[0]) for _ in range(20)
    }
    assert len(numbers) == 20


async def test_starting_over_drops_the_words():
    done = await did(ActionRestart(), tracker("", "restart", card={"number": "0a"}))
    assert done.slots["card"] is None


@pytest.mark.parametrize("name", CHAIN)
def test_an_empty_walk_has_a_card_with_its_thought_alone(name: str):
    card = card_of(Walk(name, ""))
    assert card == Card(thought=card.thought)
    assert card.thought.lower() == thoughts()[name].phrase.lower()


def test_a_second_rating_without_a_first_is_left_out_as_on_the_page():
    assert card_of(Walk("dependence", "", after=3.0)).after is None
    assert card_of(Walk("dependence", "", before=0.0)).before == 0.0
