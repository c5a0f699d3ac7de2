"""The assistant with the released model, loaded once for all tests, and people who talk to it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from journey_talk import Room, Talk

    from bot.assistant.agent import Assistant

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def _room(loaded_assistant: Assistant) -> Iterator[Room]:
    from journey_talk import Room

    loop = asyncio.new_event_loop()
    room = Room(loaded_assistant, loop)
    room.talk().say("hello")  # whatever loads at the first message
    yield room
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


@pytest.fixture
def room(_room: Room) -> Room:
    """The assistant; its actions use its own database, whatever another test has set."""
    from actions.services import Services, use

    use(Services(engine=_room.assistant.tracker_store.engine))
    return _room


@pytest.fixture
def talk(room: Room) -> Talk:
    """A new conversation."""
    return room.talk()
