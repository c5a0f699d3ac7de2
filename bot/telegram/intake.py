"""Asking Telegram for updates, and acknowledging them only once they are stored."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from telegram.error import Conflict, InvalidToken, RetryAfter

from bot.errors import BearingsError
from bot.telegram.api import Api, seconds
from bot.telegram.pace import Pace
from bot.telegram.updates import Updates

log = logging.getLogger(__name__)

REFUSED = (
    "Telegram refused the bot's token: put the one that @BotFather shows into TELEGRAM_BOT_TOKEN."
)


class Polling:
    """Long polling. Asking from an offset on is what acknowledges everything before it."""

    def __init__(self, api: Api, updates: Updates, pace: Pace, stored: Callable[[], None]) -> None:
        self._api = api
        self._updates = updates
        self._pace = pace
        self._stored = stored

    async def run(self) -> None:
        """Poll until cancelled.

        Raises:
            BearingsError: the token is not valid (any more).
        """
        offset: int | None = None
        failures = 0
        while True:
            try:
                offset = await self._poll(offset)
                failures = 0
            except InvalidToken:
                raise BearingsError(REFUSED) from None
            except Exception as error:
                failures += 1
                self._report(error, failures)
                wait = self._pace.backoff(min(failures, 6))
                await asyncio.sleep(seconds(error) if isinstance(error, RetryAfter) else wait)

    async def _poll(self, offset: int | None) -> int | None:
        """Take the next updates and return the offset that acknowledges them."""
        raw = await self._api.fetch_updates(offset, self._pace.poll)
        if not raw:
            # All is acknowledged. Without an offset, so that numbers may start anew, as they do
            # after a quiet week.
            return None
        highest = await asyncio.to_thread(self._updates.take, raw)
        if highest is None:
            raise ValueError("Updates without numbers.")
        self._stored()
        return highest + 1

    @staticmethod
    def _report(error: Exception, failures: int) -> None:
        if failures > 1:
            return
        if isinstance(error, Conflict):
            log.error("Another program asks for this bot's updates: end it. Trying on meanwhile.")
        else:
            log.warning("Updates can't be had just now, trying on: %s", type(error).__name__)
