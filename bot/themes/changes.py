"""What changed from one week to the next, as far as rounded counts can tell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bot.themes.catalogue import Group, Theme
from bot.themes.weekly import ROUNDING, Weekly
from bot.themes.weeks import Week


class Kind(Enum):
    """How a theme moved."""

    UP = "up"
    DOWN = "down"
    APPEARED = "appeared"
    VANISHED = "vanished"
    SAME = "same"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Change:
    """A theme in two weeks; None is a hidden count."""

    theme: Theme
    before: int | None
    now: int | None

    @property
    def kind(self) -> Kind:
        """How it moved. A step of 5 may be rounding alone and counts as no move."""
        if self.now is None:
            return Kind.HIDDEN if self.before is None else Kind.VANISHED
        if self.before is None:
            return Kind.APPEARED
        if abs(self.now - self.before) <= ROUNDING:
            return Kind.SAME
        return Kind.UP if self.now > self.before else Kind.DOWN

    @property
    def size(self) -> int:
        """By how much it moved at least; a hidden count is taken as 10 less rounding."""
        return abs((self.now or ROUNDING) - (self.before or ROUNDING))


def changes(weekly: Weekly, week: Week, before: Week, group: Group) -> list[Change]:
    """Return the themes of `group` in `before` and `week`, in their order."""
    return [
        Change(theme, weekly.cell(before, theme), weekly.cell(week, theme))
        for theme in group.themes
    ]
