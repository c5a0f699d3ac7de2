"""Cards as pictures: whatever is typed, the picture is whole, of its size, and within its edges."""

from __future__ import annotations

import io
import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from bot.cards import faces
from bot.cards.card import Card, card_fields, read_card
from bot.cards.look import HEIGHT, MARGIN, PAPER, WIDTH
from bot.cards.picture import draw_card, layout

KILOBYTES = 300
FULL = Card(
    thought="The pull to use it because everyone around you does",
    before=7,
    after=4,
    arguments_for=("it takes load off",),
    arguments_against=("one learns by struggling",),
    sentence="I can use it and still be the one who checks and decides",
    step="Write one derivation by hand first",
    when="Tuesday morning, in the library",
)
#: All that a card can hold at the length that people may type.
LONGEST = Card(
    thought=FULL.thought * 2,
    before=0,
    after=10,
    arguments_for=("it feels like any other tool, and so on",) * 5,
    arguments_against=("confidentiality, energy, fairness, and so on",) * 6,
    sentence="W" * 300,
    step="W" * 300,
    when="W" * 300,
)
ODD = st.sampled_from(
    [
        "🧑🏽‍🔬", "\u202e", "\u200f", "e\u0301" + "\u0301" * 40, "﷽", "שלום", "مرحبا", "私は", "Ж",
        "\0", "\ud800",
    ]
)  # fmt: skip
TEXT = st.one_of(st.text(max_size=330), st.lists(ODD, max_size=12).map("".join))
RATING = st.one_of(st.none(), st.floats(0, 10))
CARDS = st.builds(
    Card,
    thought=TEXT,
    before=RATING,
    after=RATING,
    arguments_for=st.lists(TEXT, max_size=6).map(tuple),
    arguments_against=st.lists(TEXT, max_size=6).map(tuple),
    sentence=TEXT,
    step=TEXT,
    when=TEXT,
)


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    return image


def ink(image: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box that holds all that is not paper."""
    return ImageChops.difference(image, Image.new("RGB", image.size, PAPER)).getbbox()


@settings(max_examples=60, deadline=None)
@given(CARDS)
def test_any_words_make_a_picture_within_its_edges(card: Card):
    png = draw_card(card).png
    image = opened(png)
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    assert len(png) < KILOBYTES * 1000
    left, top, right, bottom = ink(image)
    assert left >= MARGIN
    assert top >= MARGIN
    assert right <= WIDTH - MARGIN
    assert bottom <= HEIGHT - MARGIN


@settings(max_examples=150, deadline=None)
@given(CARDS)
def test_no_part_lies_over_another_or_outside(card: Card):
    placed = layout(card)
    for above, below in itertools.pairwise(placed):
        assert above.top + above.block.height <= below.top
    assert placed[0].top == MARGIN
    assert placed[-1].top + placed[-1].block.height <= HEIGHT - MARGIN


def test_the_longest_that_can_be_typed_fits_and_is_said_to_be_cut():
    picture = draw_card(LONGEST)
    assert not picture.whole
    last = layout(LONGEST)[-1]
    assert last.top + last.block.height <= HEIGHT - MARGIN


def test_each_part_shows_and_what_is_empty_is_left_out():
    assert draw_card(FULL).whole
    names = [part.block.name for part in layout(FULL)]
    assert names == ["head", "scale", "sentence", "columns", "step"]
    bare = [part.block.name for part in layout(Card(thought="A thought"))]
    assert bare == ["mark", "sentence"]
    assert [part.block.name for part in layout(Card())] == ["mark"]
    against = Card(arguments_against=("my own voice",))
    assert [part.block.name for part in layout(against)] == ["mark", "Against"]


@pytest.mark.parametrize("field", ["thought", "sentence", "step", "when"])
def test_another_word_is_another_picture(field: str):
    changed = Card(**{**FULL.__dict__, field: "Something else"})
    assert draw_card(changed).png != draw_card(FULL).png


def test_ratings_are_marks_on_the_scale():
    def coloured(card: Card) -> Image.Image:
        return next(p.block.picture() for p in layout(card) if p.block.name == "scale")

    low, high = Card(before=2, after=2), Card(before=8, after=8)
    assert ink(coloured(low)) != ink(coloured(high)) or coloured(low) != coloured(high)
    assert coloured(Card(before=2)) != coloured(low)
    for end in (0.0, 10.0):
        box = ink(coloured(Card(before=end, after=end)))
        assert box[0] > 0  # nothing is cut off at the edge
        assert box[2] < coloured(Card(before=end)).width


def test_the_picture_tells_nothing_but_itself():
    image = opened(draw_card(FULL).png)
    assert not image.info
    assert not image.getexif()


def test_the_same_words_make_the_same_picture_also_side_by_side():
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(draw_card, [FULL] * 8))
    assert len(set(pictures)) == 1


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("Я решаю сам, и ∇·E = ρ/ε₀", True),
        ("Ünïcode, ça va, żółć, Ελληνικά", True),
        ("I can do this 😀👍🏽", True),
        ("我自己决定", False),
        ("😀", False),
    ],
)
def test_what_can_t_be_drawn_is_known(sentence: str, whole: bool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(faces, "_EAST_ASIAN", ())
    faces._faces.cache_clear()
    try:
        assert draw_card(Card(thought="A thought", sentence=sentence)).whole is whole
    finally:
        faces._faces.cache_clear()


def test_a_card_travels_in_a_reply_and_back():
    import json

    assert read_card(json.loads(json.dumps(card_fields(FULL)))) == FULL
    assert read_card(card_fields(Card())) == Card()


@pytest.mark.parametrize("custom", [None, "card", {}, {"kind": "crisis"}, []])
def test_other_payloads_are_no_cards(custom: object):
    assert read_card(custom) is None


def test_a_card_with_odd_fields_is_read_as_far_as_it_goes():
    odd = {
        "kind": "card", "thought": 3, "before": "7", "after": True, "for": "ab",
        "against": [1, "x"],
        "sentence": None, "step": "go", "when": {},
    }  # fmt: skip
    assert read_card(odd) == Card(step="go", arguments_against=("", "x"))
    assert read_card({"kind": "card", "before": float("nan"), "after": 99}).after == 10
