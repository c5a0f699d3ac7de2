"""`docs/facts.md`, made from the facts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.content.facts import Fact
from bot.settings import ROOT

PAGE = ROOT / "docs" / "facts.md"

_HEAD = """\
# The facts that replies cite

Made from `data/facts.yml` by `make facts`. From the day in the last column on, no reply tells the
fact as current: the wording that cites it is left out, or says when it was checked.

| fact | source | year | checked on | expires on |
|---|---|---|---|---|
"""


def page(facts: Mapping[str, Fact]) -> str:
    """Return the page as Markdown."""
    return _HEAD + "".join(_row(fact) for fact in facts.values())


def write_page(facts: Mapping[str, Fact], path: Path = PAGE) -> None:
    """Write the page to `path`."""
    path.write_text(page(facts), encoding="utf-8")


def _row(fact: Fact) -> str:
    source = f"[{fact.source}](https://{fact.address})" if fact.address else fact.source
    cells = (fact.fact, source, str(fact.year or ""), str(fact.checked_on), str(fact.expires_on))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"
