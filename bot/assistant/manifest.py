"""The released model and its manifest: which file, made from what, and how good."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bot.errors import BearingsError
from bot.settings import ROOT

MANIFEST = "manifest.json"
#: Where config.yml looks for what adapts the sentence encoders to the intents.
ADAPTERS = ROOT / "models" / "adapters"


@dataclass(frozen=True)
class Manifest:
    """What `models/manifest.json` says of the released model."""

    file: str
    sha256: str
    data_version: str
    rasa_version: str
    trained_at: str
    scores: dict[str, float] = field(default_factory=dict)
    #: Which unseen messages the scores were measured on.
    evaluation: str = ""
    #: SHA-256 of the encoders' adapters that it was trained with, by file name.
    adapters: dict[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write it to `folder`, whole or not at all."""
        draft = folder / f"{MANIFEST}.new"
        draft.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")
        draft.replace(folder / MANIFEST)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def adapter_hashes() -> dict[str, str]:
    """Return the SHA-256 of each adapter of the sentence encoders, by file name."""
    return {path.name: sha256(path) for path in sorted(ADAPTERS.glob("*.npz"))}


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest in `folder`.

    Raises:
        BearingsError: there is none, or it is damaged.
    """
    path = folder / MANIFEST
    try:
        manifest = Manifest(**json.loads(path.read_text(encoding="utf-8")))
        if Path(manifest.file).name != manifest.file or not isinstance(manifest.sha256, str):
            raise ValueError(manifest.file)
        return manifest
    except FileNotFoundError:
        raise BearingsError(
            f"There is no released model in {folder}: run `make train` to build one."
        ) from None
    except (ValueError, TypeError, OSError):
        raise BearingsError(
            f"The manifest {path} is damaged: restore it with `git checkout {MANIFEST}` in that "
            "folder, or run `make train`."
        ) from None


def released_model(folder: Path) -> tuple[Path, Manifest]:
    """Return the released model's file and manifest, after comparing the file's hash.

    A Rasa model is code that runs when it is loaded (CVE-2024-49375), so a file that is not the
    one that was released is never opened.

    Raises:
        BearingsError: the file is missing, or is not the released one.
    """
    manifest = read_manifest(folder)
    path = folder / manifest.file
    if not path.is_file():
        raise BearingsError(f"The model {path} is missing: run `make train` to build it.")
    if sha256(path) != manifest.sha256:
        raise BearingsError(
            f"The model {path} is not the one that its manifest names, so it is not loaded: "
            "restore it, or run `make train` to build one."
        )
    if manifest.adapters != adapter_hashes():
        raise BearingsError(
            f"The model {path} was made for other adapters than those in {ADAPTERS}: "
            "restore them, or run `make train`."
        )
    return path, manifest
