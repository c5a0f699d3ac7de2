"""Rasa's rule policy with an index over its rules.

Rasa compares every rule with the conversation, several times a turn. Nearly all of them fail at
the latest state already, by the action before it or by the intent; so only those that agree in
both are handed to Rasa. What is predicted is the same.
"""

from __future__ import annotations

from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

#: The latest action and intent that a rule asks for; None where it asks for none.
_Latest = tuple[str | None, str | None]


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class IndexedRulePolicy(RulePolicy):
    """Predicts as Rasa's `RulePolicy` does, and takes its settings."""

    def _get_possible_keys(self, lookup: dict[str, str], states: list[Any]) -> set[str]:
        """Return the rules that fit `states`, oldest first, as Rasa's method does."""
        agreeing = lookup
        if states:
            action, intent = _latest(states[-1])
            index = self._index(lookup)
            asked = {(action, intent), (action, None), (None, intent), (None, None)}
            agreeing = {key: lookup[key] for latest in asked for key in index.get(latest, ())}
        found: set[str] = super()._get_possible_keys(agreeing, states)
        return found

    def _index(self, lookup: dict[str, str]) -> dict[_Latest, list[str]]:
        """Return the rules by what they ask for, made anew when there are others."""
        made: dict[int, tuple[dict[str, str], int, dict[_Latest, list[str]]]]
        made = self.__dict__.setdefault("_indices", {})
        known, size, index = made.get(id(lookup), ({}, -1, {}))
        if known is not lookup or size != len(lookup):
            index = {}
            for key in lookup:
                index.setdefault(_latest(self._rule_key_to_state(key)[-1]), []).append(key)
            made[id(lookup)] = lookup, len(lookup), index
        return index


def _latest(state: Any) -> _Latest:
    return _named(state, PREVIOUS_ACTION, ACTION_NAME), _named(state, USER, INTENT)


def _named(state: Any, part: str, name: str) -> str | None:
    value = state.get(part, {}).get(name)
    return value if value and value != SHOULD_NOT_BE_SET else None
