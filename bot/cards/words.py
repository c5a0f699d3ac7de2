"""The parts of a card that are words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PIL import Image, ImageDraw

from bot.cards.faces import drawable, plain_face
from bot.cards.lines import wrap
from bot.cards.look import BLEED, CONTENT, INK, QUIET, Block

#: Of the size: from one line to the next, and from the top of a line to its foot.
_LINE = 1.32
_FOOT = 1.0
_LABEL = 21
_TRACKING = 4
#: Height of a label with the space below it.
LABEL_HEIGHT = 40
#: Left out around a sentence, which gets its own.
_QUOTES = '“”„«»" '

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Style:
    """How large a text is and how much room it may take."""

    size: float
    #: It does not get smaller than this: it must be read on a phone.
    least: float
    lines: int
    font: str = "roman"
    colour: Colour = INK

    def scaled(self, scale: float) -> float:
        """Return the size at `scale`, px."""
        return max(self.least, self.size * scale)


def paragraph(
    name: str,
    text: str,
    style: Style,
    scale: float,
    *,
    left: int = 0,
    width: int = CONTENT,
    quoted: bool = False,
) -> Block | None:
    """Return `text` as a block, or None if nothing of it can be drawn.

    Args:
        name: of the block.
        text: in any script.
        style: the size before scaling.
        scale: 1 for the full size.
        left: where it begins, px from the left of the content.
        width: of the lines, px.
        quoted: whether it is put into quotation marks.
    """
    shown = drawable(text, style.font)
    if not shown.text:
        return None
    size = style.scaled(scale)
    font = shown.face.at(size)
    words = f"“{shown.text.strip(_QUOTES)}”" if quoted else shown.text
    lines = wrap(words, font, width, style.lines)
    step = round(size * _LINE)

    def paint(image: Image.Image) -> None:
        draw = ImageDraw.Draw(image)
        hang = font.getlength("“") if quoted and not shown.right_to_left else 0
        for number, line in enumerate(lines.lines):
            foot = number * step + round(size * _FOOT)
            if shown.right_to_left:
                place, anchor = BLEED + left + width, "rs"
            else:
                # The mark hangs in the margin where there is room, so that the words align.
                place, anchor = BLEED + left - round(min(hang, BLEED) if number == 0 else 0), "ls"
            draw.text((place, foot), line, font=font, fill=style.colour, anchor=anchor)

    count = len(lines.lines)
    return Block(name, count * step, paint, shown.whole and lines.whole, count)


def label(name: str, text: str, *, left: int = 0) -> Block:
    """Return one of the card's own words, in spaced capitals."""
    return Block(name, LABEL_HEIGHT, partial(paint_label, text=text, left=left))


def paint_label(image: Image.Image, text: str, left: int = 0, foot: int = _LABEL) -> None:
    """Paint a label on `image`, its foot `foot` px below the top."""
    draw = ImageDraw.Draw(image)
    font = plain_face().at(_LABEL)
    place = float(BLEED + left)
    for character in text.upper():
        draw.text((place, foot), character, font=font, fill=QUIET, anchor="ls")
        place += font.getlength(character) + _TRACKING


def space(height: int) -> Block:
    """Return nothing, `height` px of it."""
    return Block("space", height, lambda image: None)


def stacked(name: str, blocks: list[Block]) -> Block:
    """Return `blocks` below each other as one."""

    def paint(image: Image.Image) -> None:
        top = 0
        for block in blocks:
            image.paste(block.picture(), (0, top))
            top += block.height

    height = sum(block.height for block in blocks)
    return Block(name, height, paint, all(block.whole for block in blocks))


def beside(name: str, left: Block, right: Block, middle: int) -> Block:
    """Return two blocks beside each other, the second from `middle` px on."""

    def paint(image: Image.Image) -> None:
        second = right.picture()
        image.paste(left.picture(), (0, 0))
        image.paste(second.crop((middle, 0, second.width, second.height)), (middle, 0))

    return Block(name, max(left.height, right.height), paint, left.whole and right.whole)
