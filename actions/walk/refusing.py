"""Somebody who wants no exercise: only talk, or the end."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.turn import Heard
from actions.walk.state import Reply, Turn, Walk

#: What is chosen in place of a small step by somebody who wants no exercise.
NO_STEP = "none"

_NO_EXERCISE = re.compile(
    r"\b(no|not|don'?t|do not|hate)\b.{0,30}\b(exercise|exercises|numbers?|ratings?|rate|scales?|"
    r"worksheets?|questionnaires?|therapy)\b|\bjust (want to )?(talk|vent|say it)\b",
    re.IGNORECASE,
)
#: At the later questions, where a sentence about numbers may be the answer.
_NO_MORE = re.compile(
    r"\b(no|hate|don'?t (want|like|need)|do not (want|like|need)|enough of)\b.{0,20}"
    r"\b(exercises?|worksheets?|questionnaires?|homework)\b",
    re.IGNORECASE,
)


def declined(walk: Walk, said: Heard) -> Turn | None:
    """Return the turn for somebody who wants no exercise: only talk, or the end."""
    if walk.step in ("opening", "belief", "rough") and _NO_EXERCISE.search(said.text):
        return Turn(replace(walk, step="just_talk", chosen=NO_STEP))
    if walk.step in ("own_words", "core_1") and _NO_MORE.search(said.text):
        return Turn(replace(walk, step="just_talk", chosen=NO_STEP))
    late = walk.step not in ("opening", "belief", "rough", "own_words", "core_1", "just_talk")
    refuses = _NO_MORE.search(said.text) or (
        walk.step == "again" and _NO_EXERCISE.search(said.text)
    )
    if late and refuses:
        return Turn(replace(walk, step="", chosen=NO_STEP), (Reply("utter_walk_skipped"),))
    return None
