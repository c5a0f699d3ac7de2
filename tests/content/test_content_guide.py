"""The guide to writing replies: what it shows as better is what is said."""

from __future__ import annotations

import re

import pytest

from bot.content.wordings import read_wordings
from bot.settings import ROOT

GUIDE = (ROOT / "docs" / "dialogue.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(
    r"^\| (.+) \| (.+) \| .+ \|$", GUIDE.split("## Bad and better")[1], re.MULTILINE
)
SAID = [one.text for one in read_wordings()]


def pattern(wording: str) -> str:
    """Return a pattern for `wording` with anything in its braces."""
    text = " ".join(wording.replace("{quote}", "").split())
    return re.sub(r"\\{\w+\\}", ".+", re.escape(text))


def test_there_are_enough_examples_and_the_guide_is_short():
    assert len(EXAMPLES) > 10
    assert len(GUIDE.splitlines()) < 200


@pytest.mark.parametrize("better", [better for _, better in EXAMPLES if better != "better"])
def test_a_better_reply_is_one_that_is_said(better: str):
    assert any(re.fullmatch(pattern(wording), better) for wording in SAID)
