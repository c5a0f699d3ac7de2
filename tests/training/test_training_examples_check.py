"""Copies, templates and thin intents are found; the project's own examples pass."""

from __future__ import annotations

import pytest

from bot.errors import BearingsError
from bot.training import examples_check
from bot.training.check import check_examples
from bot.training.data import Example, read_examples
from bot.training.examples_check import example_problems, minimum


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples_check, "MINIMUM", {"": 1, "thought_": 2})


def problems(*pairs: tuple[str, str]) -> list[str]:
    return list(example_problems([Example(text, intent) for text, intent in pairs]))


def test_different_sentences_pass():
    assert (
        problems(("I am slow without it", "a"), ("nobody reads my drafts", "b"), ("👍", "c")) == []
    )


def test_a_thin_intent_is_named_with_what_it_needs():
    (line,) = problems(("one", "thought_x"), ("two", "a"))
    assert "thought_x has 1 examples" in line
    assert "at least 2" in line


@pytest.mark.parametrize(
    ("one", "other"),
    [("I can't start!", "i can’t start"), ("ok", "OK."), ("Ｏｋ", "ok"), ("👍", " 👍 ")],
)
def test_the_same_words_under_two_intents_are_found(one: str, other: str):
    (line,) = problems((one, "a"), (other, "b"))
    assert line.startswith("Twice, as a and as b")


def test_emoji_are_told_apart():
    assert problems(("👍", "a"), ("👎", "b")) == []


def test_a_sentence_with_one_word_changed_is_found():
    lines = problems(
        ("I can not write a single line without asking it first", "a"),
        ("I can not write a single line without asking it before", "a"),
    )
    assert [line.split(":")[0] for line in lines] == ["Nearly the same"]


def test_a_template_is_found():
    ends = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    rows = [(f"I feel very bad about {e * 3} and {e * 5} {e * 7} {e * 9}", "a") for e in ends]
    lines = problems(*rows)
    assert any('10 examples of a share "i feel very bad about"' in line for line in lines)
    assert problems(*rows[:8]) == []


def test_the_longest_beginning_counts(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    assert minimum("thought_dependence") == 300
    assert minimum("why_not/coding") == 120
    assert minimum("greet") == 40


def test_what_is_wrong_is_told_and_refused(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(BearingsError, match="1 things"):
        check_examples([Example("ok", "a"), Example("ok", "b")])
    assert "Twice" in capsys.readouterr().err


def test_the_project_s_own_examples_pass(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    assert list(example_problems(read_examples())) == []
