"""The numbers of a page as CSV: what is shown, no more and no less."""

from __future__ import annotations

import csv
import io

from bot.mentors.views import View
from bot.mentors.words import FEWER, amount
from bot.themes.catalogue import GROUPS
from bot.themes.weekly import THRESHOLD

HEADER = ("period", "from", "to", "group", "theme", "conversations", "data")
TOTAL = "sum of what is shown"


def to_csv(view: View) -> str:
    """Return the tables of `view`, one line a cell."""
    weekly = view.weekly
    data = "simulated" if weekly.simulated else "counted"
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for group in GROUPS:
        for week in view.weeks:
            period = (week, week.monday, week.sunday)
            for theme in group.themes:
                count = amount(weekly.cell(week, theme))
                writer.writerow((*period, group.name, theme.name, count, data))
            if len(group.themes) > 1:
                count = amount_of_sum(weekly.total(week, group))
                writer.writerow((*period, group.name, TOTAL, count, data))
    for quarter, many in view.crisis:
        count = f"{THRESHOLD} or more" if many else FEWER
        writer.writerow((quarter, "", "", "Care", "Crisis", count, data))
    return out.getvalue()


def amount_of_sum(count: int | None) -> str:
    """Return a sum as it is written; without any shown cell there is none."""
    return "-" if count is None else str(count)
