"""The assistant over real HTTP, as `bearings serve` starts it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.settings import ROOT

WORD = "MARKEDWORD"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.port = free_port()
        self.log = folder / "log.txt"
        self._start()

    def _start(self) -> None:
        environment = {**os.environ, "BEARINGS_HOME": str(self.home), "BEARINGS_LOG_LEVEL": "DEBUG"}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "serve", "--port", str(self.port)],
                stdout=log, stderr=log, env=environment, cwd=ROOT,
            )  # fmt: skip
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=60)
        ends = time.monotonic() + 120
        while True:
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < ends, self.log.read_text()
            try:
                self.client.get("/")
                return
            except httpx.TransportError:
                time.sleep(0.2)

    def kill_and_start(self) -> None:
        self.process.kill()
        self.process.wait()
        self.client.close()
        self._start()

    def say(self, text: str, sender: str = "somebody") -> list[dict[str, Any]]:
        answer = self.client.post(
            "/webhooks/rest/webhook", json={"sender": sender, "message": text}
        )
        assert answer.status_code == 200, answer.text
        replies: list[dict[str, Any]] = answer.json()
        assert replies
        return replies

    def post(self, path: str, body: bytes, **headers: str) -> httpx.Response:
        kind = {"content-type": "application/json"}
        return self.client.post(path, content=body, headers={**kind, **headers})


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("served"))
    yield running
    running.client.close()
    running.process.kill()
    running.process.wait(60)


def test_it_says_that_it_is_there(server: Server):
    assert "Bearings" in server.client.get("/").text
    assert server.client.get("/webhooks/rest/").json() == {"status": "ok"}
    status = server.client.get("/status").json()
    assert set(status) == {"model_file", "model_id"}
    assert status["model_file"].endswith(".tar.gz")


def test_a_reply_has_text_and_buttons(server: Server):
    (reply, *_) = server.say("/thoughts")
    assert reply["recipient_id"] == "somebody"
    assert reply["text"]
    assert len(reply["buttons"]) == 6
    assert set(reply["buttons"][0]) == {"title", "payload"}
    server.say(reply["buttons"][3]["payload"])


def test_danger_is_marked(server: Server):
    replies = server.say("I want to kill myself", "in danger")
    assert any(reply.get("custom") == {"kind": "crisis"} for reply in replies)
    assert all(reply["text"] for reply in replies if "custom" in reply)


def test_parse(server: Server):
    parsed = server.client.post("/model/parse", json={"text": "I feel like a fraud"}).json()
    assert parsed["text"] == "I feel like a fraud"
    assert parsed["intent"]["name"]
    assert parsed["intent_ranking"]
    assert parsed["crisis"]["danger"] is False


@pytest.mark.parametrize("path", ["/webhooks/rest/webhook", "/model/parse"])
@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"x"', b"5", b"\xff\xfe", b'{"text": 5, "message": 5}',
     b'{"text": null, "message": null}', b'{"text": ["x"], "message": {"x": 1}}', b"[" * 100_000,
     json.dumps({"text": "a" * 60_000, "message": "a" * 60_000}).encode()],
    ids=range(12),
)  # fmt: skip
def test_what_cannot_be_understood_is_refused_and_says_why(server: Server, path: str, body: bytes):
    answer = server.post(path, body)
    assert answer.status_code == 400
    assert "must" in answer.json()["error"]
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("sender", [5, None, "", "x" * 201, ["x"], {}], ids=range(6))
def test_a_sender_that_is_none_is_refused(server: Server, sender: object):
    body = json.dumps({"sender": sender, "message": "hi"}).encode()
    answer = server.post("/webhooks/rest/webhook", body)
    assert answer.status_code == 400
    assert "sender" in answer.json()["error"]


@pytest.mark.parametrize(
    "text",
    ["", "a" * 20_000, "😀", "\x00\x01\x1b[2J", "/restart", '/thought_self_doubt{"slot":1}',
     "\u202e\u200b", "\ud800", "<b>" * 100, "/" + '{"a":' * 9_000],
    ids=range(10),
)  # fmt: skip
def test_odd_messages_are_answered(server: Server, text: str):
    for sender in ("odd", "od\ud800d"):
        body = json.dumps({"sender": sender, "message": text}).encode()
        answer = server.post("/webhooks/rest/webhook", body)
        assert answer.status_code == 200
        assert answer.json()[0]["text"]
    answer = server.post("/model/parse", json.dumps({"text": text}).encode())
    assert answer.status_code == 200


def test_a_sender_may_be_left_out(server: Server):
    assert server.post("/webhooks/rest/webhook", b'{"message": "hi"}').status_code == 200


def test_unknown_paths_methods_and_huge_bodies_get_a_clear_answer(server: Server):
    assert server.client.get("/unknown").status_code == 404
    assert server.client.get("/model/parse").status_code == 405
    assert server.post("/model/parse", b"x" * 1_100_000).status_code == 413
    for path in ("/conversations/somebody/tracker", "/model", "/domain"):
        assert server.client.get(path).status_code == 404
    assert set(server.client.get("/unknown").json()) == {"error"}


def test_it_listens_on_loopback_only(server: Server):
    others = {i[4][0] for i in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in others - {"127.0.0.1"}:
        with socket.socket() as probe:
            probe.settimeout(2)
            assert probe.connect_ex((address, server.port)) != 0


def test_a_port_that_is_in_use_is_one_line(server: Server, environment: dict[str, str]):
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "serve", "--port", str(server.port)],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.strip().splitlines() == [
        f"bearings: Port {server.port} is in use: end what listens there, or choose another."
    ]


def test_after_a_kill_the_conversation_goes_on(server: Server):
    buttons = [b["payload"] for r in server.say("/thoughts", "k") for b in r.get("buttons", [])]
    server.say(buttons[4], "k")
    server.say("yes", "k")
    server.kill_and_start()
    replies = server.say("7", "k")  # the belief, where it was
    assert "number" not in replies[0]["text"]
    again = server.say("/stop", "k")
    assert "/continue" in [b["payload"] for r in again for b in r.get("buttons", [])]


def test_nothing_that_was_typed_is_in_any_file_or_log(server: Server):
    for number in range(3):
        for text in (f"I am {WORD}", "/thoughts", "/thought_dependence", f"yes {WORD}", f"{WORD}?",
                     f"/forget {WORD}", f"I want to kill myself {WORD}"):  # fmt: skip
            server.say(text, f"marked-{number}")
    server.post("/webhooks/rest/webhook", json.dumps({"sender": WORD, "message": [WORD]}).encode())
    server.post("/model/parse", json.dumps({"text": WORD}).encode())
    held = b"".join(p.read_bytes() for p in server.home.rglob("*") if p.is_file())
    assert held
    assert WORD.encode() not in held
    assert b"marked-1" not in held
    assert WORD not in server.log.read_text()
    assert "Traceback" not in server.log.read_text()


def test_it_ends_cleanly_on_ctrl_c(server: Server):
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(60) == 0
    assert "Traceback" not in server.log.read_text()
