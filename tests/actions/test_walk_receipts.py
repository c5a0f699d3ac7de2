"""What is said to an answer: written for the question, with a short answer said back."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from actions.paths import DATA
from actions.turn import Heard
from actions.walk.plan import CHAIN
from actions.walk.receipts import QUOTED_LETTERS, quoted, taken_up
from actions.walk.state import Walk


def responses(path: str) -> dict[str, list[dict[str, str]]]:
    loaded: dict[str, list[dict[str, str]]]
    loaded = yaml.safe_load((DATA / "thoughts" / path).read_text(encoding="utf-8"))["responses"]
    return loaded


@pytest.mark.parametrize("thought", CHAIN)
@pytest.mark.parametrize("step", ["core_1", "core_2"])
def test_each_wording_of_a_question_has_its_own_receipt(thought: str, step: str):
    questions = responses(f"{thought}/responses.yml")[f"utter_{thought}_{step}"]
    receipts = responses(f"{thought}/responses_said.yml")[f"utter_{thought}_{step}_said"]
    assert len(receipts) == len(questions)
    assert len({r["text"] for r in receipts}) == len(receipts)
    assert not any("?" in r["text"] for r in receipts)  # the next question follows


def test_a_short_answer_is_said_back():
    _, reply = taken_up(Walk("self_doubt", "core_1"), Heard("I am a fraud", "x", 0.2), "core_1")
    assert reply.response == "utter_self_doubt_core_1_said"
    assert reply.values == {"quote": "“I am a fraud.” "}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("me?", "“me?” "),
        ('he said "no"', "“he said no.” "),
        ("one\n\ntwo", "“one two.” "),
        ("word " * 13, ""),
        ("x" * 81, ""),
        ("…", ""),
        ("7", ""),
        ("   ", ""),
    ],
)
def test_what_is_said_back(text: str, shown: str):
    assert quoted(text) == shown


@given(st.text(max_size=200))
def test_whatever_is_typed_stays_one_short_quotation(text: str):
    shown = quoted(text)
    assert len(shown) <= QUOTED_LETTERS + 4
    if shown:
        assert (shown[0], shown[-2:], shown.count("“"), shown.count("”")) == ("“", "” ", 1, 1)
        assert "\n" not in shown


@pytest.mark.parametrize("step", ["own_words", "just_talk", "in_hands", "balanced", "offered"])
def test_shared_receipts_are_written_in_three_wordings(step: str):
    _, reply = taken_up(Walk("dependence", step), Heard("so it is", "x", 0.2), step)
    assert len(responses("walk_said.yml")[reply.response]) >= 3
