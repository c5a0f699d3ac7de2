"""Examples that the data speak against."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.heads import Vectors
from bot.training import suspects
from bot.training.crossval import cross_validate, out_of_fold
from bot.training.data import Example
from bot.training.suspects import find_suspects, write_suspects

RANDOM = np.random.default_rng(3)
#: Two clouds far apart; the first of each carries the other's label.
ROWS = np.concatenate([RANDOM.normal(-2, 0.3, (40, 4)), RANDOM.normal(2, 0.3, (40, 4))])
LABELS = ["b", *["a"] * 39, "a", *["b"] * 39]
WRONG = {0, 40}


def vectors() -> Vectors:
    rows = ROWS.astype(np.float32)
    return Vectors(None, rows, np.ones(len(rows), dtype=bool))


def test_the_mislabelled_ones_are_found_and_no_other():
    found = find_suspects(LABELS, *out_of_fold(LABELS, vectors(), 4))
    assert {s.index for s in found} == WRONG
    assert all(s.own < 0.2 < 0.8 < s.other and s.label != s.likelier for s in found)


def test_the_likeliest_comes_first():
    probabilities = np.array([[0.9, 0.1], [0.3, 0.7], [0.1, 0.9], [0.2, 0.8], [0.25, 0.75]])
    found = find_suspects(["a", "a", "a", "b", "b"], ["a", "b"], probabilities)
    assert [s.index for s in found] == [2]
    found = find_suspects(["a", "a", "a", "b", "b"], ["a", "b"], probabilities - [[0.0, 0.06]] * 5)
    assert [s.index for s in found] == [2]


def test_the_share_of_right_guesses_is_the_same_as_in_cross_validation():
    examples = [Example(str(i), label) for i, label in enumerate(LABELS)]
    predicted = cross_validate(examples, vectors(), 4)
    names, probabilities = out_of_fold(LABELS, vectors(), 4)
    assert [ranked[0] for ranked in predicted.ranked] == [
        names[i] for i in probabilities.argmax(axis=1)
    ]
    assert predicted.confidence == pytest.approx(probabilities.max(axis=1))


def test_the_table_says_where_an_example_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    data = tmp_path / "data"
    data.mkdir()
    lines = "".join(f"      - text {i}\n" for i in range(len(LABELS)))
    (data / "nlu_x.yml").write_text(f"nlu:\n  - intent: a\n    examples: |\n{lines}")
    examples = [Example(f"text {i}", label) for i, label in enumerate(LABELS)]
    monkeypatch.setattr(suspects, "DATA", data)
    monkeypatch.setattr(suspects, "FROZEN_VECTORS", tmp_path / "vectors")
    monkeypatch.setattr(suspects, "read_examples", lambda: examples)
    monkeypatch.setattr(suspects, "encode", lambda texts, progress, adapted: vectors())
    path = write_suspects(1, tmp_path / "results")
    rows = [row.split("\t") for row in path.read_text("utf-8").splitlines()]
    assert len(rows) == 1 + len(WRONG)
    assert {row[-1] for row in rows[1:]} == {"text 0", "text 40"}
    assert {row[4].rsplit(":", 1)[1] for row in rows[1:]} == {"4", "44"}
    shown = capsys.readouterr().out
    assert shown.count("or ") == 1
    assert "2 of 80 examples are suspect" in shown
