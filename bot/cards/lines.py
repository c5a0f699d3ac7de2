"""Breaking a text into lines of a width."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import ImageFont

#: A longer text could not be read on a card anyway.
LONGEST = 700
_CUT = "…"


@dataclass(frozen=True)
class Lines:
    """A text in lines."""

    lines: tuple[str, ...]
    #: Whether the whole text is there; otherwise it ends with "…".
    whole: bool


def wrap(text: str, font: ImageFont.FreeTypeFont, width: int, most: int) -> Lines:
    """Return `text` in at most `most` lines, none wider than `width` px.

    Lines of about the same length, as far as the words allow; a word that is too long is broken.
    """
    shortened = text[:LONGEST]
    whole = len(shortened) == len(text)
    lines = _filled(shortened, font, width)
    if len(lines) > most or not whole:
        kept = lines[:most]
        return Lines((*kept[:-1], _with_cut(kept[-1], font, width)), False)
    low, high = width // 2, width
    while high - low > 8:
        middle = (low + high) // 2
        narrower = _filled(shortened, font, middle)
        if len(narrower) > len(lines):
            low = middle
        else:
            lines, high = narrower, middle
    return Lines(tuple(lines), True)


def _filled(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if font.getlength(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *broken, line = _broken(word, font, width)
        lines += broken
    return [*lines, line] if line or not lines else lines


def _broken(word: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return `word` in parts that fit; a character is never parted, however wide."""
    parts: list[str] = []
    part = ""
    for character in word:
        if part and font.getlength(part + character) > width:
            parts.append(part)
            part = ""
        part += character
    return [*parts, part]


def _with_cut(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    while line and font.getlength(line + _CUT) > width:
        line = line[:-1]
    return line.rstrip(" ,;:.…") + _CUT
