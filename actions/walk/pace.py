"""How fast a walk goes: as planned, the short way of somebody in a hurry, or gently."""

from __future__ import annotations

from actions.walk.plan import STEPS

PLANNED, SHORT, GENTLE = "", "short", "gentle"

#: What the short way asks at its end, in place of a sentence, a number and a step.
LAST = "last"

_ORDER = ("opening", "belief", "core_1", "core_2", "fact", LAST, *STEPS[5:])
#: The questions of each way. Nobody who is not well is asked for numbers or steps.
_WAYS = {
    PLANNED: STEPS,
    SHORT: ("opening", "core_1", LAST),
    GENTLE: ("opening", "core_1", "balanced"),
}
#: Where the short way goes on from a question it does not ask.
_HURRIED = {"own_words": "core_1", "belief": "core_1", "rough": "core_1", "when": ""}
_STAYS = ("opening", "core_1", LAST)
#: Where the gentle way goes on from a branch that it does not have.
_GENTLY = {"rough": "core_1", "in_hands": "balanced", LAST: "balanced"}

_BRANCHED_OFF = {
    "own_words": "opening",
    "rough": "belief",
    "just_talk": "belief",
    "in_hands": "core_1",
    "offered": "balanced",
}


def reached(step: str, pace: str) -> str:
    """Return `step`, or what comes in its place at `pace`: a later question, or nothing.

    Branches off the plan are part of every way.
    """
    if pace == PLANNED or step not in _ORDER:
        return step
    at = _ORDER.index(step)
    return next((one for one in _WAYS[pace] if _ORDER.index(one) >= at), "")


def hurried_at(step: str) -> str:
    """Return where the short way goes on for somebody who says at `step` that time is short."""
    return step if step in _STAYS else _HURRIED.get(step, LAST)


def gently_at(step: str) -> str:
    """Return where the gentle way goes on for somebody who was left at `step`."""
    return reached(_GENTLY.get(step, step), GENTLE)


def earlier(step: str, pace: str) -> str | None:
    """Return the question before `step` at `pace`, or None at the first.

    A branch goes back to the question that it branched off.
    """
    way = _WAYS[pace]
    at = _ORDER.index(_BRANCHED_OFF.get(step, step))
    if step in _BRANCHED_OFF:
        at += 1
    return next((one for one in reversed(way) if _ORDER.index(one) < at), None)
