"""Slowing down a chat that writes faster than anybody can be answered."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import Literal

from bot.telegram.pace import Pace

Verdict = Literal["answer", "say so", "limit"]

_REMEMBERED = 10_000


class Flood:
    """Counts messages by the time at which they were written, so that a backlog is no flood."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._written: OrderedDict[str, deque[int]] = OrderedDict()
        self._told: set[str] = set()

    def judge(self, chat_key: str, written: int) -> Verdict:
        """Return what to do with a message that was written at Unix time `written`."""
        times = self._written.setdefault(chat_key, deque(maxlen=self._pace.flood_messages + 1))
        self._written.move_to_end(chat_key)
        if len(self._written) > _REMEMBERED:
            old, _ = self._written.popitem(last=False)
            self._told.discard(old)
        times.append(written)
        recent = sum(abs(written - time) < self._pace.flood_seconds for time in times)
        if recent <= self._pace.flood_messages:
            self._told.discard(chat_key)
            return "answer"
        if chat_key in self._told:
            return "limit"
        self._told.add(chat_key)
        return "say so"
