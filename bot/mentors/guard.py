"""What every request passes first and every answer carries."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: By any other name it is a page of somebody else that points its own name at this machine.
_HOST = re.compile(rb"(127\.0\.0\.1|localhost)(:\d{1,5})?", re.IGNORECASE)

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Lets through what asks to read, by this machine's own name; hardens every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return

        async def hardened(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        await self._chosen(scope)(scope, receive, hardened)

    def _chosen(self, scope: Scope) -> ASGIApp:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or not _HOST.fullmatch(hosts[0]):
            text = "This page answers only as http://127.0.0.1 or http://localhost.\n"
            return PlainTextResponse(text, 400)
        if scope["method"] != "GET":
            text = "This page can only be read: use GET.\n"
            return PlainTextResponse(text, 405, headers={"Allow": "GET"})
        return self._app
