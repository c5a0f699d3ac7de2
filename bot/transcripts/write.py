"""`make transcripts`: plays all scripted people and writes their conversations."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import click

from bot.errors import BearingsError
from bot.settings import Settings
from bot.transcripts.page import index, page
from bot.transcripts.people import PEOPLE, Person, read_people
from bot.transcripts.play import opened_player

#: A page that nobody in the script owns any more goes with the next run.
_PAGES = "[0-9][0-9]-*.md"


def write_transcripts(settings: Settings, names: Sequence[str] = (), people: Path = PEOPLE) -> None:
    """Write a page for each person of the file `people` beside it, and the list of all.

    Args:
        settings: where the model is; nothing is kept at home.
        names: whose page to write, by name or number; all if empty.
        people: the scripts.

    Raises:
        BearingsError: the scripts or the model can't be used, or nobody is called so.
    """
    everybody = read_people(people)
    chosen = [_called(name, everybody) for name in names] or everybody
    with opened_player(settings) as player:
        for person in chosen:
            written = page(person, asyncio.run(player.play(person)))
            (people.parent / f"{person.name}.md").write_text(written, encoding="utf-8")
            click.echo(f"{person.name}: {len(person.lines)} messages")
    (people.parent / "README.md").write_text(index(everybody), encoding="utf-8")
    owned = {f"{person.name}.md" for person in everybody}
    for old in people.parent.glob(_PAGES):
        if old.name not in owned:
            old.unlink()


def _called(name: str, people: Sequence[Person]) -> Person:
    for person in people:
        if name in (person.name, person.name[:2]):
            return person
    raise BearingsError(f"Nobody in the scripts is called {name}: write a number such as 03.")
