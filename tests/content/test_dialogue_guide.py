"""The good examples of docs/dialogue.md are what the assistant says."""

from __future__ import annotations

import re

import pytest

from bot.content.wordings import read_wordings
from bot.settings import ROOT

GUIDE = (ROOT / "docs" / "dialogue.md").read_text(encoding="utf-8")
PAIRS = re.findall(r"\(`(utter_\w+)`\)\n- Bad: ([^\n]+)\n- Good: ([^\n]+)\n- Why: ", GUIDE)


def plain(text: str) -> str:
    return " ".join(text.replace("{quote}", "").split())


def test_there_are_ten_pairs_or_more():
    assert len(PAIRS) >= 10


@pytest.mark.parametrize(("name", "bad", "good"), PAIRS, ids=[name for name, _, _ in PAIRS])
def test_the_good_line_is_said_and_the_bad_one_is_not(name: str, bad: str, good: str):
    said = {plain(one.text) for one in read_wordings() if one.name == name}
    assert good in said
    assert bad not in {plain(one.text) for one in read_wordings()}
