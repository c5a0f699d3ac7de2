"""Updates that Telegram brings by itself: a small web application, meant for loopback."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import logging
import socket
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.errors import BearingsError
from bot.telegram.incoming import update_number
from bot.telegram.updates import Updates

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
#: Telegram's updates stay far below this.
MAX_BODY = 512_000


class Webhook:
    """Takes an update, and says 200 only once it is stored."""

    def __init__(self, updates: Updates, url: str, secret: str, stored: Callable[[], None]) -> None:
        self._updates = updates
        self._secret = secret.encode()
        self._stored = stored
        #: How many requests came without the secret.
        self.forged = 0
        path = urlsplit(url).path or "/"
        self.app = Starlette(routes=[Route(path, self._receive, methods=["POST"])])

    async def _receive(self, request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER)
        if given is None or not hmac.compare_digest(given.encode("utf-8", "replace"), self._secret):
            self.forged += 1
            return Response(status_code=401 if given is None else 403)
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        try:
            update = json.loads(body.decode("utf-8"))
        except (ValueError, RecursionError):
            return Response(status_code=400)
        if update_number(update) is None:
            return Response(status_code=400)
        try:
            await asyncio.to_thread(self._updates.take, [update])
        except Exception as error:
            # Telegram brings it again.
            log.error("An update could not be stored: %s", type(error).__name__)
            return Response(status_code=503, headers={"Retry-After": "5"})
        self._stored()
        return Response(status_code=200)


async def _body(request: Request) -> bytes | None:
    """Return the body, or None if it is too long."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return bytes(body)


class _Server(uvicorn.Server):
    """Leaves signals to whoever runs it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(app: Starlette, listener: socket.socket) -> None:
    """Serve until cancelled."""
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="off", ws="none", server_header=False
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await asyncio.shield(task)
    finally:
        server.should_exit = True
        await task


def listen(port: int) -> socket.socket:
    """Return a socket on loopback.

    Raises:
        BearingsError: the port is in use.
    """
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        raise BearingsError(
            f"Port {port} is in use: end what listens there, or set TELEGRAM_WEBHOOK_PORT."
        ) from None
    return listener
