"""The parts of a card that are drawn: the mark, and the scale from 0 to 10."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw, ImageFont

from bot.cards.faces import plain_face
from bot.cards.look import (
    ACCENT,
    BLEED,
    CONTENT,
    FAINT,
    INK,
    NEEDLE,
    PAPER,
    QUIET,
    Block,
    fine_shapes,
)

#: The mark's diameter, px.
MARK = 92
_BEARING = math.radians(38)

SCALE_HEIGHT = 132
_LINE_AT = 66
#: The ends lie so far within, that a mark there reaches no further than the bleed.
_INSET = 8
_RING, _DOT = 17, 10
_NUMBER = 30


def mark() -> Block:
    """Return the mark: a compass whose needle points north-east."""

    def draw(pen: ImageDraw.ImageDraw, fine: int) -> None:
        radius = MARK / 2
        x = y = radius
        x += BLEED

        def at(angle: float, distance: float) -> tuple[float, float]:
            """Return a place `distance` from the middle, `angle` clockwise from north."""
            across, up = math.sin(angle) * distance, math.cos(angle) * distance
            return (x + across) * fine, (y - up) * fine

        box = ((x - radius + 1) * fine, fine, (x + radius - 1) * fine, (MARK - 1) * fine)
        pen.ellipse(box, outline=INK, width=2 * fine)
        for number in range(16):
            angle = math.tau * number / 16
            inner = radius - (14 if number % 4 == 0 else 8)
            pen.line((at(angle, inner), at(angle, radius - 4)), fill=INK, width=2 * fine - 2)
        tip, waist = radius - 19, 7.5
        left, right = at(_BEARING - math.pi / 2, waist), at(_BEARING + math.pi / 2, waist)
        pen.polygon((at(_BEARING, tip), left, right), fill=NEEDLE)
        pen.polygon((at(_BEARING + math.pi, tip), left, right), fill=INK)
        middle = (x - 2.5) * fine, (y - 2.5) * fine, (x + 2.5) * fine, (y + 2.5) * fine
        pen.ellipse(middle, fill=PAPER)

    return Block("mark", MARK, lambda image: fine_shapes(image, draw))


def scale(before: float, after: float | None) -> Block:
    """Return the scale with a hollow mark for `before` and a filled one for `after`, 0 to 10."""

    def place(rating: float) -> float:
        return BLEED + _INSET + (CONTENT - 2 * _INSET) * rating / 10

    def draw(pen: ImageDraw.ImageDraw, fine: int) -> None:
        y = _LINE_AT * fine
        pen.line((place(0) * fine, y, place(10) * fine, y), fill=FAINT, width=3 * fine)
        for number in range(11):
            x, reach = place(number) * fine, (9 if number % 5 == 0 else 6) * fine
            pen.line((x, y - reach, x, y + reach), fill=FAINT, width=2 * fine)
        if after is not None:
            way = (place(before) * fine, y, place(after) * fine, y)
            pen.line(way, fill=ACCENT, width=4 * fine)
        ring = _round(place(before), _RING, fine)
        pen.ellipse(ring, fill=PAPER, outline=ACCENT, width=4 * fine)
        if after is not None:
            pen.ellipse(_round(place(after), _DOT if after == before else _RING, fine), fill=ACCENT)

    def paint(image: Image.Image) -> None:
        fine_shapes(image, draw)
        pen = ImageDraw.Draw(image)
        small, number = plain_face("italic").at(25), plain_face().at(_NUMBER)
        foot = _LINE_AT + 50
        for end in (0.0, 10.0):
            close = 90 if after is not None else 0
            if after is None or abs(place(after) - place(end)) > close:
                pen.text((place(end), foot), f"{end:g}", font=small, fill=QUIET, anchor="ms")
        said = f"{before:g} before" if after is not None else f"{before:g} of 10"
        _centred(pen, place(before), _LINE_AT - 34, said, number)
        if after is not None:
            _centred(pen, place(after), foot, f"{after:g} after", number)

    return Block("scale", SCALE_HEIGHT, paint)


def rule() -> Block:
    """Return a thin line across, with space below it."""

    def paint(image: Image.Image) -> None:
        pen = ImageDraw.Draw(image)
        pen.line((BLEED, 0, BLEED + CONTENT, 0), fill=FAINT, width=2)

    return Block("rule", 34, paint)


def _round(x: float, radius: float, fine: int) -> tuple[float, float, float, float]:
    return (
        (x - radius) * fine,
        (_LINE_AT - radius) * fine,
        (x + radius) * fine,
        (_LINE_AT + radius) * fine,
    )


def _centred(
    pen: ImageDraw.ImageDraw, x: float, foot: float, text: str, font: ImageFont.FreeTypeFont
) -> None:
    """Write `text` with its middle at `x`, moved so that it stays within the content."""
    half = pen.textlength(text, font=font) / 2
    x = min(max(x, BLEED + half), BLEED + CONTENT - half)
    pen.text((x, foot), text, font=font, fill=INK, anchor="ms")
