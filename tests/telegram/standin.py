"""A stand-in for Telegram's Bot API over real HTTP, with Telegram's rules.

Run it alone to talk to a bot by hand: `python tests/telegram/standin.py 8081` and set
TELEGRAM_API_BASE_URL=http://127.0.0.1:8081; `POST /say {"chat": 1, "text": "…"}` writes as
a person,
`GET /calls` shows what the bot did.
"""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
USERNAME = "bearings_test_bot"
COMMAND = "abcdefghijklmnopqrstuvwxyz0123456789_"


@dataclass
class Call:
    """One call of the bot."""

    method: str
    data: dict[str, Any]
    result: Any


@dataclass
class Fault:
    """What to answer in place of doing what was asked."""

    method: str
    status: int
    times: int = 1
    chat: int | None = None
    retry_after: int | None = None
    #: Sent in place of Telegram's error object.
    body: bytes | None = None
    #: Do what was asked all the same, as when only the answer is lost.
    after: bool = False


class Refusal(Exception):
    """A request that Telegram refuses."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.description = description


@dataclass
class Message:
    """A message that the bot sent, as it is shown now."""

    id: int
    chat: int
    text: str
    keyboard: list[list[dict[str, str]]] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)
    #: The file of a photo, whose caption is the text.
    photo: bytes | None = None

    @property
    def titles(self) -> list[str]:
        return [button["text"] for row in self.keyboard for button in row]

    def data(self, title: str) -> str:
        return next(b["callback_data"] for row in self.keyboard for b in row if b["text"] == title)


class Standin:
    """The server, and the people who write to the bot. Its methods may be called by any thread."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.messages: list[Message] = []
        self.toasts: list[str] = []
        self.blocked: set[int] = set()
        self.faults: list[Fault] = []
        self.webhook: dict[str, Any] = {}
        #: Highest number of requests for updates that ran at once.
        self.offsets: list[int] = []
        self.port = 0
        self._updates: list[dict[str, Any]] = []
        self._next_update = 700_000_001
        self._next_message = 1
        self._poll = 0
        self._queries: set[str] = set()
        self._lock = threading.RLock()
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    # What a test does

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, port: int = 0) -> None:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        self.port = listener.getsockname()[1]
        routes = [
            Route("/bot{token}/{method}", self._handle, methods=["GET", "POST"]),
            Route("/say", self._say, methods=["POST"]),
            Route("/calls", self._show),
        ]
        config = uvicorn.Config(
            Starlette(routes=routes), log_config=None, access_log=False, lifespan="off", ws="none"
        )
        config.timeout_graceful_shutdown = 1
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [listener]}, daemon=True
        )
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        assert self._server
        assert self._thread
        self._poll += 1  # ends an open request for updates
        self._server.should_exit = True
        self._thread.join(10)

    def push(self, update: Any) -> Any:
        """Queue an update as it is, numbered unless it has a number."""
        with self._lock:
            if isinstance(update, dict) and "update_id" not in update:
                update = {"update_id": self._next_update, **update}
                self._next_update += 1
            self._updates.append(update)
        return update

    def message(self, chat: int, *, kind: str = "private", **content: Any) -> dict[str, Any]:
        """Return a message as Telegram builds it."""
        with self._lock:
            number = self._next_message
            self._next_message += 1
        place: dict[str, Any] = {"id": chat, "type": kind}
        place |= {"first_name": "Ada"} if kind == "private" else {"title": "Lab"}
        sender = {"id": content.pop("sender", abs(chat)), "is_bot": False, "first_name": "Ada"}
        date = int(content.pop("date", time.time()))
        return {"message_id": number, "date": date, "chat": place, "from": sender, **content}

    def say(self, chat: int, text: str, **more: Any) -> dict[str, Any]:
        """Write a text to the bot."""
        return self.push({"message": self.message(chat, text=text, **more)})

    def send(self, chat: int, **content: Any) -> dict[str, Any]:
        """Send something else to the bot."""
        return self.push({"message": self.message(chat, **content)})

    def edit(self, chat: int, text: str, **more: Any) -> dict[str, Any]:
        edited = {**self.message(chat, text=text, **more), "edit_date": int(time.time())}
        return self.push({"edited_message": edited})

    def press(self, message: Message, title: str) -> dict[str, Any]:
        return self.press_data(message, message.data(title))

    def press_data(self, message: Message, data: str) -> dict[str, Any]:
        with self._lock:
            query = f"q{self._next_update}"
            self._queries.add(query)
        shown = self.message(message.chat, text=message.text)
        shown["message_id"] = message.id
        shown["from"] = {"id": 1, "is_bot": True, "first_name": "Bearings"}
        shown["reply_markup"] = {"inline_keyboard": message.keyboard}
        sender = {"id": message.chat, "is_bot": False, "first_name": "Ada"}
        return self.push(
            {"callback_query": {"id": query, "from": sender, "message": shown, "data": data}}
        )

    def membership(self, chat: int, status: str, kind: str = "private") -> dict[str, Any]:
        member = {"user": {"id": 1, "is_bot": True, "first_name": "B"}, "status": status}
        place = {"id": chat, "type": kind, "title": "Lab"}
        change = {"chat": place, "from": {"id": 5}, "date": 1, "new_chat_member": member}
        return self.push({"my_chat_member": change})

    def fail(self, method: str, status: int, **more: Any) -> None:
        """Have the next calls of `method` fail."""
        self.faults.append(Fault(method, status, **more))

    def expire_queries(self) -> None:
        self._queries.clear()

    def sent(self, chat: int | None = None) -> list[Message]:
        with self._lock:
            return [m for m in self.messages if chat is None or m.chat == chat]

    def texts(self, chat: int | None = None) -> list[str]:
        return [message.text for message in self.sent(chat)]

    def called(self, method: str) -> list[Call]:
        with self._lock:
            return [call for call in self.calls if call.method == method]

    @property
    def unconfirmed(self) -> int:
        return len(self._updates)

    def deliver(self, update: dict[str, Any]) -> int:
        """Bring an update to the webhook as Telegram does; return the status."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret_token"]}
        return httpx.post(self.webhook["local"], json=update, headers=headers).status_code

    # What Telegram does

    async def _handle(self, request: Request) -> Response:
        method = request.path_params["method"]
        body = await request.body()
        if request.headers.get("content-type", "").startswith("application/json"):
            data = json.loads(body or b"{}")
        elif request.headers.get("content-type", "").startswith("multipart/form-data"):
            data = _form(request.headers["content-type"], body)
        else:
            data = dict(parse_qsl(body.decode(), keep_blank_values=True))
        try:
            if request.path_params["token"] != TOKEN:
                raise Refusal(401, "Unauthorized")
            fault = self._fault(method, data)
            if fault and not fault.after:
                return self._fail(fault)
            result = await self._call(method, data)
            with self._lock:
                self.calls.append(Call(method, data, result))
            if fault:
                return self._fail(fault)
            # In ASCII, as Telegram writes it.
            body = json.dumps({"ok": True, "result": result})
            return Response(body, media_type="application/json")
        except Refusal as refusal:
            return _error(refusal.status, refusal.description)

    def _fault(self, method: str, data: dict[str, Any]) -> Fault | None:
        with self._lock:
            for fault in self.faults:
                chat = int(data.get("chat_id", 0))
                if fault.times and fault.method == method and fault.chat in (None, chat):
                    fault.times -= 1
                    return fault
        return None

    @staticmethod
    def _fail(fault: Fault) -> Response:
        if fault.body is not None:
            return Response(fault.body, fault.status)
        if fault.retry_after:
            text = f"Too Many Requests: retry after {fault.retry_after}"
            return _error(fault.status, text, {"retry_after": fault.retry_after})
        return _error(fault.status, "Internal Server Error")

    async def _call(self, method: str, data: dict[str, Any]) -> Any:
        if method == "getUpdates":
            return await self._get_updates(data)
        with self._lock:
            handler = getattr(self, f"_do_{method}", None)
            if handler is None:
                raise Refusal(404, "Not Found")
            return handler(data)

    async def _get_updates(self, data: dict[str, Any]) -> list[Any]:
        if self.webhook.get("url"):
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        self._poll += 1
        mine = self._poll
        offset, limit = int(data.get("offset", 0)), int(data.get("limit", 100))
        with self._lock:
            self.offsets.append(offset)
            if offset > 0:
                self._updates = [u for u in self._updates if _number(u) >= offset]
        ends = time.monotonic() + float(data.get("timeout", 0))
        while True:
            if mine != self._poll:
                raise Refusal(
                    409, "Conflict: terminated by other getUpdates request; make sure that only "
                    "one bot instance is running",
                )  # fmt: skip
            with self._lock:
                if self._updates:
                    return self._updates[:limit]
            if time.monotonic() >= ends:
                return []
            await asyncio.sleep(0.005)

    def _do_getMe(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"id": 110201543, "is_bot": True, "first_name": "Bearings", "username": USERNAME}

    def _do_sendMessage(self, data: dict[str, Any]) -> dict[str, Any]:
        chat, text = self._chat(data), data.get("text", "")
        if not text.strip():
            raise Refusal(400, "Bad Request: message text is empty")
        if len(text) + sum(ord(c) > 0xFFFF for c in text) > 4096:
            raise Refusal(400, "Bad Request: message is too long")
        keyboard = _keyboard(data.get("reply_markup"))
        extra = {k: v for k, v in data.items() if k not in ("chat_id", "text", "reply_markup")}
        message = Message(self._next_message, chat, text, keyboard, extra)
        self._next_message += 1
        self.messages.append(message)
        return self._shown(message)

    def _do_sendPhoto(self, data: dict[str, Any]) -> dict[str, Any]:
        chat, photo, caption = self._chat(data), data.get("photo"), data.get("caption", "")
        if not isinstance(photo, bytes):
            raise Refusal(400, "Bad Request: there is no photo in the request")
        if not photo.startswith(b"\x89PNG\r\n\x1a\n"):
            raise Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
        if len(caption) > 1024:
            raise Refusal(400, "Bad Request: message caption is too long")
        keyboard = _keyboard(data.get("reply_markup"))
        message = Message(self._next_message, chat, caption, keyboard, photo=photo)
        self._next_message += 1
        self.messages.append(message)
        return self._shown(message)

    def _do_editMessageReplyMarkup(self, data: dict[str, Any]) -> dict[str, Any]:
        chat, number = self._chat(data), int(data["message_id"])
        message = next((m for m in self.messages if (m.chat, m.id) == (chat, number)), None)
        if message is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        keyboard = _keyboard(data.get("reply_markup"))
        if keyboard == message.keyboard:
            raise Refusal(400, "Bad Request: message is not modified")
        message.keyboard = keyboard
        return self._shown(message)

    def _do_answerCallbackQuery(self, data: dict[str, Any]) -> bool:
        if data["callback_query_id"] not in self._queries:
            raise Refusal(
                400, "Bad Request: query is too old and response timeout expired or query ID is "
                "invalid",
            )  # fmt: skip
        if len(data.get("text", "")) > 200:
            raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
        self._queries.discard(data["callback_query_id"])
        if data.get("text"):
            self.toasts.append(data["text"])
        return True

    def _do_sendChatAction(self, data: dict[str, Any]) -> bool:
        self._chat(data)
        if data.get("action") != "typing":
            raise Refusal(400, "Bad Request: wrong parameter action in request")
        return True

    def _do_setMyCommands(self, data: dict[str, Any]) -> bool:
        commands = json.loads(data["commands"])
        for command in commands:
            name, text = command["command"], command["description"]
            if not (0 < len(name) <= 32 and set(name) <= set(COMMAND) and 0 < len(text) <= 256):
                raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
        return len(commands) <= 100

    def _do_setMyDescription(self, data: dict[str, Any]) -> bool:
        return _at_most(data, "description", 512)

    def _do_setMyShortDescription(self, data: dict[str, Any]) -> bool:
        return _at_most(data, "short_description", 120)

    def _do_setWebhook(self, data: dict[str, Any]) -> bool:
        if not data["url"].startswith("https://"):
            raise Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided")
        self.webhook.update(data)
        return True

    def _do_deleteWebhook(self, _: dict[str, Any]) -> bool:
        self.webhook.clear()
        return True

    def _chat(self, data: dict[str, Any]) -> int:
        chat = int(data.get("chat_id", 0))
        if not chat:
            raise Refusal(400, "Bad Request: chat not found")
        if chat in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        return chat

    @staticmethod
    def _shown(message: Message) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "message_id": message.id,
            "date": int(time.time()),
            "chat": {"id": message.chat, "type": "private"},
        }
        if message.photo:
            shown["caption"] = message.text
            file = {"file_id": f"f{message.id}", "file_unique_id": f"u{message.id}"}
            shown["photo"] = [{**file, "width": 1080, "height": 1350}]
        else:
            shown["text"] = message.text
        if message.keyboard:
            shown["reply_markup"] = {"inline_keyboard": message.keyboard}
        return shown

    async def _say(self, request: Request) -> Response:
        body = await request.json()
        return JSONResponse(self.say(int(body["chat"]), body["text"]))

    async def _show(self, _: Request) -> Response:
        return JSONResponse([[c.method, c.data] for c in self.calls if c.method != "getUpdates"])


def _form(kind: str, body: bytes) -> dict[str, Any]:
    """Return the fields of a form with files: a file as bytes, all else as text."""
    whole = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    fields: dict[str, Any] = {}
    for part in whole.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        fields[name] = content if part.get_filename() else content.decode()
    return fields


def _error(status: int, text: str, parameters: dict[str, Any] | None = None) -> Response:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": text}
    if parameters:
        body["parameters"] = parameters
    return JSONResponse(body, status)


def _number(update: Any) -> int:
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) else 0


def _keyboard(markup: str | None) -> list[list[dict[str, str]]]:
    rows = json.loads(markup)["inline_keyboard"] if markup else []
    for button in (button for row in rows for button in row):
        data = button.get("callback_data")
        if not button.get("text") or (data is None and "url" not in button):
            raise Refusal(400, "Bad Request: can't parse inline keyboard button")
        if data is not None and not 0 < len(data.encode()) <= 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return rows


def _at_most(data: dict[str, Any], key: str, limit: int) -> bool:
    if len(data[key]) > limit:
        raise Refusal(400, f"Bad Request: {key} is too long")
    return True


if __name__ == "__main__":
    import sys

    standin = Standin()
    standin.start(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    print(f"TELEGRAM_API_BASE_URL={standin.url} TELEGRAM_BOT_TOKEN={TOKEN}", flush=True)
    threading.Event().wait()
