"""Calibration, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.training.calibration import Bin, calibration_error, reliability, reliability_picture


def test_messages_of_like_confidence_stand_together():
    bins = reliability([0.05, 0.92, 0.98, 1.0], [False, True, True, False])
    assert bins == [Bin(1, 0.05, 0.0), Bin(3, pytest.approx(29 / 30), pytest.approx(2 / 3))]


def test_who_is_right_as_often_as_sure_has_no_error():
    assert calibration_error([0.75] * 4, [True, True, True, False]) == pytest.approx(0)


def test_who_is_always_sure_and_half_right_is_off_by_half():
    assert calibration_error([1.0] * 4, [True, True, False, False]) == pytest.approx(0.5)
    assert calibration_error([0.0] * 2, [True, True]) == pytest.approx(1)


def test_the_picture_is_written(tmp_path: Path):
    reliability_picture([0.2, 0.9], [False, True], tmp_path / "r.png")
    assert (tmp_path / "r.png").read_bytes().startswith(b"\x89PNG")
