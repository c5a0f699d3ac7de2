"""Which wordings of a reply speak of what was asked, among those that answer the same intent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.content.currency import METADATA

#: In a wording's metadata: beginnings of words that a question which it answers best is asked in.
ABOUT = "about"


def asked_about(responses: Sequence[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Return those of `responses` that speak most of what `text` names, none if none does."""
    said = text.lower().replace("’", "'")
    counts = [sum(_names(said, word) for word in _about(response)) for response in responses]
    most = max(counts, default=0)
    return [r for r, count in zip(responses, counts, strict=True) if most and count == most]


def _about(response: Mapping[str, Any]) -> list[str]:
    metadata = response.get(METADATA)
    words = metadata.get(ABOUT) if isinstance(metadata, Mapping) else None
    return [str(word) for word in words or []]


def _names(said: str, word: str) -> bool:
    # Two letters are an abbreviation ("UK") and no beginning.
    end = r"\b" if len(word) <= 3 else ""
    return re.search(rf"\b{re.escape(word)}{end}", said) is not None
