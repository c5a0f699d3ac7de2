"""Working through chats: in order within one, side by side among them, a bounded number at once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.telegram.pace import Pace

log = logging.getLogger(__name__)


class Lanes:
    """Starts a task for each chat that has work waiting in a store, at most one a chat."""

    def __init__(
        self,
        waiting: Callable[[], list[str]],
        handle: Callable[[str], Awaitable[bool]],
        pace: Pace,
        at_once: int,
    ) -> None:
        """Prepare.

        Args:
            waiting: reads from the store which chats have work, those waiting longest first.
            handle: does one piece of a chat's work; returns False once there is none to do now.
            pace: the intervals.
            at_once: how many chats side by side.
        """
        self._waiting = waiting
        self._handle = handle
        self._pace = pace
        self._free = asyncio.Semaphore(at_once)
        self._news = asyncio.Event()
        self._running: dict[str, asyncio.Task[None]] = {}
        self._failures: dict[str, int] = {}
        self._held: dict[str, float] = {}
        self._ending = False

    def wake(self) -> None:
        """Look at the store now."""
        self._news.set()

    async def run(self) -> None:
        """Work until cancelled; then let what has begun finish for a while."""
        try:
            while True:
                self._news.clear()
                await self._start()
                alarm = asyncio.get_running_loop().call_later(self._pace.look, self._news.set)
                await self._news.wait()
                alarm.cancel()
        finally:
            self._ending = True
            await self._finish()

    async def _start(self) -> None:
        try:
            chats = await asyncio.to_thread(self._waiting)
        except Exception as error:
            log.error("The store can't be read: %s", type(error).__name__)
            await asyncio.sleep(self._pace.retry_first)
            return
        now = asyncio.get_running_loop().time()
        for chat in chats:
            if chat not in self._running and self._held.get(chat, now) <= now:
                await self._free.acquire()
                self._running[chat] = asyncio.create_task(self._work(chat))

    async def _work(self, chat: str) -> None:
        try:
            while not self._ending and await self._handle(chat):
                self._failures.pop(chat, None)
            self._held.pop(chat, None)
            self._failures.pop(chat, None)
        except Exception as error:
            # Its text may quote what was typed, so the kind alone is logged.
            log.error("A chat's work failed and is tried again: %s", type(error).__name__)
            self._failures[chat] = self._failures.get(chat, 0) + 1
            wait = self._pace.backoff(self._failures[chat])
            self._held[chat] = asyncio.get_running_loop().time() + wait
        finally:
            del self._running[chat]
            self._free.release()
            self._news.set()

    async def _finish(self) -> None:
        tasks = set(self._running.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=self._pace.grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
