"""Only the model that was released is ever opened."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.assistant.manifest import (
    Manifest,
    adapter_hashes,
    read_manifest,
    released_model,
    sha256,
)
from bot.errors import BearingsError
from bot.settings import ROOT


@pytest.fixture
def models(tmp_path: Path) -> Path:
    model = tmp_path / "bearings-1.tar.gz"
    model.write_bytes(b"a model")
    manifest = Manifest(model.name, sha256(model), "1", "3.6.21", "2026-11-23", {"accuracy": 0.5})
    replace(manifest, adapters=adapter_hashes()).write(tmp_path)
    return tmp_path


def refusal(folder: Path) -> str:
    with pytest.raises(BearingsError) as caught:
        released_model(folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_released_model_is_found_with_what_is_known_of_it(models: Path):
    path, manifest = released_model(models)
    assert path.read_bytes() == b"a model"
    assert manifest.scores == {"accuracy": 0.5}
    assert sorted(p.name for p in models.iterdir()) == ["bearings-1.tar.gz", "manifest.json"]


def test_a_file_that_is_not_the_released_one_is_not_opened(models: Path):
    (models / "bearings-1.tar.gz").write_bytes(b"something else")
    assert "not loaded" in refusal(models)


def test_a_missing_model_or_manifest_says_how_to_make_one(models: Path):
    (models / "bearings-1.tar.gz").unlink()
    assert "make train" in refusal(models)
    (models / "manifest.json").unlink()
    assert "make train" in refusal(models)
    assert "make train" in refusal(models / "nowhere")


def test_a_model_of_other_adapters_is_not_opened(models: Path):
    content = json.loads((models / "manifest.json").read_text())
    content["adapters"]["english.npz"] = "0" * 64
    (models / "manifest.json").write_text(json.dumps(content))
    assert "other adapters" in refusal(models)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"5", b'"x"', b"{}", b'{"file": 5}', b"\xff", b'{"unknown": 1}'],
)
def test_a_damaged_manifest_is_refused(models: Path, content: bytes):
    (models / "manifest.json").write_bytes(content)
    assert "damaged" in refusal(models)


@pytest.mark.parametrize("value", [5, None, [], {}])
@pytest.mark.parametrize("key", ["file", "sha256"])
def test_values_of_the_wrong_type_are_refused(models: Path, key: str, value: object):
    content = json.loads((models / "manifest.json").read_text())
    (models / "manifest.json").write_text(json.dumps({**content, key: value}))
    assert "damaged" in refusal(models)


def test_a_model_outside_of_the_folder_is_refused(models: Path, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "bearings-2.tar.gz"
    elsewhere.write_bytes(b"a model")
    content = json.loads((models / "manifest.json").read_text())
    (models / "manifest.json").write_text(json.dumps({**content, "file": str(elsewhere)}))
    assert "damaged" in refusal(models)


def test_the_model_of_this_project_is_the_one_that_its_manifest_names():
    path, manifest = released_model(ROOT / "models")
    assert path.stat().st_size < 5_000_000
    assert manifest.rasa_version == "3.6.21"
    assert manifest == read_manifest(ROOT / "models")
    assert [p.name for p in (ROOT / "models").glob("*.tar.gz")] == [manifest.file]
