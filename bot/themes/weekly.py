"""Counts by week and theme, made so that no person can be read from them.

Counted are conversations (distinct session tokens), never messages: whoever writes one thing
thirty times counts once. A count under 10 is hidden, the others are rounded to 5, sums are made of
shown cells only, and a week or quarter shows nothing before it is over. Even where the series
begins depends on shown cells alone, so that one early conversation leaves no mark.

A :class:`Weekly` says nothing of where it came from: it can be filled from anything that knows
cells by week.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, case, literal, or_, select
from sqlalchemy.engine import Engine

from bot.store.tables import intent_log
from bot.themes.catalogue import CRISIS_INTENT, FALLBACK_INTENT, THEMES, Group, Theme
from bot.themes.weeks import Quarter, Week, weeks_between

#: Counts below it are hidden.
THRESHOLD = 10
#: The others are rounded to a multiple of it.
ROUNDING = 5
#: Rows of a demonstration carry this in place of a model's version.
SIMULATED = "simulated"

_INTENTS = frozenset(theme.intent for theme in THEMES)


class Row(NamedTuple):
    """That an intent came up in a session in a week."""

    week: str
    session: str
    intent: str
    step: str = ""
    model: str = ""


@dataclass(frozen=True)
class Weekly:
    """What may be shown. A cell that is not in `cells` is hidden."""

    #: Finished weeks, oldest first, none left out.
    weeks: tuple[Week, ...] = ()
    #: Shown cells by week and the theme's intent.
    cells: Mapping[tuple[Week, str], int] = field(default_factory=dict)
    #: Whether 10 or more conversations had a crisis, by finished quarter, oldest first.
    crisis: Mapping[Quarter, bool] = field(default_factory=dict)
    simulated: bool = False

    def cell(self, week: Week, theme: Theme) -> int | None:
        """Return the rounded count, or None if it is hidden."""
        return self.cells.get((week, theme.intent))

    def total(self, week: Week, group: Group) -> int | None:
        """Return the sum of the shown cells of `group`, or None if none is shown."""
        return total(self.cell(week, theme) for theme in group.themes)


def published(count: int) -> int | None:
    """Return `count` as it may be shown: hidden under 10, else rounded to 5."""
    if count < THRESHOLD:
        return None
    return (count + ROUNDING // 2) // ROUNDING * ROUNDING


def total(cells: Iterable[int | None]) -> int | None:
    """Return the sum of the shown cells, or None if there is none."""
    shown = [cell for cell in cells if cell is not None]
    return sum(shown) if shown else None


def count_weekly(rows: Iterable[Row], today: date) -> Weekly:
    """Count `rows` of the weeks that are over on `today`.

    Args:
        rows: in any order, repeated as often as may be.
        today: the day on which it is shown.
    """
    running = Week.of(today)
    sessions: defaultdict[tuple[Week, str], set[str]] = defaultdict(set)
    crises: defaultdict[Quarter, set[str]] = defaultdict(set)
    simulated = False
    for row in rows:
        week = Week.parse(row.week)
        if week >= running:
            continue
        simulated = simulated or row.model == SIMULATED
        if row.intent == CRISIS_INTENT:
            crises[week.quarter].add(row.session)
        elif row.intent in _INTENTS and not (row.intent == FALLBACK_INTENT and row.step):
            sessions[week, row.intent].add(row.session)
    cells = {
        key: shown for key, who in sessions.items() if (shown := published(len(who))) is not None
    }
    if not cells:
        return Weekly(simulated=simulated)
    weeks = weeks_between(min(week for week, _ in cells), running)
    crisis = {
        quarter: len(crises[quarter]) >= THRESHOLD
        for quarter in dict.fromkeys(week.quarter for week in weeks)
        if quarter < running.quarter
    }
    return Weekly(weeks, cells, crisis, simulated)


def read_weekly(engine: Engine, today: date) -> Weekly:
    """Count what the intent log holds of the weeks that are over on `today`."""
    log = intent_log.c
    query = (
        select(
            log.week,
            log.session,
            log.intent,
            literal(""),
            case((log.model == SIMULATED, SIMULATED), else_=""),
        )
        .where(
            log.week < str(Week.of(today)),
            or_(
                log.intent.in_(sorted(_INTENTS - {FALLBACK_INTENT} | {CRISIS_INTENT})),
                and_(log.intent == FALLBACK_INTENT, log.step == ""),
            ),
        )
        .distinct()
    )
    with engine.connect() as connection:
        return count_weekly((Row(*row) for row in connection.execute(query)), today)
