"""Adapters: files that can be trusted, and what they change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bot.errors import BearingsError
from bot.nlu.encoders.adapter import Adapter, apply_adapter, load_adapter, save_adapter
from bot.nlu.encoders.mpnet import SHAPE
from bot.nlu.encoders.shape import Tensors

ADAPTER: Adapter = {
    "3.q.A": np.ones((2, SHAPE.size), np.float16),
    "3.q.B": np.full((SHAPE.size, 2), 0.5, np.float16),
    "3.g1": np.full(SHAPE.size, 2, np.float16),
}


def test_an_adapter_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    save_adapter(ADAPTER, tmp_path / "new" / "a.npz")
    found = load_adapter(tmp_path / "new" / "a.npz")
    assert found.keys() == ADAPTER.keys()
    assert all((found[name] == ADAPTER[name]).all() for name in ADAPTER)


def test_the_same_adapter_gives_the_same_bytes(tmp_path: Path) -> None:
    save_adapter(ADAPTER, tmp_path / "a.npz")
    save_adapter(dict(reversed(ADAPTER.items())), tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise OSError("No space left on device")

    path = tmp_path / "a.npz"
    path.write_bytes(b"old")
    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(OSError, match="No space"):
        save_adapter(ADAPTER, path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BearingsError, match=r"a\.npz is missing"):
        load_adapter(tmp_path / "a.npz")


def garbage(path: Path) -> None:
    path.write_bytes(b"no zip at all")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    save_adapter(ADAPTER, path)
    path.write_bytes(path.read_bytes()[:200])


def pickled(path: Path) -> None:
    np.savez(path, **{"3.q.A": np.array([print], dtype=object)})


def wide_numbers(path: Path) -> None:
    np.savez(path, **{"3.g1": np.ones(SHAPE.size)})


def one_array(path: Path) -> None:
    with path.open("wb") as file:
        np.save(file, np.ones(3, np.float16))


@pytest.mark.parametrize("write", [garbage, empty, cut, pickled, wide_numbers, one_array])
def test_other_files_are_refused(tmp_path: Path, write: Callable[[Path], None]) -> None:
    path = tmp_path / "a.npz"
    write(path)
    with pytest.raises(BearingsError, match="is no adapter"):
        load_adapter(path)


def test_a_product_is_added_and_a_gain_replaced(tensors: Tensors) -> None:
    changed = apply_adapter(tensors, ADAPTER)
    query = "encoder.layer.3.attention.attn.q.weight"
    gain = "encoder.layer.3.attention.LayerNorm.weight"
    assert np.allclose(changed[query] - tensors[query], 1, atol=1e-6)
    assert (changed[gain] == 2).all()
    same = [name for name in tensors if changed[name] is tensors[name]]
    assert len(same) == len(tensors) - 2


@pytest.mark.parametrize(
    "adapter",
    [
        {"9.q.A": ADAPTER["3.q.A"], "9.q.B": ADAPTER["3.q.B"]},
        {"3.q.A": ADAPTER["3.q.A"]},
        {"3.z": ADAPTER["3.g1"]},
        {"x": ADAPTER["3.g1"]},
        {"3.g1": np.ones(5, np.float16)},
        {"3.q.A": np.ones((2, 5), np.float16), "3.q.B": ADAPTER["3.q.B"]},
        {"3.q.A": np.ones((2, 1), np.float16), "3.q.B": ADAPTER["3.q.B"]},
    ],
)
def test_an_adapter_of_another_encoder_is_refused(tensors: Tensors, adapter: Adapter) -> None:
    with pytest.raises(BearingsError, match="doesn't fit"):
        apply_adapter(tensors, adapter)
