"""Commands: the menu and the texts that Telegram shows, and links that lead to one thought."""

from __future__ import annotations

import logging
import re
from functools import partial

from telegram import BotCommand
from telegram.error import TelegramError

from bot.assistant.payloads import Payload
from bot.telegram.api import Api

log = logging.getLogger(__name__)

#: The menu, in the order in which it is shown. What they mean: bot/assistant/payloads.py.
MENU = {
    "start": "Begin, or begin again",
    "help": "What I can do",
    "thoughts": "The six thoughts about AI",
    "strategy": "Your page, and four ways to act",
    "balance": "What speaks for it and against it",
    "facts": "Studies and rules, with sources",
    "resources": "Help and people, by country",
    "privacy": "What is kept, and for how long",
    "forget": "Erase what is kept of you",
    "stop": "Leave the exercise",
    "human": "Reach a person",
}
#: Shown in an empty chat, up to 512 characters.
DESCRIPTION = (
    "Torn about AI in your science? This program helps you think it through, one thought at a "
    "time, and leaves the decision with you. It neither allows nor forbids AI.\n\n"
    "Nobody reads along. It is no therapy and not for emergencies: for those, call your "
    "emergency number (112 in the EU) or see findahelpline.com. /privacy says what is kept."
)
#: Shown in the bot's profile, up to 120 characters.
ABOUT = "For scientists who are torn about AI: think it through. A program; nobody reads along."

#: `t.me/<bot>?start=self_doubt` begins with that thought.
TOPICS = (
    "career_pressure", "funding_pressure", "peer_pressure", "self_doubt", "dependence",
    "replacement",
)  # fmt: skip

_DEEP_LINK = re.compile(r"/start(?:@\w+)?\s+([A-Za-z0-9_-]{1,64})\s*\Z")


def deep_link(text: str) -> Payload | None:
    """Return the thought that a `/start …` leads to, or None if it is another text."""
    match = _DEEP_LINK.match(text.strip())
    topic = match[1].lower().replace("-", "_") if match else ""
    return Payload(f"thought_{topic}", {}) if topic in TOPICS else None


async def introduce(api: Api) -> None:
    """Tell Telegram the menu and the texts; without them the bot works as well."""
    commands = [BotCommand(name, text) for name, text in MENU.items()]
    for call in (
        partial(api.set_my_commands, commands),
        partial(api.set_my_description, DESCRIPTION),
        partial(api.set_my_short_description, ABOUT),
    ):
        try:
            await call()
        except TelegramError as error:
            log.warning("Telegram did not take the bot's menu or texts: %s", type(error).__name__)
