"""The assistant over HTTP on loopback: Rasa's REST channel and `/model/parse`."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

log = logging.getLogger(__name__)

#: A message may be longer than Telegram's 4,096 characters, but not without limit.
MAX_TEXT = 50_000
MAX_SENDER = 200
MAX_BODY = 1_000_000


class BadRequest(SanicException):
    """The request can't be understood; the text says how it should look."""

    status_code = 400


class OneMessageChannel(CollectingOutputChannel):
    """Collects each reply whole, so that a reply's kind stands beside its text."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep `message` as one object: text, buttons, custom."""
        kept = {
            "recipient_id": recipient_id,
            "text": message.get("text"),
            "buttons": message.get("buttons"),
            "image": message.get("image"),
            "custom": message.get("custom"),
        }
        await self._persist_message({key: value for key, value in kept.items() if value})


class RestChannel(InputChannel):
    """`POST /webhooks/rest/webhook` with `{"sender": …, "message": …}`, as Rasa's own has it."""

    @classmethod
    def name(cls) -> str:
        """Return the name in the address."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes."""
        routes = Blueprint("rest_webhook")

        @routes.get("/")
        async def health(_: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            body = json_object(request)
            sender, text = body.get("sender", "default"), body.get("message", "")
            if not isinstance(sender, str) or not 0 < len(sender) <= MAX_SENDER:
                raise BadRequest(f"'sender' must be a text of 1 to {MAX_SENDER} characters.")
            if not isinstance(text, str) or len(text) > MAX_TEXT:
                raise BadRequest(f"'message' must be a text of up to {MAX_TEXT} characters.")
            output = OneMessageChannel()
            message = UserMessage(text, output, sender, input_channel=self.name())
            await on_new_message(message)
            return response.json(output.messages)

        return routes


def make_app(assistant: Any) -> Sanic:
    """Return the web application around an :class:`~bot.assistant.agent.Assistant`."""
    app = Sanic("bearings", configure_logging=False)
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.REQUEST_MAX_SIZE = MAX_BODY
    app.config.ACCESS_LOG = False
    channel = RestChannel()
    app.blueprint(
        channel.blueprint(assistant.handle_message), url_prefix="/webhooks/rest", name="rest"
    )

    @app.get("/")
    async def hello(_: Request) -> HTTPResponse:
        return response.text("Hello from Bearings. Talk to it at /webhooks/rest/webhook.")

    @app.get("/status")
    async def status(_: Request) -> HTTPResponse:
        return response.json({"model_file": assistant.model_name, "model_id": assistant.model_id})

    @app.post("/model/parse")
    async def parse(request: Request) -> HTTPResponse:
        text = json_object(request).get("text")
        if not isinstance(text, str) or len(text) > MAX_TEXT:
            raise BadRequest(f"'text' must be a text of up to {MAX_TEXT} characters.")
        return response.json(await assistant.parse_typed(text))

    @app.exception(Exception)
    async def failed(_: Request, error: Exception) -> HTTPResponse:
        status_code = getattr(error, "status_code", 500)
        if status_code >= 500:
            # Its text may quote what was typed, so the kind alone is logged.
            log.error("A request failed: %s", type(error).__name__)
            return response.json({"error": "Something went wrong here; try again."}, status_code)
        return response.json({"error": str(error)}, status_code)

    return app


def json_object(request: Request) -> dict[str, Any]:
    """Return the request's body as a JSON object.

    Raises:
        BadRequest: it is no JSON object.
    """
    try:
        body = json.loads(request.body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadRequest("The body must be JSON in UTF-8.") from None
    if not isinstance(body, dict):
        raise BadRequest("The body must be a JSON object.")
    return body


async def serve(assistant: Any, port: int, host: str = "127.0.0.1") -> None:
    """Serve until cancelled.

    Raises:
        OSError: the port is in use.
    """
    app = make_app(assistant)
    server = await app.create_server(
        host=host, port=port, return_asyncio_server=True, access_log=False, debug=False
    )
    if server is None:
        raise RuntimeError("The web server did not start.")
    await server.startup()
    await server.before_start()
    await server.after_start()
    try:
        await asyncio.Event().wait()
    finally:
        await server.before_stop()
        await server.close()
        await server.after_stop()
