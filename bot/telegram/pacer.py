"""Keeping Telegram's limits: so many messages a second to one chat, and to all of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

_REMEMBERED = 10_000


class Pacer:
    """Lets sends through one by one, no faster than allowed."""

    def __init__(
        self,
        per_chat: float,
        overall: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._per_chat = per_chat
        self._overall = overall
        self._clock = clock
        self._sleep = sleep
        self._next = 0.0
        self._next_of: dict[str, float] = {}

    async def wait(self, chat_key: str) -> None:
        """Return when a message may go to the chat. One caller a chat at a time."""
        await self._until(self._next_of.get(chat_key, 0.0))
        slot = max(self._clock(), self._next)
        self._next = slot + self._overall
        await self._until(slot)
        self._next_of[chat_key] = self._clock() + self._per_chat
        if len(self._next_of) > _REMEMBERED:
            now = self._clock()
            self._next_of = {key: at for key, at in self._next_of.items() if at > now}

    async def _until(self, at: float) -> None:
        wait = at - self._clock()
        if wait > 0:
            await self._sleep(wait)
