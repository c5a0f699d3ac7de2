"""What `make check` finds, and reading the training data."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BearingsError
from bot.training import check
from bot.training.check import missing_and_unused
from bot.training.data import Example, read_examples


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def write(text: str) -> None:
        path = tmp_path / "action.py"
        path.write_text(text)
        monkeypatch.setattr(check, "_sources", lambda: [path])

    return write


def test_a_reply_that_is_sent_but_not_written_is_named(source):
    source('say(response="utter_absent")')
    assert list(missing_and_unused(set(), set())) == [
        "utter_absent is sent, but no wording of it is written below data/."
    ]


def test_a_reply_that_nothing_sends_is_named(source):
    source("")
    assert list(missing_and_unused({"utter_unused"}, set())) == [
        "utter_unused is written, but nothing sends it."
    ]


def test_what_is_sent_by_actions_rules_and_parts_is_fine(source):
    source('say("utter_a")')
    written = {
        "utter_a", "utter_b", "utter_faq/x", "utter_faq/y", "utter_met_argue_for_peers",
        "utter_self_doubt_core_1", "utter_walk_lower",
    }  # fmt: skip
    assert list(missing_and_unused(written, {"utter_b", "utter_faq"})) == []
    assert list(missing_and_unused(written, {"utter_b"})) != []


@pytest.mark.parametrize(
    "content",
    [
        "nlu:\n- intent: x\n  examples: {",
        'version: "3.1"\nnlu:\n- intnt: x\n',
        'version: "9.9"\nnlu: 5\n',
    ],
    ids=range(3),
)
def test_data_that_cannot_be_read_are_refused(tmp_path: Path, content: str):
    (tmp_path / "nlu.yml").write_text(content)
    with pytest.raises(BearingsError, match="training data can't be read"):
        read_examples(tmp_path)


def test_examples_have_full_names(tmp_path: Path):
    (tmp_path / "nlu.yml").write_text(
        'version: "3.1"\nnlu:\n- intent: faq/evidence\n  examples: |\n    - any studies?\n'
        "- intent: greet\n  examples: |\n    - hi\n"
    )
    assert read_examples(tmp_path) == [
        Example("any studies?", "faq/evidence"),
        Example("hi", "greet"),
    ]
