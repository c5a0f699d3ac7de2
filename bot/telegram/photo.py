"""A card on its way to Telegram: drawn in memory, sent, and let go of."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from telegram import InputFile
from telegram.error import BadRequest

from bot.cards.card import Card
from bot.cards.notes import FAILED, NOT_WHOLE, a_note
from bot.cards.picture import draw_card
from bot.telegram.api import Api
from bot.telegram.keyboards import markup
from bot.telegram.outgoing import Outgoing

log = logging.getLogger(__name__)

#: Telegram refuses longer texts below a photo.
MAX_CAPTION = 1024
_FILE = "page.png"


async def send_card(
    api: Api, message: Outgoing, card: Card, send_text: Callable[[Outgoing], Awaitable[int]]
) -> int:
    """Send `card` with the message's text below it; one line in its place if that can't be.

    Raises:
        TelegramError: Telegram can't take it now, or the chat is no more.
    """
    instead = replace(message, text=a_note(FAILED), card=None)
    try:
        picture = await asyncio.to_thread(draw_card, card)
    except Exception as error:
        # Its text may quote the words, so the kind alone is logged.
        log.error("A card could not be drawn: %s", type(error).__name__)
        return await send_text(instead)
    note = "" if picture.whole else a_note(NOT_WHOLE)
    caption = "\n\n".join(part for part in (message.text, note) if part)
    try:
        sent = await api.send_photo(
            message.chat_id,
            InputFile(picture.png, filename=_FILE),
            caption=caption[:MAX_CAPTION] or None,
            reply_markup=markup(message.buttons),
        )
    except BadRequest as error:
        if "chat not found" in error.message.lower():
            raise
        log.error("Telegram refused a card, so a line goes in its place.")
        return await send_text(instead)
    return sent.message_id
