"""A conversation as a page of Markdown, and the list of all pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.cards.card import CARD_KIND
from bot.transcripts.people import Person
from bot.transcripts.play import Reply, Turn

_INDEX = """\
# Whole conversations

What people of different kinds typed, and what Bearings answered: made by `make transcripts` from
the released model, without a word changed afterwards. Their lines are scripts
([people.yml](people.yml)), and nobody real wrote them. Where a reply has several wordings, chance
chooses one, here the same one each time. Each page begins with a new conversation.

| | conversation | who |
|---|---|---|
"""

#: Characters that Markdown would take for its own.
_MARKS = re.compile(r"([\\`*_<\[\]~|])")
#: At the beginning of a line they would make a heading, a quotation or a list.
_LINE_START = re.compile(r"^(\d*)([#>+-]|(?<=\d)[.)])(?=\s)")


def page(person: Person, turns: Sequence[Turn]) -> str:
    """Return the conversation of `person` as a page."""
    parts = [f"# {person.title}", f"{person.who} [All conversations](README.md)."]
    for turn in turns:
        parts.append(_said(turn))
        parts += [quoted(reply) for reply in turn.replies]
    return "\n\n".join(parts) + "\n"


def index(people: Sequence[Person]) -> str:
    """Return the page that lists all conversations."""
    rows = (
        f"| {person.name[:2]} | [{person.title}]({person.name}.md) | {person.who} |\n"
        for person in people
    )
    return _INDEX + "".join(rows)


def quoted(reply: Reply) -> str:
    """Return a message of the bot as a quotation, with its buttons as a list below it."""
    text = reply.text.strip()
    drawn = reply.kind == "drawing"
    lines = ["```text", *text.splitlines(), "```"] if drawn else _lines(text)
    if reply.kind == CARD_KIND:
        lines += ["", "*(Here the picture of the page comes.)*"]
    if reply.buttons:
        lines += ["", *(f"- `{title}`" for title, _ in reply.buttons)]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _said(turn: Turn) -> str:
    if turn.pressed:
        return f"**Person** taps `{turn.said}`"
    return "**Person:** " + "\n".join(_lines(turn.said))


def _lines(text: str) -> list[str]:
    """Return the lines of `text`, so that Markdown shows them as they are and breaks where they do.

    A backslash at a line's end is a break inside a paragraph.
    """
    lines = [_LINE_START.sub(r"\1\\\2", _MARKS.sub(r"\\\1", line)) for line in text.splitlines()]
    return [
        f"{line}\\" if line and following else line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
    ]
