"""The three ways through a walk."""

from __future__ import annotations

import pytest

from actions.turn import Heard
from actions.walk.pace import GENTLE, LAST, SHORT, earlier, gently_at, hurried_at, reached
from actions.walk.plan import STEPS
from actions.walk.questions import BRANCHES
from actions.walk.state import Walk, pace_of
from actions.walk.turns import answer

SAID = {
    "opening": Heard("yes", "affirm", 0.95),
    "core_1": Heard("it was last week in the lab", "nlu_fallback"),
    LAST: Heard("I ask first and type later", "nlu_fallback"),
    "balanced": Heard("a slow year is a year", "nlu_fallback"),
}


@pytest.mark.parametrize(
    ("pace", "way"),
    [(SHORT, ["opening", "core_1", LAST]), (GENTLE, ["opening", "core_1", "balanced"])],
)
def test_a_way_in_its_order(pace: str, way: list[str]):
    walk, seen = Walk("dependence", pace=pace), []
    while walk.step:
        seen.append(walk.step)
        walk = answer(walk, SAID[walk.step]).walk
    assert seen == way
    assert walk.words["sentence"]


def test_the_planned_way_leaves_nothing_out():
    assert [reached(step, "") for step in STEPS] == list(STEPS)


@pytest.mark.parametrize("step", [*STEPS, *BRANCHES])
def test_from_each_question_a_way_goes_on_or_ends(step: str):
    assert hurried_at(step) in ("opening", "core_1", LAST, "")
    assert gently_at(step) not in ("belief", "rough", "again", "step", "when")


@pytest.mark.parametrize("pace", [SHORT, GENTLE])
def test_back_on_a_way_stays_on_it(pace: str):
    assert earlier("opening", pace) is None
    assert earlier("core_1", pace) == "opening"
    assert earlier("own_words", pace) == "opening"
    assert earlier(LAST if pace == SHORT else "balanced", pace) == "core_1"


def test_who_is_not_well_goes_gently_even_in_a_hurry():
    assert pace_of({"distressed": True, "hurried": True}) == GENTLE
    assert pace_of({"hurried": True}) == SHORT
    assert pace_of({}) == ""


@pytest.mark.parametrize("pace", [SHORT, GENTLE])
@pytest.mark.parametrize("step", ["opening", "core_1"])
def test_a_question_of_a_way_can_be_asked_again(pace: str, step: str):
    assert reached(step, pace) == step
    assert (
        answer(Walk("dependence", step=step, pace=pace), Heard("again?", "repeat", 0.9)).walk.step
        == step
    )
