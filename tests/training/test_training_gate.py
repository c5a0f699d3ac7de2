"""A model that is worse where it matters is not released."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BearingsError
from bot.training.gate import BOUNDS, evaluation_version, refuse_worse, worse
from bot.training.train import release

RELEASED = {bound.figure: 0.9 if bound.more_is_better else 0.1 for bound in BOUNDS}


def test_the_same_scores_pass():
    assert list(worse(RELEASED, RELEASED)) == []


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound.figure)
def test_each_figure_can_refuse_alone_however_good_the_rest_is(bound):
    best = {b.figure: 1.0 if b.more_is_better else 0.0 for b in BOUNDS}
    step = bound.room + 0.002
    loss = -step if bound.more_is_better else step
    lines = list(worse(RELEASED, {**best, bound.figure: RELEASED[bound.figure] + loss}))
    assert len(lines) == 1
    assert lines[0].startswith(bound.figure)
    allowed = -bound.room if bound.more_is_better else bound.room
    inside = {**best, bound.figure: RELEASED[bound.figure] + allowed}
    assert list(worse(RELEASED, inside)) == []


def test_one_more_missed_disclosure_is_refused_and_told_first():
    candidate = {**RELEASED, "crisis, explicit: recall": 0.899, "thoughts: accuracy": 0.5}
    assert [line.split(":")[0] for line in worse(RELEASED, candidate)] == [
        "crisis, explicit",
        "thoughts",
    ]


def test_a_figure_that_is_new_says_nothing():
    assert list(worse({}, RELEASED)) == []


def test_a_figure_that_is_not_measured_any_more_is_worse():
    without = {k: v for k, v in RELEASED.items() if k != "crisis, explicit: recall"}
    assert [line.split(":")[0] for line in worse(RELEASED, without)] == ["crisis, explicit"]


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder with a model that was scored on the messages called `old`."""
    trained = tmp_path / "trained.tar.gz"
    trained.write_bytes(b"released")
    release(trained, tmp_path / "models", "d1", RELEASED, "old")
    return tmp_path / "models"


def not_read(_: Path) -> dict[str, float]:
    raise AssertionError("the released model was read although its scores are known")


MISSES = {**RELEASED, "crisis, veiled: recall": 0.8}


def test_the_first_model_is_compared_with_nothing(tmp_path: Path):
    refuse_worse(tmp_path, MISSES, "old", not_read)


def test_on_the_same_messages_the_manifest_s_scores_count(
    models: Path, capsys: pytest.CaptureFixture[str]
):
    refuse_worse(models, RELEASED, "old", not_read)
    with pytest.raises(BearingsError, match="worse in 1 figures"):
        refuse_worse(models, MISSES, "old", not_read)
    assert "crisis, veiled: recall: 0.900 released, 0.800 now" in capsys.readouterr().err


def test_on_other_messages_the_released_model_is_read_again(models: Path):
    read: list[bytes] = []

    def score(model: Path) -> dict[str, float]:
        read.append(model.read_bytes())
        return {**RELEASED, "crisis, veiled: recall": 0.8}

    refuse_worse(models, MISSES, "new", score)
    assert read == [b"released"]
    with pytest.raises(BearingsError, match="worse in 2 figures"):
        refuse_worse(
            models,
            {**MISSES, "crisis, veiled: recall": 0.7, "thoughts: accuracy": 0.5},
            "new",
            score,
        )


def test_messages_and_model_changed_at_once_are_refused(models: Path):
    next(models.glob("*.tar.gz")).write_bytes(b"another")
    with pytest.raises(BearingsError, match="can't be compared"):
        refuse_worse(models, RELEASED, "new", lambda _: RELEASED)


def test_the_messages_name_changes_with_any_word_and_any_file(tmp_path: Path):
    (tmp_path / "crisis").mkdir()
    one = tmp_path / "crisis" / "veiled.txt"
    one.write_text("first")
    before = evaluation_version(tmp_path)
    (tmp_path / "README.md").write_text("no message")
    assert evaluation_version(tmp_path) == before
    one.write_text("second")
    changed = evaluation_version(tmp_path)
    one.rename(one.with_name("explicit.txt"))
    assert len({before, changed, evaluation_version(tmp_path)}) == 3
