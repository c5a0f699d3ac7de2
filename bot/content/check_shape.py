"""The shape of replies: length, questions, and how many wordings there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content.finding import Finding
from bot.content.limits import WORDINGS, longest, may_be_few
from bot.content.wordings import Wording, by_response

_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")


def shape(wordings: list[Wording]) -> Iterator[Finding]:
    """Yield wordings that are empty, too long, or ask more than one question."""
    for one in wordings:
        limit = longest(one.name)
        if not one.text and not one.buttons:
            yield Finding(one.file, one.place, "says nothing", "write it, or take it out")
        if len(one.text) > limit:
            what = f"{len(one.text)} characters, over {limit}"
            yield Finding(one.file, one.place, what, "shorten it, or say it in two turns")
        if (asked := _QUOTED.sub("", one.text).count("?")) > 1:
            yield Finding(one.file, one.place, f"{asked} questions", "keep the one that matters")


def enough_wordings(wordings: list[Wording]) -> Iterator[Finding]:
    """Yield replies that can come again and have too few wordings, or one of them twice."""
    for name, variants in by_response(wordings):
        if len(variants) < WORDINGS and not may_be_few(name):
            what = f"{len(variants)} of {WORDINGS} wordings"
            yield Finding(variants[0].file, name, what, "write another, or name it in limits.py")
        if len({one.text for one in variants}) < len(variants):
            yield Finding(variants[0].file, name, "has a wording twice", "write another")
