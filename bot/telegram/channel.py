"""The channel as Rasa sees it: bot messages go in, outgoing Telegram messages come out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.cards.card import read_card
from bot.telegram.keyboards import rows
from bot.telegram.outgoing import Button, Outgoing, split_text

log = logging.getLogger(__name__)

CHANNEL = "telegram"


class TelegramChannel(OutputChannel):
    """Collects the bot's messages of one turn."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """Return the channel's name, as responses may ask for it."""
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep `message` whole."""
        self.messages.append(dict(message))

    @property
    def forgotten(self) -> bool:
        """Whether the person was just forgotten."""
        return any(_kind(message) == "forgotten" for message in self.messages)

    @property
    def remind_in(self) -> int | None:
        """In how many days to ask again: 0 for not (any more), None where nothing was said of it.

        Whoever wrote of danger is not asked about a step.
        """
        for message in self.messages:
            if _kind(message) == "crisis":
                return 0
            if _kind(message) == "reminder":
                return int(message["custom"]["days"])
        return None

    def outgoing(self, chat_id: int, data_of: Callable[[str], str]) -> list[Outgoing]:
        """Return what to send.

        Args:
            chat_id: to whom.
            data_of: turns a payload into a button's callback data.
        """
        sent: list[Outgoing] = []
        opened = False
        for message in self.messages:
            buttons = rows(_buttons(message, data_of))
            drawn = _kind(message) == "drawing"
            card = read_card(message.get("custom"))
            parts = split_text(_text(message)) or ([""] if card else [])
            for number, part in enumerate(parts, start=1):
                below = buttons if number == len(parts) else []
                sent.append(
                    Outgoing(
                        chat_id,
                        part,
                        buttons=below,
                        drawn=drawn,
                        urgent=_kind(message) == "crisis",
                        opens=bool(below) and not opened,
                        last=_kind(message) == "forgotten" and number == len(parts),
                        card=card if number == len(parts) else None,
                    )
                )
                opened = opened or bool(below)
        return sent


def _text(message: dict[str, Any]) -> str:
    lines = [message.get("text"), message.get("image"), message.get("attachment")]
    text = "\n".join(line for line in lines if isinstance(line, str) and line.strip())
    # Telegram takes no buttons without a text.
    return text or ("👇" if message.get("buttons") else "")


def _buttons(message: dict[str, Any], data_of: Callable[[str], str]) -> list[Button]:
    return [
        Button(str(button["title"]), data=data_of(str(button["payload"])))
        for button in message.get("buttons") or []
        if button.get("title") and button.get("payload")
    ]


def _kind(message: dict[str, Any]) -> str:
    custom = message.get("custom")
    return str(custom.get("kind")) if isinstance(custom, dict) else ""
