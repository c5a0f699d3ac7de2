"""What a card shows, and how it travels in a reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: Marks a reply that carries a card in its custom payload.
CARD_KIND = "card"


@dataclass(frozen=True)
class Card:
    """The words and numbers of a card; whatever is empty is left out of the picture."""

    thought: str = ""
    #: How strongly the thought was believed, 0 to 10.
    before: float | None = None
    after: float | None = None
    arguments_for: tuple[str, ...] = ()
    arguments_against: tuple[str, ...] = ()
    sentence: str = ""
    step: str = ""
    when: str = ""


def read_card(custom: object) -> Card | None:
    """Return the card in a reply's custom payload, or None if it carries none.

    Fields that are missing or of another kind count as empty.
    """
    if not isinstance(custom, Mapping) or custom.get("kind") != CARD_KIND:
        return None
    return Card(
        thought=_text(custom.get("thought")),
        before=_rating(custom.get("before")),
        after=_rating(custom.get("after")),
        arguments_for=_texts(custom.get("for")),
        arguments_against=_texts(custom.get("against")),
        sentence=_text(custom.get("sentence")),
        step=_text(custom.get("step")),
        when=_text(custom.get("when")),
    )


def card_fields(card: Card) -> dict[str, Any]:
    """Return `card` as the custom payload that :func:`read_card` reads."""
    return {
        "kind": CARD_KIND,
        "thought": card.thought,
        "before": card.before,
        "after": card.after,
        "for": list(card.arguments_for),
        "against": list(card.arguments_against),
        "sentence": card.sentence,
        "step": card.step,
        "when": card.when,
    }


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(_text, value)) if isinstance(value, (list, tuple)) else ()


def _rating(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(min(10.0, max(0.0, value))) if value == value else None
