"""`bearings mentors` as a process: read only, quiet, ends cleanly, no Rasa in it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from demo_community import TODAY, simulate
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import BearingsError
from bot.mentors import run
from bot.mentors.run import reader, run_page
from bot.settings import Settings
from bot.store.database import make_engine, open_database
from bot.themes.weekly import Weekly


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("BEARINGS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("BEARINGS_DATABASE_URL", raising=False)
    return Settings(_env_file=None)


def in_fresh_process(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


def test_no_rasa_no_tracker_store_no_actions_in_the_process() -> None:
    forbidden = (
        "rasa", "rasa_sdk", "tensorflow", "spacy", "telegram", "actions", "bot.assistant",
        "bot.nlu", "bot.telegram", "bot.store.conversations", "bot.store.log", "bot.store.keys",
    )  # fmt: skip
    code = f"""
import sys
import bot.cli
import bot.mentors.run
forbidden = {forbidden!r}
print([m for m in sys.modules for f in forbidden if m == f or m.startswith(f + ".")])
"""
    assert in_fresh_process(code).strip() == "[]"


def test_a_database_that_is_not_there_shows_nothing_and_is_not_made(settings: Settings) -> None:
    assert reader(settings)(TODAY) == Weekly()
    assert not settings.home.exists()


def test_a_database_without_a_log_shows_nothing(settings: Settings) -> None:
    settings.home.mkdir()
    (settings.home / "bearings.db").touch()
    assert reader(settings)(TODAY) == Weekly()


def test_it_cannot_write(settings: Settings) -> None:
    open_database(settings.resolved_database_url).dispose()
    engine = run._read_only(make_engine(settings.resolved_database_url))
    with pytest.raises(SQLAlchemyError, match="readonly"), engine.connect() as connection:
        connection.exec_driver_sql("DELETE FROM intent_log")
    engine.dispose()


def test_a_broken_database_is_one_line(settings: Settings) -> None:
    settings.home.mkdir()
    (settings.home / "bearings.db").write_bytes(b"this is no database, " * 500)
    with pytest.raises(BearingsError, match="can't be read") as caught:
        run_page(settings, 0)
    assert "\n" not in str(caught.value)


def test_a_log_that_makes_no_sense_is_one_line(settings: Settings) -> None:
    settings.home.mkdir()
    connection = sqlite3.connect(settings.home / "bearings.db")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE intent_log (a, b)")
    connection.close()
    with pytest.raises(BearingsError, match=r"can't be read \(no such column"):
        reader(settings)(TODAY)


def test_a_used_port_is_one_line(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(BearingsError, match="is in use"):
            run_page(settings, taken.getsockname()[1])


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def fetched(port: int, alive: Callable[[], bool] = lambda: True) -> httpx.Response:
    """The overview, as soon as it answers."""
    until = time.monotonic() + 30
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as web:
        while True:
            try:
                return web.get("/")
            except httpx.TransportError:
                assert alive()
                assert time.monotonic() < until
                time.sleep(0.05)


def test_gives_the_signals_back(settings: Settings) -> None:
    port, pages = free_port(), []

    def visit() -> None:
        try:
            pages.append(fetched(port))
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    visitor = threading.Thread(target=visit)
    visitor.start()
    run_page(settings, port)
    visitor.join()
    assert "Nothing to show yet" in pages[0].text
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_shows_the_page_quietly_until_told_to_end(
    settings: Settings, number: signal.Signals
) -> None:
    engine = open_database(settings.resolved_database_url)
    simulate(engine, run.today(), weeks=3)
    engine.dispose()
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "mentors", "--port", str(port)],
        env={**os.environ, "BEARINGS_HOME": str(settings.home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        page = fetched(port, alive=lambda: process.poll() is None)
        assert "weighed" in page.text
        assert "server" not in page.headers
        # Sent as it is written, unlike by httpx.
        raw = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        raw.request("GET", "/themes/../../../../etc/passwd")
        assert raw.getresponse().status == 404
        raw.close()
        process.send_signal(number)
        out, err = process.communicate(timeout=15)
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    assert process.returncode == 0
    assert out == ""
    assert err == f"The mentors' page: http://127.0.0.1:{port}\n"
