"""Scores, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from bot.training.crossval import component_config, folds
from bot.training.scores import IntentScore, intent_scores, summary_scores, wilson

TRUTH = ["crisis", "crisis", "thought_a", "thought_a", "thought_b", "greet"]
RANKED = [
    ["crisis", "greet"], ["greet", "crisis"], ["thought_a", "x"], ["thought_b", "thought_a"],
    ["thought_b", "x"], ["crisis", "x"],
]  # fmt: skip


def test_scores_of_each_intent():
    scores = intent_scores(TRUTH, [names[0] for names in RANKED])
    assert scores == [
        IntentScore("crisis", 1 / 2, 1 / 2, 1 / 2, 2),
        IntentScore("greet", 0.0, 0.0, 0.0, 1),
        IntentScore("thought_a", 1.0, 1 / 2, pytest.approx(2 / 3), 2),
        IntentScore("thought_b", 1 / 2, 1.0, pytest.approx(2 / 3), 1),
    ]


def test_headline_scores():
    scores = summary_scores(TRUTH, RANKED)
    assert scores["accuracy"] == pytest.approx(3 / 6)
    assert scores["macro_f1"] == pytest.approx((1 / 2 + 0 + 2 / 3 + 2 / 3) / 4)
    assert scores["among_best_two"] == pytest.approx(5 / 6)
    assert scores["thoughts_accuracy"] == pytest.approx(2 / 3)
    assert scores["thoughts_macro_f1"] == pytest.approx(2 / 3)
    assert scores["crisis_recall"] == scores["crisis_precision"] == 1 / 2


def test_without_thoughts_or_crisis_the_scores_are_zero():
    scores = summary_scores(["greet"], [["greet"]])
    assert (scores["accuracy"], scores["thoughts_accuracy"], scores["crisis_recall"]) == (1, 0, 0)


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (50, 100, 0.4038, 0.5962),
    ],
)
def test_wilsons_interval(hits: int, total: int, low: float, high: float):
    assert wilson(hits, total) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_of_nothing_nothing_is_known():
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize("count", [2, 3, 5])
def test_folds_take_each_example_once_and_spread_each_label(count: int):
    labels = ["a"] * 23 + ["b"] * 7 + ["c"] * count
    parts = folds(labels, count)
    assert sorted(np.concatenate(parts)) == list(range(len(labels)))
    assert max(len(p) for p in parts) - min(len(p) for p in parts) <= 1
    for name in "abc":
        held = [sum(labels[i] == name for i in part) for part in parts]
        assert max(held) - min(held) <= 1
        assert min(held) >= 1


def test_folds_are_the_same_each_time():
    labels = ["a", "b"] * 20
    assert [p.tolist() for p in folds(labels, 4)] == [p.tolist() for p in folds(labels, 4)]


def test_settings_of_a_component_are_those_of_the_config():
    assert component_config("SentenceEncoder")["alias"] == "english"
    assert component_config("Unknown") == {}
