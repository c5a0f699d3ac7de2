"""Two models side by side: one for English, one for every language.

The English encoder is the better one on English and useless on anything else; the other knows all
languages. Each message is read by one of them. The model for every language learns from all
examples, English ones too: sentences that mean the same lie close together whatever their language,
so what it learns from English carries over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray


class Head(Protocol):
    """A model over sentence vectors: a :class:`Softmax` or a :class:`Perceptron`."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of the probabilities."""
        ...

    def probabilities(self, vectors: NDArray[Any]) -> NDArray[Any]:
        """Return probabilities (rows, labels) for `vectors` (rows, dimensions)."""
        ...

    def save(self, folder: Path, name: str) -> None:
        """Write it to `folder`."""
        ...


#: Learns a head from vectors (examples, dimensions) and their labels.
Learn = Callable[[NDArray[Any], Sequence[str]], Head]
#: Reads a head that was saved under a name.
Read = Callable[[Path, str], Head]


@dataclass(frozen=True)
class Vectors:
    """Sentence vectors of some messages, one row each.

    `every` and `english` are (messages, dimensions) of the two encoders, `None` where there is no
    such encoder in the pipeline, with zeros where a message was not read by it; `is_english` says
    which messages the English one read.
    """

    every: NDArray[Any] | None
    english: NDArray[Any] | None
    is_english: NDArray[np.bool_]

    def rows(self, indices: NDArray[Any]) -> Vectors:
        """Return the vectors of the messages at `indices`."""
        return Vectors(
            None if self.every is None else self.every[indices],
            None if self.english is None else self.english[indices],
            self.is_english[indices],
        )


@dataclass(frozen=True)
class Heads:
    """The two models; both know the same labels in the same order."""

    every: Head | None
    english: Head | None

    @classmethod
    def fit(cls, vectors: Vectors, labels: Sequence[str], learn: Learn) -> Heads:
        """Learn the models of the encoders that there are.

        Raises:
            ValueError: a label has no English example, or there are no vectors.
        """
        every = english = None
        if vectors.every is not None:
            every = learn(vectors.every, labels)
        if vectors.english is not None:
            chosen = vectors.is_english
            names = [label for label, keep in zip(labels, chosen, strict=True) if keep]
            missing = sorted(set(labels) - set(names))
            if missing:
                raise ValueError(f"These intents have no English example: {', '.join(missing)}.")
            english = learn(vectors.english[chosen], names)
        if every is None and english is None:
            raise ValueError("No sentence encoder ran before.")
        return cls(every, english)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of the probabilities."""
        model = self.every or self.english
        return model.labels if model else ()

    def probabilities(self, vectors: Vectors) -> NDArray[Any]:
        """Return probabilities (messages, labels); equal ones where no encoder read a message."""
        count = len(self.labels)
        result = np.full((len(vectors.is_english), count), 1 / count, dtype=np.float32)
        chosen = vectors.is_english
        for model, given, which in (
            (self.english, vectors.english, chosen),
            (self.every, vectors.every, ~chosen),
        ):
            if model is not None and given is not None and which.any():
                result[which] = model.probabilities(given[which])
        return result

    def save(self, folder: Path, name: str) -> None:
        """Write the models to `folder`."""
        for kind, model in (("every", self.every), ("english", self.english)):
            if model is not None:
                model.save(folder, f"{name}_{kind}")

    @classmethod
    def load(cls, folder: Path, name: str, read: Read) -> Heads:
        """Return what :meth:`save` wrote."""
        models = [
            read(folder, f"{name}_{kind}") if (folder / f"{name}_{kind}.npz").exists() else None
            for kind in ("every", "english")
        ]
        return cls(*models)
