"""Logistic regression on sentence vectors, frozen or adapted."""

from __future__ import annotations

import numpy as np

from bench.candidates.base import ADAPTER, Candidate, Sentences
from bot.nlu.softmax import Softmax


class _Linear(Candidate):
    sentences: Sentences
    _model: Softmax

    def prepare(self, texts: list[str]) -> None:
        self.sentences(texts)

    def fit(self, texts: list[str], labels: list[str]) -> None:
        self._model = Softmax.fit(self.sentences(texts), labels, C=10.0, max_iter=80)

    def rank(self, text: str) -> list[str]:
        order = np.argsort(-self._model.probabilities(self.sentences([text]))[0])
        return [self._model.labels[i] for i in order]

    def size(self) -> int:
        return self._model.weights.size * 2  # half precision, as it is stored


class FrozenLast(_Linear):
    """The sixth layer alone."""

    title = "mpnet frozen, layer 6, logistic regression"

    def __init__(self) -> None:
        self.sentences = Sentences("mpnet", part=slice(768, None))


class FrozenMiddle(_Linear):
    """Layers 3 and 6."""

    title = "mpnet frozen, layers 3 and 6, logistic regression"

    def __init__(self) -> None:
        self.sentences = Sentences("mpnet")


class E5(_Linear):
    """The other encoder."""

    title = "e5 frozen, layers 8 and 12, logistic regression"

    def __init__(self) -> None:
        self.sentences = Sentences("e5")


class BothFrozen(_Linear):
    """Both encoders side by side."""

    title = "mpnet and e5 frozen side by side, logistic regression"

    def __init__(self) -> None:
        self.sentences = Sentences("mpnet", "e5")


class Adapted(_Linear):
    """What is in use; the adapter has seen all examples, whatever the share."""

    title = "**mpnet with a low-rank adapter, logistic regression**"

    def __init__(self) -> None:
        self.sentences = Sentences("mpnet", adapter=ADAPTER)

    def size(self) -> int:
        return super().size() + ADAPTER.stat().st_size
