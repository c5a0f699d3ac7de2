"""Facts that are old, and facts that nothing cites."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from content_parts import fact, wording

from bot.content.check_facts import stale, uncited

EXPIRES = date(2029, 11, 1)


@pytest.mark.parametrize(
    ("days", "levels"),
    [
        (-31, []), (-30, ["warning"]), (-1, ["warning"]), (0, ["warning"]), (60, ["warning"]),
        (61, ["error"]), (1000, ["error"]),
    ],
)  # fmt: skip
def test_an_old_fact_is_announced_and_in_the_end_refused(days: int, levels: list[str]):
    found = list(stale({"wet": fact(expires_on=EXPIRES)}, EXPIRES + timedelta(days=days)))
    assert [one.level for one in found] == levels
    for one in found:
        assert one.name == "wet"
        assert "2029-11-01" in one.what
        assert ("not told" in one.what) == (days >= 0)
        assert "Sea et al." in one.mend


def test_the_address_says_where_to_look():
    (found,) = stale({"wet": fact(address="sea.example/wet")}, EXPIRES)
    assert "sea.example/wet" in found.mend


def test_a_day_to_come_is_refused():
    (found,) = stale({"wet": fact()}, date(2026, 10, 31))
    assert found.level == "error"
    assert "a day to come" in found.what


def test_a_fact_that_nothing_cites_is_named():
    facts = {"wet": fact(), "dry": fact()}
    (found,) = uncited(facts, [wording(facts=("wet",))])
    assert found.name == "dry"
