"""Where somebody is in a walk, and what a turn of it brings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from actions.walk import mentioned as mentions
from actions.walk.pace import GENTLE, PLANNED, SHORT
from actions.walk.plan import Thought, thoughts

#: Under this name the slot of the own words holds what was mentioned and taken up: it is as private
#: as they are, and like them lives in memory only.
MENTIONED = "mentioned"


@dataclass(frozen=True)
class Reply:
    """One message of the bot: the name of a Rasa response, what fills it, added buttons."""

    response: str
    values: dict[str, str] = field(default_factory=dict)
    buttons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Walk:
    """Where somebody is in a walk. `words` are the user's own, held in memory only."""

    thought: str
    step: str = "opening"
    before: float | None = None
    after: float | None = None
    arguments: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    chosen: str | None = None
    words: dict[str, str] = field(default_factory=dict)
    #: What was mentioned and taken up, held as the words are.
    mentioned: tuple[mentions.Mention, ...] = ()
    #: How fast it goes: `actions/walk/pace.py`.
    pace: str = PLANNED

    @property
    def content(self) -> Thought:
        """What was written for this thought."""
        return thoughts()[self.thought]


def with_words(walk: Walk, **words: str) -> dict[str, str]:
    """Return the words that `walk` holds in memory, with `words` added."""
    return {**walk.words, **words}


@dataclass(frozen=True)
class Turn:
    """The outcome of one message: the walk after it and what to say before the next question.

    `step` of the walk is empty when the walk is at its end. `interrupted` says that the message
    was no answer, and that the rules should take it.
    """

    walk: Walk
    replies: tuple[Reply, ...] = ()
    interrupted: bool = False


def walk_values(walk: Walk) -> dict[str, Any]:
    """Return `walk` as the values of the slots that hold it."""
    words = dict(walk.words)
    if walk.mentioned:
        words[MENTIONED] = mentions.as_words(walk.mentioned)
    return {
        "thought": walk.thought,
        "step": walk.step or None,
        "belief_before": walk.before,
        "belief_after": walk.after,
        "arguments": list(walk.arguments) or None,
        "also": list(walk.also) or None,
        "chosen_step": walk.chosen,
        "words": words or None,
        "hurried": True if walk.pace == SHORT else None,
    }


def walk_from(values: dict[str, Any]) -> Walk:
    """Return the walk that slot `values` hold, as :func:`walk_values` made them."""
    words = dict(values.get("words") or {})
    mentioned = mentions.from_words(words.pop(MENTIONED, ""))
    return Walk(
        thought=values["thought"],
        step=values.get("step") or "opening",
        before=values.get("belief_before"),
        after=values.get("belief_after"),
        arguments=tuple(values.get("arguments") or ()),
        also=tuple(values.get("also") or ()),
        chosen=values.get("chosen_step"),
        words=words,
        mentioned=mentioned,
        pace=pace_of(values),
    )


def pace_of(values: dict[str, Any]) -> str:
    """Return the pace that slot `values` ask for; who is not well goes gently, hurried or not."""
    if values.get("distressed"):
        return GENTLE
    return SHORT if values.get("hurried") else PLANNED
