"""What a yes or a no stands for: the offer that the bot made last."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.slots import OFFER
from actions.turn import last_replies
from actions.walk.plan import thought_of

#: To go on where a conversation stopped before a pause.
BACK = "back"
#: To erase everything; the second where it was asked for in the middle of a walk.
FORGET, FORGET_IN_WALK = "forget", "forget_in_walk"

#: An offer, and the replies that make it. It stands for one message: a yes to something else must
#: never erase anything.
_MADE_BY = {
    FORGET: {"utter_forget_confirm"},
    FORGET_IN_WALK: {"utter_forget_confirm"},
    BACK: {"utter_back", "utter_back_gently"},
    "continue": {"utter_walk_stopped", "utter_crisis_left"},
    "reminder": {"utter_reminder"},
    "region": {"utter_resources_region", "utter_resources_more"},
    "write": {"utter_distress", "utter_distress_more"},
    "ask_again": {"utter_reminder_smaller", "utter_reminder_time"},
    "thoughts": {
        "utter_affirm", "utter_walk_none_open", "utter_reminder_done", "utter_reminder_let_go",
        "utter_hurried",
    },
}  # fmt: skip
_NEXT_THOUGHT = {"utter_walk_next"}


def standing_offer(tracker: Tracker) -> str | None:
    """Return the offer that the bot's last turn made, or None."""
    offer = tracker.get_slot(OFFER)
    if not offer:
        return None
    made_by = _NEXT_THOUGHT if thought_of(str(offer)) else _MADE_BY.get(str(offer), set())
    return str(offer) if made_by & last_replies(tracker) else None
