"""What the tests of the content build on: a fact and a wording that are right."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.content.facts import Fact
from bot.content.wordings import Wording

CHECKED = date(2026, 11, 1)


def fact(**changed: Any) -> Fact:
    given = {
        "kind": "paper", "fact": "Water is wet.", "source": "Sea et al., Waves", "year": 2025,
        "named": ["Sea"], "checked_on": CHECKED, "expires_on": date(2029, 11, 1),
    }  # fmt: skip
    return Fact(**{**given, **changed})


def wording(text: str = "Hello.", name: str = "utter_x", **changed: Any) -> Wording:
    return Wording(**{"file": "data/x.yml", "number": 1, "name": name, "text": text, **changed})
