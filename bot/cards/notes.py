"""What is said when a card is not all that was hoped for."""

from __future__ import annotations

import random

NOT_WHOLE = (
    "Some of it did not fit or has letters that I can't draw; the page in words has all of it.",
    "A part could not be drawn. It is all there in the page in words.",
    "Where the picture shows “…” I had no room or no letters for it; the page in words is whole.",
)
FAILED = (
    "The picture did not work out. The page in words has all of it: copy it from there.",
    "I could not make a picture of it, sorry. Copy the page in words; it says the same.",
    "No picture this time, something failed here. The words of the page are above; copy them.",
)


def a_note(notes: tuple[str, ...]) -> str:
    """Return one of `notes`."""
    return random.SystemRandom().choice(notes)
