"""A conversation in the terminal: buttons as numbers, free text, commands, end of file."""

from __future__ import annotations

import asyncio
import secrets
import sys
import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TextIO

import click

from bot.assistant.http import OneMessageChannel
from bot.assistant.payloads import read_payload

if TYPE_CHECKING:
    from bot.assistant.agent import Assistant

WIDTH = 78


class Terminal:
    """Shows replies and turns what is typed into messages."""

    def __init__(self, assistant: Assistant, reader: TextIO, writer: Callable[[str], Any]) -> None:
        self._assistant = assistant
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
        lines = []
        for paragraph in str(reply.get("text") or "").splitlines():
            lines += textwrap.wrap(paragraph, WIDTH) or [""]
        if lines:
            self._write("\n" + click.style("  B  ", fg="yellow") + "\n     ".join(lines) + "\n")
        for button in reply.get("buttons") or []:
            self._buttons.append(button)
            self._write(f"       {len(self._buttons)}  {button['title']}\n")


def chat(assistant: Assistant) -> None:
    """Talk on standard input and output; Ctrl-C ends cleanly."""

    def write(text: str) -> None:
        click.echo(text, nl=False)

    try:
        Terminal(assistant, sys.stdin, write).talk()
    except KeyboardInterrupt:
        click.echo("\nTake care.")
