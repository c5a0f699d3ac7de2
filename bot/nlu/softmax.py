"""Multinomial logistic regression as two arrays: learned with scikit-learn, kept without it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Softmax:
    """A linear model over `labels`; `weights` (labels, dimensions), `bias` (labels,)."""

    labels: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray

    @classmethod
    def fit(
        cls, vectors: np.ndarray, labels: Sequence[str], *, C: float, max_iter: int
    ) -> Softmax:
        """Learn from `vectors` (examples, dimensions).

        Args:
            vectors: one row an example.
            labels: the label of each row.
            C: inverse strength of the L2 penalty.
            max_iter: bound on the iterations of L-BFGS.
        """
        from sklearn.linear_model import LogisticRegression  # late: a second to import

        model = LogisticRegression(C=C, max_iter=max_iter, class_weight="balanced")
        model.fit(vectors, np.asarray(labels))
        names = [str(name) for name in model.classes_]
        coefficients, intercepts = model.coef_, model.intercept_
        if len(names) == 2:  # scikit-learn keeps one row for two classes
            coefficients = np.vstack([-coefficients[0], coefficients[0]]) / 2
            intercepts = np.array([-intercepts[0], intercepts[0]]) / 2
        return cls(
            tuple(names), coefficients.astype(np.float32), intercepts.astype(np.float32)
        )

    def probabilities(self, vectors: np.ndarray) -> np.ndarray:
        """Return probabilities (rows, labels) for `vectors` (rows, dimensions)."""
        scores = vectors @ self.weights.T + self.bias
        exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(exponentials / exponentials.sum(axis=1, keepdims=True))

    def save(self, folder: Path, name: str) -> None:
        """Write labels as JSON and weights as plain arrays: nothing in it can run."""
        (folder / f"{name}.json").write_text(json.dumps(self.labels), encoding="utf-8")
        # Half precision loses nothing that a probability shows and halves the released model.
        np.savez_compressed(
            folder / f"{name}.npz", weights=self.weights.astype(np.float16), bias=self.bias
        )

    @classmethod
    def load(cls, folder: Path, name: str) -> Softmax:
        """Return what :meth:`save` wrote."""
        labels = tuple(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))
        with np.load(folder / f"{name}.npz", allow_pickle=False) as arrays:
            return cls(labels, arrays["weights"].astype(np.float32), arrays["bias"])


def data_version(examples: Sequence[tuple[str, str]]) -> str:
    """Return a short name for a set of (text, label), the same whatever their order."""
    digest = hashlib.sha256()
    for text, label in sorted(examples):
        digest.update(f"{label}\t{text}\n".encode())
    return digest.hexdigest()[:12]
