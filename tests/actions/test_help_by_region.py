"""Help by region: whoever names where they are gets what can be reached there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.help_by_region import STALE_DAYS, Region, Service, contacts, directory

CODES = sorted(directory().regions)


def test_the_regions_that_were_researched_are_there():
    assert set(CODES) >= {"US", "GB", "IE", "DE", "CH", "NL", "ES", "AU", "IN", "JP", "CA", "CN"}


@pytest.mark.parametrize("code", CODES)
def test_each_region_is_found_by_code_flag_and_each_of_its_names(code: str):
    region = directory().regions[code]
    flag = "".join(chr(0x1F1E6 + ord(c) - ord("A")) for c in code)
    assert directory().find(code) is region
    assert directory().find(code.lower()) is region
    assert directory().find(flag) is region
    assert directory().find(f"I am in {flag} now") is region
    assert directory().find(region.name) is region
    for name in region.names:
        for text in (name, name.upper(), f"I live in {name}.", f"({name})"):
            assert directory().find(text) is region, text


@pytest.mark.parametrize("code", CODES)
def test_each_region_has_what_a_person_in_danger_needs(code: str):
    region = directory().regions[code]
    assert region.emergency
    assert region.services
    for service in region.services:
        assert service.source
        assert service.checked_on <= date.today()
        assert service.call or service.text or service.chat
        assert "None" not in service.line()
    assert 1 <= len(contacts(region).splitlines()) <= 2


def test_no_name_belongs_to_two_regions():
    names = [name for region in directory().regions.values() for name in region.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Zürich", "CH"), ("Zu\u0308rich", "CH"), ("ZÜRICH!", "CH"), ("zuerich", "CH"),
        ("I'm a postdoc at ETH in Zurich", "CH"), ("São Paulo", "BR"), ("Sa\u0303o Paulo", "BR"),
        ("U.S.", "US"), ("the u.s.a.", "US"), ("New England", "US"), ("england", "GB"),
        ("London, Ontario", "CA"), ("london", "GB"), ("St. Gallen", "CH"), ("東京です", "JP"),
        ("서울에 살아요", "KR"), ("北京", "CN"), ("🇩🇪🇫🇷", "DE"), ("Munich / Germany", "DE"),
    ],
)  # fmt: skip
def test_what_people_type(text: str, code: str):
    found = directory().find(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "text",
    ["", "   ", "somewhere", "I feel like an indian summer", "essentially", "Germanys", "🇽🇽", "🙂",
     "the us and them", "it is in my head", "Londonderry", "a" * 20_000],
)  # fmt: skip
def test_what_names_no_region(text: str):
    assert directory().find(text) is None


@given(st.text(max_size=100))
def test_any_text_finds_a_region_or_none(text: str):
    found = directory().find(text)
    assert found is None or found.code in CODES


def test_where_the_region_is_unknown_help_is_international():
    assert "findahelpline.com" in contacts(None)
    assert len(contacts(None).splitlines()) == 2


def test_old_entries_are_known_as_such():
    today = date(2026, 11, 23)
    for days, stale in ((STALE_DAYS, False), (STALE_DAYS + 1, True)):
        service = Service("S", "x", today - timedelta(days=days), call="1")
        fresh = Service("F", "x", today, call="2")
        assert Region("XX", "X", (), "112", (fresh, service)).stale(today) is stale


def test_a_line_names_only_what_is_known():
    day = date(2026, 11, 1)
    assert Service("A", "x", day, call="1").line() == "A: call 1"
    full = Service("A", "x", day, "1", "2", "a.org", "at night", ("English", "Welsh"))
    assert full.line() == "A: call 1, text 2, a.org (at night, English / Welsh)"
