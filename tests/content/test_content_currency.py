"""Whether a fact is told as current, and how an old one is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from content_parts import fact

from bot.content.currency import current, facts_of, outdated, with_remark

DAY = date(2029, 11, 1)
FACTS = {
    "wet": fact(expires_on=DAY),
    "old": fact(checked_on=date(2026, 5, 31), expires_on=DAY - timedelta(days=300)),
}
REMARK = "(checked in November 2026; it may have changed)"


@pytest.mark.parametrize(
    ("response", "ids"),
    [
        ({"text": "x", "metadata": {"facts": ["a", "b"]}}, ["a", "b"]),
        ({"text": "x"}, []),
        ({"metadata": None}, []),
        ({"metadata": {"other": 1}}, []),
        ({"metadata": {"facts": None}}, []),
        ({"metadata": "text"}, []),
    ],
)
def test_a_wording_names_its_facts(response, ids):
    assert facts_of(response) == ids


def test_a_fact_is_current_until_the_day_on_which_it_expires():
    assert outdated(["wet"], FACTS, DAY - timedelta(days=1)) == []
    assert outdated(["wet"], FACTS, DAY) == ["wet"]


def test_a_fact_that_nobody_vouches_for_is_not_current():
    assert outdated(["gone"], FACTS, date(2026, 11, 2)) == ["gone"]


def test_one_old_fact_is_enough_to_leave_a_wording_out():
    mixed = {"text": "a", "metadata": {"facts": ["wet", "old"]}}
    fresh = {"text": "b", "metadata": {"facts": ["wet"]}}
    plain = {"text": "c"}
    day = DAY - timedelta(days=1)
    assert current([mixed, fresh, plain], FACTS, day) == [fresh, plain]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("So it is.", f"So it is. {REMARK}"),
        ("So it is. Is it yours?", f"So it is. {REMARK} Is it yours?"),
        ("Is it so?", f"Is it so? {REMARK}"),
        ("One. Two, e.g. this. Why not?", f"One. Two, e.g. this. {REMARK} Why not?"),
    ],
)
def test_the_remark_stands_before_the_question(text, told):
    assert with_remark(text, ["wet"], FACTS) == told


def test_the_oldest_of_several_facts_counts():
    assert "(checked in May 2026;" in with_remark("So it is.", ["wet", "old"], FACTS)


def test_where_no_day_is_known_none_is_named():
    assert with_remark("So.", ["gone"], FACTS) == "So. (not checked lately; it may have changed)"
