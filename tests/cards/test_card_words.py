"""Words before they are drawn: characters that have a shape, and lines that fit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import faces
from bot.cards.faces import drawable, plain_face
from bot.cards.lines import wrap


@pytest.fixture
def without_east_asian(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(faces, "_EAST_ASIAN", ())
    faces._faces.cache_clear()
    yield
    faces._faces.cache_clear()


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("  two\n\twords ", "two words"),
        ("fine 👩🏽‍🔬 thanks", "fine thanks"),
        ("7️⃣ o'clock", "7 o'clock"),
        ("a\u202eb\u200b\u0007c", "ab c"),
        ("caf\u0065\u0301", "café"),
        ("z" + "\u0335" * 50, "z" + "\u0335" * 3),
        ("I say 我自己 决定 to it", "I say … to it"),
        ("\ud800 half", "half"),
        ("?!", ""),
        ("", ""),
    ],
)
def test_what_is_drawn(without_east_asian: None, typed: str, drawn: str):
    assert drawable(typed).text == drawn


def test_scripts_from_right_to_left_need_a_library(
    without_east_asian: None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(faces, "_shapes", lambda: True)
    shown = drawable("שלום עולם")
    assert (shown.text, shown.whole, shown.right_to_left) == ("שלום עולם", True, True)
    monkeypatch.setattr(faces, "_shapes", lambda: False)
    assert drawable("I say שלום").text == "I say …"
    assert not drawable("I say שלום").right_to_left


def test_numbers_keep_their_meaning():
    """A power of ten must not become another number because a font lacks small digits."""
    assert drawable("10⁻³ m², H₀").text == "10⁻³ m², H₀"


@settings(max_examples=100, deadline=None)
@given(st.text(), st.sampled_from(["roman", "italic"]))
def test_any_text_can_be_prepared(text: str, style: str):
    shown = drawable(text, style)
    assert "\0" not in shown.text
    assert shown.text == shown.text.strip()
    shown.face.at(30).getbbox(shown.text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=900), st.integers(60, 900), st.integers(1, 8))
def test_lines_fit_and_lose_nothing_unsaid(text: str, width: int, most: int):
    shown = drawable(text)
    font = shown.face.at(31)
    wrapped = wrap(shown.text, font, width, most)
    assert len(wrapped.lines) <= most
    for line in wrapped.lines:
        assert font.getlength(line) <= width or len(line) <= 2
    if wrapped.whole:
        assert "".join(wrapped.lines).replace(" ", "") == shown.text.replace(" ", "")
    else:
        assert wrapped.lines[-1].endswith("…")


def test_a_long_word_is_broken_and_lines_are_even():
    font = plain_face().at(30)
    assert len(wrap("a" * 200, font, 300, 20).lines) > 5
    lines = wrap("one two three four five six seven eight nine ten", font, 400, 5).lines
    lengths = [font.getlength(line) for line in lines]
    assert min(lengths) > 0.6 * max(lengths)


def test_a_text_without_end_is_cut():
    wrapped = wrap("word " * 10_000, plain_face().at(30), 800, 1000)
    assert not wrapped.whole
