"""Which weeks a page shows: the latest twelve, or a finished quarter. There is no other choice.

A free choice of days, places or combinations would let anybody take the difference of two views,
and the difference of two views can be one person.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.themes.weekly import Weekly
from bot.themes.weeks import Quarter, Week

LATEST_WEEKS = 12
#: How many finished quarters the latest view tells of.
_LATEST_QUARTERS = 4


@dataclass(frozen=True)
class View:
    """Weeks that are shown together."""

    #: Last part of its address; empty for the latest weeks.
    slug: str
    title: str
    weeks: tuple[Week, ...]
    crisis: tuple[tuple[Quarter, bool], ...]
    weekly: Weekly

    @property
    def address(self) -> str:
        """Path of its page."""
        return f"/themes/{self.slug}" if self.slug else "/themes"


def views(weekly: Weekly) -> dict[str, View]:
    """Return all there are, by slug: the latest weeks, then finished quarters, latest first."""
    if not weekly.weeks:
        return {}
    crisis = tuple(weekly.crisis.items())
    found = {
        "": View(
            "",
            "Latest weeks",
            weekly.weeks[-LATEST_WEEKS:],
            crisis[-_LATEST_QUARTERS:],
            weekly,
        )
    }
    for quarter, many in reversed(crisis):
        weeks = tuple(week for week in weekly.weeks if week.quarter == quarter)
        title = f"Quarter {quarter.number} of {quarter.year}"
        found[str(quarter)] = View(str(quarter), title, weeks, ((quarter, many),), weekly)
    return found
