"""The page in a thread of its own, and a real browser to look at it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import uvicorn
from demo_community import TODAY, simulate

from bot.mentors.app import create_app
from bot.mentors.run import reader
from bot.settings import Settings
from bot.store.database import open_database

CHROMIUM = Path("/usr/bin/chromium")
ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
)


@contextmanager
def shown_page(home: Path, simulated: bool = True, today: date = TODAY) -> Iterator[str]:
    """Show the page of a database in `home` on a free port; yield its address."""
    settings = Settings(_env_file=None, home=home, database_url=None)
    if simulated:
        engine = open_database(settings.resolved_database_url)
        simulate(engine, today)
        engine.dispose()
    app = create_app(reader(settings), lambda: today)
    server = uvicorn.Server(
        uvicorn.Config(app, port=0, log_level="warning", lifespan="off", ws="none", http="h11")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def chromium() -> Iterator[Any]:
    """Yield Debian's Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGS))
        try:
            yield browser
        finally:
            browser.close()
