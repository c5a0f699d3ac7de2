"""The six thoughts, their chain, and the questions in their order."""

from __future__ import annotations

from itertools import pairwise

import pytest

from actions.walk.plan import CHAIN, STEPS, following, next_thought, preceding, thought_of, thoughts

PILLARS = {"consciousness", "wellbeing", "education", "awareness"}


def test_all_six_thoughts_are_written_in_the_order_of_the_chain():
    assert tuple(thoughts()) == CHAIN
    assert len(CHAIN) == 6


@pytest.mark.parametrize("name", CHAIN)
def test_each_thought_has_what_a_walk_needs(name: str):
    thought = thoughts()[name]
    assert thought.intent == f"thought_{name}"
    assert 0 < len(thought.title) <= 24
    assert thought.phrase
    assert len(thought.steps) == 3
    assert len({step.id for step in thought.steps}) == 3
    assert {step.pillar for step in thought.steps} <= PILLARS
    assert all(step.text.endswith(".") and len(step.title) <= 24 for step in thought.steps)
    assert len(set(thought.sentences)) >= 3


def test_steps_have_names_of_their_own_over_all_thoughts():
    ids = [step.id for thought in thoughts().values() for step in thought.steps]
    assert len(ids) == len(set(ids)) == 18


def test_the_thought_of_an_intent():
    assert thought_of("thought_self_doubt") == "self_doubt"
    for other in ("self_doubt", "thought_", "thought_other", "greet", "", "thought_self_doubt/x"):
        assert thought_of(other) is None


def test_each_thought_leads_to_the_next_of_the_chain():
    for this, following_one in pairwise(CHAIN):
        assert next_thought(this, [this]) == following_one
    assert next_thought("replacement", ["replacement"]) == "career_pressure"


def test_what_was_walked_is_not_offered_again():
    assert (
        next_thought("career_pressure", ["career_pressure", "funding_pressure"]) == "peer_pressure"
    )
    assert next_thought("dependence", [*CHAIN[3:]]) == "career_pressure"
    assert next_thought("dependence", list(CHAIN)) is None


def test_there_and_back_through_the_steps():
    assert preceding(STEPS[0]) is None
    assert following(STEPS[-1]) is None
    for one, two in pairwise(STEPS):
        assert following(one) == two
        assert preceding(two) == one
