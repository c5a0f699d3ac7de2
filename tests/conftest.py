"""What many tests share: a home of their own, databases of both kinds, one loaded assistant."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as hypothesis_settings

from bot.logs import prepare_environment

prepare_environment()  # before anything imports SQLAlchemy, TensorFlow or Rasa

from sqlalchemy import create_engine  # noqa: E402
from sqlalchemy.engine import Engine  # noqa: E402

from bot.settings import ROOT, Settings  # noqa: E402
from bot.store.database import open_database  # noqa: E402
from bot.store.keys import Keys  # noqa: E402

# The same examples each time: a run that fails for one person fails for all.
hypothesis_settings.register_profile("steady", derandomize=True)
hypothesis_settings.load_profile("steady")

if TYPE_CHECKING:
    from rasa.shared.core.domain import Domain

    from bot.assistant.agent import Assistant

#: Settings of the person who runs the tests must not reach them.
OWN_SETTINGS = [field.field_info.extra["env"] for field in Settings.__fields__.values()]


@pytest.fixture(autouse=True)
def no_settings_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OWN_SETTINGS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL server, which ends with the tests."""
    with warnings.catch_warnings():
        # platformdirs tells that there is no desktop session.
        warnings.simplefilter("ignore")
        import pgserver
    # Not pytest's folder: as root, pgserver opens the folders above to a user of its own.
    folder = Path(tempfile.mkdtemp(prefix="bearings-pg-", dir="/tmp"))
    server = pgserver.get_server(folder, cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bearings.db'}"
        return
    address: str = request.getfixturevalue("postgres")
    name = f"t{uuid.uuid4().hex}"
    server = create_engine(address, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield address.replace("/postgres?", f"/{name}?")
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A migrated database, once of each kind."""
    opened = open_database(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def sqlite_engine(tmp_path: Path) -> Iterator[Engine]:
    """A migrated database where its kind does not matter."""
    opened = open_database(f"sqlite:///{tmp_path / 'bearings.db'}")
    yield opened
    opened.dispose()


@pytest.fixture
def keys() -> Keys:
    return Keys(b"k" * 32)


@pytest.fixture(scope="session")
def loaded_assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The released model with a database of its own; loaded once, since that takes seconds."""
    from rasa.utils.log_utils import configure_structlog

    from bot.assistant.agent import load_assistant

    configure_structlog(logging.ERROR)
    home = tmp_path_factory.mktemp("home")
    assistant = load_assistant(Settings(_env_file=None, home=home))
    yield assistant
    assistant.tracker_store.engine.dispose()


@pytest.fixture(scope="session")
def domain() -> Domain:
    """The project's domain without the words of its replies."""
    from rasa.shared.core.domain import Domain

    return Domain.load(str(ROOT / "domain.yml"))


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment for a process of ours: nothing set but a home in a temporary folder."""
    kept = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
    return {**kept, "BEARINGS_HOME": str(tmp_path / "home"), "PYTHONUNBUFFERED": "1"}
