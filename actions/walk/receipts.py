"""What is said to an answer in somebody's own words, before the next question."""

from __future__ import annotations

from dataclasses import replace

from actions.turn import Heard
from actions.walk import mentioned as mentions
from actions.walk.pace import GENTLE
from actions.walk.state import Reply, Walk

#: Of these the receipt was written for the question's wording: see `bot.assistant.replies`.
_WRITTEN_FOR_THOUGHT = ("core_1", "core_2")
_SHARED = {
    "own_words": "utter_walk_own_words_said",
    "just_talk": "utter_walk_just_talk_said",
    "in_hands": "utter_walk_in_hands_said",
    "balanced": "utter_walk_sentence_said",
    "offered": "utter_walk_sentence_said",
}
#: On the gentle way these questions are others, and so is what is said to the answers.
_GENTLY = {
    "core_1": "utter_walk_gentle_core_1_said",
    "balanced": "utter_walk_gentle_balanced_said",
}
#: Answers that are answered themselves: the first that matters, a sentence, and what somebody means
#: to do; what they mention can come up again.
_BEFORE_MENTIONS = ("core_1", "in_hands", "balanced", "offered")
#: A longer answer said back would be an echo.
QUOTED_WORDS = 12
QUOTED_LETTERS = 80


def taken_up(walk: Walk, said: Heard, asked: str) -> tuple[Walk, Reply]:
    """Return the reply to an answer to the question `asked`, and the walk that remembers it.

    What the answer mentions is taken up; else the reply is one written for that question.
    """
    taken = None
    if asked not in _BEFORE_MENTIONS:
        taken = mentions.receipt(said.mentions, walk.mentioned)
    if taken:
        return replace(walk, mentioned=taken.mentioned), Reply(taken.response, taken.values)
    if walk.pace == GENTLE and asked in _GENTLY:
        name = _GENTLY[asked]
    elif asked in _WRITTEN_FOR_THOUGHT:
        name = f"utter_{walk.thought}_{asked}_said"
    else:
        name = _SHARED.get(asked, "utter_walk_noted")
    return walk, Reply(name, {"quote": quoted(said.text)})


def quoted(text: str) -> str:
    """Return a short answer in quotation marks with a space behind it, or an empty string.

    Line breaks and quotation marks are left out, so that what was typed stays one quotation.
    """
    words = text.replace("“", "").replace("”", "").replace('"', "").split()
    line = " ".join(words)
    letters = sum(character.isalpha() for character in line)
    if not letters or len(words) > QUOTED_WORDS or len(line) > QUOTED_LETTERS:
        return ""
    return f"“{line}” " if line[-1] in ".!?…" else f"“{line}.” "
