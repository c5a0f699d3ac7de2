"""Settings, read from the environment, then from `.env`, then defaults.

Nothing is read at import: call :func:`load_settings` once, at the start of a command.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseSettings, Field, SecretStr, ValidationError, validator

from bot.errors import BearingsError

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class QuietHours:
    """Full hours of the day, UTC, from `start` up to and without `end`, over midnight too."""

    start: int
    end: int

    def holds(self, hour: int) -> bool:
        """Return whether `hour` (0 to 23) is one of them."""
        return (hour - self.start) % 24 < (self.end - self.start) % 24


class Settings(BaseSettings):
    """Every setting of Bearings; `.env.example` says what each is for."""

    home: Path = Field(Path("var"), env="BEARINGS_HOME")
    database_url: str | None = Field(None, env="BEARINGS_DATABASE_URL")
    key_file: Path | None = Field(None, env="BEARINGS_KEY_FILE")
    models_dir: Path = Field(ROOT / "models", env="BEARINGS_MODELS_DIR")
    action_server_url: str | None = Field(None, env="BEARINGS_ACTION_SERVER_URL")
    mentors_port: int = Field(8642, env="BEARINGS_MENTORS_PORT", ge=0, le=65535)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "WARNING", env="BEARINGS_LOG_LEVEL"
    )
    human_contact: str | None = Field(None, env="BEARINGS_HUMAN_CONTACT", max_length=300)

    telegram_token: SecretStr | None = Field(None, env="TELEGRAM_BOT_TOKEN")
    telegram_api_base_url: str = Field("https://api.telegram.org", env="TELEGRAM_API_BASE_URL")
    telegram_webhook_url: str | None = Field(None, env="TELEGRAM_WEBHOOK_URL")
    telegram_webhook_secret: SecretStr | None = Field(None, env="TELEGRAM_WEBHOOK_SECRET")
    telegram_webhook_port: int = Field(8643, env="TELEGRAM_WEBHOOK_PORT", ge=0, le=65535)

    quiet_hours: str | None = Field(None, env="BEARINGS_QUIET_HOURS")

    class Config:
        """A blank line in `.env` means "not set"."""

        env_file_encoding = "utf-8"

    @validator("*", pre=True)
    def _blank_is_unset(cls, value: object, field: object) -> object:
        if isinstance(value, str) and not value.strip():
            return field.get_default()  # type: ignore[attr-defined]
        return value

    @validator("database_url")
    def _known_database(cls, value: str | None) -> str | None:
        if value is None:
            return None
        for short in ("postgres://", "postgresql://"):
            if value.startswith(short):
                return "postgresql+psycopg2://" + value[len(short) :]
        if value.startswith(("sqlite:///", "postgresql+psycopg2://")):
            return value
        raise ValueError("it must begin with sqlite:/// or postgresql://")

    @validator("telegram_api_base_url", "telegram_webhook_url", "action_server_url")
    def _web_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("it must begin with http:// or https://")
        return value.rstrip("/") if value else value

    @validator("quiet_hours")
    def _two_hours(cls, value: str | None) -> str | None:
        if value is not None and _read_hours(value) is None:
            raise ValueError("write two different full hours of the day in UTC, as 20-7")
        return value

    @property
    def resolved_quiet_hours(self) -> QuietHours | None:
        """The hours in which no reminder is sent, or None."""
        return _read_hours(self.quiet_hours or "")

    @property
    def resolved_database_url(self) -> str:
        """The database's address, the SQLite file under `home` unless one is set."""
        return self.database_url or f"sqlite:///{self.home / 'bearings.db'}"

    @property
    def resolved_key_file(self) -> Path:
        """The file that holds the key which encrypts what is kept."""
        return self.key_file or self.home / "keys" / "bearings.key"

    @property
    def resolved_pictures(self) -> Path:
        """The folder in which the terminal saves a page that somebody wants as a picture."""
        return self.home / "cards"


def _read_hours(text: str) -> QuietHours | None:
    match = re.fullmatch(r"\s*([01]?\d|2[0-3])\s*-\s*([01]?\d|2[0-3])\s*", text, re.ASCII)
    if not match or int(match[1]) == int(match[2]):
        return None
    return QuietHours(int(match[1]), int(match[2]))


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read the settings.

    Raises:
        BearingsError: a setting has a value that can't be used; the text names it.
    """
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg]
    except ValidationError as error:
        first = error.errors()[0]
        name = Settings.__fields__[str(first["loc"][0])].field_info.extra["env"]
        raise BearingsError(
            f"The setting {name} can't be used: {first['msg']}. "
            "Mend it in the environment or in .env (see .env.example)."
        ) from None
    except UnicodeDecodeError:
        raise BearingsError("The file .env is not UTF-8 text; save it as UTF-8.") from None
