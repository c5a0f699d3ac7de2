"""What a check of the content found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """One thing to mend: where, what is wrong, and what to do. A warning alone refuses nothing."""

    file: str
    name: str
    what: str
    mend: str
    level: Literal["error", "warning"] = "error"


def table(findings: Iterable[Finding]) -> str:
    """Return the findings as lines under the file that they are in, errors first."""
    lines: list[str] = []
    shown: tuple[str, str] | None = None
    for one in sorted(findings, key=lambda f: (f.level, f.file)):
        if shown != (one.level, one.file):
            lines.append(f"{one.level}: {one.file}")
            shown = one.level, one.file
        lines.append(f"  {one.name}: {one.what} -> {one.mend}")
    return "\n".join(lines)
