"""`make train`: check the data, train, score, release."""

from __future__ import annotations

import tempfile
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

import click

from bot.assistant.manifest import Manifest, sha256
from bot.errors import BearingsError
from bot.nlu.memory import remember_vectors
from bot.nlu.softmax import data_version
from bot.settings import Settings
from bot.training.check import validate
from bot.training.data import CONFIG, DATA, DOMAIN, read_examples
from bot.training.evaluate import cross_validated
from bot.training.scores import summary_scores

#: The released model must stay small enough to lie in the repository.
MAX_BYTES = 5_000_000
FOLDS = 3


def train_and_release(settings: Settings) -> Manifest:
    """Train on `data/`, cross-validate, and put the model with its manifest into `models/`.

    Raises:
        BearingsError: the data are invalid, training failed, or the model is too large; the
            released model is then untouched.
    """
    click.echo("Checking the training data …")
    validate()
    examples = read_examples()
    click.echo(f"{len(examples)} examples, {len({e.intent for e in examples})} intents.")
    with remember_vectors(), tempfile.TemporaryDirectory() as scratch:
        predictions = cross_validated(examples, FOLDS)
        scores = summary_scores(predictions.truth, predictions.ranked)
        click.echo("Training …")
        trained = train(Path(scratch))
        data = data_version([(e.text, e.intent) for e in examples])
        manifest = release(trained, settings.models_dir, data, scores)
    click.echo(
        f"Released {manifest.file}: thoughts {scores['thoughts_accuracy']:.3f}, "
        f"all intents {scores['macro_f1']:.3f} (macro-F1), "
        f"crisis recall {scores['crisis_recall']:.3f}, cross-validated."
    )
    return manifest


def train(folder: Path) -> Path:
    """Train on the project's data and return the model's file in `folder`.

    Raises:
        BearingsError: Rasa refused.
    """
    from rasa.model_training import train as rasa_train
    from rasa.shared.exceptions import RasaException

    try:
        result = rasa_train(
            domain=str(DOMAIN),
            config=str(CONFIG),
            training_files=[str(DATA)],
            output=str(folder),
            force_training=True,
            fixed_model_name="bearings",
        )
    except RasaException as error:
        raise BearingsError(f"Training failed: {error}") from None
    if result.code != 0 or not result.model:
        raise BearingsError("Training failed: see the lines above.")
    return Path(result.model)


def release(trained: Path, folder: Path, data: str, scores: dict[str, float]) -> Manifest:
    """Put the trained model into `folder`, then the manifest that names it, then drop the old one.

    A crash between the steps leaves the old model released, or the new one.

    Raises:
        BearingsError: the model is too large.
    """
    size = trained.stat().st_size
    if size > MAX_BYTES:
        raise BearingsError(
            f"The model has {size} bytes, over the {MAX_BYTES} that a released one may have."
        )
    digest = sha256(trained)
    target = folder / f"bearings-{data}-{digest[:8]}.tar.gz"
    folder.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".new")
    draft.write_bytes(trained.read_bytes())
    draft.replace(target)
    manifest = Manifest(
        file=target.name,
        sha256=digest,
        data_version=data,
        rasa_version=version("rasa"),
        trained_at=datetime.now(timezone.utc).strftime("%Y-%m-%d"),
        scores={name: round(value, 4) for name, value in scores.items()},
    )
    manifest.write(folder)
    for old in folder.glob("bearings-*.tar.gz"):
        if old != target:
            old.unlink()
    return manifest
