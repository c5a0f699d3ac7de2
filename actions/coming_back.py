"""Coming back after a pause: where we stopped, from the kept state alone."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.offers import BACK, standing_offer
from actions.turn import Heard, pause_before
from actions.walk.asides import RATED
from actions.walk.asked import asked
from actions.walk.pace import GENTLE
from actions.walk.rating import read_rating
from actions.walk.state import Reply, Walk

#: Seconds of silence after which somebody comes back rather than goes on.
PAUSE = 3600
#: Said after a pause, these open a conversation and answer nothing.
_OPENS = {"greet", "start", "repeat", "help"}
#: So few words that were not understood are no answer after a pause.
_FEW_WORDS = 3

_GO_ON = ("Go on", "/continue")
_ELSE = ("Something else", "/show_thoughts")
_OVER = ("Start over", "/restart")


def comes_back(tracker: Tracker) -> bool:
    """Return whether the latest message is the first after a pause."""
    return pause_before(tracker) > PAUSE


def is_unclear(said: Heard, step: str) -> bool:
    """Return whether `said`, after a pause, neither answers the question at `step` nor asks."""
    if said.base in _OPENS:
        return said.base != "help" or bool(said.text)
    if step in RATED and read_rating(said.text) is not None:
        return False
    return said.base == "nlu_fallback" and len(said.text.split()) <= _FEW_WORDS


def welcome_back(dispatcher: CollectingDispatcher, walk: Walk) -> None:
    """Say where we stopped, and offer to go on; nobody who is not well is led back to it."""
    gently = walk.pace == GENTLE
    buttons = [{"title": title, "payload": payload} for title, payload in (_GO_ON, _ELSE, _OVER)]
    dispatcher.utter_message(
        response="utter_back_gently" if gently else "utter_back",
        buttons=buttons,
        asked=asked(walk),
        phrase=walk.content.phrase,
    )


def takes_up(tracker: Tracker, said: Heard) -> bool:
    """Return whether `said` asks for the open question, by button or by a yes to going on."""
    if said.intent == "continue":
        return True
    return _answers_offer(tracker, said, "affirm")


def turns_down(tracker: Tracker, said: Heard) -> bool:
    """Return whether `said` is a no to going on."""
    return _answers_offer(tracker, said, "deny")


def _answers_offer(tracker: Tracker, said: Heard, base: str) -> bool:
    short = len(said.text.split()) <= _FEW_WORDS
    return said.base == base and short and standing_offer(tracker) == BACK


def bridge(walk: Walk) -> Reply:
    """Return the line that comes before an answer to the question `walk` stopped at."""
    return Reply("utter_back_answered", {"asked": asked(walk)})
