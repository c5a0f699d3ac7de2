"""Vectors remembered while training, where the same texts are encoded more than once.

Cross-validation and Rasa's training both encode all examples; the second pass is then free. Off by
default: an assistant never keeps what a text was turned into.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

_remembered: dict[tuple[str, str], NDArray[Any]] | None = None


@contextmanager
def remember_vectors() -> Iterator[None]:
    """Remember vectors inside the `with` block, and forget them at its end."""
    global _remembered
    before, _remembered = _remembered, {} if _remembered is None else _remembered
    try:
        yield
    finally:
        _remembered = before


def encode_with_memory(
    encoder: str, texts: list[str], encode: Callable[[list[str]], NDArray[Any]]
) -> NDArray[Any]:
    """Return `encode(texts)`, asking `encode` only for texts not seen under `encoder` before."""
    memory = _remembered
    if memory is None:
        return encode(texts)
    new = [text for text in dict.fromkeys(texts) if (encoder, text) not in memory]
    if new:
        for text, vector in zip(new, encode(new), strict=True):
            memory[encoder, text] = vector
    return np.stack([memory[encoder, text] for text in texts])
