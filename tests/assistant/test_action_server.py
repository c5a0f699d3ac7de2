"""The same actions as a plain Rasa action server, which `make actions` starts."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from conversation import is_crisis, payloads, say, texts
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy import func, select

from bot.assistant.agent import Assistant
from bot.settings import ROOT
from bot.store.database import open_database
from bot.store.tables import intent_log

START_SECONDS = 90


@pytest.fixture
def server(environment: dict[str, str]) -> Iterator[str]:
    """The address of a real action server with a home of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [Path(sys.executable).with_name("rasa"), "run", "actions", "--actions", "actions"]
    process = subprocess.Popen(
        [*command, "--port", str(port)],
        cwd=ROOT,
        env={**environment, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/health", process)
        yield f"http://127.0.0.1:{port}/webhook"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the action server ended"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise AssertionError("the action server did not answer")


async def test_a_conversation_runs_over_a_separate_action_server(
    loaded_assistant: Assistant, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    endpoint = EndpointConfig(url=server, enable_selective_domain=True)
    monkeypatch.setattr(loaded_assistant, "action_endpoint", endpoint)
    monkeypatch.setattr(loaded_assistant.processor, "action_endpoint", endpoint)
    assert payloads(await say(loaded_assistant, "far", "/start"))
    assert texts(await say(loaded_assistant, "far", "everyone in my group uses it, I fall behind"))
    assert is_crisis(await say(loaded_assistant, "far", "I want to kill myself"))
    engine = open_database(f"sqlite:///{tmp_path / 'home' / 'bearings.db'}")
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(intent_log)).scalar() == 3
    engine.dispose()
