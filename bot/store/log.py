"""The intent log: what was meant, counted a week at a time. No text, no identity, no exact time."""

from __future__ import annotations

import secrets
from datetime import date

from sqlalchemy import delete, insert
from sqlalchemy.engine import Engine

from bot.store.database import erase_traces
from bot.store.tables import intent_log


def iso_week(day: date) -> str:
    """Return the ISO 8601 week of `day`, as `2026-W48`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def record_intent(
    engine: Engine, *, session: str, intent: str, step: str, model: str, day: date
) -> None:
    """Write one row.

    Args:
        engine: the database.
        session: random token of the session, never derived from who is talking.
        intent: full name of the intent, retrieval intents as `a/b`.
        step: step of the walk in which it was said, or an empty string.
        model: data version of the model that understood it.
        day: today; only its ISO week is stored.
    """
    row = {
        "id": secrets.token_hex(16),
        "session": session,
        "intent": intent[:64],
        "step": step[:32],
        "week": iso_week(day),
        "model": model[:64],
    }
    with engine.begin() as connection:
        connection.execute(insert(intent_log).values(row))


def forget_session(engine: Engine, session: str) -> None:
    """Delete the rows of `session`, in the write-ahead log too."""
    with engine.begin() as connection:
        connection.execute(delete(intent_log).where(intent_log.c.session == session))
    erase_traces(engine)
