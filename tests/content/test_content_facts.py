"""Reading `data/facts.yml`: what is wrong is named with its entry."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.facts import FACTS, LASTS, months_later, parse_facts, read_facts
from bot.errors import BearingsError

GOOD = """
facts:
  wet:
    kind: rule
    fact: Water is wet.
    source: Sea
    year: 2026
    named: [Sea]
    address: sea.example/wet
    checked_on: 2026-11-01
    expires_on: 2027-05-01
"""


def test_a_good_entry_is_read():
    facts, problems = parse_facts(GOOD)
    assert problems == []
    assert facts["wet"].expires_on == date(2027, 5, 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: rule", "kind: rumour", "kind"),
        ("fact: Water is wet.", "fact: ''", "fact"),
        ("    source: Sea\n", "", "source"),
        ("named: [Sea]", "named: []", "named"),
        ("year: 2026", "yaer: 2026", "yaer"),
        ("    year: 2026\n", "", "year is missing"),
        ("year: 2026", "year: 2027", "after checked_on"),
        ("sea.example/wet", "https://sea.example/wet", "address"),
        ("2027-05-01", "2027-05-02", "not after 2027-05-01"),
        ("2027-05-01", "2026-11-01", "after checked_on"),
        ("2027-05-01", "soon", "expires_on"),
        ("kind: rule", "kind: rule\n    contested_by: dry", "dry, which is no entry"),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, said: str):
    assert old in GOOD
    _, problems = parse_facts(GOOD.replace(old, new))
    assert {name for name, _ in problems} == {"wet"}
    assert any(said in problem for _, problem in problems)


@pytest.mark.parametrize("text", ["", "facts: [", "facts: 5", "facts: [a]", "other: {}", "facts:"])
def test_a_file_of_another_shape_is_named(text: str):
    facts, problems = parse_facts(text)
    assert facts == {}
    assert [name for name, _ in problems] == ["the file"]


def test_an_id_that_comes_twice_is_found():
    entry = GOOD.split("facts:\n")[1]
    _, problems = parse_facts(f"facts:\n{entry}{entry}")
    assert problems


def test_reading_a_wrong_file_ends_in_one_line(tmp_path: Path):
    with pytest.raises(BearingsError, match=r"can't be read"):
        read_facts(tmp_path / "absent.yml")
    (tmp_path / "facts.yml").write_text(GOOD.replace("kind: rule", "kind: rumour"))
    with pytest.raises(BearingsError, match=r"data/facts.yml, wet: kind") as caught:
        read_facts(tmp_path / "facts.yml")
    assert "\n" not in str(caught.value)


def test_a_definition_needs_no_year():
    text = GOOD.replace("kind: rule", "kind: record").replace("    year: 2026\n", "")
    assert parse_facts(text)[1] == []


def test_the_facts_that_are_released_can_be_read():
    assert len(read_facts(FACTS)) > 30


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(sorted(set(LASTS.values()))))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int):
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and months_end(later))


def months_end(day: date) -> bool:
    return day.month != date.fromordinal(day.toordinal() + 1).month
