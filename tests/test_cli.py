"""The command line: help everywhere, and one line where something can be mended."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from bot import cli
from bot.errors import BearingsError
from bot.settings import ROOT, Settings, load_settings

COMMANDS = sorted(cli.main.commands)


def bearings(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120, input="",
    )  # fmt: skip


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """Return the line that says what to mend, after checking that it is the only one."""
    assert done.returncode == 2, done.stdout + done.stderr
    lines = [line for line in done.stderr.splitlines() if "Loading the assistant" not in line]
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("bearings: ")
    assert done.stdout == ""
    return lines[0]


# --- Help -----------------------------------------------------------------------------------


def test_the_commands_that_others_rely_on_are_there():
    assert set(COMMANDS) >= {
        "run",
        "chat",
        "telegram",
        "serve",
        "mentors",
        "train",
        "evaluate",
        "check",
        "check-content",
        "facts",
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_what_it_is_for(name: str):
    done = CliRunner().invoke(cli.main, [name, "--help"])
    assert done.exit_code == 0
    assert cli.main.commands[name].help
    for option in cli.main.commands[name].params:
        assert isinstance(option, click.Option)
        assert option.help or option.show_default


def test_help_lists_each_command():
    shown = CliRunner().invoke(cli.main, ["--help"]).output
    assert all(re.search(rf"^  {name} +\S", shown, re.MULTILINE) for name in COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [["unknown"], ["serve", "--port", "x"], ["serve", "--port", "70000"], ["chat", "x"]],
)
def test_wrong_arguments_are_refused(arguments: list[str]):
    assert CliRunner().invoke(cli.main, arguments).exit_code == 2


def test_make_help_lists_each_target():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    done = subprocess.run(["make", "-C", str(ROOT), "help"], capture_output=True, text=True)
    listed = set(re.findall(r"^([a-z-]+) +\S", done.stdout, re.MULTILINE))
    assert listed == targets


# --- Settings -------------------------------------------------------------------------------


def example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_each_setting_stands_in_the_example_and_the_other_way_round():
    named = [field.field_info.extra["env"] for field in Settings.__fields__.values()]
    assert sorted(named) == sorted(example())


def test_the_example_as_it_is_means_the_defaults(tmp_path: Path):
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text())
    assert load_settings(tmp_path / ".env") == load_settings(None)


def test_the_environment_beats_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / ".env").write_text("BEARINGS_MENTORS_PORT=1\nBEARINGS_LOG_LEVEL=ERROR\nUNKNOWN=x\n")
    monkeypatch.setenv("BEARINGS_MENTORS_PORT", "2")
    settings = load_settings(tmp_path / ".env")
    assert (settings.mentors_port, settings.log_level) == (2, "ERROR")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BEARINGS_MENTORS_PORT", "x"), ("BEARINGS_MENTORS_PORT", "70000"),
        ("BEARINGS_LOG_LEVEL", "LOUD"), ("BEARINGS_DATABASE_URL", "mysql://x"),
        ("BEARINGS_DATABASE_URL", "sqlite://x"), ("TELEGRAM_API_BASE_URL", "ftp://x"),
        ("TELEGRAM_WEBHOOK_URL", "x"), ("BEARINGS_ACTION_SERVER_URL", "x"),
        ("BEARINGS_HUMAN_CONTACT", "x" * 301), ("TELEGRAM_WEBHOOK_PORT", "-1"),
        ("BEARINGS_QUIET_HOURS", "night"), ("BEARINGS_QUIET_HOURS", "21-24"),
        ("BEARINGS_QUIET_HOURS", "8-8"), ("BEARINGS_QUIET_HOURS", "21:00-8:00"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named_in_one_line(name: str, value: str, monkeypatch):
    monkeypatch.setenv(name, value)
    with pytest.raises(BearingsError) as caught:
        load_settings(None)
    assert name in str(caught.value)
    assert ".env" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_wrong_settings_file_is_named(tmp_path: Path):
    (tmp_path / ".env").write_bytes(b"BEARINGS_HOME=\xff\xfe")
    with pytest.raises(BearingsError, match="UTF-8"):
        load_settings(tmp_path / ".env")


def test_blank_means_not_set(monkeypatch: pytest.MonkeyPatch):
    for name in example():
        monkeypatch.setenv(name, "  ")
    assert load_settings(None) == Settings(_env_file=None)


@pytest.mark.parametrize(
    ("value", "hours"),
    [
        ("21-8", [*range(8), 21, 22, 23]),
        (" 0 - 7 ", list(range(7))),
        ("23-1", [0, 23]),
        ("09-10", [9]),
    ],
)
def test_quiet_hours_may_go_over_midnight(
    monkeypatch: pytest.MonkeyPatch, value: str, hours: list[int]
):
    monkeypatch.setenv("BEARINGS_QUIET_HOURS", value)
    quiet = load_settings(None).resolved_quiet_hours
    assert quiet is not None
    assert [hour for hour in range(24) if quiet.holds(hour)] == hours


def test_without_a_setting_no_hour_is_quiet():
    assert load_settings(None).resolved_quiet_hours is None


@pytest.mark.parametrize("short", ["postgres://", "postgresql://", "postgresql+psycopg2://"])
def test_addresses_of_postgresql_may_be_short(monkeypatch: pytest.MonkeyPatch, short: str):
    monkeypatch.setenv("BEARINGS_DATABASE_URL", f"{short}u:p@h/d")
    assert load_settings(None).resolved_database_url == "postgresql+psycopg2://u:p@h/d"


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "12:SECRET")
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", "SECRET")
    assert "SECRET" not in repr(load_settings(None)) + str(load_settings(None))


# --- Refusals, as they are seen -------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "192.168.1.5", "::", "example.org", "", "127.0.0.1.nip.io"]
)
def test_an_open_address_is_refused(host: str, environment: dict[str, str]):
    line = one_line(bearings("serve", "--host", host, environment=environment))
    assert "loopback" in line


def test_a_wrong_setting(environment: dict[str, str]):
    line = one_line(bearings("chat", environment={**environment, "BEARINGS_LOG_LEVEL": "LOUD"}))
    assert "BEARINGS_LOG_LEVEL" in line


def test_telegram_without_a_token(environment: dict[str, str]):
    assert "TELEGRAM_BOT_TOKEN" in one_line(bearings("telegram", environment=environment))


def test_no_model(environment: dict[str, str], tmp_path: Path):
    changed = {**environment, "BEARINGS_MODELS_DIR": str(tmp_path)}
    assert "make train" in one_line(bearings("chat", environment=changed))


def test_a_database_that_cannot_be_read(environment: dict[str, str]):
    home = Path(environment["BEARINGS_HOME"])
    home.mkdir()
    (home / "bearings.db").write_bytes(b"no database" * 1000)
    line = one_line(bearings("chat", environment=environment))
    assert "BEARINGS_DATABASE_URL" in line


def test_a_home_that_is_a_file(environment: dict[str, str]):
    Path(environment["BEARINGS_HOME"]).write_text("in the way")
    one_line(bearings("chat", environment=environment))


def test_a_key_that_is_missing(environment: dict[str, str]):
    from bot.store.database import open_database
    from bot.store.tables import conversation

    home = Path(environment["BEARINGS_HOME"])
    engine = open_database(f"sqlite:///{home / 'bearings.db'}")
    with engine.begin() as connection:
        connection.execute(
            conversation.insert().values(pseudonym="p", body=b"x", touched=2**31 - 1)
        )
    engine.dispose()
    line = one_line(bearings("chat", environment=environment))
    assert "bearings.key is missing" in line
    assert not (home / "keys").exists()


# --- Texts that must agree ------------------------------------------------------------------

INTENTS = [
    next(iter(i)) if isinstance(i, dict) else i
    for i in yaml.safe_load((ROOT / "domain.yml").read_text())["intents"]
]


@pytest.mark.parametrize("intent", INTENTS)
def test_each_intent_is_explained(intent: str):
    assert re.search(rf"`/?{intent}(/[^`]*)?`", (ROOT / "docs" / "intents.md").read_text("utf-8"))


def test_logs_hold_no_traceback_of_others(capsys: pytest.CaptureFixture[str]):
    code = (
        "import logging; from bot.logs import configure_logs; configure_logs('DEBUG')\n"
        "try:\n    raise ValueError('MARKEDWORD')\n"
        "except ValueError:\n    logging.getLogger('rasa.x').exception('it failed')\n"
        "logging.getLogger('rasa.core').info('MARKEDWORD')\n"
        "logging.getLogger('httpx').info('MARKEDWORD')\n"
        "import structlog; structlog.get_logger('rasa').debug('e', text='MARKEDWORD')\n"
    )
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=environment
    )
    assert done.returncode == 0, done.stderr
    assert "it failed (ValueError)" in done.stderr
    assert "MARKEDWORD" not in done.stdout + done.stderr
