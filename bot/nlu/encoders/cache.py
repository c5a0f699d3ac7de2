"""The quantised encoder in a folder, made once: 8 seconds the first time, then a tenth of one.

The folder holds `graph.onnx`, `words.npy` (word embeddings, int8, (pieces, size)), `small.npz`
(what else the embeddings need) and `tokens.json`. It is built beside its place and renamed, so it
is complete or not there, also when two processes make it at once.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np

from bot.errors import BearingsError
from bot.nlu.encoders.adapter import apply_adapter, load_adapter
from bot.nlu.encoders.shape import EMBEDDING_NORM, POSITION_BIAS, POSITIONS, WORDS, Source

#: Of the files in the folder; another number makes every folder anew.
FORMAT = 4
GRAPH, PIECES, SMALL, TOKENS = "graph.onnx", "words.npy", "small.npz", "tokens.json"


def encoder_key(source: Source, adapter: Path | None) -> str:
    """Return what tells this encoder from others: the weights, the layers, the adapter's bytes.

    Raises:
        BearingsError: the adapter is missing, or the package with the weights is.
    """
    digest = hashlib.sha256(f"{FORMAT} {source.version()} {source.shape}".encode())
    if adapter is not None:
        try:
            digest.update(adapter.read_bytes())
        except OSError:
            raise BearingsError(f"The adapter {adapter} is missing; run `make adapt`.") from None
    return digest.hexdigest()[:16]


def prepared(source: Source, adapter: Path | None, place: Path | None = None) -> Path:
    """Return the folder of the encoder with `adapter`, and make it if need be.

    It lies in `place`; by default beside the installed packages, or where that is not writable,
    among the temporary files.

    Raises:
        BearingsError: the weights or the adapter can't be used, or nothing can be written.
    """
    name = f"{source.name}-{encoder_key(source, adapter)}"
    first = place or Path(sys.prefix, "share", "bearings")
    try:
        return _found_or_made(source, adapter, first, name)
    except OSError as error:
        if place:
            raise _unwritable(place, error) from None
    try:
        return _found_or_made(source, adapter, _temporary_place(), name)
    except OSError as error:
        raise _unwritable(Path(tempfile.gettempdir()), error) from None


def _unwritable(place: Path, error: OSError) -> BearingsError:
    return BearingsError(
        f"The encoder can't be written below {place}: {error.strerror}. It needs 150 MB there."
    )


def _temporary_place() -> Path:
    """Return a folder below the temporary ones that only this user can have filled."""
    folder = Path(tempfile.gettempdir(), f"bearings-{os.getuid()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        return Path(tempfile.mkdtemp(prefix="bearings-"))
    return folder


def _found_or_made(source: Source, adapter: Path | None, place: Path, name: str) -> Path:
    target = place / name
    if target.is_dir():
        return target
    place.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=place))
    try:
        _write(source, adapter, draft)
        draft.chmod(0o755)
        draft.rename(target)
    except OSError:
        if not target.is_dir():  # else another process was first, with the same content
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target


def _write(source: Source, adapter: Path | None, folder: Path) -> None:
    from bot.nlu.encoders.graph import build_graph, quantise  # late: the onnx package loads slowly
    from bot.nlu.encoders.smoothing import SENTENCES, smoothing

    weights = source.read()
    tensors = weights.tensors
    if adapter is not None:
        tensors = apply_adapter(tensors, load_adapter(adapter))
    words, scales = quantise(tensors[WORDS], axis=1)
    np.save(folder / PIECES, words)
    np.savez(
        folder / SMALL,
        scales=scales,
        positions=tensors[POSITIONS],
        gain=tensors[f"{EMBEDDING_NORM}.weight"],
        offset=tensors[f"{EMBEDDING_NORM}.bias"],
        bias=tensors[POSITION_BIAS],
    )
    weights.tokenizer.save(str(folder / TOKENS))
    numbers = [weights.tokenizer.encode(sentence).ids for sentence in SENTENCES]
    factors = smoothing(source.shape, tensors, numbers)
    graph = build_graph(source.shape, tensors, factors)
    (folder / GRAPH).write_bytes(graph.SerializeToString())
