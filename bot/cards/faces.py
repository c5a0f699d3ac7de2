"""Which font can draw a text, and what becomes of characters that none can draw.

The fonts come with matplotlib, so the picture is the same on every machine; only Chinese, Japanese
and Korean need one of the system's fonts, where it has one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont
from PIL import ImageFont, features

#: Best first. The letters of DejaVu are larger than others of the same size.
_FAMILIES = {
    "roman": (("STIXGeneral.ttf", 1.0), ("DejaVuSerif.ttf", 0.86), ("DejaVuSans.ttf", 0.86)),
    "italic": (
        ("STIXGeneralItalic.ttf", 1.0),
        ("DejaVuSerif-Italic.ttf", 0.86),
        ("DejaVuSans-Oblique.ttf", 0.86),
    ),
}
#: Where systems keep a font for Chinese, Japanese and Korean.
_EAST_ASIAN = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/System/Library/Fonts/Hiragino Sans GB.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)
_GAP = "…"
#: Stacked marks beyond these would run into the lines around.
_MARKS = 3
_RIGHT_TO_LEFT = ("R", "AL")


@dataclass(frozen=True)
class Face:
    """A font's file, and the factor on a size that makes its letters as large as others'."""

    path: str
    factor: float = 1.0

    def at(self, size: float) -> ImageFont.FreeTypeFont:
        """Return the font at `size`, px."""
        return _font(self.path, max(1, round(size * self.factor)))


@dataclass(frozen=True)
class Drawable:
    """A text as it can be drawn."""

    text: str
    face: Face
    #: Whether nothing that says something was left out.
    whole: bool = True

    @property
    def right_to_left(self) -> bool:
        """Whether the text begins at the right."""
        kinds = (unicodedata.bidirectional(character) for character in self.text)
        return next((kind for kind in kinds if kind in ("L", *_RIGHT_TO_LEFT)), "L") != "L"


def drawable(text: str, style: str = "roman") -> Drawable:
    """Return `text` as the best font of `style` can draw it.

    Emoji and invisible characters are dropped; letters that the font lacks become "…".
    """
    wanted = _cleaned(text)
    face = min(_faces(style), key=lambda each: _losses(wanted, each))
    drawn = "".join(_as_drawn(character, face) for character in wanted)
    whole = "\0" not in drawn
    drawn = " ".join(re.sub(r"\0(?:\s*\0)*", _GAP, drawn).split())
    if not any(character.isalnum() for character in drawn):
        return Drawable("", face, not text.strip())
    return Drawable(drawn, face, whole)


def plain_face(style: str = "roman") -> Face:
    """Return the face in which the card's own labels are set."""
    return _faces(style)[0]


def _cleaned(text: str) -> str:
    """Return `text` in composed characters, without what has no shape of its own."""
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        if category.startswith("Z") or category == "Cc":
            kept.append(" ")
            marks = 0
        elif category.startswith("C") or "\ufe00" <= character <= "\ufe0f":
            continue
        elif category.startswith("M"):
            marks += 1
            if marks <= _MARKS:
                kept.append(character)
        else:
            kept.append(character)
            marks = 0
    return "".join(kept)


def _losses(text: str, face: Face) -> tuple[int, int]:
    """Return how many characters `face` can't draw, and how many only in a plainer form."""
    drawn = [(character, _as_drawn(character, face)) for character in set(text)]
    return sum(d == "\0" for _, d in drawn), sum(d not in (c, "", "\0") for c, d in drawn)


def _as_drawn(character: str, face: Face) -> str:
    """Return what is drawn for `character`: itself, its plainer form, nothing, or NUL for a gap."""
    if character == " ":
        return character
    if not _shapes() and unicodedata.bidirectional(character) in _RIGHT_TO_LEFT:
        return "\0"
    has = _characters(face.path)
    if ord(character) in has:
        return character
    plainer = unicodedata.normalize("NFKC", character)
    if plainer != character and all(ord(each) in has for each in plainer):
        return plainer
    category = unicodedata.category(character)
    return "" if category in ("So", "Sk") or category.startswith("M") else "\0"


@cache
def _faces(style: str) -> tuple[Face, ...]:
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise RuntimeError("matplotlib, which brings the fonts, is not installed.")
    folder = Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"
    faces = [Face(str(folder / name), factor) for name, factor in _FAMILIES[style]]
    return (*faces, *(Face(path) for path in _EAST_ASIAN if Path(path).is_file()))


@cache
def _characters(path: str) -> frozenset[int]:
    if path.endswith(".ttc"):
        collection = TTCollection(path, lazy=True)
        try:
            return frozenset(collection.fonts[0].getBestCmap())
        finally:
            collection.close()
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _shapes() -> bool:
    """Whether scripts from right to left can be drawn: that needs a library of the system."""
    return bool(features.check("raqm"))


@lru_cache(maxsize=128)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    engine = ImageFont.Layout.RAQM if _shapes() else ImageFont.Layout.BASIC
    return ImageFont.truetype(path, size, layout_engine=engine)
