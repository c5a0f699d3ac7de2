from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from fake_assistant import FakeAssistant
from standin import TOKEN, Standin
from telegram_bench import Clock, running

from bot.settings import Settings


@pytest.fixture
def standin() -> Iterator[Standin]:
    server = Standin()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path, standin: Standin) -> Settings:
    return Settings(
        _env_file=None,
        home=tmp_path / "var",
        telegram_token=TOKEN,
        telegram_api_base_url=standin.url,
    )


@pytest.fixture
async def bot(
    settings: Settings, assistant: FakeAssistant, clock: Clock
) -> AsyncIterator[asyncio.Task[None]]:
    """The bot, running."""
    async with running(settings, assistant, clock) as task:
        yield task
