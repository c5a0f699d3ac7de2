"""The six thoughts, the chain they form, and the questions of a walk in their order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import yaml

from actions.paths import THOUGHTS

#: The chain of the conflict: each thought tends to lead to the next.
CHAIN = (
    "career_pressure",
    "funding_pressure",
    "peer_pressure",
    "self_doubt",
    "dependence",
    "replacement",
)

#: The questions of a walk. `when` is asked only of those who chose a step.
STEPS = (
    "opening",
    "belief",
    "core_1",
    "core_2",
    "fact",
    "balanced",
    "again",
    "step",
    "when",
)


@dataclass(frozen=True)
class SmallStep:
    """One small concrete act, from one of the four pillars."""

    id: str
    pillar: str
    title: str
    text: str


@dataclass(frozen=True)
class Thought:
    """How a thought is called, and the steps that suit it."""

    id: str
    title: str
    phrase: str
    steps: tuple[SmallStep, ...]
    #: Fair sentences to offer, first person.
    sentences: tuple[str, ...]

    @property
    def intent(self) -> str:
        """The intent by which it is entered."""
        return f"thought_{self.id}"


@cache
def thoughts() -> dict[str, Thought]:
    """Return the six thoughts by id, in the order of the chain."""
    raw = yaml.safe_load(THOUGHTS.read_text(encoding="utf-8"))["thoughts"]
    return {
        name: Thought(
            id=name,
            title=raw[name]["title"],
            phrase=raw[name]["phrase"],
            steps=tuple(SmallStep(**step) for step in raw[name]["steps"]),
            sentences=tuple(raw[name]["sentences"]),
        )
        for name in CHAIN
    }


def thought_of(intent: str) -> str | None:
    """Return the thought that `intent` enters, or None if it enters none."""
    name = intent.removeprefix("thought_")
    return name if name != intent and name in CHAIN else None


def next_thought(thought: str, finished: list[str]) -> str | None:
    """Return the thought that tends to follow and was not walked yet, or None at the end."""
    start = CHAIN.index(thought)
    order = CHAIN[start + 1 :] + CHAIN[:start]
    return next((name for name in order if name not in finished), None)


def following(step: str) -> str | None:
    """Return the step after `step`, or None after the last."""
    index = STEPS.index(step) + 1
    return STEPS[index] if index < len(STEPS) else None


def preceding(step: str) -> str | None:
    """Return the step before `step`, or None before the first."""
    index = STEPS.index(step)
    return STEPS[index - 1] if index else None
