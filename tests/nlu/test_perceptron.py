"""The network with one hidden layer: says what scikit-learn's says, stored and loaded too."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier

from bot.nlu.perceptron import BATCH, RATE, SEED, Array, Perceptron

#: Two labels that no line separates: which one it is depends on two directions together.
ROWS = np.random.default_rng(1).normal(0.3, 0.05, size=(900, 6)).astype(np.float32)
LABELS = ["danger" if (a > 0.3) == (b > 0.3) else "other" for a, b in ROWS[:, :2]]


def fitted(rows: Array = ROWS, labels: list[str] | None = None, epochs: int = 80) -> Perceptron:
    return Perceptron.fit(rows, labels or LABELS, hidden=32, penalty=1e-3, epochs=epochs)


def test_it_learns_what_no_line_separates():
    model = fitted(epochs=300)
    guess = [model.labels[i] for i in model.probabilities(ROWS).argmax(axis=1)]
    assert np.mean([g == label for g, label in zip(guess, LABELS, strict=True)]) > 0.9


def test_it_says_what_scikit_learn_says():
    labels = ["other"] * 450 + ["danger"] * 450  # balanced: nothing is repeated, in this order
    scaled = ((ROWS - ROWS.mean(axis=0)) / (ROWS.std(axis=0) + 1e-6)).astype(np.float32)
    other = MLPClassifier(
        (32,), alpha=1e-3, batch_size=BATCH, learning_rate_init=RATE, max_iter=5,
        n_iter_no_change=5, random_state=SEED,
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other.fit(scaled, np.array(labels) == "other")
    ours = fitted(labels=labels, epochs=5).probabilities(ROWS)
    assert np.allclose(ours, other.predict_proba(scaled), atol=1e-3)


def test_the_rarer_label_is_not_drowned():
    rare = ["danger" if row[0] > 0.38 else "other" for row in ROWS]  # about one in twenty
    model = fitted(labels=rare, epochs=300)
    found = model.probabilities(ROWS)[:, model.labels.index("danger")] > 0.5
    assert found[[label == "danger" for label in rare]].mean() > 0.9


def test_the_same_examples_give_the_same_network():
    assert np.array_equal(fitted(epochs=3).inner, fitted(epochs=3).inner)


def test_stored_and_loaded_it_says_the_same(tmp_path: Path):
    model = fitted()
    model.save(tmp_path, "m")
    again = Perceptron.load(tmp_path, "m")
    assert again.labels == model.labels == ("danger", "other")
    assert np.allclose(again.probabilities(ROWS), model.probabilities(ROWS), atol=2e-2)
    assert {p.suffix for p in tmp_path.iterdir()} == {".json", ".npz"}


def test_a_stored_network_with_code_in_it_is_not_loaded(tmp_path: Path):
    fitted(epochs=1).save(tmp_path, "m")
    np.savez(tmp_path / "m.npz", inner=np.array([object()]))
    with pytest.raises(ValueError, match="allow_pickle"):
        Perceptron.load(tmp_path, "m")


def test_very_large_scores_do_not_overflow():
    one = np.ones(1, np.float32)
    model = Perceptron(("a", "b"), np.full((1, 1), 1e6, np.float32), one, one, 0.0)
    assert model.probabilities(np.array([[1e6], [-1e6]], np.float32))[0, 1] == 1


@pytest.mark.parametrize("labels", [["a"] * 900, ["a", "b", "c"] * 300])
def test_other_than_two_labels_are_refused(labels: list[str]):
    with pytest.raises(ValueError, match="Two labels"):
        fitted(labels=labels)
