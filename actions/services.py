"""What actions need from outside: the database, and which model is speaking.

In the assistant's process the assistant sets it once; as a separate action server the first
action that needs it opens what the settings name.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from sqlalchemy.engine import Engine

from bot.settings import load_settings
from bot.store.database import open_database


@dataclass(frozen=True)
class Services:
    """Handles that actions share."""

    engine: Engine
    #: One line that says who can be reached, or None.
    human_contact: str | None = None


_lock = threading.Lock()
_services: Services | None = None


def use(services: Services | None) -> None:
    """Set (or, with None, unset) what the actions of this process use."""
    global _services
    with _lock:
        _services = services


def services() -> Services:
    """Return the services of this process, opening them on the first call.

    Raises:
        BearingsError: the database that the settings name can't be used.
    """
    global _services
    with _lock:
        if _services is None:
            settings = load_settings()
            _services = Services(
                engine=open_database(settings.resolved_database_url),
                human_contact=settings.human_contact,
            )
        return _services
