"""Length, questions, number of wordings."""

from __future__ import annotations

import pytest
from content_parts import wording

from bot.content.check_shape import enough_wordings, shape
from bot.content.limits import FEWER, LENGTH, LONGER, WORDINGS, longest, may_be_few
from bot.content.wordings import by_response, read_wordings


@pytest.mark.parametrize(
    ("text", "name", "what"),
    [
        ("x" * LENGTH, "utter_x", []),
        ("x" * (LENGTH + 1), "utter_x", ["351 characters, over 350"]),
        ("x" * 600, "utter_crisis_stay", []),
        ("x" * 601, "utter_crisis_stay", ["601 characters, over 600"]),
        ("Why? And when?", "utter_x", ["2 questions"]),
        ("“Why? When?” you ask. And now?", "utter_x", []),
        ("", "utter_x", ["says nothing"]),
    ],
)
def test_a_message_is_short_and_asks_one_thing(text: str, name: str, what: list[str]):
    assert [one.what for one in shape([wording(text, name)])] == what


def test_what_can_come_again_has_three_wordings():
    def said(name: str, *texts: str) -> list[str]:
        return [f.what for f in enough_wordings([wording(text, name) for text in texts])]

    assert said("utter_x", "a", "b", "c") == []
    assert said("utter_x", "a", "b") == ["2 of 3 wordings"]
    assert said("utter_welcome", "a") == []
    assert said("utter_crisis_joking", "a", "b") == []
    assert said("utter_x", "a", "b", "a") == ["has a wording twice"]


def test_no_allowance_is_dead():
    written = dict(by_response(read_wordings()))
    for mask, limit in LONGER.items():
        used = [one for name in written for one in written[name] if longest(name) == limit]
        assert any(len(one.text) > LENGTH for one in used), mask
    for mask in FEWER:
        names = [name for name in written if may_be_few(name) and name.startswith(mask.rstrip("*"))]
        assert any(len(written[name]) < WORDINGS for name in names), mask
