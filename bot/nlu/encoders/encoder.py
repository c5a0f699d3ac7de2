"""Texts to vectors: a prepared encoder in int8, on one thread a text.

The mean states of a middle and a late layer side by side tell our intents apart better than the
last layer of all, and fewer layers take less time (docs/decisions/0002).
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from bot.errors import BearingsError
from bot.nlu.encoders.cache import GRAPH, PIECES, SMALL, TOKENS, prepared
from bot.nlu.encoders.shape import Array, Shape, Source
from bot.nlu.normalise import clean

#: From so many texts on (training, never a chat) all cores work, each on its own texts.
MANY = 64


class Encoder:
    """A loaded encoder; :meth:`load` makes one."""

    def __init__(self, shape: Shape, folder: Path) -> None:
        """Read what :func:`bot.nlu.encoders.cache.prepared` has put into `folder`."""
        self._shape = shape
        self._words = np.load(folder / PIECES, mmap_mode="r", allow_pickle=False)
        with np.load(folder / SMALL, allow_pickle=False) as small:
            self._scales: Array = small["scales"]
            self._positions: Array = small["positions"]
            self._gain: Array = small["gain"]
            self._offset: Array = small["offset"]
            self._bias: Array = small["bias"]
        self._tokens = Tokenizer.from_file(str(folder / TOKENS))
        self._session = _session(folder / GRAPH)

    @classmethod
    def load(cls, source: Source, adapter: Path | None, place: Path | None = None) -> Encoder:
        """Return the encoder with `adapter`, prepared in the folder `place` (see `prepared`).

        Raises:
            BearingsError: the weights, the adapter or the prepared files can't be used.
        """
        folder = prepared(source, adapter, place)
        try:
            return cls(source.shape, folder)
        except Exception:  # onnxruntime and tokenizers raise whatever they like
            raise BearingsError(
                f"The encoder in {folder} is damaged; delete that folder."
            ) from None

    def encode(self, texts: list[str]) -> Array:
        """Return one vector a text, (len(texts), dimensions); zeros for one without content."""
        vectors = np.zeros((len(texts), self._shape.dimensions), dtype=np.float32)

        def encode_into(index: int) -> None:
            numbers = self._tokens.encode(clean(texts[index])).ids
            if len(numbers) > 2:
                vectors[index] = self._encode_one(numbers)

        if len(texts) < MANY:
            for index in range(len(texts)):
                encode_into(index)
        else:
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                list(pool.map(encode_into, range(len(texts))))
        return vectors

    def _encode_one(self, numbers: list[int]) -> Array:
        count = len(numbers)
        bias = np.ascontiguousarray(self._bias[:, :, :count, :count])
        inputs = {"x": self._embed(numbers)[None], "bias": bias}
        vector: Array = self._session.run(None, inputs)[0][0]
        return vector

    def _embed(self, numbers: list[int]) -> Array:
        """Return the normalised embeddings of the tokens, shape (len(numbers), size)."""
        embedded: Array = self._words[numbers] * self._scales[numbers, None]
        embedded += self._positions[: len(numbers)]
        embedded -= embedded.mean(axis=1, keepdims=True)
        variance = np.square(embedded).mean(axis=1, keepdims=True)
        embedded *= 1 / np.sqrt(variance + self._shape.epsilon)
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
