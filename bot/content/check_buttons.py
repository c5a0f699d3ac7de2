"""The buttons below replies: how many, how long, and whether they lead anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content.finding import Finding
from bot.content.limits import BUTTONS, MORE_BUTTONS, PAYLOAD, TITLE
from bot.content.wordings import Wording

_INTENT = re.compile(r"/(\w+)")


def buttons(wordings: list[Wording], intents: set[str]) -> Iterator[Finding]:
    """Yield what is wrong with buttons; `intents` are those of the domain."""
    for one in wordings:
        most = MORE_BUTTONS.get(one.name, BUTTONS)
        if len(one.buttons) > most:
            what = f"{len(one.buttons)} buttons, over {most}"
            yield Finding(one.file, one.place, what, "leave out what can be typed")
        titles = [title for title, _ in one.buttons]
        if len(set(titles)) < len(titles):
            yield Finding(one.file, one.place, "two buttons with one title", "word one anew")
        for title, payload in one.buttons:
            for what, mend in [*_title(title), *_payload(payload, intents)]:
                yield Finding(one.file, f"{one.place}, button {title!r}", what, mend)


def _title(title: str) -> Iterator[tuple[str, str]]:
    if not title.strip():
        yield "has no title", "write one"
    if len(title) > TITLE:
        yield f"{len(title)} characters, over {TITLE}", "shorten it"


def _payload(payload: str, intents: set[str]) -> Iterator[tuple[str, str]]:
    if not payload:  # the payload is made by an action
        return
    plain = payload.replace("{{", "{").replace("}}", "}")
    if len(plain.encode()) > PAYLOAD:
        yield f"a payload of {len(plain.encode())} bytes, over {PAYLOAD}", "shorten its values"
    if payload.startswith("/{"):  # an intent that an action fills in
        return
    found = _INTENT.match(plain)
    if found is None or found.group(1) not in intents:
        yield f"leads to {payload}, which is no intent", "name one of domain.yml"
