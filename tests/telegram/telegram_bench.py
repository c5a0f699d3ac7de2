"""Running the bot against the stand-in, without waiting."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from bot.settings import Settings
from bot.telegram.pace import Pace
from bot.telegram.run import run

#: No waiting, so that no test depends on the speed of a machine.
QUICK = Pace(
    per_chat=0,
    overall=0,
    poll=1,
    look=0.02,
    typing=0.05,
    retry_first=0.01,
    retry_most=0.05,
    grace=5,
    remind=0.02,
)


class Clock:
    """The time, which only a test moves."""

    def __init__(self) -> None:
        self.time = float(int(time.time()))

    def __call__(self) -> float:
        return self.time


async def until(true: Callable[[], Any], seconds: float = 20) -> None:
    """Wait until something is so; generous, since it ends as soon as it is."""
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it did not happen"
        await asyncio.sleep(0.01)


@asynccontextmanager
async def running(
    settings: Settings, assistant: Any, clock: Clock, pace: Pace = QUICK
) -> AsyncIterator[asyncio.Task[None]]:
    """Run the bot for as long as the block runs."""
    stop = asyncio.Event()
    task = asyncio.create_task(run(settings, assistant, pace=pace, now=clock, stop=stop))
    try:
        yield task
    finally:
        stop.set()
        await task
