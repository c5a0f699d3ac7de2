"""What a message says, whatever characters it was typed with.

Two forms: :func:`clean` for everything that reads a message, and :func:`fold` for the crisis
rules, which must see through disguise (look-alike letters, leet, s p a c e d or stretchedddd words).
"""

from __future__ import annotations

import re
import unicodedata

#: A message longer than this is read from both ends: the point is at the start or at the end.
MAX_CHARS = 1_200

_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}
#: Letters of other scripts that look like Latin ones (from Unicode's confusables, the common part).
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝАВЕКМНОРСТХІЈЅαοινρτυκ",
    "aeopcyxijshdqwABEKMHOPCTXIJSaoivptuk",
)
_LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"})
_QUOTES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "…": " ... "})


def clean(text: str) -> str:
    """Return `text` in NFKC with plain quotes, one space, no invisible or piled-up marks."""
    text = unicodedata.normalize("NFKC", text.translate(_QUOTES))
    text = _shorten(text, 4 * MAX_CHARS)
    text = "".join(" " if unicodedata.category(c) in _INVISIBLE else c for c in _few_marks(text))
    text = re.sub(r"(.)\1{3,}", r"\1\1\1", " ".join(text.split()))
    return _shorten(text, MAX_CHARS)


def fold(text: str) -> str:
    """Return the plain lower-case Latin reading of `text` that the crisis rules look at."""
    text = clean(text)
    if re.search(r"[A-Za-z]", text):
        text = _unmask_words(text)
    text = "".join(
        c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn"
    )
    text = re.sub(r"\b(?:[a-z][\s.*_\-]+){2,}[a-z]\b", _join_spaced, text)
    text = " ".join(_unleet(word) for word in text.split())
    text = re.sub(r"([a-z])\1{2,}", r"\1\1", text)
    return " ".join(text.replace("*", "").split())


def _shorten(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    half = limit // 2
    return text[:half] + " " + text[-half:]


def _few_marks(text: str) -> str:
    """Drop combining marks beyond the second on one letter (zalgo)."""
    kept: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if run <= 2:
            kept.append(char)
    return "".join(kept)


def _unmask_words(text: str) -> str:
    """Read look-alike letters as Latin where a word mixes scripts; leave real Cyrillic alone."""
    return " ".join(
        word.translate(_LOOKALIKES) if re.search(r"[A-Za-z]", word) else word
        for word in text.split(" ")
    )


def _join_spaced(match: re.Match[str]) -> str:
    letters = re.sub(r"[\s.*_\-]+", " ", match.group(0)).split(" ")
    # "i s t i l l" is a disguise; "i a b" in a formula or "a b c" in a list stays short.
    return "".join(letters) if len(letters) >= 4 else match.group(0)


def _unleet(word: str) -> str:
    letters = sum(c.isalpha() for c in word)
    digits = sum(c in "013457@$" for c in word)
    return word.translate(_LEET) if letters >= 2 and 0 < digits <= letters else word
