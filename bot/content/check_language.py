"""The language of replies: words that need an explanation, and phrases that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.content.finding import Finding
from bot.content.wordings import Wording
from bot.errors import BearingsError
from bot.settings import ROOT

WORDS = ROOT / "data" / "words.yml"


class Term(BaseModel):
    """A word that many readers don't know."""

    say: str
    explained_by: list[str] = []

    class Config:
        """A field that nobody knows is a slip of the pen."""

        extra = "forbid"


class Words(BaseModel):
    """What must not stand in a reply."""

    unexplained: dict[str, Term]
    filler: list[str] = Field(min_items=1)

    class Config:
        """A field that nobody knows is a slip of the pen."""

        extra = "forbid"


def read_words(path: Path = WORDS) -> Words:
    """Return the lists of `data/words.yml`.

    Raises:
        BearingsError: the file is missing or wrong; the text says where.
    """
    try:
        content: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        return Words(**content["words"])
    except OSError as error:
        raise BearingsError(f"{path} can't be read: {error.strerror}.") from None
    except ValidationError as error:
        wrong = error.errors()[0]
        place = ".".join(str(part) for part in wrong["loc"])
        raise BearingsError(f"data/words.yml, {place}: {wrong['msg']}.") from None
    except (YAMLError, KeyError, TypeError):
        raise BearingsError("data/words.yml needs its two lists below `words:`.") from None


def language(wordings: list[Wording], words: Words) -> Iterator[Finding]:
    """Yield wordings with an unexplained word or a filler."""
    for one in wordings:
        said = one.text.lower()
        for word, term in words.unexplained.items():
            if _holds(one.text, word) and not any(e.lower() in said for e in term.explained_by):
                what = f"“{word}” is not explained"
                yield Finding(one.file, one.place, what, f"say “{term.say}”, or explain it")
        for phrase in words.filler:
            if _holds(one.text, phrase):
                yield Finding(one.file, one.place, f"“{phrase}” is filler", "leave it out")


def _holds(text: str, phrase: str) -> bool:
    # An abbreviation counts as it is written; other words count in either case, and in the plural.
    flags = 0 if phrase.isupper() else re.IGNORECASE
    return re.search(rf"(?<!\w){re.escape(phrase)}s?(?!\w)", text, flags) is not None
