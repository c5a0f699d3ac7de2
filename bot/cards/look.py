"""How a card looks: its size, margins and colours, and drawing that stays in its box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1080, 1350
#: Nothing is drawn nearer to the edge, px.
MARGIN = 84
#: Slanted letters may reach so far beyond the text's box.
BLEED = 12
CONTENT = WIDTH - 2 * (MARGIN + BLEED)

PAPER = (251, 249, 244)
INK = (32, 36, 42)
QUIET = (108, 108, 106)
FAINT = (206, 201, 190)
ACCENT = (26, 78, 108)
NEEDLE = (182, 74, 54)

#: Pillow draws hard edges: shapes are drawn so many times larger and made smaller.
FINE = 4

Paint = Callable[[Image.Image], None]


@dataclass(frozen=True)
class Block:
    """One part of a card, as wide as the content."""

    name: str
    height: int
    #: Paints it on a picture of its own, CONTENT + 2 * BLEED by `height`.
    paint: Paint
    #: Whether all of its words are there.
    whole: bool = True
    #: Lines of text, where it is a text.
    lines: int = 0

    def picture(self) -> Image.Image:
        """Return the block painted; what would reach beyond its box is cut off."""
        image = Image.new("RGB", (CONTENT + 2 * BLEED, self.height), PAPER)
        self.paint(image)
        return image


def fine_shapes(image: Image.Image, draw: Callable[[ImageDraw.ImageDraw, int], None]) -> None:
    """Have `draw` put shapes on `image` with soft edges; it gets the factor for its numbers."""
    large = Image.new("RGB", (image.width * FINE, image.height * FINE), PAPER)
    draw(ImageDraw.Draw(large), FINE)
    image.paste(large.reduce(FINE))
