"""What training adds to the published weights: low-rank changes (LoRA; Hu et al., 2021).

arXiv 2106.09685. An adapter is a dictionary of float16 arrays. For the linear map `q` of layer 3
(counted from 0; the short names are those of :mod:`bot.nlu.encoders.shape`), `3.q.A` has the shape
(rank, in) and `3.q.B` the shape (out, rank), and their product is added to the map. `3.g1` takes
the place of a gain of a normalisation, `3.b1` that of a bias, both of the shape (size,).
"""

from __future__ import annotations

import os
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.errors import BearingsError
from bot.nlu.encoders.shape import LINEAR, NORMS, Array, Tensors, tensor_name

Adapter = dict[str, npt.NDArray[np.float16]]


def load_adapter(path: Path) -> Adapter:
    """Return the adapter in the file `path`.

    Raises:
        BearingsError: the file is missing or is no adapter.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            adapter = {name: arrays[name] for name in arrays.files}
    except FileNotFoundError:
        raise BearingsError(f"The adapter {path} is missing; run `make adapt`.") from None
    except (OSError, ValueError, AttributeError, EOFError, zipfile.BadZipFile):
        raise BearingsError(f"The file {path} is no adapter; run `make adapt`.") from None
    if any(values.dtype != np.float16 for values in adapter.values()):
        raise BearingsError(f"The file {path} is no adapter; run `make adapt`.")
    return adapter


def save_adapter(adapter: Adapter, path: Path) -> None:
    """Write `adapter` to the file `path`: all of it or, if that fails, nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, draft = tempfile.mkstemp(suffix=".npz", prefix=f".{path.stem}-", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            np.savez(file, **{name: adapter[name] for name in sorted(adapter)})
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)


def apply_adapter(tensors: Tensors, adapter: Adapter) -> Tensors:
    """Return `tensors` with what `adapter` changes; the arrays given stay as they are.

    Raises:
        BearingsError: the adapter was made for another encoder.
    """
    changed = dict(tensors)
    try:
        for name in adapter:
            layer, part, *factor = name.split(".")
            if factor == ["A"]:
                weight = f"{tensor_name(int(layer), LINEAR[part])}.weight"
                change = _product(adapter, f"{layer}.{part}")
                changed[weight] = changed[weight] + change.reshape(changed[weight].shape)
            elif not factor:
                norm = tensor_name(int(layer), NORMS[part])
                changed[norm] = adapter[name].astype(np.float32).reshape(changed[norm].shape)
    except (KeyError, ValueError):
        raise BearingsError("The adapter doesn't fit the encoder; run `make adapt`.") from None
    return changed


def _product(adapter: Adapter, name: str) -> Array:
    """Return the change of a linear map, shape (out, in)."""
    narrow = adapter[f"{name}.A"].astype(np.float32)
    wide = adapter[f"{name}.B"].astype(np.float32)
    return wide @ narrow
