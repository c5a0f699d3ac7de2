"""The fair sentence: somebody's own, or one that was written beforehand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from actions.turn import Heard
from actions.walk.choosing import OWN_WORDS_LIMIT
from actions.walk.meant import means, says_little
from actions.walk.questions import offered_sentence
from actions.walk.receipts import taken_up
from actions.walk.refusing import NO_STEP
from actions.walk.state import Reply, Turn, Walk, with_words

#: Said at any question: the worry is no error in thinking.
SAID_TRUE = re.compile(
    r"\b(it'?s|it is|that'?s|that is|this is|thats|its) (simply |just |really |actually )?"
    r"(true|a fact|the reality|reality|how it is|not a feeling)\b",
    re.IGNORECASE,
)
#: So few words that say the worry to be true are no sentence of somebody's own.
_TRUE_WORDS = 7
#: These agree with what was said last.
_AGREES = re.compile(r"\W*(yes|yeah|yep|ok|okay|true|that|thats|this)\b", re.IGNORECASE)


def balanced(walk: Walk, said: Heard) -> Turn:
    """Take the fair sentence, offer a written one, or turn to what can be done."""
    if is_simply_true(said):
        return Turn(replace(walk, step="in_hands"))
    if said.choice == "offer" or means(said, "unsure", "affirm"):
        return offer(walk)
    if means(said, "deny") or says_little(said):
        return Turn(to_rating(walk), (Reply("utter_walk_skipped"),))
    return _own_sentence(walk, said)


def offered(walk: Walk, said: Heard) -> Turn:
    """Take the sentence that was offered, or another in somebody's own words."""
    if means(said, "affirm"):
        words = with_words(walk, sentence=walk.words.get("offer", ""))
        return Turn(to_rating(walk, words=words))
    if means(said, "deny") or says_little(said):
        return Turn(to_rating(walk))
    return _own_sentence(walk, said)


def offer(walk: Walk) -> Turn:
    """Offer a written sentence, another one where one was offered before."""
    words = with_words(walk, offer=offered_sentence(walk))
    return Turn(replace(walk, step="offered", words=words))


def is_simply_true(said: Heard) -> bool:
    """Return whether all that `said` says is that the worry is true; a sentence may hold a fact."""
    short = len(said.text.split()) <= _TRUE_WORDS
    return short and bool(SAID_TRUE.search(said.text)) and not _AGREES.match(said.text)


def to_rating(walk: Walk, **changes: Any) -> Walk:
    """Go to the second rating, past it without a first one, to the end without exercises."""
    if walk.chosen == NO_STEP:
        return replace(walk, step="", **changes)
    return replace(walk, step="again" if walk.before is not None else "step", **changes)


def _own_sentence(walk: Walk, said: Heard) -> Turn:
    words = with_words(walk, sentence=said.text[:OWN_WORDS_LIMIT])
    noted, reply = taken_up(walk, said, walk.step)
    return Turn(to_rating(noted, words=words), (reply,))
