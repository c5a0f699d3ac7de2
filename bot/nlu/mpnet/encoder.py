"""Texts to vectors: the first six layers of all-mpnet-base-v2 in int8, on one thread.

The mean states of layers 3 and 6 side by side tell 26 intents of authors left out apart in 75 of
100 messages, those of the last of all twelve layers in 70, and take under half the time.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime

from bot.errors import BearingsError
from bot.nlu.mpnet.cache import GRAPH, SMALL, VOCABULARY, WORDS, prepared
from bot.nlu.mpnet.tokens import Tokens
from bot.nlu.mpnet.weights import DIMENSIONS, EPSILON, Array
from bot.nlu.normalise import clean


class MpnetEncoder:
    """A loaded encoder; :meth:`load` makes one."""

    def __init__(self, folder: Path) -> None:
        """Read what :func:`bot.nlu.mpnet.cache.prepared` has put into `folder`."""
        self._words = np.load(folder / WORDS, mmap_mode="r", allow_pickle=False)
        with np.load(folder / SMALL, allow_pickle=False) as small:
            self._scales: Array = small["scales"]
            self._positions: Array = small["positions"]
            self._gain: Array = small["gain"]
            self._offset: Array = small["offset"]
            self._bias: Array = small["bias"]
        vocabulary = (folder / VOCABULARY).read_text(encoding="utf-8").split("\n")
        self._tokens = Tokens(vocabulary)
        self._session = _session(folder / GRAPH)

    @classmethod
    def load(cls, adapter: Path | None, place: Path | None = None) -> MpnetEncoder:
        """Return the encoder with `adapter`, prepared in the folder `place` (see `prepared`).

        Raises:
            BearingsError: the weights, the adapter or the prepared files can't be used.
        """
        folder = prepared(adapter, place)
        try:
            return cls(folder)
        except Exception:  # onnxruntime and tokenizers raise whatever they like
            raise BearingsError(
                f"The encoder in {folder} is damaged; delete that folder."
            ) from None

    def encode(self, texts: list[str]) -> Array:
        """Return one vector a text, shape (len(texts), 1536); zeros for a text without content."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for index, text in enumerate(texts):
            numbers = self._tokens.read(clean(text))
            if len(numbers) > 2:
                vectors[index] = self._encode_one(numbers)
        return vectors

    def _encode_one(self, numbers: list[int]) -> Array:
        count = len(numbers)
        bias = np.ascontiguousarray(self._bias[:, :, :count, :count])
        inputs = {"x": self._embed(numbers)[None], "bias": bias}
        vector: Array = self._session.run(None, inputs)[0][0]
        return vector

    def _embed(self, numbers: list[int]) -> Array:
        """Return the normalised embeddings of the tokens, shape (len(numbers), 768)."""
        embedded: Array = self._words[numbers] * self._scales[numbers, None]
        embedded += self._positions[: len(numbers)]
        embedded -= embedded.mean(axis=1, keepdims=True)
        embedded *= 1 / np.sqrt(np.square(embedded).mean(axis=1, keepdims=True) + EPSILON)
        embedded *= self._gain
        embedded += self._offset
        return embedded


def _session(graph: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors only
    # Processors without VNNI would overflow 16 bits; so they take a slower, exact way.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
