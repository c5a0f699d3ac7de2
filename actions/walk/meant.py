"""What a short answer means, whatever the question is."""

from __future__ import annotations

from actions.turn import Heard
from actions.walk.asides import PASSING_SURE

#: An answer below so many letters says nothing that could be kept as somebody's words.
_MEANS_LITTLE = 3
#: A yes or a no of so few words is one, however sure the understanding is.
_FEW_WORDS = 3


def means(said: Heard, *intents: str) -> bool:
    """Return whether `said` is one of `intents` and no answer in words that resembles one."""
    short = len(said.text.split()) <= _FEW_WORDS
    return said.base in intents and (short or said.confidence >= PASSING_SURE)


def says_little(said: Heard) -> bool:
    """Return whether `said` has too few letters to be kept as somebody's words."""
    return sum(character.isalpha() for character in said.text) < _MEANS_LITTLE
