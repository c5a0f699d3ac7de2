"""Asking how a step went, once its time has come."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.assistant.agent import Assistant
from bot.settings import QuietHours
from bot.store.keys import Keys
from bot.telegram.channel import TelegramChannel
from bot.telegram.chats import Chats
from bot.telegram.keyboards import data_for
from bot.telegram.pace import DAY, HOUR, Pace
from bot.telegram.reminders import Due, Reminders

log = logging.getLogger(__name__)

#: The action that asks.
ASKS = "action_remind"


class Reminding:
    """Looks at the table of reminders now and then, and puts what is due into the outbox.

    Nothing is planned in memory, so a restart, or a clock that jumps, loses and repeats nothing.
    """

    def __init__(
        self,
        reminders: Reminders,
        chats: Chats,
        assistant: Assistant,
        keys: Keys,
        pace: Pace,
        written: Callable[[], None],
        *,
        quiet: QuietHours | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Prepare.

        Args:
            reminders: the table.
            chats: which conversation belongs to a chat.
            assistant: makes the words, so that the dialogue knows what was asked.
            keys: for the buttons.
            pace: the intervals.
            written: called whenever there is something to send.
            quiet: hours (UTC) in which nothing is sent.
            now: Unix time, s.
        """
        self._reminders = reminders
        self._chats = chats
        self._assistant = assistant
        self._keys = keys
        self._pace = pace
        self._written = written
        self._quiet = quiet
        self._now = now

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self._look()
            except Exception as error:
                log.error("The reminders can't be read: %s", type(error).__name__)
            await asyncio.sleep(self._pace.remind)

    async def _look(self) -> None:
        if self._quiet and self._quiet.holds(int(self._now() % DAY) // HOUR):
            return
        for due in await asyncio.to_thread(self._reminders.due):
            try:
                await self._remind(due)
            except Exception as error:
                log.error("A reminder failed and is tried again: %s", type(error).__name__)

    async def _remind(self, due: Due) -> None:
        chat = await asyncio.to_thread(self._chats.find, due.chat_key)
        if chat is None:
            await asyncio.to_thread(self._reminders.drop, due.chat_key)
            return
        if await asyncio.to_thread(self._reminders.is_talking, chat.pseudonym):
            return
        channel = TelegramChannel()
        await self._assistant.speak_first(chat.pseudonym, channel, ASKS)
        replies = channel.outgoing(due.chat_id, partial(data_for, self._keys, chat.pseudonym))
        if not replies:
            raise RuntimeError("There are no words for a reminder.")
        # It opens no new turn: a question that is still on the screen keeps its buttons.
        quietly = [replace(reply, opens=False, silent=True) for reply in replies]
        if await asyncio.to_thread(self._reminders.deliver, due, quietly):
            self._written()
