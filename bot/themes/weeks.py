"""Weeks and quarters by ISO 8601: a week belongs to the quarter that its Thursday lies in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year, written as `2026-Q4`."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


@dataclass(frozen=True, order=True)
class Week:
    """An ISO week, written as `2026-W48`."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        """Return the week of `day`."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> Week:
        """Return the week written as `text`.

        Raises:
            ValueError: it is no week, or the year has no such week.
        """
        match = _WEEK.fullmatch(text)
        if not match:
            raise ValueError(f"not an ISO week: {text!r}")
        week = cls(int(match[1]), int(match[2]))
        date.fromisocalendar(week.year, week.number, 1)
        return week

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def next(self) -> Week:
        """The week after it."""
        return Week.of(self.monday + timedelta(days=7))

    @property
    def quarter(self) -> Quarter:
        """The quarter that its Thursday lies in."""
        thursday = self.monday + timedelta(days=3)
        return Quarter(thursday.year, (thursday.month + 2) // 3)


def weeks_between(first: Week, end: Week) -> tuple[Week, ...]:
    """Return the weeks from `first` on up to but without `end`, none left out."""
    weeks = []
    while first < end:
        weeks.append(first)
        first = first.next
    return tuple(weeks)
