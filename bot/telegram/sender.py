"""Sending what is in the outbox, with Telegram's limits kept and nobody waiting for anybody."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

from telegram import LinkPreviewOptions, MessageEntity
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.telegram.api import Api, seconds
from bot.telegram.chats import Chats
from bot.telegram.keyboards import markup
from bot.telegram.lanes import Lanes
from bot.telegram.outbox import Outbox, Unsent
from bot.telegram.outgoing import Outgoing, length
from bot.telegram.pace import Pace
from bot.telegram.pacer import Pacer
from bot.telegram.photo import send_card
from bot.telegram.worker import Forget

log = logging.getLogger(__name__)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Sender:
    """Takes replies from the store and gives them to Telegram."""

    def __init__(self, api: Api, outbox: Outbox, chats: Chats, forget: Forget, pace: Pace) -> None:
        self._api = api
        self._outbox = outbox
        self._chats = chats
        self._forget = forget
        self._pace = pace
        self._pacer = Pacer(pace.per_chat, pace.overall)
        self.lanes = Lanes(outbox.waiting, self._next, pace, pace.sends_at_once)

    async def _next(self, chat_key: str) -> bool:
        await self._pacer.wait(chat_key)
        # Chosen after the wait: something urgent may have come.
        unsent = await asyncio.to_thread(self._outbox.next, chat_key)
        return unsent is not None and await self._deliver(chat_key, unsent)

    async def _deliver(self, chat_key: str, unsent: Unsent) -> bool:
        """Send one reply; return False if the chat has to wait."""
        try:
            message_id = await self._send(unsent.message)
        except RetryAfter as error:
            await self._put_off(chat_key, unsent, seconds(error), failed=False)
            return False
        except Forbidden:
            await self._end(chat_key)
            return False
        except (BadRequest, ChatMigrated) as error:
            if "chat not found" in error.message.lower():
                await self._end(chat_key)
                return False
            log.error("Telegram refused a reply, which is dropped: %s", type(error).__name__)
            message_id = 0
        except TelegramError as error:
            log.warning("A reply waits, Telegram can't take it: %s", type(error).__name__)
            wait = self._pace.backoff(unsent.tries + 1)
            await self._put_off(chat_key, unsent, wait, failed=True)
            return False
        await asyncio.to_thread(self._outbox.sent, chat_key, unsent, message_id)
        if unsent.message.last:
            await asyncio.to_thread(self._chats.wipe)
        return True

    async def _send(self, message: Outgoing) -> int:
        if message.card is not None:
            return await send_card(self._api, message, message.card, self._send)
        try:
            sent = await self._api.send_message(
                message.chat_id,
                message.text,
                reply_markup=markup(message.buttons),
                link_preview_options=_NO_PREVIEW,
                entities=_same_width(message.text) if message.drawn else None,
                disable_notification=message.silent or None,
            )
        except BadRequest as error:
            if not message.buttons or "chat not found" in error.message.lower():
                raise
            # The words matter more than the buttons.
            log.error("Telegram refused a reply's buttons, so it goes without them.")
            return await self._send(replace(message, buttons=[]))
        return sent.message_id

    async def _put_off(self, chat_key: str, unsent: Unsent, wait: float, *, failed: bool) -> None:
        await asyncio.to_thread(self._outbox.put_off, chat_key, unsent, wait, failed=failed)

    async def _end(self, chat_key: str) -> None:
        pseudonym = await asyncio.to_thread(self._chats.end, chat_key)
        if pseudonym is not None:
            await self._forget(pseudonym)


def _same_width(text: str) -> list[MessageEntity]:
    """Return what makes the whole `text` a block of characters of the same width.

    Beside HTML, entities are Telegram's other way to say so; nothing has to be escaped.
    """
    return [MessageEntity(MessageEntity.PRE, offset=0, length=length(text))]
