"""From a message to the words that mentions are found among: a spaCy tokenizer of our own.

spaCy keeps every word it meets, for as long as the process runs. What people typed must not stay
anywhere, so words outside the vocabulary become one placeholder before spaCy sees them.
"""

from __future__ import annotations

import re
from itertools import product
from typing import Any

#: Stands for every word that is not in the vocabulary.
UNKNOWN = "…"
#: Characters that are read; nobody mentions anything for the first time after them.
READ = 2000
#: Marks that end a sentence; a comma only ends a clause.
STOPS = frozenset(".!?;:\n")

_WORD = re.compile(r"'s\b|(?<=s)'(?=\s)|[^\W_]+(?:'(?!s\b)[^\W_]+)*|[.!?;:,\n]")
# What somebody else said is not about the writer: in quotation marks, or after "he said:". A mark
# that is never closed hides the rest: better no mention than a wrong one.
_QUOTED = re.compile(
    r'"[^"]*(?:"|$)|[“”„][^“”]*(?:[“”]|$)|«[^»]*(?:»|$)|`[^`]*(?:`|$)'
    r"|(?<!\w)['‘][^'‘’\n]{1,300}(?:['’]\w[^'‘’\n]{1,300}){0,5}['’](?!\w)"
    r"|^>[^\n]*"
    r"|\b(?:say|says|said|asks|asked|told \w+|tells \w+|wrote|writes|thinks?|goes|like):[^.!?\n]*",
    re.IGNORECASE | re.MULTILINE,
)


def split(text: str) -> list[str]:
    """Return the lower-case words and marks of `text`, without what it quotes."""
    unquoted = _QUOTED.sub(f" {UNKNOWN} ", text[:READ])
    return _WORD.findall(unquoted.lower().replace("’", "'"))


def expand(pattern: str) -> list[str]:
    """Return the phrases that `pattern` stands for: `a|b` is either word, `(a)` may be missing."""
    choices = []
    for word in pattern.split():
        either = word.strip("()").split("|")
        choices.append([*either, ""] if word.startswith("(") else either)
    phrases = {" ".join(" ".join(way).split()) for way in product(*choices)}
    return sorted(phrases - {""})


class KnownWords:
    """Makes a spaCy Doc of a text, with words outside of `known` replaced."""

    def __init__(self, vocab: Any, known: frozenset[str]) -> None:
        self._vocab = vocab
        self._known = known

    def __call__(self, text: str) -> Any:
        """Return the Doc."""
        from spacy.tokens import Doc

        words = [word if word in self._known else UNKNOWN for word in split(text)]
        return Doc(self._vocab, words=words)
