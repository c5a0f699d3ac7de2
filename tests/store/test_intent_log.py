"""The intent log: what was meant, by week; nothing that leads to anybody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.engine import Engine

from bot.store.log import forget_session, iso_week, record_intent
from bot.store.tables import intent_log


def rows(engine: Engine) -> list[dict[str, str]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(intent_log.select()).mappings()]


def record(engine: Engine, session: str = "a" * 32, **changes) -> None:
    row = {"intent": "greet", "step": "", "model": "m", "day": date(2026, 11, 23), **changes}
    record_intent(engine, session=session, **row)


def test_a_row_holds_what_was_meant_and_the_week(engine: Engine):
    record(engine, intent="argue_for/peers", step="core_1", model="c136131b0d3c")
    (row,) = rows(engine)
    assert len(row.pop("id")) == 32
    assert row == {
        "session": "a" * 32,
        "intent": "argue_for/peers",
        "step": "core_1",
        "week": "2026-W48",
        "model": "c136131b0d3c",
    }


def test_there_is_no_column_for_text_people_or_moments():
    assert set(intent_log.columns.keys()) == {"id", "session", "intent", "step", "week", "model"}


def test_ids_give_no_order(engine: Engine):
    for number in range(20):
        record(engine, intent=f"i{number}")
    ids = [row["id"] for row in sorted(rows(engine), key=lambda row: int(row["intent"][1:]))]
    assert len(set(ids)) == 20
    assert ids != sorted(ids)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2024, 12, 30), "2025-W01"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2026, 12, 31), "2026-W53"),
        (date(2023, 1, 1), "2022-W52"),
        (date(2026, 1, 1), "2026-W01"),
        (date(2026, 3, 2), "2026-W10"),
    ],
)
def test_weeks_at_the_borders_of_years(day: date, week: str):
    assert iso_week(day) == week


def test_weeks_sort_as_days_do():
    days = [date(2019, 12, 1) + timedelta(days=n) for n in range(3000)]
    assert [iso_week(day) for day in days] == sorted(iso_week(day) for day in days)


def test_values_longer_than_their_columns_are_cut(engine: Engine):
    record(engine, intent="i" * 500, step="s" * 500, model="m" * 500)
    (row,) = rows(engine)
    assert (len(row["intent"]), len(row["step"]), len(row["model"])) == (64, 32, 64)


def test_a_session_is_forgotten_and_the_others_stay(engine: Engine):
    record(engine, "a" * 32)
    record(engine, "a" * 32)
    record(engine, "b" * 32)
    forget_session(engine, "a" * 32)
    assert [row["session"] for row in rows(engine)] == ["b" * 32]
    forget_session(engine, "unknown")
    assert len(rows(engine)) == 1
