"""Updates brought by Telegram: only with the secret, and acknowledged only once stored."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fake_assistant import FakeAssistant
from pydantic import SecretStr
from standin import Standin
from telegram_bench import QUICK, Clock, running, until

from bot.errors import BearingsError
from bot.settings import Settings
from bot.telegram.run import run
from bot.telegram.updates import Updates
from bot.telegram.webhook import MAX_BODY

HEADER = "X-Telegram-Bot-Api-Secret-Token"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def hooked(settings: Settings) -> Settings:
    return settings.copy(
        update={
            "telegram_webhook_url": "https://bot.example.org/telegram",
            "telegram_webhook_secret": SecretStr("s3cret_-"),
            "telegram_webhook_port": free_port(),
        }
    )


@pytest.fixture
async def client(
    hooked: Settings, standin: Standin, assistant: FakeAssistant, clock: Clock
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the webhook, while the bot runs."""
    address = f"http://127.0.0.1:{hooked.telegram_webhook_port}"
    async with (
        running(hooked, assistant, clock),
        httpx.AsyncClient(base_url=address, headers={HEADER: "s3cret_-"}) as made,
    ):
        await until(lambda: standin.called("setMyShortDescription"))
        while True:
            try:
                await made.get("/")
                break
            except httpx.TransportError:
                await asyncio.sleep(0.02)
        yield made


async def test_an_update_is_taken_and_answered(client: httpx.AsyncClient, standin: Standin):
    assert standin.webhook["url"] == "https://bot.example.org/telegram"
    assert standin.webhook["secret_token"] == "s3cret_-"
    assert "callback_query" in json.loads(standin.webhook["allowed_updates"])
    update = {"update_id": 5, "message": standin.message(7, text="hello")}
    answers = await asyncio.gather(*[client.post("/telegram", json=update) for _ in range(4)])
    assert [answer.status_code for answer in answers] == [200] * 4
    await client.post("/telegram", json={"update_id": 6, "message": standin.message(7, text="2")})
    await until(lambda: standin.texts(7) == ["I heard: hello", "I heard: 2"])


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 401), ({HEADER: ""}, 403), ({HEADER: "s3cret_"}, 403), ({HEADER: "S3CRET_-"}, 403)],
)
async def test_forged_updates_are_refused(
    client: httpx.AsyncClient, standin: Standin, assistant: FakeAssistant, headers, status: int
):
    update = {"update_id": 5, "message": standin.message(7, text="forged")}
    del client.headers[HEADER]
    answer = await client.post("/telegram", json=update, headers=headers)
    assert answer.status_code == status
    headers = {HEADER: "s3cret_-"}
    good = {"update_id": 6, "message": standin.message(7, text="good")}
    assert (await client.post("/telegram", json=good, headers=headers)).status_code == 200
    await until(lambda: standin.texts(7) == ["I heard: good"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[]", 400),
        (b"17", 400),
        (b'{"update_id": "5"}', 400),
        (b"[" * 100_000, 400),
        (b'{"update_id": 5, "x": "' + b"y" * MAX_BODY + b'"}', 413),
        (b'{"update_id": 5, "something_new": {}}', 200),
        (b'{"update_id": 5, "message": {"chat": {"id": "x"}}}', 200),
    ],
)
async def test_odd_bodies(client: httpx.AsyncClient, body: bytes, status: int):
    assert (await client.post("/telegram", content=body)).status_code == status


async def test_other_ways_in_are_closed(client: httpx.AsyncClient):
    assert (await client.get("/telegram")).status_code == 405
    assert (await client.post("/", json={"update_id": 5})).status_code == 404


async def test_no_200_before_the_update_is_stored(
    client: httpx.AsyncClient, standin: Standin, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: Any) -> None:
        raise OSError("the disk is full")

    update = {"update_id": 5, "message": standin.message(7, text="hello")}
    with monkeypatch.context() as broken:
        broken.setattr(Updates, "take", fail)
        assert (await client.post("/telegram", json=update)).status_code == 503
    assert (await client.post("/telegram", json=update)).status_code == 200
    await until(lambda: standin.texts(7) == ["I heard: hello"])


async def test_a_used_port_and_a_bad_secret_are_said_in_one_line(
    hooked: Settings, standin: Standin, assistant: FakeAssistant
):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", hooked.telegram_webhook_port))
        taken.listen()
        with pytest.raises(BearingsError, match="TELEGRAM_WEBHOOK_PORT"):
            await run(hooked, assistant, pace=QUICK)
    bad = hooked.copy(update={"telegram_webhook_secret": SecretStr("not allowed!")})
    with pytest.raises(BearingsError, match="TELEGRAM_WEBHOOK_SECRET"):
        await run(bad, assistant, pace=QUICK)


async def test_without_a_secret_one_is_made(
    hooked: Settings, standin: Standin, assistant: FakeAssistant, clock: Clock
):
    own = hooked.copy(update={"telegram_webhook_secret": None})
    async with running(own, assistant, clock):
        await until(lambda: standin.webhook)
        assert len(standin.webhook["secret_token"]) > 30
