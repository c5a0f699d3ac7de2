"""A network with one hidden layer that tells two labels apart, as plain arrays.

For danger it has a third fewer false alarms than a linear model at the same recall
(docs/decisions/0004): what makes a dark word dangerous is what stands beside it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

#: Rows learned from at once, and the rate of Adam.
BATCH = 256
RATE = 3e-4
SEED = 0


@dataclass(frozen=True)
class Perceptron:
    """`labels` are two; `inner` (dimensions, hidden), `inner_bias` (hidden,), `outer` (hidden,)."""

    labels: tuple[str, ...]
    inner: Array
    inner_bias: Array
    outer: Array
    outer_bias: float

    @classmethod
    def fit(
        cls, vectors: Array, labels: Sequence[str], *, hidden: int, penalty: float, epochs: int
    ) -> Perceptron:
        """Learn from `vectors` (examples, dimensions); the rarer label is seen as often as half.

        Args:
            vectors: one row an example.
            labels: the label of each row, of two.
            hidden: units of the hidden layer.
            penalty: strength of the L2 penalty.
            epochs: how often all rows are seen.

        Raises:
            ValueError: there are not exactly two labels.
        """
        from sklearn.neural_network import MLPClassifier  # late: only training needs it

        names = sorted(set(labels))
        if len(names) != 2:
            raise ValueError(f"Two labels are needed, not {len(names)}.")
        truth = np.array([label == names[1] for label in labels])
        mean = vectors.mean(axis=0)
        spread = vectors.std(axis=0) + 1e-6
        chosen = _balanced(truth)
        network = MLPClassifier(
            (hidden,),
            alpha=penalty,
            batch_size=min(BATCH, len(chosen)),
            learning_rate_init=RATE,
            max_iter=epochs,
            n_iter_no_change=epochs,
            random_state=SEED,
        )
        _fit_quietly(network, ((vectors - mean) / spread)[chosen], truth[chosen])
        inner = network.coefs_[0] / spread[:, None]
        return cls(
            tuple(names),
            inner.astype(np.float32),
            (network.intercepts_[0] - mean @ inner).astype(np.float32),
            network.coefs_[1][:, 0].astype(np.float32),
            float(network.intercepts_[1][0]),
        )

    def probabilities(self, vectors: Array) -> Array:
        """Return probabilities (rows, 2) for `vectors` (rows, dimensions)."""
        reached = np.maximum(vectors @ self.inner + self.inner_bias, 0)
        score = reached @ self.outer + self.outer_bias
        second = 1 / (1 + np.exp(-np.clip(score, -50, 50)))
        return np.stack([1 - second, second], axis=1)

    def save(self, folder: Path, name: str) -> None:
        """Write labels as JSON and weights as plain arrays: nothing in it can run."""
        (folder / f"{name}.json").write_text(json.dumps(self.labels), encoding="utf-8")
        np.savez_compressed(
            folder / f"{name}.npz",
            inner=self.inner.astype(np.float16),
            inner_bias=self.inner_bias,
            outer=self.outer,
            outer_bias=np.float32(self.outer_bias),
        )

    @classmethod
    def load(cls, folder: Path, name: str) -> Perceptron:
        """Return what :meth:`save` wrote."""
        labels = tuple(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))
        with np.load(folder / f"{name}.npz", allow_pickle=False) as arrays:
            return cls(
                labels,
                arrays["inner"].astype(np.float32),
                arrays["inner_bias"],
                arrays["outer"],
                float(arrays["outer_bias"]),
            )


def _balanced(truth: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return row numbers in which the rarer label comes about half as often as the other."""
    first, second = np.flatnonzero(~truth), np.flatnonzero(truth)
    rare, common = sorted((first, second), key=len)
    times = max(1, round(len(common) / (2 * len(rare))))
    return np.concatenate([common, np.repeat(rare, times)])


def _fit_quietly(network: Any, vectors: Array, truth: NDArray[np.bool_]) -> None:
    import warnings

    from sklearn.exceptions import ConvergenceWarning

    with warnings.catch_warnings():  # the number of epochs is chosen, not waited for
        warnings.simplefilter("ignore", ConvergenceWarning)
        network.fit(vectors.astype(np.float32), truth)
