"""Plays a scripted person against the assistant, the same way each time."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rasa.core.channels.channel import UserMessage

from bot.assistant.http import OneMessageChannel
from bot.errors import BearingsError
from bot.transcripts.people import PRESSES, Person

if TYPE_CHECKING:
    from bot.assistant.agent import Assistant
    from bot.settings import Settings


@dataclass(frozen=True)
class Reply:
    """One message of the bot."""

    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    #: "crisis", "drawing", "card", or empty for plain words.
    kind: str = ""


@dataclass(frozen=True)
class Turn:
    """One message of the person, and what came back."""

    said: str
    #: Whether `said` is the title of a button that was pressed.
    pressed: bool
    replies: tuple[Reply, ...]


class Player:
    """An assistant whose choice among wordings is decided by who talks to it."""

    def __init__(self, assistant: Assistant, chance: random.Random) -> None:
        """Prepare.

        Args:
            assistant: answers.
            chance: what the assistant chooses wordings with.
        """
        self._assistant = assistant
        self._chance = chance

    async def play(self, person: Person) -> list[Turn]:
        """Return the conversation of `person`.

        Raises:
            BearingsError: a button is to be pressed that was never shown.
        """
        self._chance.seed(person.name)
        turns: list[Turn] = []
        for line in person.lines:
            pressed = line.startswith(PRESSES)
            said = line.removeprefix(PRESSES).strip() if pressed else line
            text = _payload(said, turns, person) if pressed else said
            turns.append(Turn(said, pressed, tuple(await self._answered(person.name, text))))
        return turns

    async def _answered(self, sender: str, text: str) -> list[Reply]:
        output = OneMessageChannel()
        await self._assistant.handle_message(
            UserMessage(text, output, sender, input_channel="terminal")
        )
        return [_reply(message) for message in output.messages]


def _reply(message: dict[str, Any]) -> Reply:
    buttons = tuple((b["title"], b["payload"]) for b in message.get("buttons") or ())
    kind = (message.get("custom") or {}).get("kind", "")
    return Reply(str(message.get("text") or ""), buttons, kind)


def _payload(title: str, turns: list[Turn], person: Person) -> str:
    """Return what the button `title` stands for, that which was shown last if there are several."""
    shown = [b for turn in reversed(turns) for r in reversed(turn.replies) for b in r.buttons]
    for known, payload in shown:
        if known == title:
            return payload
    last = [known for r in turns[-1].replies for known, _ in r.buttons] if turns else []
    there = f"there are {', '.join(f'“{known}”' for known in last)}" if last else "there is none"
    raise BearingsError(
        f"{person.name} presses “{title}” as line {len(turns) + 1}, but no such button was shown "
        f"({there}): mend the script in docs/transcripts/people.yml."
    )


@contextmanager
def opened_player(settings: Settings) -> Iterator[Player]:
    """Open a player with the released model and a store that is thrown away afterwards.

    Raises:
        BearingsError: the model can't be used.
    """
    from bot.assistant.agent import load_assistant
    from bot.assistant.replies import FreshReplies

    chance = random.Random()  # noqa: S311 - it chooses wordings, and no secret
    with tempfile.TemporaryDirectory(prefix="bearings-") as home:
        own = {
            "home": Path(home), "database_url": None, "key_file": None,
            "action_server_url": None, "human_contact": None,
        }  # fmt: skip
        assistant = load_assistant(settings.copy(update=own), replies=FreshReplies(chance=chance))
        try:
            yield Player(assistant, chance)
        finally:
            assistant.tracker_store.engine.dispose()
