"""The answer to a question for a number, and what is asked where it lies beyond the scale."""

from __future__ import annotations

from dataclasses import replace

from actions.turn import Heard
from actions.walk.odd import WALL
from actions.walk.rating import ABOUT, EXACT, OVER, Rating, read, shown
from actions.walk.state import Reply, Turn, Walk

#: Under this name the words hold the end of the scale that was offered; in memory only.
EDGE = "edge"
#: A yes of so few words takes the offered end.
_FEW_WORDS = 4
#: Words up to which a number that stands at an open question is a rating that came late.
_BARE = 3


def offered_edge(walk: Walk) -> Reply | None:
    """Return the question whether the end of the scale is meant, if it is open."""
    edge = walk.words.get(EDGE)
    if edge is None:
        return None
    return Reply("utter_walk_under" if edge == "0" else "utter_walk_over")


def without_edge(walk: Walk) -> Walk:
    """Return `walk` without the offered end of the scale."""
    return replace(walk, words={k: v for k, v in walk.words.items() if k != EDGE})


def rated(walk: Walk, said: Heard) -> tuple[float, tuple[Reply, ...]] | Turn:
    """Return the rating and what is said to it, or the turn that asks for it again."""
    edge, walk = walk.words.get(EDGE), without_edge(walk)
    if edge and said.base in ("affirm", "deny") and len(said.text.split()) <= _FEW_WORDS:
        if said.base == "affirm":
            return float(edge), ()
        return Turn(walk, (Reply("utter_walk_repeat"),))
    rating = Rating(float(said.choice)) if said.choice else read(said.text)
    if rating is None:
        if said.base == "unsure" and walk.step == "belief":
            return Turn(replace(walk, step="rough"))
        long = len(said.text) > WALL
        return Turn(walk, (Reply("utter_walk_long_unrated" if long else "utter_walk_no_number"),))
    if rating.kind not in (EXACT, ABOUT):
        offered = {**walk.words, EDGE: "10" if rating.kind == OVER else "0"}
        return Turn(replace(walk, words=offered))
    taken = Reply("utter_walk_taken_as", {"rating": shown(rating.value)})
    return rating.value, (taken,) if rating.kind == ABOUT else ()


def changed(walk: Walk, said: Heard) -> Turn | None:
    """Return the turn for a bare number at a question in words: the first rating, corrected."""
    if len(said.text.split()) > _BARE or not any(c.isdecimal() for c in said.text):
        return None
    rating = read(said.text)
    if rating is None or rating.kind not in (EXACT, ABOUT):
        return None
    reply = Reply("utter_walk_changed_rating", {"rating": shown(rating.value)})
    return Turn(replace(walk, before=rating.value), (reply,))
