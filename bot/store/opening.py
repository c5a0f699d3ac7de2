"""Opening what the settings name: the database, and the key that it needs. Imports no Rasa."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.settings import Settings
from bot.store.database import open_database
from bot.store.keys import Keys, load_keys
from bot.store.tables import SEALED


def open_store(settings: Settings) -> tuple[Engine, Keys]:
    """Open the database and the key that `settings` name.

    Raises:
        BearingsError: either can't be used.
    """
    engine = open_database(settings.resolved_database_url)
    with engine.connect() as connection:
        empty = not any(connection.execute(select(table).limit(1)).first() for table in SEALED)
    return engine, load_keys(settings.resolved_key_file, may_create=empty)
