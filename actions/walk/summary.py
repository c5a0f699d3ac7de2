"""The page that somebody keeps: the user's own words, shown once, stored nowhere."""

from __future__ import annotations

from actions.walk.rating import shown
from actions.walk.state import Walk
from actions.walk.turns import chosen_text

#: How an argument is called on the page.
ARGUMENT_TITLES = {
    "argue_for/capability": "it does some things well",
    "argue_for/natural": "it feels like any other tool",
    "argue_for/peers": "others use it too",
    "argue_for/little_regulation": "nothing forbids it",
    "argue_for/relief": "it takes load off",
    "argue_against/individuality": "my own voice",
    "argue_against/reputation": "what others will think",
    "argue_against/errors": "it errs and has to be checked",
    "argue_against/black_box": "it predicts without explaining",
    "argue_against/struggle": "one learns by struggling",
    "argue_against/ethics": "private data, energy, fairness",
}


def summary(walk: Walk) -> str:
    """Return the page as plain text; lines without content are left out."""
    phrase = walk.content.phrase
    lines = ["Your page", f"Thought: {phrase[:1].upper()}{phrase[1:]}"]
    if walk.before is not None and walk.after is not None:
        lines.append(f"Believed: {shown(walk.before)} before, {shown(walk.after)} after")
    elif walk.before is not None:
        lines.append(f"Believed: {shown(walk.before)} of 10")
    for heading, prefix in (("For", "argue_for/"), ("Against", "argue_against/")):
        titles = [ARGUMENT_TITLES[a] for a in walk.arguments if a.startswith(prefix)]
        if titles:
            lines.append(f"{heading}: {'; '.join(titles)}")
    if sentence := walk.words.get("sentence"):
        lines.append(f"In your words: {sentence}")
    if step := chosen_text(walk):
        when = walk.words.get("when")
        lines.append(f"This week: {step}" + (f" ({when})" if when else ""))
    lines.append("Your words here are stored nowhere; copy the page, or take it as a picture.")
    return "\n".join(lines)
