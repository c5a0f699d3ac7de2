"""The vectors: those of the published model, up to what int8 costs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.encoders.encoder import MANY, Encoder
from bot.nlu.encoders.mpnet import SHAPE, SOURCE
from bot.nlu.encoders.shape import Array, Source, Weights
from bot.nlu.encoders.smoothing import exact_vector

SIZE, DIMENSIONS = SHAPE.size, SHAPE.dimensions

#: Computed by transformers and torch in float32: the values at these places.
PLACES = [0, 1, 2, 3, 768, 769, 770, 771, 1535]
REFERENCE = {
    "I use it to translate my emails.": [
        0.01733, 0.18975, 0.04339, -0.02646, -0.00329, 0.06415, 0.02388, 0.00147, 0.02317,
    ],
    "My supervisor asked the model first, and me second.": [
        0.04536, 0.08285, 0.00797, -0.02344, 0.04778, 0.04483, 0.02169, -0.01750, -0.00171,
    ],
}  # fmt: skip
SENTENCES = [
    *REFERENCE,
    "ok",
    "Everyone around me finishes a paper a month now and I am still reading the first one.",
]


def cosines(one: Array, other: Array) -> Array:
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    found: Array = (one * other).sum(axis=1) / lengths
    return found


def exact(published: Weights, texts: list[str]) -> Array:
    numbers = [published.tokenizer.encode(text).ids for text in texts]
    return np.stack([exact_vector(SHAPE, published.tensors, own) for own in numbers])


def test_the_float_encoder_is_the_published_one(published: Weights) -> None:
    vectors = exact(published, list(REFERENCE))
    assert np.allclose(vectors[:, PLACES], list(REFERENCE.values()), atol=2e-5)


def test_the_int8_encoder_is_near_the_float_one(encoder: Encoder, published: Weights) -> None:
    vectors = encoder.encode(SENTENCES)
    assert vectors.shape == (len(SENTENCES), DIMENSIONS)
    assert vectors.dtype == np.float32
    assert cosines(vectors, exact(published, SENTENCES)).min() > 0.98


def test_each_half_has_length_one(encoder: Encoder) -> None:
    vectors = encoder.encode(SENTENCES).reshape(-1, 2, SIZE)
    assert np.allclose(np.linalg.norm(vectors, axis=2), 1, atol=1e-4)


def test_the_same_text_gives_the_same_vector(encoder: Encoder, place: Path) -> None:
    vectors = encoder.encode(SENTENCES)
    alone = np.concatenate([encoder.encode([text]) for text in reversed(SENTENCES)])[::-1]
    assert (vectors == alone).all()
    assert (vectors == Encoder.load(SOURCE, None, place).encode(SENTENCES)).all()


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u2060", "\u0301"])
def test_a_text_without_content_gives_zeros(encoder: Encoder, text: str) -> None:
    vectors = encoder.encode([text, "ok"])
    assert not vectors[0].any()
    assert vectors[1].any()


def test_no_texts_give_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, DIMENSIONS)


@pytest.mark.parametrize("text", ["word " * 100_000, "x" * 500_000, "🙂" * 5_000, "的" * 5_000])
def test_a_very_long_text_is_read(encoder: Encoder, text: str) -> None:
    assert np.isfinite(encoder.encode([text])).all()


def test_characters_in_disguise_are_cleaned_first(encoder: Encoder) -> None:
    plain, dressed = encoder.encode(["I can't sleep", "Ｉ\u200b can’t  sleep"])
    assert (plain == dressed).all()


def test_an_adapter_changes_the_vectors_and_one_of_zeros_does_not(
    make_adapter: Callable[[float], Path],
    quick_source: Source,
    tmp_path: Path,
) -> None:
    vectors = Encoder.load(quick_source, None, tmp_path).encode(SENTENCES)
    nothing = Encoder.load(quick_source, make_adapter(0.0), tmp_path).encode(SENTENCES)
    assert (vectors == nothing).all()
    changed = Encoder.load(quick_source, make_adapter(1.0), tmp_path).encode(SENTENCES)
    assert (changed[:, :SIZE] == vectors[:, :SIZE]).all()  # layer 3 comes before the adapted one
    assert cosines(changed[:, SIZE:], vectors[:, SIZE:]).max() < 0.99


def test_many_texts_at_once_give_the_same_as_one_by_one(encoder: Encoder) -> None:
    texts = [f"message number {number} about my thesis" for number in range(MANY)] + ["", "…"]
    together = encoder.encode(texts)
    assert np.array_equal(together, np.concatenate([encoder.encode([text]) for text in texts]))
