"""Releasing a model: whole or not at all, and small."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.assistant.manifest import Manifest, released_model
from bot.errors import BearingsError
from bot.training import train
from bot.training.train import release


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


def trained(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "trained.tar.gz"
    path.write_bytes(content)
    return path


def test_a_released_model_takes_the_place_of_the_old_one(tmp_path: Path, models: Path):
    first = release(trained(tmp_path, b"one"), models, "d1", {"accuracy": 0.123456})
    assert released_model(models)[1] == first
    assert first.scores == {"accuracy": 0.1235}
    second = release(trained(tmp_path, b"two"), models, "d2", {})
    path, manifest = released_model(models)
    assert (path.read_bytes(), manifest) == (b"two", second)
    assert sorted(p.name for p in models.iterdir()) == sorted([second.file, "manifest.json"])


def test_the_same_model_again_stays(tmp_path: Path, models: Path):
    one = release(trained(tmp_path, b"one"), models, "d", {})
    assert release(trained(tmp_path, b"one"), models, "d", {}).file == one.file
    assert released_model(models)[0].read_bytes() == b"one"


def test_a_model_that_is_too_large_is_refused(tmp_path: Path, models: Path, monkeypatch):
    release(trained(tmp_path, b"one"), models, "d", {})
    monkeypatch.setattr(train, "MAX_BYTES", 3)
    with pytest.raises(BearingsError, match="4 bytes"):
        release(trained(tmp_path, b"four"), models, "d", {})
    assert released_model(models)[0].read_bytes() == b"one"
    release(trained(tmp_path, b"not"), models, "d", {})


class Crash(BaseException):
    """The process ends here."""


STEPS = [(Path, "write_bytes"), (Path, "replace"), (Manifest, "write"), (Path, "unlink")]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("owner", "step"), STEPS, ids=[name for _, name in STEPS])
def test_a_crash_between_the_steps_leaves_a_model_that_can_be_loaded(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch, owner, step: str, when: str
):
    release(trained(tmp_path, b"old"), models, "d1", {})
    new = trained(tmp_path, b"new")
    real = getattr(owner, step)

    def crash(*args, **kwargs):
        if when == "after":
            real(*args, **kwargs)
        raise Crash

    with monkeypatch.context() as patched, pytest.raises(Crash):
        patched.setattr(owner, step, crash)
        release(new, models, "d2", {})
    assert released_model(models)[0].read_bytes() in (b"old", b"new")
    # The next one works, and leaves nothing of the one that failed.
    release(new, models, "d2", {})
    assert released_model(models)[0].read_bytes() == b"new"
    assert len([p for p in models.iterdir() if p.suffix != ".json"]) == 1


def test_a_crash_while_the_file_is_written_leaves_the_old_one(
    tmp_path: Path, models: Path, monkeypatch
):
    release(trained(tmp_path, b"old"), models, "d1", {})
    new = trained(tmp_path, b"new model")
    real = Path.write_bytes

    def half(self: Path, content: bytes) -> int:
        real(self, content[: len(content) // 2])
        raise Crash

    with monkeypatch.context() as patched, pytest.raises(Crash):
        patched.setattr(Path, "write_bytes", half)
        release(new, models, "d2", {})
    assert released_model(models)[0].read_bytes() == b"old"
