"""Running the bot: polling or webhook, answering, sending, and clearing up."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import secrets
import signal
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.errors import BearingsError
from bot.settings import Settings
from bot.store.opening import open_store
from bot.telegram.api import ALLOWED_UPDATES, Api, make_api, seconds
from bot.telegram.chats import Chats
from bot.telegram.commands import introduce
from bot.telegram.intake import REFUSED, Polling
from bot.telegram.outbox import Outbox
from bot.telegram.pace import Pace
from bot.telegram.reminders import Reminders
from bot.telegram.reminding import Reminding
from bot.telegram.sender import Sender
from bot.telegram.turns import Turns
from bot.telegram.updates import Updates
from bot.telegram.webhook import Webhook, listen, serve
from bot.telegram.worker import Worker

if TYPE_CHECKING:
    from bot.assistant.agent import Assistant

log = logging.getLogger(__name__)

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}\Z")


async def run(
    settings: Settings,
    assistant: Assistant,
    *,
    pace: Pace | None = None,
    now: Callable[[], float] = time.time,
    stop: asyncio.Event | None = None,
) -> None:
    """Run the bot until SIGINT, SIGTERM, `stop` or cancellation.

    Raises:
        BearingsError: the token, the webhook's settings, the database or the key can't be used.
    """
    pace = pace or Pace()
    stop = stop or asyncio.Event()
    secret = _webhook_secret(settings)
    engine, keys = open_store(settings)
    api = make_api(settings)
    chats = Chats(engine, keys, pace, now)
    updates = Updates(engine, keys, chats, now)
    turns = Turns(api, assistant, chats, keys, pace, now)
    forget = assistant.tracker_store.delete
    worker = Worker(updates, chats, turns, forget, pace)
    sender = Sender(api, Outbox(engine, keys, now), chats, forget, pace)
    worker.on_written(sender.lanes.wake)
    reminding = Reminding(
        Reminders(engine, keys, chats, pace, now),
        chats,
        assistant,
        keys,
        pace,
        sender.lanes.wake,
        quiet=settings.resolved_quiet_hours,
        now=now,
    )
    try:
        with _signals(stop):
            await _side_by_side(stop, pace, _prepare(api, settings, secret, pace))
            if stop.is_set():
                return
            if settings.telegram_webhook_url:
                hook = Webhook(updates, settings.telegram_webhook_url, secret, worker.lanes.wake)
                listener = listen(settings.telegram_webhook_port)
                intake = serve(hook.app, listener)
            else:
                intake = Polling(api, updates, pace, worker.lanes.wake).run()
            # Ended in this order, so that what was taken is answered, and what is answered sent.
            await _side_by_side(
                stop,
                pace,
                intake,
                worker.lanes.run(),
                reminding.run(),
                sender.lanes.run(),
                _expire(chats, assistant, pace),
            )
    finally:
        await api.close_requests()
        engine.dispose()


async def _prepare(api: Api, settings: Settings, secret: str, pace: Pace) -> None:
    """Check the token, name the way in which updates come, and show the menu."""
    await _insist(api.get_me, pace)
    url = settings.telegram_webhook_url
    if url:
        await _insist(
            lambda: api.set_webhook(url, secret_token=secret, allowed_updates=ALLOWED_UPDATES), pace
        )
    else:
        await _insist(api.delete_webhook, pace)
    await introduce(api)
    log.info("The Telegram bot is running.")


async def _insist(call: Callable[[], Awaitable[Any]], pace: Pace) -> None:
    """Call until it works; only a wrong token ends it."""
    failures = 0
    while True:
        try:
            await call()
        except InvalidToken:
            raise BearingsError(REFUSED) from None
        except TelegramError as error:
            failures += 1
            if failures == 1:
                log.warning("Telegram can't be reached, trying on: %s", type(error).__name__)
            wait = pace.backoff(min(failures, 6))
            await asyncio.sleep(seconds(error) if isinstance(error, RetryAfter) else wait)
        else:
            return


async def _expire(chats: Chats, assistant: Assistant, pace: Pace) -> None:
    """Delete what is too old, now and then."""
    while True:
        try:
            await asyncio.to_thread(chats.expire)
            await asyncio.to_thread(assistant.tracker_store.expire)
        except Exception as error:
            log.error("What is too old could not be deleted yet: %s", type(error).__name__)
        await asyncio.sleep(pace.expire)


async def _side_by_side(stop: asyncio.Event, pace: Pace, *work: Coroutine[Any, Any, None]) -> None:
    """Run all of `work` until `stop` or until one ends, then end them one after the other."""
    tasks = [asyncio.create_task(each) for each in work]
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({stopped, *tasks}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in [stopped, *tasks]:
            while not task.done():
                task.cancel()
                # Again after a while: a library may have swallowed it.
                await asyncio.wait({task}, timeout=pace.grace + 1)
    for task in tasks:
        if not task.cancelled():
            task.result()


@contextlib.contextmanager
def _signals(stop: asyncio.Event) -> Iterator[None]:
    """Have SIGINT and SIGTERM end the bot in good order."""
    loop = asyncio.get_running_loop()
    handled = []
    for number in (signal.SIGINT, signal.SIGTERM):
        # Not in a thread, and not on every system.
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, stop.set)
            handled.append(number)
    try:
        yield
    finally:
        for number in handled:
            loop.remove_signal_handler(number)


def _webhook_secret(settings: Settings) -> str:
    """Return the secret that Telegram has to show; a fresh one each start unless one is set."""
    if settings.telegram_webhook_secret is None:
        return secrets.token_urlsafe(32)
    secret = settings.telegram_webhook_secret.get_secret_value()
    if not _SECRET.match(secret):
        raise BearingsError(
            "TELEGRAM_WEBHOOK_SECRET can't be used: it takes 1 to 256 of A-Z, a-z, 0-9, _ and -."
        )
    return secret
