"""`make train`: check the data, train, score, and release what is not worse."""

from __future__ import annotations

import tempfile
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

import click

from bot.assistant.manifest import Manifest, adapter_hashes, sha256
from bot.errors import BearingsError
from bot.nlu.memory import remember_vectors
from bot.nlu.softmax import data_version
from bot.settings import Settings
from bot.training.check import check_examples, validate
from bot.training.data import CONFIG, DATA, DOMAIN, VECTORS, read_everyday, read_examples
from bot.training.gate import evaluation_version, refuse_worse
from bot.training.unseen import UNSEEN, Reader, unseen_figures

#: The released model must stay small enough to lie in the repository.
MAX_BYTES = 5_000_000


def train_and_release(settings: Settings) -> Manifest:
    """Train on `data/`, score on unseen messages, and put the model into `models/`.

    Raises:
        BearingsError: the data are invalid, training failed, the model is too large, or it is worse
            than the released one; the released model is then untouched.
    """
    click.echo("Checking the training data …")
    validate()
    examples = read_examples()
    check_examples([*examples, *read_everyday()])
    click.echo(f"{len(examples)} examples, {len({e.intent for e in examples})} intents.")
    with tempfile.TemporaryDirectory() as scratch:
        click.echo("Training …")
        with remember_vectors(VECTORS):
            trained = train(Path(scratch))
        click.echo("Reading messages that nothing was trained on …")
        scores = score(trained)
        evaluation = evaluation_version(UNSEEN)
        refuse_worse(settings.models_dir, scores, evaluation, score)
        data = data_version([(e.text, e.intent) for e in examples])
        manifest = release(trained, settings.models_dir, data, scores, evaluation)
    click.echo(f"Released {manifest.file}.")
    return manifest


def score(model: Path) -> dict[str, float]:
    """Return the scores of a model's file on the unseen messages, by figure, and print them."""
    figures, _ = unseen_figures(Reader(model))
    click.echo("\n".join(figure.line() for figure in figures))
    return {figure.name: figure.value for figure in figures if figure.is_score}


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


def release(
    trained: Path, folder: Path, data: str, scores: dict[str, float], evaluation: str = ""
) -> Manifest:
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
        evaluation=evaluation,
        adapters=adapter_hashes(),
    )
    manifest.write(folder)
    for old in folder.glob("bearings-*.tar.gz"):
        if old != target:
            old.unlink()
    return manifest
