"""What somebody says that others say: "they would say everybody does it".

It sounds like a worry about what others think, and is often the others' argument. The argument
that it names is the one to be met; where none is named, nothing is read into it. What is said about
the writer ("they would say that I cheat") stays the worry that it is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.turn import Heard

_REPORTED = re.compile(
    r"^\W*(?:(?:and|but|well|ok|okay|because|then|of course|sure|maybe|probably) )*"
    r"(?:they(?: all)?|he|she|people|others|some(?: people)?|most(?: people)?|everyone|everybody|"
    r"colleagues|the others|(?:my|our|the) \w+(?: \w+)?)"
    r"(?:'d|'ll| would| will| might| could| always| just| keeps?| usually| often| probably| all)*"
    r" (?:say|says|said|saying|tell me|tells me|told me|argue|argues|claim|claims|answer|reply)"
    r"(?: that)?\W+(?P<said>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_OF_THE_WRITER = re.compile(r"\b(i|i'm|im|me|my|mine|myself)\b", re.IGNORECASE)
_ALL = (
    r"(?:everybody|everyone|everyone else|they all|we all|all of (?:us|them)|others|the whole \w+)"
)
_ARGUMENTS = {
    "argue_for/peers": rf"\b{_ALL}\b.{{0,12}}\b(?:do|does|doing|use|uses|using|is|are on)\b",
    "argue_for/natural": (
        r"\b(?:just|only|simply|like) (?:an?|any|another|any other) (?:\w+ )?(?:tool|instrument)\b"
        r"|\bcalculator\b|\bspell ?-?check"
    ),
    "argue_for/little_regulation": (
        r"\b(?:not|isn'?t|nothing|nobody|no one|no rule)\b.{0,20}"
        r"\b(?:forbid\w*|forbidden|prohibit\w*|against the rules|illegal|banned)\b"
        r"|\b(?:is|it'?s) (?:allowed|legal|permitted)\b"
    ),
    "argue_for/relief": r"\b(?:faster|quicker|easier|saves? (?:\w+ )?time|less work|more time)\b",
    "argue_for/capability": (
        r"\b(?:better than|so good|works (?:so )?well|good enough|does it well)\b"
    ),
}
#: How sure an argument is that is named in so many words.
_NAMED = 1.0


def as_reported(said: Heard) -> Heard:
    """Return `said`, what others are told to say as the argument that it is."""
    if said.base not in ("argue_against", "argue_for", "nlu_fallback"):
        return said
    reported = _REPORTED.match(said.text.replace("’", "'"))
    if reported is None or _OF_THE_WRITER.search(reported["said"]):
        return said
    for argument, pattern in _ARGUMENTS.items():
        if re.search(pattern, reported["said"], re.IGNORECASE):
            return replace(said, intent=argument, confidence=_NAMED)
    if said.intent == "argue_against/reputation":
        return replace(said, intent="nlu_fallback", confidence=0.0)
    return said
