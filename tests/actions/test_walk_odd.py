"""Scolding and single letters, and what only looks like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.walk.odd import scolds, short_word


@pytest.mark.parametrize(
    "text",
    ["you are useless", "fuck you", "shut up you stupid bot", "this is bullshit", "you stupid bot",
     "You're such an idiot!", "u suck", "stupid bot", "this is a waste of time", "wtf",
     "you dumb piece of shit", "this is fucking useless", "what a stupid machine"],
)  # fmt: skip
def test_scolding(text: str):
    assert scolds(text)


@pytest.mark.parametrize(
    "text",
    ["it is useless for proofs", "the code was shit", "the reviewer is an idiot", "I feel stupid",
     "that I am stupid", "useless", "this is hopeless", "you", "", "this is bad for my thesis"],
)  # fmt: skip
def test_what_is_no_scolding(text: str):
    assert not scolds(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("k", "affirm"), ("Y!", "affirm"), ("n.", "deny"), ("x", ""), ("7", None), ("ok", None),
     ("x1", None), ("", None), ("ß", None)],
)  # fmt: skip
def test_single_letters(text: str, meant: str | None):
    assert short_word(text) == meant


@given(st.text(max_size=300))
def test_any_text_can_be_asked(text: str):
    assert scolds(text) in (True, False)
    assert short_word(text) in ("affirm", "deny", "", None)
