"""Telegram's Bot API, through python-telegram-bot, without its habit of logging what it carries.

Texts of exceptions may hold the token or what was typed, so callers log their kind alone.
"""

from __future__ import annotations

import json
import logging
import os
from datetime import timedelta
from typing import Any

from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.settings import Settings

#: What Telegram may send; everything else it keeps to itself.
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]

_TALKATIVE = ("telegram", "httpx", "httpcore")
#: Telegram may hold a request this much longer than asked before it counts as lost.
_PATIENCE = 10.0


class QuietRequest(HTTPXRequest):
    """Refuses answers that are none without quoting them."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer as an object (the base class logs what it can't read)."""
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            raise TelegramError("Telegram's answer is no JSON object.")
        return answer

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make the request (see the base class)."""
        code, payload = await super().do_request(*args, **kwargs)
        if 200 <= code < 300 and "result" not in self.parse_json_payload(payload):
            raise NetworkError("Telegram's answer holds no result.")
        return code, payload


class Api(Bot):
    """The Bot API, with updates as they come: one that is odd must not spoil the rest."""

    async def fetch_updates(self, offset: int | None, wait: float) -> list[Any]:
        """Return the next updates from `offset` on, waiting for the first up to `wait` seconds."""
        data = {
            "offset": offset,
            "timeout": int(wait),
            "limit": 100,
            "allowed_updates": ALLOWED_UPDATES,
        }
        updates = await self._post("getUpdates", data, read_timeout=wait + _PATIENCE)
        if not isinstance(updates, list):
            raise NetworkError("Telegram's answer holds no list of updates.")
        return updates

    async def close_requests(self) -> None:
        """Close the connections."""
        for request in self._request:
            await request.shutdown()


def make_api(settings: Settings) -> Api:
    """Return the API of the bot whose token `settings` holds.

    Raises:
        ValueError: there is no token.
    """
    if settings.telegram_token is None:
        raise ValueError("There is no token.")
    # Times as timedelta, which python-telegram-bot will make its default.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    quiet_libraries()
    return Api(
        settings.telegram_token.get_secret_value(),
        base_url=f"{settings.telegram_api_base_url}/bot",
        request=QuietRequest(read_timeout=15, write_timeout=15, connect_timeout=10),
        get_updates_request=QuietRequest(connection_pool_size=2, connect_timeout=10),
    )


def quiet_libraries() -> None:
    """Keep libraries that log addresses (with the token in them) and bodies at WARNING."""
    for name in _TALKATIVE:
        logger = logging.getLogger(name)
        if logger.getEffectiveLevel() < logging.WARNING:
            logger.setLevel(logging.WARNING)


def seconds(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
