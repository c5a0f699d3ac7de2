"""Somebody who asks back at a walk's question: for words, for an example, for what is meant."""

from __future__ import annotations

import re

_POLITE = r"(?:(?:ok|okay|hm+|um|uh|well|so|and|but|sorry|please|no|idk|i don'?t know)\W+)*"
_TAIL = r"(?:\W+(?:please|then|for me|first|maybe|here|exactly|now))*\W*"
_EXAMPLE = (
    r"(?:like|such as|as) what|what for example|for (?:example|instance)|(?:an? )?examples?"
    r"|(?:can|could) (?:you|u) (?:give|show|tell|make) (?:me )?(?:an?|one|some) (?:\w+ )?examples?"
    r"|(?:give|show|tell) me (?:an?|one|some) (?:\w+ )?examples?"
    r"|(?:do|have) you (?:have |got )?(?:an?|any|some) (?:\w+ )?(?:examples?|ideas?|suggestions?)"
    r"|any (?:examples?|ideas?|suggestions?|hints?)"
)
_MEANT = (
    r"what do(?:es)? (?:you|that|this|it) (?:even )?mean(?: by (?:that|this|it))?"
    r"|(?:what|how) (?:do you|d'?you) mean(?: by (?:that|this|it))?|how so|meaning"
    r"|what(?: exactly)? (?:do you want(?: me to (?:say|write))?|should i (?:say|write|answer))"
    r"|i (?:don'?t|do not) (?:really )?(?:get|understand) (?:the|this|that|your) question"
)
_SENTENCE = (
    r"(?:it|one|that|this|something|an? (?:\w+ )?(?:one|version)"
    r"|(?:an?|the|that|this|my|one) (?:\w+ )?sentence)"
)
_YOU_CAN = r"(?:(?:can|could|would|will) (?:you|u) )?(?:please )?(?:just )?"
_WRITE = (
    rf"{_YOU_CAN}(?:write|make|draft|suggest|propose|phrase|formulate|give me|offer|show me|"
    rf"finish) {_SENTENCE}"
    rf"|{_YOU_CAN}help (?:me|us)"
    r"(?: (?:with|for|on|out|find|write|to find|to write)(?: \w+){0,4})?"
    rf"|{_YOU_CAN}help (?:with|for|on)(?: \w+){{1,4}}"
    r"|i need (?:some |your )?help(?: (?:with|for)(?: \w+){0,3})?"
    r"|what (?:would|could|should|can) (?:you|one|i|somebody|someone) "
    r"(?:say|write|suggest|put|answer)(?: (?:here|there))?"
    r"|what(?:'s| is) yours|how would you (?:say|put|write|phrase) (?:it|that|this)"
    r"|you (?:say|write|do) (?:it|one|that)|you first|you tell me"
    r"|another(?: one)?|a different one|(?:do you have|is there) another(?: one)?"
)
_CLARIFIES = re.compile(rf"{_POLITE}(?:{_EXAMPLE}|{_MEANT}){_TAIL}", re.IGNORECASE)
_WANTS_WORDS = re.compile(rf"{_POLITE}(?:{_WRITE}|{_EXAMPLE}){_TAIL}", re.IGNORECASE)
#: Characters of a message that asks back and says nothing else.
_LIMIT = 80


def asks_for_words(text: str) -> bool:
    """Return whether all of `text` asks for the sentence, or an example of one."""
    return _whole(_WANTS_WORDS, text)


def asks_back(text: str) -> bool:
    """Return whether all of `text` asks what the question means, or for an example of an answer."""
    return _whole(_CLARIFIES, text)


def _whole(pattern: re.Pattern[str], text: str) -> bool:
    said = " ".join(text.replace("’", "'").split())
    return 0 < len(said) <= _LIMIT and bool(pattern.fullmatch(said))
