"""Vectors are remembered while training, on disk too, and never by an assistant."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.memory import Vector, encode_with_memory, remember_vectors


class Asked:
    """An encoder that counts letters, and what it was asked for."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: list[str]) -> Vector:
        self.texts += texts
        return np.array([[len(text), text.count("a") / 3] for text in texts], dtype=np.float32)

    def remembered(self, texts: list[str], encoder: str = "one") -> Vector:
        return encode_with_memory(encoder, texts, self.encode)


def test_each_text_is_asked_for_once_and_comes_back_in_order() -> None:
    asked = Asked()
    with remember_vectors():
        first = asked.remembered(["banana", "b", "banana"])
        again = asked.remembered(["b"])
    assert asked.texts == ["banana", "b"]
    assert first[:, 0].tolist() == [6, 1, 6]
    assert again.tolist() == [first[1].tolist()]


def test_outside_training_nothing_is_remembered() -> None:
    asked = Asked()
    asked.remembered(["a"])
    with remember_vectors():
        asked.remembered(["a"])
    asked.remembered(["a"])
    assert asked.texts == ["a"] * 3


def test_the_next_training_reads_them_from_disk_and_gets_the_same(tmp_path: Path) -> None:
    asked = Asked()
    with remember_vectors(tmp_path):
        fresh = asked.remembered(["banana", "b"])
    with remember_vectors(tmp_path):
        read = asked.remembered(["b", "banana", "c"])
    assert asked.texts == ["banana", "b", "c"]
    assert read.dtype == fresh.dtype == np.float32
    assert read[:2].tolist() == fresh[::-1].tolist()


def test_two_encoders_are_kept_apart(tmp_path: Path) -> None:
    asked = Asked()
    with remember_vectors(tmp_path):
        asked.remembered(["a"], "one")
        asked.remembered(["a"], "two")
    assert asked.texts == ["a", "a"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.npz", "two.npz"]


def test_texts_and_encoders_that_are_gone_are_dropped(tmp_path: Path) -> None:
    asked = Asked()
    with remember_vectors(tmp_path):
        asked.remembered(["a", "b"])
        asked.remembered(["a"], "old")
    with remember_vectors(tmp_path):
        asked.remembered(["b"])
    with remember_vectors(tmp_path):
        asked.remembered(["a"])
    assert asked.texts == ["a", "b", "a", "a"]
    assert [path.name for path in tmp_path.iterdir()] == ["one.npz"]


def test_no_text_stands_in_the_file(tmp_path: Path) -> None:
    with remember_vectors(tmp_path):
        Asked().remembered(["quetzalcoatlus"])
    assert b"quetzal" not in (tmp_path / "one.npz").read_bytes()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"no archive"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "one.npz").write_bytes(content)
    asked = Asked()
    with remember_vectors(tmp_path):
        asked.remembered(["a"])
    with remember_vectors(tmp_path):
        asked.remembered(["a"])
    assert asked.texts == ["a"]


def test_a_training_that_fails_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), remember_vectors(tmp_path):
        Asked().remembered(["a"])
        raise RuntimeError
    assert not list(tmp_path.iterdir())
