"""What a message may mention: the closed vocabulary of `data/mentions/`, as replies say it."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from actions.paths import MENTIONS

TOOL, TASK, STAGE, DEADLINE = "tool", "task", "stage", "deadline"
FEELING, PERSON = "feeling", "person"
#: The kinds, those first that are best taken up where an answer holds several.
KINDS = (TASK, FEELING, DEADLINE, PERSON, TOOL, STAGE)
#: The same before the first question of a walk: who writes comes before what it is about.
KINDS_AT_FIRST = (FEELING, PERSON, TASK, DEADLINE, TOOL, STAGE)


@cache
def vocabulary() -> dict[str, Any]:
    """Return the files: `mentions` by kind, `times`, and the words around a mention."""
    written: dict[str, Any] = {"mentions": {kind: _read(kind) for kind in KINDS}}
    for name in ("times", "feeling_context", "person_context"):
        written[name] = _read(name)
    return {**written, **_read("context")}


@cache
def phrases() -> dict[tuple[str, str], str]:
    """Return how a reply says each mention, by kind and id."""
    written = vocabulary()
    said = {
        (kind, name): entry["phrase"]
        for kind in KINDS
        if kind != DEADLINE
        for name, entry in written["mentions"][kind].items()
    }
    for name, entry in written["mentions"][DEADLINE].items():
        if "alone" in entry:
            said[DEADLINE, name] = entry["alone"]
        for time, when in written["times"].items():
            said[DEADLINE, f"{name}.{time}"] = entry["phrase"].format(time=when["phrase"])
    return said


def role(name: str) -> str:
    """Return what an id is a kind of: `supervisor` of `supervisor.boss`, `afraid` of
    `afraid.worried`.
    """
    return name.partition(".")[0]


def _read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((MENTIONS / f"{name}.yml").read_text(encoding="utf-8"))
    return loaded
