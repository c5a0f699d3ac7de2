"""What a candidate can do."""

from __future__ import annotations

import abc
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.encoders import e5, mpnet
from bot.nlu.encoders.cache import encoder_key
from bot.nlu.encoders.encoder import Encoder
from bot.nlu.memory import encode_with_memory
from bot.settings import ROOT

Array = NDArray[Any]
ADAPTER = ROOT / "models" / "adapters" / "english.npz"


class Candidate(abc.ABC):
    """A classifier of texts; `title` is its name in the table."""

    title: str

    def prepare(self, texts: list[str]) -> None:
        """Do what is done once for all candidates and is no part of training: encode `texts`."""
        del texts

    @abc.abstractmethod
    def fit(self, texts: list[str], labels: list[str]) -> None:
        """Learn."""

    @abc.abstractmethod
    def rank(self, text: str) -> list[str]:
        """Return the labels, likeliest first."""

    @abc.abstractmethod
    def size(self) -> int:
        """Return how many bytes were learned."""


class Sentences:
    """Vectors of texts by one or two encoders, side by side, remembered while training."""

    def __init__(self, *names: str, adapter: Path | None = None, part: slice | None = None) -> None:
        sources = {"mpnet": mpnet.SOURCE, "e5": e5.SOURCE}
        self._part = part or slice(None)
        self._encoders = [
            (encoder_key(sources[name], adapter), Encoder.load(sources[name], adapter))
            for name in names
        ]

    def __call__(self, texts: list[str]) -> Array:
        """Return the vectors, (texts, dimensions)."""
        found = [encode_with_memory(key, texts, e.encode) for key, e in self._encoders]
        return np.concatenate(found, axis=1)[:, self._part]
