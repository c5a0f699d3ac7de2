"""Cross-validation and its report, on a small part of the real data."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from bot.training import evaluate
from bot.training.crossval import Predictions
from bot.training.data import Example
from bot.training.evaluate import evaluate_nlu, report, worst_confusions
from bot.training.scores import intent_scores, summary_scores

TEXTS = {
    "greet": ["hi", "hello there", "good morning", "hey", "greetings", "hello bot"],
    "thought_replacement": [
        "AI will replace me", "my job will be gone", "machines take our work", "I'll be obsolete",
        "nobody will need me", "AI will do my research",
    ],
    "crisis": ["I want to die", "I'll end my life", "I don't want to live", "goodbye forever world",
               "kill myself tonight", "life is not worth living"],
}  # fmt: skip


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> list[Example]:
    examples = [Example(text, name) for name, texts in TEXTS.items() for text in texts]
    monkeypatch.setattr(evaluate, "read_examples", lambda: examples)
    return examples


def test_a_report_with_tables_and_pictures_is_written(
    small: list[Example], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = evaluate_nlu(3, tmp_path)
    assert {path.name for path in folder.iterdir()} == {
        "intents.csv", "scores.json", "report.txt", "confusion.png", "confidence.png",
    }  # fmt: skip
    scores = json.loads((folder / "scores.json").read_text())
    assert scores["accuracy"] > 0.5
    with (folder / "intents.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [row["intent"] for row in rows] == sorted(TEXTS)
    assert {row["support"] for row in rows} == {"6"}
    for name in ("confusion.png", "confidence.png"):
        picture = (folder / name).read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert len(picture) > 5_000
    shown = capsys.readouterr().out
    assert "18 examples, 3 intents" in shown
    assert str(folder) in shown


def test_the_report_names_the_worst_confusions_first():
    predictions = Predictions(
        ["a", "a", "a", "b", "b"], [["b"], ["b"], ["a"], ["b"], ["a"]], [0.9] * 5
    )
    assert worst_confusions(predictions) == [(("a", "b"), 2), (("b", "a"), 1)]
    headline = summary_scores(predictions.truth, predictions.ranked)
    text = report(
        headline, intent_scores(predictions.truth, ["b", "b", "a", "b", "a"]), predictions
    )
    assert "5 examples, 2 intents" in text
    assert text.index("a                                b") < text.index(
        "b                                a"
    )
