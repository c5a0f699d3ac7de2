"""Whether a message answers the walk's question, or is something said in between."""

from __future__ import annotations

import re

from actions.turn import Heard
from actions.walk.plan import thought_of
from actions.walk.rating import read_rating

#: The questions that want a number.
RATED = ("belief", "rough", "again")
#: The questions with few answers. At the others, free text is first of all an answer.
_CLOSED = (*RATED, "fact")

#: Answered by their own rules at any question; afterwards the walk goes on.
ALWAYS_ANSWERED = {
    "crisis", "stop", "restart", "delete_my_data", "confirm_forget", "ask_privacy", "ask_human",
    "bot_challenge", "show_thoughts", "show_facts", "show_strategy", "show_balance", "pick",
    "show_card", "start", "unknown_command", "offer_reminder", "set_reminder", "stop_reminder",
    "reminder_done", "reminder_not_yet", "reminder_obstacle", "settings", "set_tone",
}  # fmt: skip
_QUESTIONS = {
    "faq", "why_not", "pillar", "ask_guidance", "ask_resources", "help", "goodbye", "complain",
}  # fmt: skip
_REQUESTS = _QUESTIONS | {"chitchat", "out_of_scope"}
#: Said in passing, in few words, even while a question is open.
_PASSING = {
    "thank", "greet", "goodbye", "help", "chitchat", "complain", "ask_resources", "show_facts",
}  # fmt: skip
_ANSWERED_AT_CLOSED = _REQUESTS | _PASSING | {
    "express_distress", "argue_for", "argue_against", "report_use", "at_ease", "mood_low",
}  # fmt: skip

#: From here on, an intent is trusted to be a question rather than a free answer.
SURE = 0.65
#: A remark of so few words, understood so surely, is no answer to an open question.
PASSING_WORDS = 6
PASSING_SURE = 0.85
#: Where no answer can be read out of a message, a likely question is answered as one.
LIKELY = 0.5

_ASKS = re.compile(
    r"\?\s*$"
    r"|^\W*((ok|okay|but|and|so|well|hey|please|sorry|wait|first|by the way)\W+)*"
    r"((what|when|where|who|whom|why|how|which)\b(?!\s+i\b)"
    r"|(can|could|may|should|shall|do|does|did|is|are|will|would)\s+(i|we|you|it|they|there|this|"
    r"that|ai|one)\b"
    r"|(write|give|tell|show|explain|find|make|translate|solve|fix|draft|summari[sz]e|recommend|"
    r"list|generate)\s+(me|us|my|a|an|the|this|some)\b)",
    re.IGNORECASE,
)


_ELSE = re.compile(
    r"\b(talk|speak|go on|continue) (about|with|to) (something|anything) else\b"
    r"|^\W*(please |can we |let'?s |i want to |i'?d like to |could we )*"
    r"((do|take|try) )?(something else|(a |an)?(other|different) (thought|topic|subject))\b.{0,20}$"
    r"|\b(change|switch) (the |to (a|an)(other)? )?(different )?(topic|subject|thought)s?\b",
    re.IGNORECASE,
)
#: The thought that is named after one of these takes the place of the open one.
_RATHER = re.compile(
    r"\b(instead|rather|actually|more about|really about|more like)\b"
    r"|\b(no|oh|hm+|but),? wait\b|^wait\b"
    r"|\b(big(ger|gest)?|larger|real|main|actual|deeper|worse|worst|underlying) "
    r"(thing|worry|problem|issue|question|fear|point|trouble|one|concern)\b"
    r"|\bwhat (really|actually|i really) (bothers|worries|scares|frightens|gets|mean|fear)\b",
    re.IGNORECASE,
)


def wants_another(said: Heard) -> bool:
    """Return whether `said` asks for another thought without naming one."""
    if said.base == "crisis" or thought_of(said.intent):
        return False
    return bool(_ELSE.search(said.text))


def interrupts(step: str, thought: str, said: Heard) -> bool:
    """Return whether `said`, at the question `step` of a walk, is for the rules to answer."""
    if said.base in ALWAYS_ANSWERED:
        return said.base == "crisis" or _trusted(said)
    asks = bool(_ASKS.search(said.text))
    words = len(said.text.split())
    if step in RATED and words <= PASSING_WORDS and read_rating(said.text) is not None:
        # A question may hold a number that is no rating; so may a long remark.
        return asks and said.base in _REQUESTS and _trusted(said)
    other = thought_of(said.intent)
    if other and other != thought and (step == "opening" or step in _CLOSED or not said.text):
        return _trusted(said)
    if other and other != thought and _RATHER.search(said.text):
        return _trusted(said, LIKELY)
    if step in _CLOSED:
        guess = asks or (step in RATED and read_rating(said.text) is None)
        likely = guess and said.confidence >= LIKELY
        return said.base in _ANSWERED_AT_CLOSED and (_trusted(said) or likely)
    if said.base == "express_distress":
        return _trusted(said)
    if said.base in _PASSING and words <= PASSING_WORDS:
        return _trusted(said, PASSING_SURE)
    return said.base in _REQUESTS and _trusted(said) and (asks or not said.text)


def _trusted(said: Heard, limit: float = SURE) -> bool:
    return not said.text or said.confidence >= limit
