"""`docs/facts.md`."""

from __future__ import annotations

from pathlib import Path

from content_parts import fact

from bot.content.facts import read_facts
from bot.content.page import PAGE, page, write_page


def test_the_page_in_docs_is_the_one_that_the_facts_make():
    assert PAGE.read_text(encoding="utf-8") == page(read_facts()), "run make facts"


def test_each_fact_has_a_row(tmp_path: Path):
    facts = {
        "wet": fact(fact="Wet | dry.", address="sea.example/wet"),
        "defined": fact(kind="record", year=None),
    }
    write_page(facts, tmp_path / "facts.md")
    rows = (tmp_path / "facts.md").read_text().splitlines()[-2:]
    assert rows == [
        "| Wet \\| dry. | [Sea et al., Waves](https://sea.example/wet) | 2025 | 2026-11-01 "
        "| 2029-11-01 |",
        "| Water is wet. | Sea et al., Waves |  | 2026-11-01 | 2029-11-01 |",
    ]
