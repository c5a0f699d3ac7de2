"""Vectors remembered while training, where the same texts are encoded more than once.

Cross-validation and Rasa's training both encode all examples, and a maintainer trains again after
adding ten lines; each text is encoded once. Off by default: an assistant never keeps what a text
was turned into. Only texts of the training data and of the evaluation sets are ever written.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[Any]


@dataclass
class _Memory:
    """Vectors in half precision by encoder and by a hash of the text."""

    folder: Path | None
    known: dict[str, dict[bytes, Vector]] = field(default_factory=dict)
    #: Those that were asked for; the others belong to texts that are no longer there.
    used: dict[str, set[bytes]] = field(default_factory=dict)

    def of(self, encoder: str) -> dict[bytes, Vector]:
        """Return what is known of `encoder`, read from its file the first time."""
        if encoder not in self.known:
            self.known[encoder] = _read(self.folder / f"{encoder}.npz") if self.folder else {}
            self.used[encoder] = set()
        return self.known[encoder]

    def save(self) -> None:
        """Write the vectors that were used, and drop the files of encoders that were not."""
        if self.folder is None or not self.known:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        for encoder, vectors in self.known.items():
            kept = {key: vectors[key] for key in sorted(self.used[encoder])}
            _write(self.folder / f"{encoder}.npz", kept)
        for path in self.folder.glob("*.npz"):
            if path.stem not in self.known:
                path.unlink()


_memory: _Memory | None = None


@contextmanager
def remember_vectors(folder: Path | None = None) -> Iterator[None]:
    """Remember vectors inside the `with` block; beyond it too, if there is a `folder` for them."""
    global _memory
    before = _memory
    _memory = before or _Memory(folder)
    try:
        yield
        if before is None:
            _memory.save()
    finally:
        _memory = before


def encode_with_memory(
    encoder: str, texts: list[str], encode: Callable[[list[str]], Vector]
) -> Vector:
    """Return `encode(texts)`, asking `encode` only for texts not seen under `encoder` before.

    What is remembered is rounded to half precision, whether it was seen before or not.
    """
    if _memory is None:
        return encode(texts)
    known = _memory.of(encoder)
    keys = [hashlib.blake2b(text.encode(), digest_size=16).digest() for text in texts]
    new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if new:
        for key, vector in zip(new, encode(list(new.values())), strict=True):
            known[key] = vector.astype(np.float16)
    _memory.used[encoder].update(keys)
    return np.stack([known[key] for key in keys]).astype(np.float32)


def _read(path: Path) -> dict[bytes, Vector]:
    """Return the vectors in a file; none if it is missing or damaged, as they can be made anew."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            keys, vectors = arrays["keys"], arrays["vectors"]
            return {row.tobytes(): vector for row, vector in zip(keys, vectors, strict=True)}
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile):
        return {}


def _write(path: Path, vectors: dict[bytes, Vector]) -> None:
    keys = np.array([np.frombuffer(key, np.uint8) for key in vectors])
    draft = path.with_suffix(".new")
    with draft.open("wb") as file:
        np.savez(file, keys=keys, vectors=np.array(list(vectors.values())))
    draft.replace(path)
