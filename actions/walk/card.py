"""The page at the end as a card: the same words as the summary, for a picture."""

from __future__ import annotations

from actions.walk.state import Walk
from actions.walk.summary import ARGUMENT_TITLES
from actions.walk.turns import chosen_text
from bot.cards.card import Card


def card_of(walk: Walk) -> Card:
    """Return what the card of `walk` shows."""
    phrase = walk.content.phrase
    return Card(
        thought=f"{phrase[:1].upper()}{phrase[1:]}",
        before=walk.before,
        after=walk.after if walk.before is not None else None,
        arguments_for=_titles(walk, "argue_for/"),
        arguments_against=_titles(walk, "argue_against/"),
        sentence=walk.words.get("sentence", ""),
        step=chosen_text(walk),
        when=walk.words.get("when", ""),
    )


def _titles(walk: Walk, prefix: str) -> tuple[str, ...]:
    return tuple(ARGUMENT_TITLES[name] for name in walk.arguments if name.startswith(prefix))
