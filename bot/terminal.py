"""A conversation in the terminal: buttons as numbers, free text, commands, end of file."""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
import textwrap
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from bot.assistant.http import OneMessageChannel
from bot.assistant.payloads import read_payload
from bot.cards.card import Card, read_card
from bot.cards.notes import FAILED, NOT_WHOLE, a_note

if TYPE_CHECKING:
    from bot.assistant.agent import Assistant

WIDTH = 78
_WRAPPER = textwrap.TextWrapper(WIDTH, break_on_hyphens=False, break_long_words=False)


class Terminal:
    """Shows replies and turns what is typed into messages."""

    def __init__(
        self,
        assistant: Assistant,
        reader: TextIO,
        writer: Callable[[str], Any],
        pictures: Path,
    ) -> None:
        """Prepare.

        Args:
            assistant: answers.
            reader: where lines are typed.
            writer: shows text.
            pictures: the folder for pictures that are asked for; made with the first of them.
        """
        self._assistant = assistant
        self._pictures = pictures
        self._reader = reader
        self._write = writer
        self._buttons: list[dict[str, str]] = []
        # A new conversation each time: somebody else may sit at this terminal next.
        self._sender = f"terminal-{secrets.token_hex(8)}"

    def talk(self) -> None:
        """Talk until the end of file or `/quit`.

        Lines are read outside of the event loop: a thread that waits for one would keep the
        program from ending on Ctrl-C.
        """
        loop = asyncio.new_event_loop()
        try:
            self._talk(lambda text: loop.run_until_complete(self._send(text)))
        finally:
            loop.close()

    def _talk(self, send: Callable[[str], None]) -> None:
        send("/start")
        while True:
            self._write(click.style("\nyou  ", fg="cyan"))
            line = self._reader.readline()
            if not line or line.strip() in ("/quit", "/exit"):
                self._write("\nTake care.\n")
                return
            if line.strip():
                send(line.rstrip("\n"))

    async def _send(self, text: str) -> None:
        from rasa.core.channels.channel import UserMessage

        output = OneMessageChannel()
        message = UserMessage(text, output, self._sender, input_channel="terminal")
        button = self._button(text)
        if button is not None and (payload := read_payload(button["payload"])):
            await self._assistant.press(message, payload)
        else:
            message.text = button["payload"] if button else text
            await self._assistant.handle_message(message)
        self._buttons = []
        for reply in output.messages:
            self._show(reply)

    def _button(self, text: str) -> dict[str, str] | None:
        """Return the button whose number was typed.

        At a question for a rating a number is an answer, and there the buttons are few or none.
        """
        if text.strip().isdecimal() and 0 < int(text) <= len(self._buttons):
            return self._buttons[int(text) - 1]
        return None

    def _show(self, reply: dict[str, Any]) -> None:
        text = str(reply.get("text") or "")
        if card := read_card(reply.get("custom")):
            text = f"{text}\n{saved(card, self._pictures)}"
        lines = []
        for paragraph in text.splitlines():
            # Not within a word: it may be the path of a file.
            lines += _WRAPPER.wrap(paragraph) or [""]
        if lines:
            self._write("\n" + click.style("  B  ", fg="yellow") + "\n     ".join(lines) + "\n")
        for button in reply.get("buttons") or []:
            self._buttons.append(button)
            self._write(f"       {len(self._buttons)}  {button['title']}\n")


def saved(card: Card, folder: Path) -> str:
    """Draw `card` into a new file in `folder` that only its owner can read; say where it is."""
    from bot.cards.picture import draw_card

    try:
        picture = draw_card(card)
    except Exception:
        return a_note(FAILED)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = _new_file(folder, picture.png)
    except OSError:
        return (
            f"It could not be saved in {folder}; copy the page in words, or set BEARINGS_HOME to a "
            "folder that can be written to."
        )
    note = "" if picture.whole else f"\n{a_note(NOT_WHOLE)}"
    return f"Saved as {path}. The file is yours; /forget does not touch it.{note}"


def _new_file(folder: Path, content: bytes) -> Path:
    """Write `content` to the first free name, card-1.png and so on."""
    for number in count(1):
        path = folder / f"card-{number}.png"
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        return path
    raise AssertionError("There is always a next number.")


def chat(assistant: Assistant, pictures: Path) -> None:
    """Talk on standard input and output; Ctrl-C ends cleanly.

    Args:
        assistant: answers.
        pictures: the folder for pictures that are asked for.
    """

    def write(text: str) -> None:
        click.echo(text, nl=False)

    try:
        Terminal(assistant, sys.stdin, write, pictures).talk()
    except KeyboardInterrupt:
        click.echo("\nTake care.")
