"""The prepared encoder: made once, complete or not there."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from bot.errors import BearingsError
from bot.nlu.encoders import cache, e5, mpnet
from bot.nlu.encoders.cache import encoder_key, prepared
from bot.nlu.encoders.encoder import Encoder
from bot.nlu.encoders.mpnet import SOURCE
from bot.nlu.encoders.shape import Source


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders written to; nothing is computed."""
    folders: list[Path] = []

    def write(source: Source, adapter: Path | None, folder: Path) -> None:
        folders.append(folder)
        (folder / "file").write_text("content")

    monkeypatch.setattr(cache, "_write", write)
    return folders


def test_two_processes_at_once_make_one_encoder_and_print_nothing(
    two_processes: tuple[Path, list[tuple[int, str, str]]],
) -> None:
    place, told = two_processes
    folder = place / f"mpnet-{encoder_key(SOURCE, None)}"
    assert told == [(0, "", f"{folder}\n")] * 2
    assert list(place.iterdir()) == [folder]


def test_a_prepared_encoder_is_used_again(tmp_path: Path, made: list[Path]) -> None:
    assert prepared(SOURCE, None, tmp_path) == prepared(SOURCE, None, tmp_path)
    assert len(made) == 1


def test_it_lies_beside_the_packages(
    tmp_path: Path, made: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    folder = prepared(SOURCE, None)
    assert folder == tmp_path / "share" / "bearings" / f"mpnet-{encoder_key(SOURCE, None)}"


def test_where_that_is_not_writable_it_lies_among_temporary_files(
    tmp_path: Path, made: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setattr(sys, "prefix", str(file))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = prepared(SOURCE, None)
    assert folder.parent.parent == tmp_path
    assert folder.parent.stat().st_mode & 0o777 == 0o700
    assert prepared(SOURCE, None) == folder
    assert len(made) == 1


def test_a_temporary_folder_of_somebody_else_is_not_used(
    tmp_path: Path, made: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setattr(sys, "prefix", str(file))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    planted = prepared(SOURCE, None).parent
    planted.rename(tmp_path / "elsewhere")
    planted.symlink_to(tmp_path / "elsewhere")
    assert prepared(SOURCE, None).parent not in (planted, tmp_path / "elsewhere")


def test_a_place_that_can_not_be_written_is_told(tmp_path: Path, made: list[Path]) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(BearingsError, match=r"can't be written below .*file"):
        prepared(SOURCE, None, file)


def test_nothing_is_left_of_a_failed_attempt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(source: Source, adapter: Path | None, folder: Path) -> None:
        (folder / "half").touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache, "_write", fail)
    with pytest.raises(BearingsError, match="No space left"):
        prepared(SOURCE, None, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_key_depends_on_the_bytes_of_the_adapter(tmp_path: Path) -> None:
    one, two, same = (tmp_path / name for name in ("one", "two", "same"))
    one.write_bytes(b"1")
    two.write_bytes(b"2")
    same.write_bytes(b"1")
    assert encoder_key(SOURCE, one) == encoder_key(SOURCE, same)
    keys = {encoder_key(SOURCE, adapter) for adapter in (None, one, two)}
    assert len(keys | {encoder_key(e5.SOURCE, None)}) == 4


def test_a_missing_adapter_is_told(tmp_path: Path) -> None:
    with pytest.raises(BearingsError, match="is missing"):
        prepared(SOURCE, tmp_path / "none.npz", tmp_path)


def test_missing_packages_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    for module in (mpnet, e5):
        monkeypatch.setattr(module, "version", missing)
        with pytest.raises(BearingsError, match="is not installed"):
            encoder_key(module.SOURCE, None)


@pytest.mark.parametrize("name", [cache.GRAPH, cache.PIECES, cache.SMALL, cache.TOKENS])
@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_damaged_folder_is_named(
    place: Path, tmp_path: Path, name: str, damage: Callable[[Path], object]
) -> None:
    folder = prepared(SOURCE, None, place)
    shutil.copytree(folder, tmp_path / folder.name)
    damage(tmp_path / folder.name / name)
    with pytest.raises(BearingsError, match=f"{folder.name} is damaged; delete"):
        Encoder.load(SOURCE, None, tmp_path)
