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
from bot.training.unseen import Figure, Reading, unseen_figures

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
def small(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> list[Example]:
    monkeypatch.setattr(evaluate, "VECTORS", tmp_path_factory.mktemp("vectors"))
    examples = [Example(text, name) for name, texts in TEXTS.items() for text in texts]
    monkeypatch.setattr(evaluate, "read_examples", lambda: examples)
    figure = Figure("thoughts: accuracy", 0.8, ">= 0.80", (0.7, 0.9), 100)
    monkeypatch.setattr(evaluate, "Reader", lambda model: None)
    monkeypatch.setattr(evaluate, "english_confidence", lambda reader: ([0.9, 0.2], [True, False]))
    monkeypatch.setattr(
        evaluate, "unseen_figures", lambda reader, *_: ([figure], ["a taken for b: 1"])
    )
    return examples


def test_a_report_with_tables_and_pictures_is_written(
    small: list[Example], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = evaluate_nlu(3, tmp_path)
    assert {path.name for path in folder.iterdir()} == {
        "intents.csv", "scores.json", "report.txt", "confusion.png", "confidence.png", "unseen.txt",
        "reliability.png",
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


class ReadsAllAsOne:
    """A reader that takes every message for the same intent."""

    def __init__(self, intent: str) -> None:
        self.intent = intent

    def read(self, texts):
        return [Reading((self.intent, "greet"), self.intent == "crisis", 1.0) for _ in texts]


def test_who_hears_danger_everywhere_misses_none_and_alarms_always():
    figures = {f.name: f.value for f in unseen_figures(ReadsAllAsOne("crisis"))[0]}
    assert figures["crisis, explicit: recall"] == 1.0
    assert figures["crisis, everyday: false alarms"] == 1.0
    assert figures["clinc150: taken for a topic of ours"] == 1.0
    assert figures["thoughts: accuracy"] == 0.0


def test_who_takes_all_for_one_thought_is_right_for_a_sixth():
    figures, details = unseen_figures(ReadsAllAsOne("thought_self_doubt"))
    values = {f.name: f.value for f in figures}
    assert values["thoughts: accuracy"] == pytest.approx(1 / 6)
    assert values["at_ease, report_use taken for a thought"] == 1.0
    assert values["crisis, veiled: recall"] == 0.0
    assert any(line.startswith("crisis, explicit: ") for line in details)
    assert all(len(f.line()) > 60 for f in figures)
