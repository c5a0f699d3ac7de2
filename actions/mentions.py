"""What a message may mention: the closed vocabulary of `data/mentions.yml`, as replies say it."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from actions.paths import MENTIONS

TOOL, TASK, STAGE, DEADLINE = "tool", "task", "stage", "deadline"
#: The kinds, those first that are best taken up where a message holds several.
KINDS = (TASK, DEADLINE, TOOL, STAGE)


@cache
def vocabulary() -> dict[str, Any]:
    """Return the file: `mentions` by kind, `times` and `context`."""
    loaded: dict[str, Any] = yaml.safe_load(MENTIONS.read_text(encoding="utf-8"))
    return loaded


@cache
def phrases() -> dict[tuple[str, str], str]:
    """Return how a reply says each mention, by kind and id."""
    written = vocabulary()
    said = {
        (kind, name): entry["phrase"]
        for kind in (TOOL, TASK, STAGE)
        for name, entry in written["mentions"][kind].items()
    }
    for name, entry in written["mentions"][DEADLINE].items():
        if "alone" in entry:
            said[DEADLINE, name] = entry["alone"]
        for time, when in written["times"].items():
            said[DEADLINE, f"{name}.{time}"] = entry["phrase"].format(time=when["phrase"])
    return said
