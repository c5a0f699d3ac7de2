"""The step this week: picked from the list or written, and its time."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.turn import Heard
from actions.walk.meant import means, says_little
from actions.walk.odd import PARAGRAPH
from actions.walk.plan import SmallStep
from actions.walk.state import Reply, Turn, Walk, with_words

#: Characters of somebody's own words that are held for the page at the end.
OWN_WORDS_LIMIT = 300

_WHICH = re.compile(
    r"\W*(?:number |no\.? ?|the )?(?:(1|first|1st|one)|(2|second|2nd|two)|(3|third|3rd|three|last))"
    r"(?: one| step)?\W*(?:please)?\W*",
    re.IGNORECASE,
)


def picked(walk: Walk, said: Heard) -> SmallStep | None:
    """Return the step that was named by button, title, number or place in the list."""
    steps = walk.content.steps
    which = _WHICH.fullmatch(said.text)
    if which:
        return steps[(which.lastindex or 1) - 1]
    named = said.text.strip().lower()
    return next((s for s in steps if s.id == said.choice or s.title.lower() == named), None)


def small_step(walk: Walk, said: Heard) -> Turn:
    """Take the step that was picked or written, or end without one."""
    chosen = picked(walk, said)
    if chosen:
        return Turn(replace(walk, step="when", chosen=chosen.id))
    if means(said, "deny", "unsure") or not said.text:
        return Turn(replace(walk, step=""), (Reply("utter_walk_step_none"),))
    if says_little(said) or means(said, "affirm"):
        return Turn(walk, (Reply("utter_walk_repeat"),))  # a yes, but to which of them?
    if len(said.text) > PARAGRAPH:
        return Turn(walk, (Reply("utter_walk_one_line"),))
    words = with_words(walk, own_step=said.text[:OWN_WORDS_LIMIT])
    return Turn(replace(walk, step="when", chosen="own", words=words))


def last_choice(walk: Walk, said: Heard) -> Turn:
    """End the short way with a step or a sentence."""
    chosen = picked(walk, said)
    if chosen:
        return Turn(replace(walk, step="", chosen=chosen.id))
    if means(said, "deny", "unsure", "affirm") or says_little(said):
        return Turn(replace(walk, step=""))
    words = with_words(walk, sentence=said.text[:OWN_WORDS_LIMIT])
    return Turn(replace(walk, step="", words=words))


def when(walk: Walk, said: Heard) -> Turn:
    """End the walk with the time that was given for the step, if one was."""
    if said.choice:  # another step after all
        return small_step(walk, said)
    if len(said.text) > PARAGRAPH:
        return Turn(walk, (Reply("utter_walk_one_line"),))
    if means(said, "deny", "unsure", "affirm") or len(said.text.strip()) < 2:
        return Turn(replace(walk, step=""))
    return Turn(replace(walk, step="", words=with_words(walk, when=said.text[:OWN_WORDS_LIMIT])))
