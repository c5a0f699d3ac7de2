"""Rasa's lock store without its waiting in steps of a second."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore

#: Seconds between two looks at whether the message before is answered.
WAIT_SECONDS = 0.02


class PromptLockStore(InMemoryLockStore):
    """Keeps messages of one conversation in order, and goes on as soon as it can."""

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = WAIT_SECONDS,
    ) -> AsyncGenerator[TicketLock, None]:
        """Acquire the conversation's lock (see the base class)."""
        async with super().lock(conversation_id, lock_lifetime, wait_time_in_seconds) as lock:
            yield lock
