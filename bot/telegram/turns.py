"""How an update is answered."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from rasa.core.channels.channel import UserMessage
from telegram.error import TelegramError

from bot.assistant.agent import Assistant, offered_payloads
from bot.assistant.payloads import Payload, read_payload
from bot.store.keys import Keys
from bot.telegram.api import Api
from bot.telegram.channel import CHANNEL, TelegramChannel
from bot.telegram.chats import Chat, Chats
from bot.telegram.commands import deep_link
from bot.telegram.flood import Flood
from bot.telegram.incoming import Incoming
from bot.telegram.keyboards import USED, data_for, is_lasting, markup, payload_for, ticked
from bot.telegram.kinds import Lines
from bot.telegram.outgoing import Button, Outgoing
from bot.telegram.pace import Pace
from bot.telegram.reminders import Wish
from bot.telegram.typing import typing

T = TypeVar("T")

_REMEMBERED = 10_000


@dataclass(frozen=True)
class Answer:
    """What follows from an update."""

    replies: list[Outgoing] = field(default_factory=list)
    #: A chat's key and the number of the message whose buttons were used.
    used: tuple[str, int] | None = None
    #: Key of a chat that asked to be forgotten.
    forget: str | None = None
    #: A reminder that was asked for, or is not wanted any more.
    wish: Wish | None = None
    #: Key of a chat that blocked or left.
    ended: str | None = None


class Turns:
    """Makes answers."""

    def __init__(
        self,
        api: Api,
        assistant: Assistant,
        chats: Chats,
        keys: Keys,
        pace: Pace,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._api = api
        self._assistant = assistant
        self._chats = chats
        self._keys = keys
        self._pace = pace
        self._now = now
        self._lines = Lines()
        self._flood = Flood(pace)
        # What follows is only manners, so it may be forgotten by a restart.
        self._told_late: set[str] = set()
        self._told_group: dict[str, float] = {}
        self._albums: dict[str, str] = {}
        self._shown: dict[str, tuple[int, str]] = {}

    async def answer(self, incoming: Incoming) -> Answer:
        """Return what follows from `incoming`."""
        if incoming.kind == "press":
            return await self._press(incoming)
        if incoming.kind == "gone":
            return Answer(ended=self._chats.key(incoming.chat_id))
        if not incoming.private:
            return await self._group(incoming)
        if incoming.kind == "edit":
            return await self._edit(incoming)
        return await self._message(incoming)

    def sorry(self, incoming: Incoming | None) -> Answer:
        """Return the answer where none could be made."""
        if incoming is None or not incoming.private or incoming.kind in ("gone", "edit"):
            return Answer()
        return Answer([self._line(incoming, "trouble")])

    async def _message(self, incoming: Incoming) -> Answer:
        key = self._chats.key(incoming.chat_id)
        verdict = self._flood.judge(key, incoming.date or int(self._now()))
        if verdict != "answer" and not await self._is_crisis(incoming.text):
            return Answer([self._line(incoming, "flood")] if verdict == "say so" else [])
        first: list[Outgoing] = []
        if self._is_late(key, incoming):
            first.append(self._line(incoming, "late"))
        if incoming.media:
            first += self._about_media(key, incoming)
        if not incoming.text:
            return Answer(first)
        said = await self._talk(incoming.chat_id, incoming.text)
        return _after(first, said)

    def _about_media(self, key: str, incoming: Incoming) -> list[Outgoing]:
        """Say once for an album what can't be seen."""
        same = bool(incoming.album) and self._albums.get(key) == incoming.album
        if incoming.album:
            _remember(self._albums, key, incoming.album)
        if same:
            return []
        return [self._line(incoming, "caption" if incoming.text else incoming.media)]

    def _is_late(self, key: str, incoming: Incoming) -> bool:
        """Whether to say that this comes late: once for a run of late messages."""
        if not incoming.date or self._now() - incoming.date <= self._pace.late:
            self._told_late.discard(key)
            return False
        told = key in self._told_late
        self._told_late.add(key)
        return not told

    async def _edit(self, incoming: Incoming) -> Answer:
        """An edit is no second turn, but danger written into one is answered."""
        if not await self._is_crisis(incoming.text):
            return Answer()
        return await self._talk(incoming.chat_id, incoming.text)

    async def _group(self, incoming: Incoming) -> Answer:
        """Point to the private chat; danger is answered there at once, if Telegram allows."""
        help_ = Answer()
        if incoming.user_id and await self._is_crisis(incoming.text):
            help_ = await self._talk(incoming.user_id, incoming.text)
        key, now = self._chats.key(incoming.chat_id), self._now()
        silent = now - self._told_group.get(key, 0) < self._pace.group_silence
        if incoming.kind == "edit" or silent:
            return help_
        _remember(self._told_group, key, now)
        link = f"https://t.me/{self._api.username}"
        pointer = Outgoing(
            incoming.chat_id,
            self._lines.say(key, "group"),
            buttons=[[Button("Write to me privately", url=link)]],
        )
        return replace(help_, replies=[*help_.replies, pointer])

    async def _press(self, incoming: Incoming) -> Answer:
        if not incoming.private:
            await self._acknowledge(incoming)
            return Answer()
        chat = await asyncio.to_thread(self._chats.open, incoming.chat_id)
        payload = await self._payload(chat, incoming)
        if payload is None:
            occasion = "used_button" if incoming.data == USED else "old_button"
            return await self._refuse(incoming, chat, occasion)
        lasting = is_lasting(incoming.data)
        if lasting and self._shown.get(chat.key) == (incoming.message_id, incoming.data):
            return await self._refuse(incoming, chat, "same_button")
        if lasting:
            _remember(self._shown, chat.key, (incoming.message_id, incoming.data))
        if self._flood.judge(chat.key, int(self._now())) != "answer":
            return await self._refuse(incoming, chat, "flood")
        await asyncio.gather(self._acknowledge(incoming), self._tick(incoming))
        answer = await self._talk(incoming.chat_id, "", payload)
        return answer if lasting else replace(answer, used=(chat.key, incoming.message_id))

    async def _payload(self, chat: Chat, incoming: Incoming) -> Payload | None:
        if is_lasting(incoming.data):
            return read_payload(incoming.data)
        if incoming.data == USED or incoming.message_id < chat.live_from:
            return None
        tracker = await self._assistant.tracker_store.retrieve(chat.pseudonym)
        offered = offered_payloads(tracker) if tracker else set()
        text = payload_for(self._keys, chat.pseudonym, incoming.data, offered)
        return read_payload(text) if text else None

    async def _refuse(self, incoming: Incoming, chat: Chat, occasion: str) -> Answer:
        """Say shortly, on top of the chat, why a button does nothing; in the chat if that fails."""
        line = self._lines.say(chat.key, occasion)
        if await self._acknowledge(incoming, line) or occasion != "old_button":
            return Answer()
        return Answer([Outgoing(incoming.chat_id, line)])

    async def _acknowledge(self, incoming: Incoming, text: str | None = None) -> bool:
        """Tell Telegram that the press arrived; return False if it no longer wants to know."""
        try:
            return await self._api.answer_callback_query(incoming.query_id, text=text)
        except TelegramError:
            return False

    async def _tick(self, incoming: Incoming) -> None:
        """Mark the button; if that fails, its age stops a second use all the same."""
        with contextlib.suppress(TelegramError):
            await self._api.edit_message_reply_markup(
                chat_id=incoming.chat_id,
                message_id=incoming.message_id,
                reply_markup=markup(ticked(incoming.keyboard, incoming.data)),
            )

    async def _talk(self, chat_id: int, text: str, payload: Payload | None = None) -> Answer:
        """Let the assistant answer."""
        chat = await asyncio.to_thread(self._chats.open, chat_id)
        channel = TelegramChannel()
        message = UserMessage(text, channel, chat.pseudonym, input_channel=CHANNEL)
        payload = payload or deep_link(text)
        async with typing(self._api, chat_id, self._pace.typing):
            if payload:
                await self._assistant.press(message, payload)
            else:
                await self._assistant.handle_message(message)
        replies = channel.outgoing(
            chat_id, lambda offered: data_for(self._keys, chat.pseudonym, offered)
        )
        if not replies:
            replies = [Outgoing(chat_id, self._lines.say(chat.key, "nothing"))]
        days = channel.remind_in
        wish = None if days is None else Wish(chat_id, days)
        return Answer(replies, forget=chat.key if channel.forgotten else None, wish=wish)

    async def _is_crisis(self, text: str) -> bool:
        if not text:
            return False
        parsed = await self._assistant.parse_typed(text)
        return bool(parsed["intent"]["name"] == "crisis")

    def _line(self, incoming: Incoming, occasion: str) -> Outgoing:
        key = self._chats.key(incoming.chat_id)
        return Outgoing(incoming.chat_id, self._lines.say(key, occasion))


def _after(first: list[Outgoing], answer: Answer) -> Answer:
    """Return `answer` with lines said first, which are as urgent as what follows them."""
    urgent = any(reply.urgent for reply in answer.replies)
    return replace(answer, replies=[replace(r, urgent=urgent) for r in first] + answer.replies)


def _remember(memory: dict[str, T], key: str, value: T) -> None:
    """Keep `value`, and the memory small."""
    memory[key] = value
    if len(memory) > _REMEMBERED:
        del memory[next(iter(memory))]
