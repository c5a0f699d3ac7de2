"""From rows of the intent log to what mentors may see."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from bot.store.database import open_database
from bot.store.log import iso_week, record_intent
from bot.store.tables import intent_log
from bot.themes.catalogue import CARE, FOR, GROUPS, THEMES, THOUGHTS
from bot.themes.changes import Change, Kind, changes
from bot.themes.weekly import (
    SIMULATED,
    Row,
    Weekly,
    count_weekly,
    published,
    read_weekly,
    total,
)
from bot.themes.weeks import Quarter, Week, weeks_between

TODAY = date(2026, 11, 23)  # Monday of W48
LAST = Week(2026, 47)
CAREER, FUNDING, *_ = THOUGHTS.themes


def sessions(count: int, intent: str, week: str = "2026-W47", start: int = 0) -> list[Row]:
    return [Row(week, f"s{number}", intent) for number in range(start, start + count)]


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, None), (1, None), (9, None), (10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (102, 100)],
)
def test_under_ten_is_hidden_and_the_rest_rounded(count: int, shown: int | None) -> None:
    assert published(count) == shown


def test_nine_people_leave_no_trace_and_ten_show() -> None:
    nine = count_weekly(sessions(9, CAREER.intent), TODAY)
    assert nine == Weekly() == count_weekly([], TODAY)
    assert count_weekly(sessions(10, CAREER.intent), TODAY).cell(LAST, CAREER) == 10


def test_one_person_cannot_make_a_theme() -> None:
    many = [Row("2026-W47", "same", CAREER.intent, step) for step in "abcdefgh" * 50]
    assert count_weekly(many, TODAY) == Weekly()


def test_the_running_week_and_a_later_one_show_nothing() -> None:
    rows = sessions(50, CAREER.intent, "2026-W48") + sessions(50, CAREER.intent, "2026-W49")
    assert count_weekly(rows, TODAY) == Weekly()
    assert count_weekly(rows, date(2026, 11, 29)) == Weekly()
    assert count_weekly(rows, date(2026, 11, 30)).weeks == (Week(2026, 48),)


def test_sums_are_made_of_shown_cells_only() -> None:
    rows = sessions(23, CAREER.intent) + sessions(9, FUNDING.intent, start=100)
    weekly = count_weekly(rows, TODAY)
    assert weekly.total(LAST, THOUGHTS) == 25
    assert weekly.total(LAST, FOR) is None
    assert total([None, 10, 15]) == 25
    assert total([None]) is None


def test_weeks_without_anything_to_show_stay_in_the_series() -> None:
    rows = sessions(12, CAREER.intent, "2026-W02") + sessions(3, CAREER.intent, "2026-W01")
    weekly = count_weekly(rows, TODAY)
    assert weekly.weeks[0] == Week(2026, 2)
    assert weekly.weeks[-1] == LAST
    assert len(weekly.weeks) == 46
    assert weekly.cell(LAST, CAREER) is None


def test_crisis_is_told_by_finished_quarter_and_never_as_a_number() -> None:
    rows = sessions(10, CAREER.intent, "2026-W20")
    rows += sessions(9, "crisis", "2026-W20") + sessions(9, "crisis", "2026-W21")
    rows += sessions(5, "crisis", "2026-W30") + sessions(5, "crisis", "2026-W31", start=50)
    rows += sessions(90, "crisis", "2026-W45")
    weekly = count_weekly(rows, TODAY)
    # The nine of spring are the same people in both weeks.
    assert weekly.crisis == {Quarter(2026, 2): False, Quarter(2026, 3): True}
    assert not [key for key in weekly.cells if key[1] == "crisis"]
    assert "crisis" not in {theme.intent for theme in THEMES}


def test_own_words_in_a_walk_are_not_misunderstandings() -> None:
    limits = GROUPS[-1].themes[0]
    walking = [Row("2026-W47", f"s{n}", limits.intent, "core_1") for n in range(40)]
    assert count_weekly(walking, TODAY) == Weekly()
    weekly = count_weekly(walking + sessions(11, limits.intent), TODAY)
    assert weekly.cell(LAST, limits) == 10


def test_unknown_intents_are_not_counted() -> None:
    assert count_weekly(sessions(99, "thought_of_somebody"), TODAY) == Weekly()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2026-W45", "2026-W46", "2026-W47", "2026-W48"]),
            st.integers(0, 30),
            st.sampled_from([CAREER.intent, FUNDING.intent, CARE.themes[0].intent, "crisis"]),
        ),
        max_size=300,
    )
)
def test_no_cell_is_small_or_exact_and_order_says_nothing(raw: list[tuple[str, int, str]]) -> None:
    rows = [Row(week, str(session), intent) for week, session, intent in raw]
    weekly = count_weekly(rows, TODAY)
    assert all(cell >= 10 and cell % 5 == 0 for cell in weekly.cells.values())
    assert all(week < Week.of(TODAY) for week in weekly.weeks)
    assert weekly == count_weekly(rows[::-1] + rows, TODAY)


def test_reads_the_log_as_it_is_written(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'log.db'}")
    for number in range(13):
        for day in (date(2026, 11, 18), TODAY):
            record_intent(
                engine,
                session=f"s{number}",
                intent=CAREER.intent,
                step="belief",
                model="1",
                day=day,
            )
    weekly = read_weekly(engine, TODAY)
    assert weekly == Weekly((LAST,), {(LAST, CAREER.intent): 15}, {}, simulated=False)
    row = {"id": "x", "session": "y", "intent": FUNDING.intent, "step": "", "week": "2026-W47"}
    with engine.begin() as connection:
        connection.execute(insert(intent_log).values(**row, model=SIMULATED))
    assert read_weekly(engine, TODAY).simulated
    engine.dispose()


def test_query_and_pure_function_agree(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'log.db'}")
    rows = sessions(31, "nlu_fallback") + sessions(12, "crisis", "2026-W30")
    rows += [Row("2026-W47", f"w{n}", "nlu_fallback", "core_1") for n in range(20)]
    rows += sessions(14, CAREER.intent, "2026-W30") + sessions(14, CAREER.intent, "2026-W48")
    with engine.begin() as connection:
        values = [{"id": str(n), **row._asdict()} for n, row in enumerate(rows)]
        connection.execute(insert(intent_log), values)
    assert read_weekly(engine, TODAY) == count_weekly(rows, TODAY)
    engine.dispose()


def test_weeks_are_those_of_the_log() -> None:
    day = date(2019, 12, 20)
    for _ in range(800):
        assert str(Week.of(day)) == iso_week(day)
        assert Week.parse(iso_week(day)).monday <= day <= Week.of(day).sunday
        day += timedelta(days=1)
    assert Week(2026, 53).next == Week(2027, 1)
    assert Week(2026, 53).quarter == Quarter(2026, 4)  # its Thursday is 31 December
    assert str(Week(2027, 1).quarter) == "2027-Q1"
    assert len(weeks_between(Week(2026, 1), Week(2027, 1))) == 53


@pytest.mark.parametrize("text", ["", "2026-48", "2026-W00", "2025-W53", "2026-W٤٨", "2026-W48 "])
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"week|Week"):
        Week.parse(text)


@pytest.mark.parametrize(
    ("before", "now", "kind", "size"),
    [
        (None, None, Kind.HIDDEN, 0),
        (None, 10, Kind.APPEARED, 5),
        (20, None, Kind.VANISHED, 15),
        (20, 25, Kind.SAME, 5),
        (20, 30, Kind.UP, 10),
        (30, 20, Kind.DOWN, 10),
    ],
)
def test_changes(before: int | None, now: int | None, kind: Kind, size: int) -> None:
    change = Change(CAREER, before, now)
    assert (change.kind, change.size) == (kind, size)


def test_changes_keep_the_order_of_the_group() -> None:
    weekly = count_weekly(sessions(20, FUNDING.intent), TODAY)
    moves = changes(weekly, LAST, Week(2026, 46), THOUGHTS)
    assert [move.theme for move in moves] == list(THOUGHTS.themes)
    assert moves[1] == Change(FUNDING, None, 20)


def test_every_theme_is_an_intent_of_the_contract_and_named_once() -> None:
    intents = [theme.intent for theme in THEMES]
    assert len(set(intents)) == len(intents) == 41
    assert len({theme.name for theme in THEMES}) == len(THEMES)
