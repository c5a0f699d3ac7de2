"""Answering stored updates: in order within a chat, chats side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.telegram.chats import Chats
from bot.telegram.lanes import Lanes
from bot.telegram.pace import Pace
from bot.telegram.turns import Turns
from bot.telegram.updates import Updates

#: Forgets the conversation of a pseudonym.
Forget = Callable[[str], Awaitable[None]]


class Worker:
    """Takes updates from the store and puts replies there."""

    def __init__(
        self, updates: Updates, chats: Chats, turns: Turns, forget: Forget, pace: Pace
    ) -> None:
        self._updates = updates
        self._chats = chats
        self._turns = turns
        self._forget = forget
        self._pace = pace
        self._written: Callable[[], None] = lambda: None
        self.lanes = Lanes(updates.waiting, self._next, pace, pace.turns_at_once)

    def on_written(self, call: Callable[[], None]) -> None:
        """Call `call` whenever there is something to send."""
        self._written = call

    async def _next(self, chat_key: str) -> bool:
        waiting = await asyncio.to_thread(self._updates.begin, chat_key)
        if waiting is None:
            return False
        if waiting.incoming is None or waiting.tries > self._pace.tries:
            answer = self._turns.sorry(waiting.incoming)
        else:
            answer = await self._turns.answer(waiting.incoming)
        if answer.ended is not None:
            pseudonym = await asyncio.to_thread(self._chats.end, answer.ended)
            if pseudonym is not None:
                await self._forget(pseudonym)
        await asyncio.to_thread(
            self._updates.answer,
            waiting.update_id,
            answer.replies,
            used=answer.used,
            forget=answer.forget,
            wish=answer.wish,
        )
        if answer.replies:
            self._written()
        return True
