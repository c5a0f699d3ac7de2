"""Which examples adapt which encoder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.training import adaptation
from bot.training.adaptation import adapt_encoders
from bot.training.data import Example

EXAMPLES = [Example("I rely on it every day", "a"), Example("Ich verlasse mich darauf", "a")]


@pytest.fixture
def adapted(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The texts that each encoder was adapted to."""
    seen: dict[str, list[str]] = {}

    def record(source, examples, path: Path, epochs: int) -> None:
        seen[source.name] = [e.text for e in examples]
        assert path.suffix == ".npz"

    monkeypatch.setattr(adaptation, "read_examples", lambda: EXAMPLES)
    monkeypatch.setattr(adaptation, "adapt", record)
    return seen


def test_the_english_encoder_learns_from_english_the_other_from_all(adapted: dict[str, list[str]]):
    adapt_encoders()
    assert adapted == {"mpnet": [EXAMPLES[0].text], "e5": [e.text for e in EXAMPLES]}


def test_one_can_be_chosen(adapted: dict[str, list[str]]):
    adapt_encoders("every_language")
    assert list(adapted) == ["e5"]
