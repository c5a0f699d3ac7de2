"""Unexplained words and filler."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_parts import wording

from bot.content.check_language import language, read_words
from bot.errors import BearingsError

WORDS = """
words:
  unexplained:
    LLM: {say: large language model}
    token: {say: a piece of a word, explained_by: [a piece of]}
  filler: [great question, I hear that]
"""


@pytest.fixture
def said(tmp_path: Path):
    (tmp_path / "words.yml").write_text(WORDS)
    words = read_words(tmp_path / "words.yml")
    return lambda text: [one.what for one in language([wording(text)], words)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("An LLM answers.", ["“LLM” is not explained"]),
        ("LLMs answer.", ["“LLM” is not explained"]),
        ("A llm and a Tokenizer.", []),
        ("Tokens are counted.", ["“token” is not explained"]),
        ("A token (a piece of a word) is counted.", []),
        ("Great question! Yes.", ["“great question” is filler"]),
        ("i hear that often.", ["“I hear that” is filler"]),
        ("Plain words only.", []),
    ],
)
def test_words_are_found_as_words(said, text: str, what: list[str]):
    assert said(text) == what


@pytest.mark.parametrize(
    "content", ["", "words: {", "words: {unexplained: {}, filler: []}", "words: {x: 1}", "[]",
                "words: {unexplained: {a: {sya: b}}, filler: [c]}"],
)  # fmt: skip
def test_lists_of_another_shape_are_refused(tmp_path: Path, content: str):
    (tmp_path / "words.yml").write_text(content)
    with pytest.raises(BearingsError, match=r"data/words\.yml") as caught:
        read_words(tmp_path / "words.yml")
    assert "\n" not in str(caught.value)


def test_missing_lists_are_named(tmp_path: Path):
    with pytest.raises(BearingsError, match="can't be read"):
        read_words(tmp_path / "absent.yml")
