"""The rule layer of crisis detection: wordings that a counsellor can read and extend.

The wordings stand in `crisis_rules.yml` beside this file, as regular expressions over the folded
text (see :mod:`bot.nlu.normalise`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.nlu.normalise import fold

RULES_FILE = Path(__file__).with_name("crisis_rules.yml")


@dataclass(frozen=True)
class Verdict:
    """What the rules say of one message."""

    #: An explicit wording was found; it triggers on its own.
    explicit: bool
    #: Only idioms or technical uses were found; the trained detector alone does not trigger.
    idiom: bool
    #: Name of the group that matched, or an empty string.
    rule: str


class CrisisRules:
    """The compiled rules."""

    def __init__(self, path: Path = RULES_FILE) -> None:
        groups = yaml.safe_load(path.read_text(encoding="utf-8"))
        self._explicit = _compile(groups["explicit"])
        self._idioms = _compile(groups["idioms"])

    def read(self, text: str) -> Verdict:
        """Return the verdict on `text`."""
        folded = fold(text)
        idiom = ""
        for name, pattern in self._idioms:
            rest = pattern.sub(" ", folded)
            if rest != folded:
                idiom, folded = name, rest
        for name, pattern in self._explicit:
            if pattern.search(folded):
                return Verdict(explicit=True, idiom=False, rule=name)
        return Verdict(explicit=False, idiom=bool(idiom), rule=idiom)


def _compile(groups: dict[str, list[str]]) -> list[tuple[str, re.Pattern[str]]]:
    return [
        (name, re.compile("|".join(f"(?:{wording})" for wording in wordings)))
        for name, wordings in groups.items()
    ]
