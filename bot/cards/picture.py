"""Putting a card together: as large as its words allow, never beyond its edges."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass, replace

from PIL import Image

from bot.cards.card import Card
from bot.cards.faces import drawable
from bot.cards.look import CONTENT, HEIGHT, MARGIN, PAPER, QUIET, WIDTH, Block
from bot.cards.shapes import MARK, mark, rule, scale
from bot.cards.words import Style, beside, label, paragraph, space, stacked

#: Tried one after the other until everything fits.
_SCALES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 0.5)
#: The least and the most space between two parts, px.
_GAP, _WIDEST_GAP = 24, 110

_THOUGHT = Style(40, 28, 2)
_HERO = Style(68, 33, 6, "italic")
_ITEM = Style(31, 25, 7)
_STEP = Style(37, 27, 4)
_WHEN = Style(31, 26, 2, "italic", QUIET)
_BESIDE_MARK = MARK + 32
_COLUMN_GAP = 48
_COLUMN = (CONTENT - _COLUMN_GAP) // 2
_ITEMS = 7

# Fonts are shared among drawings, and are not made for several threads.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Picture:
    """A card as a PNG."""

    png: bytes
    #: Whether all words are on it: some scripts can't be drawn, and very long texts are cut.
    whole: bool


@dataclass(frozen=True)
class Placed:
    """A part of the card and how far from the top it stands, px."""

    block: Block
    top: int


def draw_card(card: Card) -> Picture:
    """Return `card` as a picture of WIDTH by HEIGHT px. Takes a fraction of a second."""
    with _one_at_a_time:
        image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        placed = layout(card)
        for part in placed:
            image.paste(part.block.picture(), (MARGIN, part.top))
        file = io.BytesIO()
        image.save(file, "PNG", optimize=True)
    whole = all(part.block.whole for part in placed) and _shown(card)
    return Picture(file.getvalue(), whole)


def layout(card: Card) -> list[Placed]:
    """Return the parts of `card` from top to bottom, none over another, all within the margins."""
    room = HEIGHT - 2 * MARGIN
    for factor in _SCALES:
        blocks = _blocks(card, factor)
        needed = sum(block.height for block in blocks) + _GAP * (len(blocks) - 1)
        if needed <= room:
            break
    return _spread(blocks, room)


def _blocks(card: Card, factor: float) -> list[Block]:
    """Return the parts at a size, from top to bottom; what is empty is left out."""
    thought = paragraph(
        "thought", card.thought, _THOUGHT, factor, left=_BESIDE_MARK, width=CONTENT - _BESIDE_MARK
    )
    hero = paragraph("sentence", card.sentence, _HERO, factor, quoted=True)
    if hero is None:  # then the thought is what the card is about
        hero, thought = paragraph("sentence", card.thought, _HERO, factor), None
    blocks = [_head(thought)]
    if card.before is not None:
        blocks.append(scale(card.before, card.after))
    return [*blocks, *filter(None, (hero, _columns(card, factor), _step(card, factor)))]


def _head(thought: Block | None) -> Block:
    if thought is None:
        return mark()
    titled = stacked("thought", [label("thought", "The thought", left=_BESIDE_MARK), thought])
    return beside("head", mark(), titled, _BESIDE_MARK)


def _columns(card: Card, factor: float) -> Block | None:
    left = _column("For", card.arguments_for, factor, 0)
    right = _column("Against", card.arguments_against, factor, _COLUMN + _COLUMN_GAP)
    if left and right:
        return beside("columns", left, right, _COLUMN + _COLUMN_GAP // 2)
    if right:  # alone, it stands at the left
        return _column("Against", card.arguments_against, factor, 0)
    return left


def _column(title: str, items: tuple[str, ...], factor: float, left: int) -> Block | None:
    blocks: list[Block] = []
    free, whole = _ITEMS, True
    for item in items:
        style = replace(_ITEM, lines=max(1, min(2, free)))
        block = paragraph("item", item, style, factor, left=left, width=_COLUMN)
        if block is None:
            continue
        if free <= 0:
            whole = False
            break
        free -= block.lines
        blocks.append(block)
    if not blocks:
        return None
    column = stacked(title, [label(title, title, left=left), *blocks])
    return replace(column, whole=column.whole and whole)


def _step(card: Card, factor: float) -> Block | None:
    step = paragraph("step", card.step, _STEP, factor)
    if step is None:
        return None
    when = paragraph("when", card.when, _WHEN, factor)
    parts = [rule(), label("week", "This week"), step, *([space(8), when] if when else [])]
    return stacked("step", parts)


def _spread(blocks: list[Block], room: int) -> list[Placed]:
    """Place `blocks` with equal space between them; a step always stands at the foot."""
    spare = room - sum(block.height for block in blocks)
    gap = max(0, min(_WIDEST_GAP, spare // max(1, len(blocks) - 1)))
    placed: list[Placed] = []
    top = MARGIN
    for block in blocks:
        if block.name == "step":
            top = MARGIN + room - block.height
        placed.append(Placed(block, top))
        top += block.height + gap
    return _centred(placed, room)


def _centred(placed: list[Placed], room: int) -> list[Placed]:
    """Move what lies between the head and the step to the middle of what is left to it."""
    head, *between = [part for part in placed if part.block.name != "step"]
    feet = [part for part in placed if part.block.name == "step"]
    if not between:
        return placed
    end = feet[0].top if feet else MARGIN + room
    before = between[0].top - (head.top + head.block.height)
    after = end - (between[-1].top + between[-1].block.height)
    down = max(0, (after - before) // 2)
    return [head, *(Placed(part.block, part.top + down) for part in between), *feet]


def _shown(card: Card) -> bool:
    """Whether something of each text can be drawn."""
    texts = (card.thought, card.sentence, card.step, card.when)
    return all(drawable(text).text for text in texts if text.strip())
