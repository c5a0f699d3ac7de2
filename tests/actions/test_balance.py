"""The balance sheet: how it is drawn, what is noted for it, when it is offered and shown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talk import did, tracker

from actions.argument import ActionArgument
from actions.balance import AGAINST, FOR, drawing, sides
from actions.picks import BALANCE_BUTTON, with_arguments
from actions.show_balance import DRAWING_KIND, ActionShowBalance
from actions.validate_walk_form import ValidateWalkForm
from actions.walk.summary import ARGUMENT_TITLES

ANY_PICKS = st.lists(st.sampled_from(sorted(ARGUMENT_TITLES)), unique=True)
OFFER = BALANCE_BUTTON["payload"]


def columns(picture: str) -> tuple[str, str]:
    """Return the words that lie on the left and on the right."""
    rows = [line for line in picture.splitlines() if re.match(r".{15}│", line)]
    left = " ".join(row[:15] for row in rows if "└" not in row)
    right = " ".join(row[16:] for row in rows if "└" not in row)
    return " ".join(left.split()), " ".join(right.split())


@settings(deadline=None)
@given(ANY_PICKS)
def test_the_picture_fits_a_phone_and_shows_each_pick_once_on_its_side(picks: list[str]):
    picture = drawing(picks)
    assert all(len(line) <= 32 and line == line.rstrip() for line in picture.splitlines())
    left, right = columns(picture)
    for pick, title in ARGUMENT_TITLES.items():
        there, elsewhere = (left, right) if pick.startswith(FOR) else (right, left)
        assert there.count(title) == (pick in picks)
        assert elsewhere.count(title) == 0
    said = " ".join(ARGUMENT_TITLES[p] for p in picks if p.startswith(FOR))
    assert left == f"speaks for it {said}".strip()
    said = " ".join(ARGUMENT_TITLES[p] for p in picks if p.startswith(AGAINST))
    assert right == f"speaks against it {said}".strip()


@settings(deadline=None)
@given(ANY_PICKS)
def test_the_beam_is_level_whatever_lies_on_it(picks: list[str]):
    picture, empty = drawing(picks).splitlines(), drawing([]).splitlines()
    assert picture[:3] == empty[:3]
    assert picture[-2:] == empty[-2:]
    assert not picture[0].startswith(" ")  # Telegram drops blanks there


def test_a_picture_as_people_see_it():
    picture = drawing(["argue_against/errors", "argue_for/relief"])
    assert picture == (
        "───────┬───────┬───────┬───────\n"
        "    speaks     │    speaks\n"
        "    for it     │  against it\n"
        "               │\n"
        " it takes load │ it errs and\n"
        " off           │ has to be\n"
        "               │ checked\n"
        "└─────────────┘│└─────────────┘\n"
        "           ────┴────"
    )


@settings(deadline=None)
@given(ANY_PICKS, st.lists(st.sampled_from([*ARGUMENT_TITLES, "greet", "argue_for/x", "my words"])))
def test_each_argument_is_noted_once_and_in_order(before: list[str], brought: list[str]):
    now = with_arguments(tuple(before), brought)
    assert list(now[: len(before)]) == before
    assert len(now) == len(set(now)) <= len(ARGUMENT_TITLES)
    assert set(now) == {*before, *brought} & set(ARGUMENT_TITLES)


@pytest.mark.parametrize("argument", ARGUMENT_TITLES)
async def test_an_argument_is_answered_and_noted(argument: str):
    done = await did(ActionArgument(), tracker("so I think", argument))
    assert done.said == [f"utter_{argument}"]
    assert done.slots == {"picks": [argument]}
    assert done.payloads == []


async def test_the_balance_is_offered_once_after_the_second_argument():
    second = tracker("and", "argue_against/errors", picks=["argue_for/relief"])
    done = await did(ActionArgument(), second)
    assert done.payloads == [OFFER]
    assert done.slots == {
        "picks": ["argue_for/relief", "argue_against/errors"], "balance_offered": True,
    }  # fmt: skip
    again = await did(ActionArgument(), tracker("and", "argue_for/relief", **done.slots))
    assert (again.payloads, again.slots) == ([], {})
    third = await did(ActionArgument(), tracker("and", "argue_for/peers", **done.slots))
    assert third.payloads == []
    assert third.slots["picks"][-1] == "argue_for/peers"


async def test_it_is_not_offered_above_a_question_for_a_number():
    """In the terminal a number would press the button."""
    slots = {"thought": "self_doubt", "picks": ["argue_for/relief"], "form": "walk_form"}
    at_belief = tracker("but", "argue_against/errors", step="belief", **slots)
    done = await did(ActionArgument(), at_belief)
    assert done.payloads == []
    assert "balance_offered" not in done.slots
    at_fact = tracker("but", "argue_against/errors", step="fact", **slots)
    assert (await did(ActionArgument(), at_fact)).payloads == [OFFER]


async def test_an_argument_in_an_answer_of_a_walk_is_noted_too():
    said = tracker(
        "it saves me hours", "argue_for/relief", thought="self_doubt", step="core_1",
        form="walk_form", picks=["argue_against/errors"],
    )  # fmt: skip
    done = await did(ValidateWalkForm(), said)
    assert done.said == ["utter_met_argue_for_relief"]
    assert done.slots["arguments"] == ["argue_for/relief"]
    assert done.slots["picks"] == ["argue_against/errors", "argue_for/relief"]
    assert done.payloads == [OFFER]


async def test_arguments_of_an_earlier_walk_stay():
    said = tracker(
        "it was on Monday", "nlu_fallback", thought="self_doubt", step="core_1",
        form="walk_form", picks=["argue_against/errors"],
    )  # fmt: skip
    assert "picks" not in (await did(ValidateWalkForm(), said)).slots


@pytest.mark.parametrize(
    ("picks", "note"),
    [
        (["argue_for/relief", "argue_against/errors"], "utter_balance_both"),
        (["argue_for/relief"], "utter_balance_only_for"),
        (["argue_against/errors", "argue_against/ethics"], "utter_balance_only_against"),
    ],
)
async def test_the_picture_comes_with_a_line_that_weighs_nothing(picks: list[str], note: str):
    done = await did(ActionShowBalance(), tracker("", "show_balance", picks=picks))
    assert done.said == [drawing(picks), note]
    assert done.messages[0]["custom"] == DRAWING_KIND
    assert done.events == []


@pytest.mark.parametrize(
    ("form", "said"), [(None, "utter_balance_empty"), ("walk_form", "utter_balance_empty_walk")]
)
async def test_with_nothing_to_draw_it_says_how_it_fills(form: str | None, said: str):
    done = await did(ActionShowBalance(), tracker("", "show_balance", form=form))
    assert done.said == [said]


def test_sides():
    assert sides([]) == (False, False)
    assert sides(["argue_for/relief"]) == (True, False)
    assert sides(["argue_against/errors", "argue_for/relief"]) == (True, True)
