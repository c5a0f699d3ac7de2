"""The training data as plain examples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.errors import BearingsError
from bot.settings import ROOT

CONFIG = ROOT / "config.yml"
DOMAIN = ROOT / "domain.yml"
DATA = ROOT / "data"
#: Vectors of texts that were encoded before: what makes training again quick.
VECTORS = ROOT / ".cache" / "vectors"


@dataclass(frozen=True)
class Example:
    """A message with the full name of its intent."""

    text: str
    intent: str


def read_examples(folder: Path = DATA) -> list[Example]:
    """Return all NLU examples below `folder`.

    Raises:
        BearingsError: a file is no valid training data; the text names it.
    """
    from rasa.shared.exceptions import RasaException
    from rasa.shared.importers.rasa import RasaFileImporter

    from bot.nlu.classifier import full_name

    try:
        importer = RasaFileImporter(str(CONFIG), str(DOMAIN), [str(folder)])
        messages = importer.get_nlu_data().intent_examples
    except RasaException as error:
        raise BearingsError(f"The training data can't be read: {error}") from None
    return [Example(str(m.get("text")), full_name(m)) for m in messages if m.get("text")]


def read_everyday() -> list[Example]:
    """Return the lines that mean none of our intents and are no danger, as examples to check."""
    from bot.nlu.everyday import EVERYDAY, everyday_lines

    return [Example(line, EVERYDAY) for line in everyday_lines()]
