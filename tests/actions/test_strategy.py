"""Pages of the pillars, steps that are chosen there, and the page made of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talk import did, tracker

from actions.finish_walk import ActionFinishWalk
from actions.pick_step import ActionPickStep
from actions.picks import MOST_STEPS, with_step
from actions.pillars import LENGTHS, next_page, page_of, pillars
from actions.restart import ActionRestart
from actions.show_pillar import ActionShowPillar
from actions.show_strategy import ActionShowStrategy
from actions.start_walk import ActionStartWalk
from actions.strategy import open_pillars, page, plan_words, steps
from actions.walk.plan import thoughts
from actions.walk.state import Walk

PAGES = [page for pillar in pillars().values() for page in pillar.pages]
ANY_STEPS = st.lists(st.sampled_from(sorted(steps())), unique=True, max_size=MOST_STEPS)
MOST_LINES = 15


def test_four_pillars_of_three_pages_with_a_step_of_each_length():
    assert list(pillars()) == ["consciousness", "wellbeing", "education", "awareness"]
    assert [len(pillar.pages) for pillar in pillars().values()] == [3, 3, 3, 3]
    for one in PAGES:
        assert [step.length for step in one.steps] == list(LENGTHS)
        assert len(one.introduction) + sum(len(step.text) + 18 for step in one.steps) <= 350
        assert all(0 < len(s.title) <= 24 and s.text.endswith(".") for s in one.steps)


def test_steps_have_names_of_their_own():
    paged = [step.id for one in PAGES for step in one.steps]
    walked = [step.id for thought in thoughts().values() for step in thought.steps]
    assert len({*paged, *walked, "own", "none"}) == len(paged) + len(walked) + 2
    assert set(steps()) == {*paged, *walked}


def test_each_page_has_its_turn():
    shown: list[str] = []
    for _ in range(7):
        shown.append(next_page("education", ["wellbeing/0", *shown, "wellbeing/1"]).id)
    assert shown[:3] == [one.id for one in pillars()["education"].pages]
    assert shown[3:6] == shown[:3]


def test_a_page_by_its_id():
    for one in PAGES:
        assert page_of(one.id) is one
    assert page_of("education/9") is None


@pytest.mark.parametrize("pillar", pillars())
async def test_a_page_is_shown_with_its_three_steps(pillar: str):
    done = await did(ActionShowPillar(), tracker("tell me", f"pillar/{pillar}"))
    first = pillars()[pillar].pages[0]
    assert done.said == [f"utter_pillar/{pillar}", "utter_pillar_on"]
    assert done.messages[0]["introduction"] == first.introduction
    assert [done.messages[0][step.length] for step in first.steps] == [s.text for s in first.steps]
    assert done.messages[0]["buttons"] == []
    assert done.payloads == [f'/pick{{"choice":"{step.id}"}}' for step in first.steps]
    assert done.slots == {"pages": [first.id]}
    again = await did(ActionShowPillar(), tracker("more", f"pillar/{pillar}", pages=[first.id]))
    assert again.slots["pages"] == [first.id, f"{pillar}/1"]


@pytest.mark.parametrize(("step", "buttons"), [("core_1", 3), ("belief", 0), ("again", 0)])
async def test_in_a_walk_a_page_asks_nothing(step: str, buttons: int):
    """Above a question for a number there are no buttons: the number would press one."""
    seen = tracker("?", "pillar/education", form="walk_form", thought="dependence", step=step)
    done = await did(ActionShowPillar(), seen)
    assert done.said == ["utter_pillar/education"]
    assert len(done.payloads) == buttons


async def test_a_pillar_nobody_knows_leads_to_the_four():
    assert (await did(ActionShowPillar(), tracker("?", "pillar"))).said == ["utter_strategy"]


async def picked(choice: str | None, *before: str) -> Any:
    return await did(
        ActionPickStep(), tracker("", "pick", choice=choice, picked_steps=list(before) or None)
    )


async def test_a_step_is_put_on_the_page_once():
    done = await picked("lunch", "why_opened")
    assert done.said == ["utter_step_picked"]
    assert done.messages[0]["title"] == "Lunch with a labmate"
    assert done.slots == {"picked_steps": ["why_opened", "lunch"]}
    again = await picked("lunch", "lunch")
    assert (again.said, again.slots) == (["utter_step_picked_again"], {})


@pytest.mark.parametrize("choice", [None, "", "nothing", "own", "my own words"])
async def test_what_is_no_step_is_not_kept(choice: str | None):
    done = await picked(choice)
    assert (done.said, done.slots) == (["utter_unknown_command"], {})


async def test_the_ninth_step_takes_the_place_of_the_first_and_says_so():
    before = sorted(steps())[:MOST_STEPS]
    new = sorted(steps())[MOST_STEPS]
    done = await picked(new, *before)
    assert done.said == ["utter_step_picked_full"]
    assert done.messages[0]["dropped"] == steps()[before[0]].title
    assert done.slots == {"picked_steps": [*before[1:], new]}


@settings(deadline=None)
@given(st.lists(st.sampled_from(sorted(steps()))))
def test_steps_are_bounded_and_never_twice(chosen: list[str]):
    now: tuple[str, ...] = ()
    for step in chosen:
        now = with_step(now, step)
    assert len(now) == len(set(now)) <= MOST_STEPS


WORDS = st.dictionaries(
    st.sampled_from([*(f"plan/{step}" for step in steps()), "plan/own", "sentence", "when"]),
    st.text(max_size=300),
)


@settings(deadline=None)
@given(ANY_STEPS, WORDS)
def test_the_page_holds_each_step_under_its_pillar_on_few_lines(
    chosen: list[str], words: dict[str, str]
):
    lines = page(chosen, words).split("\n")
    assert len(lines) < MOST_LINES  # the question after it is one more
    assert len(page(chosen, words).splitlines()) == len(lines)
    for name, pillar in pillars().items():
        if name in open_pillars(chosen):
            assert f"{pillar.title}: open" in lines
            continue
        start = lines.index(pillar.title)
        below = [line for line in lines[start + 1 :] if line.startswith("•")]
        for step in (s for s in chosen if steps()[s].pillar == name):
            assert any(line.startswith(f"• {steps()[step].line}") for line in below)
    assert sum(line.startswith("•") for line in lines) == len(chosen)


def test_a_page_as_people_see_it():
    chosen = ["ask_supervisor", "ten_minutes_first", "lunch"]
    small = next(s for s in thoughts()["dependence"].steps if s.id == "ten_minutes_first")
    pillar = steps()["ten_minutes_first"].pillar
    assert pillar == "consciousness"
    words = {"plan/ten_minutes_first": "Tuesday,\nlibrary", "plan/own": "ask Ana (Friday)"}
    assert page(chosen, words).split("\n") == [
        "My strategy",
        "Consciousness",
        f"• This week: {small.text.rstrip('.')} (Tuesday, library)",
        "Wellbeing",
        "• An hour: lunch with a labmate, screens left behind",
        "Education: open",
        "Awareness",
        "• 5 minutes: ask your supervisor which uses are fine",
        "Of my own: ask Ana (Friday)",
    ]


async def test_as_long_as_nothing_was_chosen_the_four_pillars_are_shown():
    for slots in ({}, {"thought": "dependence", "step": "core_1"}, {"words": {"sentence": "x"}}):
        done = await did(ActionShowStrategy(), tracker("", "show_strategy", **slots))
        assert done.said == ["utter_strategy"]


async def test_the_page_is_shown_with_what_is_open_to_go_on():
    done = await did(ActionShowStrategy(), tracker("", "show_strategy", picked_steps=["lunch"]))
    assert done.said == [page(["lunch"], {}), "utter_strategy_open"]
    assert done.payloads == ["/pillar/consciousness", "/pillar/education", "/pillar/awareness"]
    every = ["lunch", "why_opened", "next_word", "new_rules"]
    done = await did(ActionShowStrategy(), tracker("", "show_strategy", picked_steps=every))
    assert done.said[1:] == ["utter_strategy_whole"]
    assert done.payloads == []


async def test_in_a_walk_the_page_comes_alone_with_the_step_chosen_there():
    seen = tracker(
        "", "show_strategy", form="walk_form", thought="dependence", step="when",
        chosen_step="ten_minutes_first", picked_steps=["lunch", "gone_from_the_data"],
    )  # fmt: skip
    done = await did(ActionShowStrategy(), seen)
    assert done.said == [page(["lunch", "ten_minutes_first"], {})]


@pytest.mark.parametrize(
    ("chosen", "words", "kept", "ids"),
    [
        ("ten_minutes_first", {"when": "Tuesday"}, {"plan/ten_minutes_first": "Tuesday"},
         ["lunch", "ten_minutes_first"]),
        ("ten_minutes_first", {}, None, ["lunch", "ten_minutes_first"]),
        ("own", {"own_step": "ask Ana", "when": "Friday"}, {"plan/own": "ask Ana (Friday)"}, None),
        ("own", {"own_step": "ask Ana"}, {"plan/own": "ask Ana"}, None),
        ("none", {}, None, None),
        (None, {"plan/own": "before"}, {"plan/own": "before"}, None),
    ],
)  # fmt: skip
async def test_at_the_end_of_a_walk_its_step_stays_and_no_other_words(
    chosen: str | None, words: dict[str, str], kept: dict[str, str] | None, ids: list[str] | None
):
    held = {"sentence": "I may use it", "offer": "o", **words}
    seen = tracker(
        "x", "nlu_fallback", thought="dependence", chosen_step=chosen, words=held,
        picked_steps=["lunch"],
    )  # fmt: skip
    done = await did(ActionFinishWalk(), seen)
    assert done.slots["words"] == kept
    assert done.slots.get("picked_steps") == ids


async def test_the_words_of_a_step_outlive_the_beginning_of_another_walk():
    seen = tracker("x", "thought_replacement", words={"plan/own": "ask Ana", "sentence": "gone"})
    assert (await did(ActionStartWalk(), seen)).slots["words"] == {"plan/own": "ask Ana"}


def test_a_later_step_does_not_push_out_an_earlier_one():
    walk = Walk("dependence", "", chosen="ten_minutes_first",
                words={"plan/evening_off": "Monday", "when": "Friday"})  # fmt: skip
    assert plan_words(walk) == {"plan/evening_off": "Monday", "plan/ten_minutes_first": "Friday"}


async def test_starting_over_empties_what_was_gathered():
    slots = {
        "picks": ["argue_for/relief"], "picked_steps": ["lunch"], "pages": ["wellbeing/0"],
        "balance_offered": True, "words": {"plan/own": "ask Ana"},
    }  # fmt: skip
    done = await did(ActionRestart(), tracker("", "restart", **slots))
    assert all(done.slots[name] is None for name in slots)
