"""What each question is about, said in half a sentence, for somebody who comes back to it."""

from __future__ import annotations

from functools import cache

import yaml

from actions.paths import ASKED
from actions.walk.pace import GENTLE
from actions.walk.state import Walk


@cache
def _asked() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(ASKED.read_text(encoding="utf-8"))
    return loaded


def asked(walk: Walk) -> str:
    """Return what the question that `walk` is at asks, as in "the question …"."""
    written = _asked()
    if walk.pace == GENTLE and walk.step in written["gentle"]:
        return written["gentle"][walk.step]
    own = written.get(walk.thought, {})
    return own.get(walk.step) or written["every_walk"][walk.step]
