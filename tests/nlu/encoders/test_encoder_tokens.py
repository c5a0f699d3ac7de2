"""WordPiece as sentence-transformers has it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.encoders.mpnet import SHAPE
from bot.nlu.encoders.shape import Weights

Read = Callable[[str], list[int]]
MAX_TOKENS = SHAPE.max_tokens


@pytest.fixture(scope="module")
def read(published: Weights) -> Read:
    return lambda text: list(published.tokenizer.encode(text).ids)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        # Of transformers' own tokenizer for all-mpnet-base-v2.
        (
            "I use it to translate my emails.",
            [0, 1049, 2228, 2013, 2004, 17641, 2030, 22032, 1016, 2],
        ),
        (
            "My supervisor asked the model first, and me second.",
            [0, 2030, 12370, 2360, 2000, 2948, 2038, 1014, 2002, 2037, 2121, 1016, 2],
        ),
        ("", [0, 2]),
        ("\u0301\u200b", [0, 2]),
    ],
)
def test_known_sentences(read: Read, text: str, numbers: list[int]) -> None:
    assert read(text) == numbers


def test_accents_and_capitals_make_no_difference(read: Read) -> None:
    assert read("NAÏVE Café") == read("naive cafe")


def test_special_tokens_that_were_typed_are_read_as_signs(read: Read) -> None:
    assert len(read("<mask>")) == 5
    assert read("</s>").count(2) == 1


def test_a_long_text_keeps_its_beginning_and_its_end_sign(read: Read) -> None:
    numbers = read("one two three " * 200)
    assert len(numbers) == MAX_TOKENS
    assert numbers[:4] == read("one two three")[:4]
    assert numbers[-1] == 2


@given(st.text(max_size=300))
def test_any_text_can_be_read(read: Read, text: str) -> None:
    numbers = read(text)
    assert numbers[0] == 0
    assert numbers[-1] == 2
    assert len(numbers) <= MAX_TOKENS
