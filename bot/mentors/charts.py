"""Geometry of the pictures. Templates draw it as SVG, the style sheet colours it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.mentors.views import LATEST_WEEKS
from bot.themes.changes import Change
from bot.themes.weekly import THRESHOLD


@dataclass(frozen=True)
class Bar:
    """One rectangle. A hidden one reaches to the threshold: the count is somewhere in it."""

    x: float
    y: float
    width: float
    height: float
    hidden: bool
    latest: bool = False


@dataclass(frozen=True)
class Columns:
    """Weeks as columns, in a box of WIDTH by HEIGHT; the last text line lies below `base`."""

    bars: tuple[Bar, ...]
    scale: int

    WIDTH = 240
    HEIGHT = 92
    TOP = 16
    BASE = 74


@dataclass(frozen=True)
class Line:
    """One theme in this week (a bar) and the week before (a mark)."""

    change: Change
    y: int
    bar: Bar
    #: Where the mark of the week before stands; None if that count is hidden or there is none.
    mark: float | None


@dataclass(frozen=True)
class Lines:
    """Themes below each other, in a box of WIDTH by `height`."""

    lines: tuple[Line, ...]
    height: int

    WIDTH = 400
    STEP = 48
    THICK = 12


def scale_for(counts: Sequence[int | None]) -> int:
    """Return the end of an axis that holds all `counts`."""
    most = max((count for count in counts if count is not None), default=THRESHOLD)
    step = next((step for step, end in ((10, 100), (20, 200), (50, 500)) if most <= end), 100)
    return -(-most // step) * step


def columns(counts: Sequence[int | None], scale: int) -> Columns:
    """Return the columns of `counts`, oldest first."""
    places = max(len(counts), LATEST_WEEKS)
    width = Columns.WIDTH / places * 0.7
    step = (Columns.WIDTH - width) / (places - 1)
    unit = (Columns.BASE - Columns.TOP) / scale
    bars = []
    for position, count in enumerate(counts):
        height = round((THRESHOLD if count is None else count) * unit, 1)
        bars.append(
            Bar(
                x=round(position * step, 1),
                y=round(Columns.BASE - height, 1),
                width=round(width, 1),
                height=height,
                hidden=count is None,
                latest=position == len(counts) - 1,
            )
        )
    return Columns(tuple(bars), scale)


def lines(changes: Sequence[Change]) -> Lines:
    """Return one line for each of `changes`."""
    unit = Lines.WIDTH / scale_for([n for change in changes for n in (change.now, change.before)])
    drawn = []
    for position, change in enumerate(changes):
        y = position * Lines.STEP
        width = (THRESHOLD if change.now is None else change.now) * unit
        # Half a stroke at either side keeps outlines inside the picture.
        bar = Bar(1, y + 26, round(width - 2, 1), Lines.THICK, change.now is None, latest=True)
        mark = None if change.before is None else min(round(change.before * unit, 1), 398.5)
        drawn.append(Line(change, y, bar, mark))
    return Lines(tuple(drawn), len(changes) * Lines.STEP)
