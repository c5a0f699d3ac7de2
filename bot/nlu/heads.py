"""Two linear models side by side: one for English, one for every language.

The English encoder is the better one on English and useless on anything else, so English messages
are read by a model over both encoders, other messages by a model over the multilingual encoder
alone. The latter learns from all examples: sentences that mean the same lie close together in it
whatever their language, so what it learns from English carries over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.language import ENGLISH
from bot.nlu.softmax import Softmax


@dataclass(frozen=True)
class Vectors:
    """Sentence vectors of some messages.

    `multilingual` is (messages, dimensions); `english` likewise, or None where no English encoder
    is in the pipeline. Its rows of other languages are zeros. `languages` has a code a message.
    """

    multilingual: NDArray[Any]
    english: NDArray[Any] | None
    languages: tuple[str, ...]

    def rows(self, indices: NDArray[Any]) -> Vectors:
        """Return the vectors of the messages at `indices`."""
        return Vectors(
            self.multilingual[indices],
            None if self.english is None else self.english[indices],
            tuple(self.languages[i] for i in indices),
        )

    @property
    def is_english(self) -> NDArray[Any]:
        """Return which messages the English model reads, as booleans."""
        if self.english is None:
            return np.zeros(len(self.languages), dtype=bool)
        return np.array([code == ENGLISH for code in self.languages], dtype=bool)

    def both(self, which: NDArray[Any]) -> NDArray[Any]:
        """Return both encoders' vectors side by side, for the messages `which` selects."""
        if self.english is None:
            raise ValueError("There are no English vectors.")
        return np.hstack([self.english[which], self.multilingual[which]])


@dataclass(frozen=True)
class Heads:
    """The two models; both know the same labels in the same order."""

    every: Softmax
    english: Softmax | None

    @classmethod
    def fit(cls, vectors: Vectors, labels: Sequence[str], *, C: float, max_iter: int) -> Heads:
        """Learn both models.

        Raises:
            ValueError: a label has no English example.
        """
        every = Softmax.fit(vectors.multilingual, labels, C=C, max_iter=max_iter)
        chosen = vectors.is_english
        if not chosen.any():
            return cls(every, None)
        names = [label for label, keep in zip(labels, chosen, strict=True) if keep]
        english = Softmax.fit(vectors.both(chosen), names, C=C, max_iter=max_iter)
        if english.labels != every.labels:
            missing = ", ".join(sorted(set(every.labels) - set(english.labels)))
            raise ValueError(f"These intents have no English example: {missing}.")
        return cls(every, english)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of the probabilities."""
        return self.every.labels

    def probabilities(self, vectors: Vectors) -> NDArray[Any]:
        """Return probabilities (messages, labels)."""
        chosen = vectors.is_english
        if self.english is None or not chosen.any():
            return self.every.probabilities(vectors.multilingual)
        result = np.zeros((len(vectors.languages), len(self.labels)), dtype=np.float32)
        result[chosen] = self.english.probabilities(vectors.both(chosen))
        if not chosen.all():
            result[~chosen] = self.every.probabilities(vectors.multilingual[~chosen])
        return result

    def save(self, folder: Path, name: str) -> None:
        """Write both models to `folder`."""
        self.every.save(folder, f"{name}_every")
        if self.english is not None:
            self.english.save(folder, f"{name}_english")

    @classmethod
    def load(cls, folder: Path, name: str) -> Heads:
        """Return what :meth:`save` wrote."""
        english = (folder / f"{name}_english.npz").exists()
        return cls(
            Softmax.load(folder, f"{name}_every"),
            Softmax.load(folder, f"{name}_english") if english else None,
        )
