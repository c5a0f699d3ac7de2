"""Buttons: how many, how long, and where they lead."""

from __future__ import annotations

import pytest
from content_parts import wording

from bot.content.check_buttons import buttons
from bot.content.limits import PAYLOAD, TITLE

INTENTS = {"go", "faq", "choose"}


def said(*given: tuple[str, str]) -> list[str]:
    return [one.what for one in buttons([wording(buttons=given)], INTENTS)]


@pytest.mark.parametrize(
    "payload", ["/go", "/faq/evidence", '/choose{{"choice":"2"}}', "/{next_intent}", ""]
)
def test_a_button_that_leads_somewhere_is_fine(payload: str):
    assert said(("x" * TITLE, payload)) == []


@pytest.mark.parametrize(
    ("title", "payload", "what"),
    [
        ("x" * (TITLE + 1), "/go", "25 characters, over 24"),
        (" ", "/go", "has no title"),
        ("Go", "/gone", "leads to /gone, which is no intent"),
        ("Go", "go", "leads to go, which is no intent"),
        ("Go", "/go" + "x" * PAYLOAD, "a payload of 67 bytes, over 64"),
    ],
)
def test_one_that_does_not_is_named(title: str, payload: str, what: str):
    assert said((title, payload))[0] == what


def test_three_stand_beside_free_text():
    assert said(*((str(n), "/go") for n in range(3))) == []
    assert said(*((str(n), "/go") for n in range(4))) == ["4 buttons, over 3"]


def test_two_with_one_title_cannot_be_told_apart():
    assert said(("Go", "/go"), ("Go", "/faq")) == ["two buttons with one title"]
