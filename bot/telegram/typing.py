"""Showing "typing" while an answer is being made."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.telegram.api import Api

#: An answer waits no longer than this for its "typing" to arrive.
_PATIENCE = 1.0


@contextlib.asynccontextmanager
async def typing(api: Api, chat_id: int, every: float) -> AsyncIterator[None]:
    """Show "typing" in the chat for as long as the block runs."""
    done = asyncio.Event()
    task = asyncio.create_task(_show(api, chat_id, every, done))
    try:
        yield
    finally:
        done.set()
        # Arriving after the answer it would stay on the screen for five seconds.
        await asyncio.wait({task}, timeout=_PATIENCE)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _show(api: Api, chat_id: int, every: float, done: asyncio.Event) -> None:
    while not done.is_set():
        with contextlib.suppress(TelegramError):
            await api.send_chat_action(chat_id, ChatAction.TYPING)
        alarm = asyncio.create_task(done.wait())
        await asyncio.wait({alarm}, timeout=every)
        alarm.cancel()
