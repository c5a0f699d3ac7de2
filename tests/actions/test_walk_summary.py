"""The page at the end of a walk."""

from __future__ import annotations

import re

import pytest

from actions.walk.plan import CHAIN, thoughts
from actions.walk.state import Walk
from actions.walk.summary import ARGUMENT_TITLES, summary


def test_a_full_page():
    walk = Walk(
        "self_doubt",
        "",
        before=8.0,
        after=4.5,
        arguments=("argue_for/relief", "argue_against/struggle", "argue_for/peers"),
        chosen="own",
        words={"sentence": "I learn at my pace.", "own_step": "ask Ana", "when": "Friday"},
    )
    phrase = thoughts()["self_doubt"].phrase
    assert summary(walk).splitlines() == [
        "Your page",
        f"Thought: {phrase[0].upper()}{phrase[1:]}",
        "Believed: 8 before, 4.5 after",
        "For: it takes load off; others use it too",
        "Against: one learns by struggling",
        "In your words: I learn at my pace.",
        "This week: ask Ana (Friday)",
        "Your words here are stored nowhere; copy the page, or take it as a picture.",
    ]


@pytest.mark.parametrize("name", CHAIN)
def test_an_empty_walk_gives_a_short_page(name: str):
    lines = summary(Walk(name, "")).splitlines()
    assert len(lines) == 3
    assert "None" not in "".join(lines)


def test_parts_that_are_missing_leave_no_gap():
    assert "Believed: 0 of 10" in summary(Walk("dependence", "", before=0.0))
    assert "Believed" not in summary(Walk("dependence", "", after=3.0))
    step = thoughts()["dependence"].steps[0]
    assert f"This week: {step.text}\n" in summary(Walk("dependence", "", chosen=step.id))


def test_each_argument_intent_has_its_title():
    from bot.settings import ROOT

    named = {
        re.sub(r"_\d+$", "", path.stem)
        .removeprefix("nlu_")
        .replace("argue_for_", "argue_for/")
        .replace("argue_against_", "argue_against/")
        for path in (ROOT / "data" / "arguments").glob("nlu_argue_*.yml")
    }
    assert named == set(ARGUMENT_TITLES)


def test_a_sentence_that_was_only_offered_is_not_theirs():
    assert "OFFERED" not in summary(Walk("dependence", "", words={"offer": "OFFERED"}))
