"""The index over the rules changes nothing in what is predicted."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.constants import PREVIOUS_ACTION, USER

from bot.assistant.agent import Assistant
from bot.assistant.rules import IndexedRulePolicy


@pytest.fixture
def policy(loaded_assistant: Assistant) -> IndexedRulePolicy:
    nodes = loaded_assistant.processor.graph_runner._instantiated_nodes.values()
    return next(n._component for n in nodes if isinstance(n._component, IndexedRulePolicy))


@pytest.fixture
def of_rasa(policy: IndexedRulePolicy) -> RulePolicy:
    plain = RulePolicy.__new__(RulePolicy)
    plain.__dict__.update(policy.__dict__)
    return plain


def conversations(lookup: dict[str, str]) -> list[list[Any]]:
    """Return the states of each rule, and altered ones: a part left out, or taken from another."""
    chosen = random.Random(7)
    rules = [RulePolicy._rule_key_to_state(key) for key in lookup]
    found: list[list[Any]] = [[], [{}]]
    for states in rules:
        found += [states, [{}, *states], states[:-1]]
        for part in (USER, PREVIOUS_ACTION, "active_loop"):
            without = copy.deepcopy(states)
            without[-1].pop(part, None)
            other = copy.deepcopy(states)
            other[-1][part] = chosen.choice(rules)[-1].get(part, {})
            found += [without, other]
    return found


@pytest.mark.parametrize("kind", [RULES, RULES_FOR_LOOP_UNHAPPY_PATH])
def test_the_same_rules_fit_as_without_an_index(policy, of_rasa, kind: str):
    lookup = policy.lookup[kind]
    fitting = 0
    for states in conversations(lookup):
        expected = of_rasa._get_possible_keys(lookup, states)
        assert policy._get_possible_keys(lookup, states) == expected
        fitting += bool(expected)
    assert fitting > len(lookup)


def test_few_rules_are_compared(policy: IndexedRulePolicy, monkeypatch):
    lookup = policy.lookup[RULES]
    compared: list[str] = []
    real = policy._is_rule_applicable
    monkeypatch.setattr(
        policy, "_is_rule_applicable", lambda key, *rest: compared.append(key) or real(key, *rest)
    )
    state = {USER: {"intent": "greet"}, PREVIOUS_ACTION: {"action_name": "action_listen"}}
    policy._get_possible_keys(lookup, [state])
    assert 0 < len(compared) < len(lookup) / 4


def test_rules_that_come_later_are_found_too(policy: IndexedRulePolicy):
    lookup = dict(policy.lookup[RULES])
    added = '[{"prev_action": {"action_name": "action_new"}}]'
    state = {PREVIOUS_ACTION: {"action_name": "action_new"}}
    assert policy._get_possible_keys(lookup, [state]) == set()
    lookup[added] = "action_listen"
    assert policy._get_possible_keys(lookup, [state]) == {added}
