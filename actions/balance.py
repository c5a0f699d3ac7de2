"""The balance sheet as a picture made of characters, narrow enough for a phone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from textwrap import wrap

from actions.walk.summary import ARGUMENT_TITLES

FOR, AGAINST = "argue_for/", "argue_against/"

#: Characters of each column with its margins; the post of the scale stands between the two.
_COLUMN = 15
_TEXT = _COLUMN - 2

# The beam is level whatever lies on it: lines are counted easily, weighed only by the person. It
# begins at the very left, since Telegram drops blanks in front of a message.
_BEAM = "───────┬───────┬───────┬───────"
_HEADS = (("speaks", "speaks"), ("for it", "against it"))
_PANS = f"└{'─' * _TEXT}┘│└{'─' * _TEXT}┘"
_FOOT = f"{'────┴────':^{2 * _COLUMN + 1}}".rstrip()


def drawing(picks: Sequence[str]) -> str:
    """Return a scale with the arguments `picks` (by intent) on its two sides."""
    rows = zip_longest(_side(picks, FOR), _side(picks, AGAINST), fillvalue="")
    return "\n".join(
        [
            _BEAM,
            *(f"{left:^{_COLUMN}}│{right:^{_COLUMN}}".rstrip() for left, right in _HEADS),
            *(f" {left:<{_TEXT}} │ {right}".rstrip() for left, right in rows),
            _PANS,
            _FOOT,
        ]
    )


def sides(picks: Sequence[str]) -> tuple[bool, bool]:
    """Return whether something speaks for it, and whether something speaks against it."""
    return any(p.startswith(FOR) for p in picks), any(p.startswith(AGAINST) for p in picks)


def _side(picks: Sequence[str], prefix: str) -> list[str]:
    """Return the lines of one side, each argument after an empty line."""
    lines: list[str] = []
    for pick in picks:
        if pick.startswith(prefix):
            lines += ["", *wrap(ARGUMENT_TITLES[pick], _TEXT)]
    return lines
