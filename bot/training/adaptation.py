"""`make adapt`: adapts the sentence encoders to the intents; takes about half an hour."""

from __future__ import annotations

import click

from bot.nlu.encoders.featurizer import SOURCES
from bot.nlu.language import is_english
from bot.settings import ROOT
from bot.training.adapt import adapt
from bot.training.crossval import featurizer_configs
from bot.training.data import Example, read_examples

EPOCHS = 3


def adapt_encoders(only: str | None = None) -> None:
    """Train the adapter of each encoder in config.yml, or of that with the alias `only`.

    The released model belongs to the adapters it was trained with, so `make train` comes next.

    Raises:
        BearingsError: the data or the weights can't be used.
    """
    examples = read_examples()
    for config in featurizer_configs():
        if only in (None, config["alias"]):
            chosen = _read_by(config["reads"], examples)
            click.echo(f"Adapting {config['alias']} on {len(chosen)} examples …")
            adapt(SOURCES[config["encoder"]], chosen, ROOT / config["adapter"], epochs=EPOCHS)
    click.echo("Now run `make train`: the released model was made for the adapters before.")


def _read_by(reads: str, examples: list[Example]) -> list[Example]:
    """Return the examples that the encoder learns from: English alone, or all."""
    return [e for e in examples if reads != "english" or is_english(e.text)]
