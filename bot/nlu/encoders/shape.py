"""What tells one encoder from another: its numbers, and where its weights come from.

All encoders here are post-norm transformers of BERT's kind, and their tensors bear the names that
all-mpnet-base-v2 publishes them under. The short names (`q`, `g1`, …) are those of an adapter's
arrays (:mod:`bot.nlu.encoders.adapter`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Array = npt.NDArray[np.float32]
Tensors = dict[str, Array]

#: Names in `Tensors` beside those of the layers.
WORDS = "embeddings.word_embeddings.weight"
POSITIONS = "embeddings.position_embeddings.weight"
EMBEDDING_NORM = "embeddings.LayerNorm"
#: What attention adds for the distance of two tokens, shape (1, heads, tokens, tokens).
POSITION_BIAS = "position_bias"

#: The linear maps of a layer, by short name: query, key, value, output, inner, down.
LINEAR = {
    "q": "attention.attn.q",
    "k": "attention.attn.k",
    "v": "attention.attn.v",
    "o": "attention.attn.o",
    "i": "intermediate.dense",
    "d": "output.dense",
}
#: The gains and biases of a layer's two normalisations, by short name.
NORMS = {
    "g1": "attention.LayerNorm.weight",
    "b1": "attention.LayerNorm.bias",
    "g2": "output.LayerNorm.weight",
    "b2": "output.LayerNorm.bias",
}


def tensor_name(layer: int, part: str) -> str:
    """Return the published name of `part` in `layer`, counted from 0."""
    return f"encoder.layer.{layer}.{part}"


@dataclass(frozen=True)
class Shape:
    """The numbers of an encoder.

    `pooled` are the layers (counted from 1) whose mean states, each of length 1, make the sentence
    vector; `frozen` is how many of the first layers an adapter leaves as published. `epsilon` is
    that of every normalisation.
    """

    size: int
    heads: int
    layers: int
    pooled: tuple[int, ...]
    frozen: int
    epsilon: float
    max_tokens: int

    @property
    def dimensions(self) -> int:
        """Of a sentence vector."""
        return self.size * len(self.pooled)


@dataclass(frozen=True)
class Weights:
    """What an encoder is made of: tensors (a linear map has the shape (out, in)), and a tokenizer.

    Two tokens, the start and the end, mean that a text holds nothing.
    """

    tensors: Tensors
    tokenizer: Tokenizer


@dataclass(frozen=True)
class Source:
    """A published encoder: its numbers, what names its weights, and how to read them.

    `version` and `read` raise BearingsError where the package that carries the weights is missing
    or damaged.
    """

    name: str
    shape: Shape
    version: Callable[[], str]
    read: Callable[[], Weights]
