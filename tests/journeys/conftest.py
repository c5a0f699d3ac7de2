"""The assistant with the released model, loaded once for all journeys."""

from __future__ import annotations

import asyncio
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.logs import prepare_environment

if TYPE_CHECKING:
    from journey_talk import Room, Talk

# Before anything imports Rasa.
prepare_environment()
sys.path.insert(0, str(Path(__file__).parent))

#: Libraries that Rasa brings warn of their own future; that is not ours to mend.
_NOT_OURS = (
    "ignore::DeprecationWarning",
    "ignore::PendingDeprecationWarning",
    "ignore::FutureWarning",
    "ignore::UserWarning:rasa.*",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            for line in _NOT_OURS:
                item.add_marker(pytest.mark.filterwarnings(line))


@pytest.fixture(scope="session")
def journeys_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("journeys")


@pytest.fixture(scope="session")
def _room(journeys_home: Path) -> Iterator[Room]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from journey_talk import Room

        from bot.assistant.agent import load_assistant
        from bot.logs import configure_logs
        from bot.settings import Settings

        configure_logs("WARNING")
        settings = Settings(
            _env_file=None,
            home=journeys_home,
            database_url=None,
            key_file=None,
            action_server_url=None,
            human_contact=None,
        )
        assistant = load_assistant(settings)
        loop = asyncio.new_event_loop()
        room = Room(assistant, loop)
        room.talk().say("hello")  # whatever loads at the first message
    yield room
    assistant.tracker_store.engine.dispose()
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
