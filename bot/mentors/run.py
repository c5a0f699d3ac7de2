"""`bearings mentors`: the page on loopback, until Ctrl-C or SIGTERM."""

from __future__ import annotations

import signal
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import click
import uvicorn
from sqlalchemy import event, inspect
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import BearingsError
from bot.mentors.app import create_app
from bot.settings import Settings
from bot.store.database import make_engine
from bot.store.tables import intent_log
from bot.themes.weekly import Weekly, read_weekly

LOOPBACK = "127.0.0.1"


def run_page(settings: Settings, port: int) -> None:
    """Show the page on `port` of this machine (0: a free one, which is then named).

    Raises:
        BearingsError: the database can't be read, or the port is in use.
    """
    read = reader(settings)
    read(today())
    listening = _listen(port)
    if port == 0:
        click.echo(f"Listening on http://{LOOPBACK}:{listening.getsockname()[1]}", err=True)
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(read, today),
            access_log=False,
            log_level="warning",
            lifespan="off",
            ws="none",
            http="h11",
            server_header=False,
            limit_concurrency=64,
            timeout_graceful_shutdown=2,
        )
    )
    with listening, _ending_cleanly(server):
        server.run(sockets=[listening])


def today() -> date:
    """Return the present day, in UTC as in the log."""
    return datetime.now(timezone.utc).date()


def reader(settings: Settings) -> Callable[[date], Weekly]:
    """Return a function that reads what may be shown on a day, and can't write.

    A database that isn't there yet, or has no log yet, shows nothing; nothing is created.
    """
    engine = _read_only(make_engine(settings.resolved_database_url))
    sqlite = engine.dialect.name == "sqlite"
    place = (engine.url.database if sqlite else engine.url.host) or "this machine"

    def read(day: date) -> Weekly:
        try:
            if not _has_log(engine):
                return Weekly()
            return read_weekly(engine, day)
        except (SQLAlchemyError, sqlite3.Error, OSError, ValueError) as error:
            reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
            raise BearingsError(
                f"The database at {place} can't be read ({reason}): check "
                "BEARINGS_DATABASE_URL and that the database is there, runs and is undamaged."
            ) from None

    return read


def _has_log(engine: Engine) -> bool:
    if engine.dialect.name == "sqlite" and not Path(engine.url.database or "").exists():
        return False
    return bool(inspect(engine).has_table(intent_log.name))


def _read_only(engine: Engine) -> Engine:
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _refuse_writing)
        return engine
    return engine.execution_options(postgresql_readonly=True)


def _refuse_writing(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA query_only=ON").close()


def _listen(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
    except OSError:
        listening.close()
        raise BearingsError(
            f"Port {port} is in use: end what listens there, or choose another."
        ) from None
    return listening


@contextmanager
def _ending_cleanly(server: uvicorn.Server) -> Iterator[None]:
    """Make both signals end the server; uvicorn raises them again once it has ended."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_number: int, _frame: object) -> None:
        server.should_exit = True

    before = {name: signal.signal(name, end) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
