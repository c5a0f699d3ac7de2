"""Begins a walk through the thought that was recognised."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.left import left_walk, with_left
from actions.slots import MISSES, OFFER, WALK_ANSWER, WELCOMED, WORDS
from actions.strategy import carried
from actions.turn import heard
from actions.walk.pace import GENTLE, SHORT, gently_at
from actions.walk.plan import thought_of
from actions.walk.state import Reply, pace_of
from actions.walk.turns import begin
from actions.walk_slots import current_walk, utter, walk_events


class ActionStartWalk(Action):
    """Sets the thought and leaves the first question to the form."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_start_walk"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Start the walk."""
        thought = thought_of(heard(tracker).intent)
        if thought is None:  # only thoughts lead here
            return []
        return begin_walk(dispatcher, tracker, thought)


def begin_walk(dispatcher: CollectingDispatcher, tracker: Tracker, thought: str) -> list[EventType]:
    """Return the events that begin the walk through `thought`, or take it up where it was left.

    Somebody's first message gets one line on what this is before it; what the message mentions
    (a tool, a piece of work) is taken up.
    """
    events: list[EventType] = [SlotSet(name, None) for name in (WALK_ANSWER, OFFER, MISSES)]
    open_walk = current_walk(tracker)
    if not tracker.get_slot(WELCOMED):
        dispatcher.utter_message(response="utter_welcome_short")
        events.append(SlotSet(WELCOMED, True))
    if open_walk and open_walk.thought == thought:
        step = gently_at(open_walk.step) if open_walk.pace == GENTLE else open_walk.step
        # Where nothing is left of it but numbers and steps, it begins anew.
        return [*events, *walk_events(replace(open_walk, step=step or "opening"))]
    if open_walk and open_walk.step != "opening":  # before an answer nothing is left behind
        utter(dispatcher, Reply("utter_walk_left", {"phrase": open_walk.content.phrase}))
        events += with_left(tracker, open_walk)
    pace = pace_of(tracker.current_slot_values())
    if pace == SHORT:
        utter(dispatcher, Reply("utter_walk_short"))
    words = carried(tracker.get_slot(WORDS) or {})
    if again := left_walk(tracker, thought, pace):
        walk, line = again
        utter(dispatcher, line)
        return [*events, *walk_events(replace(walk, words=words))]
    first = begin(thought, heard(tracker))
    words = {**words, **first.walk.words}
    for reply in first.replies:
        utter(dispatcher, reply)
    return [*events, *walk_events(replace(first.walk, pace=pace, words=words))]
