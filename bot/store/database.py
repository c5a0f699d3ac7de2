"""Opening the database: one engine, brought to the newest migration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from bot.errors import BearingsError

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT_MS = 5_000


def make_engine(url: str) -> Engine:
    """Return an engine for `url` that shows no values in its errors.

    SQLite gets write-ahead logging (readers never wait for the writer) and secure deletion
    (deleted rows are overwritten, not only unlinked).

    Raises:
        BearingsError: the address can't be understood.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            engine = create_engine(
                parsed,
                hide_parameters=True,
                connect_args={"check_same_thread": False},
                # Without a pool each use would open the file anew and set it up again.
                poolclass=QueuePool,
            )
            event.listen(engine, "connect", _prepare_sqlite)
            return engine
        return create_engine(parsed, hide_parameters=True, pool_pre_ping=True)
    except (ArgumentError, ValueError, ImportError):
        raise BearingsError(
            "BEARINGS_DATABASE_URL can't be understood: "
            "write sqlite:///path or postgresql://user:password@host/database."
        ) from None


def open_database(url: str) -> Engine:
    """Open the database at `url`, create or migrate its tables, and return the engine.

    Raises:
        BearingsError: it can't be opened, is no database, or is newer than this program.
    """
    engine = make_engine(url)
    try:
        if engine.dialect.name == "sqlite" and engine.url.database:
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with engine.begin() as connection:
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError:
        engine.dispose()
        raise BearingsError(
            "The database was written by a newer version of Bearings: update this program, "
            "or point BEARINGS_DATABASE_URL at another database."
        ) from None
    except (SQLAlchemyError, OSError) as error:
        engine.dispose()
        place = engine.url.database if engine.dialect.name == "sqlite" else engine.url.host
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise BearingsError(
            f"The database at {place} can't be used ({reason}): "
            "check BEARINGS_DATABASE_URL, that the place exists and that you may write there."
        ) from None
    return engine


def erase_traces(engine: Engine) -> None:
    """Make SQLite drop deleted rows from its write-ahead log too (secure_delete did the file)."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()
