"""Walks that were left for another thought: where each stopped, so that it can go on.

Ids and numbers alone; the own words of a walk are gone once another begins.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.slots import LEFT
from actions.walk.pace import GENTLE, SHORT, gently_at, hurried_at
from actions.walk.rating import shown
from actions.walk.state import Reply, Walk, walk_from, walk_values

_KEPT = ("thought", "step", "belief_before", "belief_after", "arguments", "also", "chosen_step")


def with_left(tracker: Tracker, walk: Walk) -> list[EventType]:
    """Return the event that notes where `walk` was left; before an answer there is nothing to."""
    if walk.step == "opening":
        return []
    values = walk_values(walk)
    kept = {name: values[name] for name in _KEPT if values[name] is not None}
    return [SlotSet(LEFT, {**_left(tracker), walk.thought: kept})]


def without_left(tracker: Tracker, thought: str) -> list[EventType]:
    """Return the event that forgets where the walk through `thought` was left, if it was."""
    left = _left(tracker)
    if thought not in left:
        return []
    return [SlotSet(LEFT, {name: kept for name, kept in left.items() if name != thought} or None)]


def left_walk(tracker: Tracker, thought: str, pace: str) -> tuple[Walk, Reply] | None:
    """Return the walk through `thought` as it was left, at `pace`, and the line before it."""
    kept = _left(tracker).get(thought)
    if kept is None:
        return None
    walk = replace(walk_from(kept), pace=pace)
    step = {GENTLE: gently_at, SHORT: hurried_at}.get(pace, str)(walk.step)
    if not step:  # nothing is left of it but numbers and steps
        return None
    rated = walk.before is not None and pace not in (GENTLE, SHORT)
    if rated:
        line = Reply("utter_walk_again_rated", {"rating": shown(float(walk.before or 0))})
    else:
        line = Reply("utter_walk_again")
    return replace(walk, step=step), line


def _left(tracker: Tracker) -> dict[str, dict[str, Any]]:
    return dict(tracker.get_slot(LEFT) or {})
