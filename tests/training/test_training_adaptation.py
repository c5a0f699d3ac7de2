"""Which examples adapt which encoder, and that a worse model is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.assistant.manifest import Manifest
from bot.errors import BearingsError
from bot.training import adaptation
from bot.training.adaptation import adapt_encoders
from bot.training.data import Example
from bot.training.train import _refuse_worse, evaluation_version

EXAMPLES = [Example("I rely on it every day", "a"), Example("Ich verlasse mich darauf", "a")]
RECALL = "crisis, explicit: recall"


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


def released(folder: Path, evaluation: str) -> None:
    Manifest("m.tar.gz", "0", "d", "3", "2026", {RECALL: 0.99}, evaluation).write(folder)


def test_a_model_that_misses_more_is_refused_with_the_figure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    released(tmp_path, "e")
    with pytest.raises(BearingsError, match="worse in 1 figures"):
        _refuse_worse(tmp_path, {RECALL: 0.98}, "e")
    assert f"{RECALL}: 0.990 released, 0.980 now" in capsys.readouterr().err
    _refuse_worse(tmp_path, {RECALL: 0.99}, "e")


def test_scores_on_other_messages_are_not_compared(tmp_path: Path):
    _refuse_worse(tmp_path, {RECALL: 0.1}, "e")
    released(tmp_path, "other")
    _refuse_worse(tmp_path, {RECALL: 0.1}, "e")


def test_the_evaluation_is_named_by_its_messages(tmp_path: Path):
    (tmp_path / "a.txt").write_text("one")
    first = evaluation_version(tmp_path)
    (tmp_path / "README.md").write_text("no message")
    assert evaluation_version(tmp_path) == first
    (tmp_path / "a.txt").write_text("two")
    assert evaluation_version(tmp_path) != first
