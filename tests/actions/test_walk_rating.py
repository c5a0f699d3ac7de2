"""Ratings as people give them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.walk.rating import Rating, read, read_rating, shown


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("7", 7), (" 7 ", 7), ("7.", 7), ("7!", 7), ("0", 0), ("10", 10), ("07", 7),
        ("7.5", 7.5), ("7,5", 7.5), ("7/10", 7), ("7 / 10", 7), ("7 of 10", 7),
        ("7 out of 10", 7), ("3/5", 6), ("80/100", 8), ("about 7", 7), ("~6", 6),
        ("a 7 I guess", 7), ("I'd say 7", 7), ("maybe an 8 today", 8), ("its an 8", 8),
        ("7-8", 7.5), ("7–8", 7.5), ("7 - 8", 7.5), ("between 6 and 8", 7), ("6 or 7", 6.5),
        ("six or seven", 6.5), ("seven", 7), ("Seven.", 7), ("ten", 10), ("zero", 0),
        ("none", 0), ("half", 5), ("70%", 7), ("70 %", 7), ("75 percent", 7.5), ("80 per cent", 8),
        ("100 %", 10), ("1000%", 10), ("0%", 0), ("12", 10), ("11/10", 10), ("-3", 0),
        ("1000", 10), ("completely", 10), ("100", 10),
        ("totally!", 10), ("not at all", 0), ("a little", 2), ("a bit", 2), ("a lot", 8),
        ("very strongly", 8), ("so-so", 5), ("fifty-fifty", 5), ("50/50", 5), ("50-50", 5),
        ("7️⃣", 7), ("🔟", 10), ("0️⃣", 0), ("💯", 10), ("７", 7), ("high", 8), ("low", 2),
        ("eleven", 10), ("a hundred", 10), ("٧", 7),
    ],
)  # fmt: skip
def test_what_people_type_for_a_number(text: str, rating: float):
    assert read_rating(text) == rating


@pytest.mark.parametrize(
    "text",
    ["", "   ", "what?", "why do you ask", "skip", "I don't know", "1 2 3", "😀", "/", "²", "\x00",
     "it depends on the day", "somewhere between", "since 2019", "99999999999999999999"],
)  # fmt: skip
def test_what_is_no_number(text: str):
    assert read_rating(text) is None


NUMBERISH = st.text("0123456789.,-–/% ofuteんn\u0660\u20e3\ufe0f🔟²\n", max_size=30)


@given(st.one_of(st.text(max_size=200), NUMBERISH))
def test_anything_is_none_or_a_rating(text: str):
    rating = read_rating(text)
    assert rating is None or 0 <= rating <= 10


@given(st.integers(0, 100).map(lambda n: n / 10))
def test_each_rating_is_read_as_it_is_shown(rating: float):
    assert read_rating(shown(rating)) == rating


@given(st.integers(-1000, 1000))
def test_each_whole_number_is_clamped(number: int):
    assert read_rating(str(number)) == min(10, max(0, number))


def test_a_very_long_message_is_read_at_once():
    assert read_rating("9" * 50_000) is None
    assert read_rating("x " * 25_000) is None
    assert read_rating("9 of " * 10_000) is None
    assert read_rating("9-" * 25_000) is None


def test_ratings_are_shown_as_people_write_them():
    assert [shown(x) for x in (7.0, 7.5, 0.0, 10.0)] == ["7", "7.5", "0", "10"]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("7", 7, "exact"), ("7/10", 7, "exact"), ("ten out of ten", 10, "exact"),
        ("seven out of ten", 7, "exact"), ("5!!!", 5, "exact"), ("💯", 10, "exact"),
        ("somewhere around six and a half", 6.5, "exact"), ("6½", 6.5, "exact"),
        ("7-8", 7.5, "about"), ("between 3 and 5", 4, "about"), ("very much", 8, "about"),
        ("strongly", 8, "about"), ("not very strongly", 2, "about"), ("pi", 3.1, "about"),
        ("75 %", 7.5, "about"), ("11 out of 10", 10, "about"), ("eleven", 10, "over"),
        ("12", 10, "over"), ("-3", 0, "under"), ("minus three", 0, "under"),
    ],
)  # fmt: skip
def test_how_a_rating_was_read(text: str, value: float, kind: str):
    assert read(text) == Rating(value, kind)


@pytest.mark.parametrize(
    "text", ["my PhD has 3 years left", "3 or 4 people told me so", "two of us", "not this one"]
)
def test_a_number_of_things_is_no_rating(text: str):
    assert read(text) is None
