"""A message on its way to Telegram, and how a long text becomes several."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.cards.card import Card, card_fields, read_card

#: Telegram refuses longer ones. Counted in UTF-16 units, the stricter of the ways to count.
MAX_TEXT = 4096

#: Where a text may be parted, best place first: paragraph, line, sentence, word.
_BREAKS = [re.compile(place) for place in (r"\n\s*\n", r"\n", r"(?<=[.!?…。！？])\s+", r"\s+")]


@dataclass(frozen=True)
class Button:
    """A button under a message: its title and either what it sends back or where it leads."""

    title: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True)
class Outgoing:
    """One message."""

    chat_id: int
    text: str
    #: Rows of buttons.
    buttons: list[list[Button]] = field(default_factory=list)
    #: A picture made of characters, which must all have the same width.
    drawn: bool = False
    #: Goes before everything else that waits for this chat.
    urgent: bool = False
    #: The first message of a turn with buttons: with it, those of earlier turns are old.
    opens: bool = False
    #: The goodbye after `/forget`: nothing of the chat is left once it is sent.
    last: bool = False
    #: Sent as a photo with the text below it. Drawn at sending: what waits are its words, sealed.
    card: Card | None = None
    #: Arrives without a sound.
    silent: bool = False

    def pack(self) -> bytes:
        """Return it as bytes, to be encrypted."""
        values = {**asdict(self), "card": card_fields(self.card) if self.card else None}
        return json.dumps(values).encode()


def unpack(body: bytes) -> Outgoing:
    """Return what :meth:`Outgoing.pack` was called on."""
    values: dict[str, Any] = json.loads(body)
    rows = [[Button(**button) for button in row] for row in values.pop("buttons")]
    return Outgoing(buttons=rows, card=read_card(values.pop("card", None)), **values)


def split_text(text: str, limit: int = MAX_TEXT) -> list[str]:
    """Return `text` in parts of at most `limit` UTF-16 units, parted at sentences if possible."""
    parts = []
    rest = clean(text)
    while length(rest) > limit:
        head = _head(rest, limit)
        cut = _cut(head)
        parts.append(head[:cut].strip())
        rest = rest[cut:].strip()
    parts.append(rest)
    return [part for part in parts if part]


def clean(text: str) -> str:
    """Return `text` as Telegram takes it: real characters, no blank ends, no NUL."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "").strip()


def length(text: str) -> int:
    """Return the length of `text` as Telegram counts it, in UTF-16 units."""
    return len(text) + sum(ord(character) > 0xFFFF for character in text)


def _head(text: str, limit: int) -> str:
    head = text[:limit]
    while length(head) > limit:
        head = head[: len(head) - max(1, (length(head) - limit) // 2)]
    return head


def _cut(head: str) -> int:
    """Return where to part: the last good place in the second half, else anywhere."""
    for pattern in _BREAKS:
        places = [match.end() for match in pattern.finditer(head)]
        if places and places[-1] > len(head) // 2:
            return places[-1]
    return len(head)
