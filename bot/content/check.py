"""`make check-content`: facts are fresh and cited, replies keep to the rules of writing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click
from ruamel.yaml import YAML

from bot.content.check_buttons import buttons
from bot.content.check_citations import citations
from bot.content.check_facts import FILE, stale, uncited
from bot.content.check_language import language, read_words
from bot.content.check_marks import marks, names_filled
from bot.content.check_shape import enough_wordings, shape
from bot.content.facts import FACTS, parse_facts
from bot.content.finding import Finding, table
from bot.content.page import PAGE, page
from bot.content.wordings import read_thought_texts, read_wordings
from bot.errors import BearingsError
from bot.settings import ROOT


def check_content(today: date) -> None:
    """Print what is to be mended in the content.

    Raises:
        BearingsError: there are errors; the lines above it say which.
    """
    found = list(findings(today))
    if found:
        click.echo(table(found), err=True)
    errors = sum(one.level == "error" for one in found)
    if errors:
        raise BearingsError(f"{errors} things in the content are to be mended: see above.")
    click.echo("The content is as it should be.")


def findings(today: date) -> Iterator[Finding]:
    """Yield everything that is wrong with the content below `data/`.

    Raises:
        BearingsError: a file can't be read.
    """
    facts, problems = parse_facts(FACTS.read_text(encoding="utf-8"))
    for name, problem in problems:
        yield Finding(FILE, name, problem, "write it as the head of the file says")
    wordings = read_wordings()
    texts = [*wordings, *read_thought_texts()]
    yield from stale(facts, today)
    yield from uncited(facts, wordings)
    yield from citations(wordings, facts)
    yield from shape(texts)
    yield from enough_wordings(wordings)
    yield from buttons(texts, _intents())
    yield from language(texts, read_words())
    yield from marks(texts, _filled())
    if not problems and (not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page(facts)):
        yield Finding("docs/facts.md", "the page", "differs from data/facts.yml", "run make facts")


def _intents() -> set[str]:
    written = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"]
    return {next(iter(one)) if isinstance(one, dict) else str(one) for one in written}


def _filled() -> set[str]:
    slots = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))["slots"]
    code = [*(ROOT / "actions").rglob("*.py"), ROOT / "bot" / "assistant" / "replies.py"]
    return set(slots) | names_filled(code)
