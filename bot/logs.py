"""Logging that says what happens and never what was typed.

Rasa, its SDK, httpx (which logs addresses with the bot token) and python-telegram-bot are kept at
WARNING whatever level is set: below it they log messages, trackers and request bodies.
"""

from __future__ import annotations

import logging
import os
import warnings

#: Libraries whose lower levels hold what people typed, or secrets.
TALKATIVE = (
    "rasa", "rasa_sdk", "httpx", "httpcore", "telegram", "sanic", "sanic.root", "sanic.error",
    "sanic.access", "asyncio", "sqlalchemy", "alembic", "matplotlib", "apscheduler", "urllib3",
    "uvicorn", "uvicorn.access", "tensorflow", "aiohttp",
)  # fmt: skip


def prepare_environment() -> None:
    """Set what must be set before Rasa and TensorFlow are imported: no telemetry, no chatter."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ["LOG_LEVEL_LIBRARIES"] = "ERROR"


def configure_logs(level: str) -> None:
    """Log our own messages from `level` on, everybody else's from WARNING on, without content."""
    logging.basicConfig(
        level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s", force=True
    )
    logging.getLogger().addFilter(_no_tracebacks)
    for handler in logging.getLogger().handlers:
        handler.addFilter(_no_tracebacks)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    warnings.filterwarnings("ignore")
    from rasa.utils.log_utils import configure_structlog

    # As a library Rasa would print every message object at DEBUG.
    configure_structlog(logging.ERROR)


def _no_tracebacks(record: logging.LogRecord) -> bool:
    """Keep the line, drop the traceback: its frames and messages may quote what was typed."""
    if record.exc_info and not record.name.startswith("bot"):
        record.msg = (
            f"{record.msg} ({record.exc_info[0].__name__})" if record.exc_info[0] else record.msg
        )
        record.exc_info = None
        record.exc_text = None
    return True
