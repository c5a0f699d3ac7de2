"""The plain sentences of the overview, and how numbers and dates are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.themes.catalogue import (
    AGAINST,
    CARE,
    FACTS,
    FOR,
    GUIDANCE,
    LIMITS,
    THOUGHTS,
    WHY_NOT,
    Group,
)
from bot.themes.changes import Change, Kind, changes
from bot.themes.weekly import THRESHOLD, Weekly
from bot.themes.weeks import Week

FEWER = f"fewer than {THRESHOLD}"
#: How many moves beside the thoughts are told.
_MOVES_TOLD = 3


@dataclass(frozen=True)
class Sentence:
    """One sentence; `kind` chooses the small sign in front of it."""

    kind: str
    text: str


@dataclass(frozen=True)
class Glance:
    """One tile: what it is about, what was most often said, in how many conversations."""

    label: str
    value: str
    note: str


def amount(count: int | None) -> str:
    """Return a count as it is written."""
    return FEWER if count is None else str(count)


def day(value: date) -> str:
    """Return `16 November 2026`."""
    return f"{value.day} {value:%B %Y}"


def span(week: Week) -> str:
    """Return `16 to 22 November 2026`."""
    start, end = week.monday, week.sunday
    if start.year != end.year:
        return f"{day(start)} to {day(end)}"
    if start.month != end.month:
        return f"{start.day} {start:%B} to {day(end)}"
    return f"{start.day} to {day(end)}"


def listed(parts: Sequence[str]) -> str:
    """Return `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def headline(weekly: Weekly, week: Week) -> str:
    """Return what weighed most in `week`."""
    most, phrases = _most(weekly, week, THOUGHTS)
    if most is None:
        return "A quiet week: no thought reached 10 conversations"
    # A hyphen that no line breaks at: the headline is set large.
    who = _capital(listed(phrases)).replace("-", "\N{NON-BREAKING HYPHEN}")
    return f"{who} weighed {'alike' if len(phrases) > 2 else 'most'}"


def lead(weekly: Weekly, week: Week) -> str:
    """Return the number that belongs to the headline."""
    most, phrases = _most(weekly, week, THOUGHTS)
    if most is None:
        return "Each of the six thoughts came up in fewer than 10 conversations."
    if len(phrases) > 1:
        return f"Each came up in about {most} conversations."
    return f"It came up in about {most} conversations."


def told(moves: Sequence[Change]) -> list[Sentence]:
    """Return one sentence for each way in which themes moved."""
    by_kind = {kind: [move for move in moves if move.kind is kind] for kind in Kind}
    sentences = []
    if up := by_kind[Kind.UP]:
        sentences.append(Sentence("up", f"{_moved(up)} came up more often."))
    if down := by_kind[Kind.DOWN]:
        sentences.append(Sentence("down", f"{_moved(down)} came up less often."))
    if new := by_kind[Kind.APPEARED]:
        parts = [f"{move.theme.phrase} (about {move.now})" for move in new]
        text = f"{listed(parts)} reached 10 conversations; the week before, fewer."
        sentences.append(Sentence("up", _capital(text)))
    if gone := by_kind[Kind.VANISHED]:
        parts = [f"{move.theme.phrase} (about {move.before} before)" for move in gone]
        sentences.append(Sentence("down", f"{_capital(listed(parts))} fell below 10."))
    if same := by_kind[Kind.SAME]:
        parts = [f"{move.theme.phrase} (about {move.now})" for move in same]
        sentences.append(Sentence("same", f"{_capital(listed(parts))} stayed about the same."))
    if hidden := by_kind[Kind.HIDDEN]:
        parts = [move.theme.phrase for move in hidden]
        text = f"{listed(parts)}: fewer than 10 conversations in both weeks."
        sentences.append(Sentence("hidden", _capital(text)))
    return sentences


def beside(weekly: Weekly, week: Week, before: Week) -> list[Sentence]:
    """Return the largest moves outside the six thoughts."""
    moves = [
        move
        for group in (FOR, AGAINST, WHY_NOT, GUIDANCE, FACTS, CARE, LIMITS)
        for move in changes(weekly, week, before, group)
        if move.kind not in (Kind.SAME, Kind.HIDDEN)
    ]
    moves.sort(key=lambda move: -move.size)
    return told(moves[:_MOVES_TOLD])


def glances(weekly: Weekly, week: Week) -> list[Glance]:
    """Return the tiles of `week`."""
    tiles = []
    for group, label in (
        (FOR, "Said most for using AI"),
        (AGAINST, "Said most against"),
        (GUIDANCE, "Guidance asked for most"),
        (FACTS, "Fact asked for most"),
    ):
        most, phrases = _most(weekly, week, group, names=True)
        if most is None:
            tiles.append(Glance(label, "Nothing in sight", f"each {FEWER} conversations"))
        else:
            note = f"about {most} conversations" + (" each" if len(phrases) > 1 else "")
            tiles.append(Glance(label, listed(phrases), note))
    for theme in (*CARE.themes, *LIMITS.themes):
        count = weekly.cell(week, theme)
        value = _capital(FEWER) if count is None else f"About {count}"
        tiles.append(Glance(theme.name, value, "conversations"))
    return tiles


def course(counts: Sequence[int | None], weeks: Sequence[Week]) -> str:
    """Return in words what the columns of one theme show."""
    seen = [count for count in counts if count is not None]
    extent = f"{len(weeks)} weeks, {weeks[0]} to {weeks[-1]}" if len(weeks) > 1 else str(weeks[0])
    if not seen:
        return f"{extent}: {FEWER} conversations in every week."
    low, high = min(seen), max(seen)
    shown = f"about {low}" if low == high else f"between about {low} and {high}"
    text = f"{extent}: {shown} conversations a week"
    hidden = len(counts) - len(seen)
    if hidden:
        text += f", {FEWER} in {hidden} of them"
    return f"{text}; in the last week {amount(counts[-1])}."


def _most(
    weekly: Weekly, week: Week, group: Group, names: bool = False
) -> tuple[int | None, list[str]]:
    cells = {theme: weekly.cell(week, theme) for theme in group.themes}
    most = max((count for count in cells.values() if count is not None), default=None)
    top = [theme for theme, count in cells.items() if count is not None and count == most]
    return most, [theme.name if names else theme.phrase for theme in top]


def _moved(moves: Sequence[Change]) -> str:
    parts = [f"{move.theme.phrase} (from about {move.before} to {move.now})" for move in moves]
    return _capital(listed(parts))


def _capital(text: str) -> str:
    start = 1 if text.startswith("“") else 0
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]
