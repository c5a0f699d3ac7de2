"""What is kept of an update until it is answered: only what the answer needs, no names.

Telegram's JSON is read by hand and with distrust: whatever has the wrong type counts as absent.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

Kind = Literal["text", "media", "edit", "press", "added", "gone"]

_MAX_ID = 2**63
_MAX_TEXT = 50_000

#: Kinds of content, as Telegram names them, most telling first (a GIF comes as a document too).
_CONTENT = {
    "animation": "animation",
    "photo": "photo",
    "voice": "voice",
    "audio": "voice",
    "video_note": "video",
    "video": "video",
    "sticker": "sticker",
    "document": "document",
    "venue": "location",
    "location": "location",
    "contact": "contact",
    "dice": "dice",
    "game": "dice",
    "poll": "poll",
    "story": "story",
}
#: Keys that every message may have; one with other keys only is a notice of Telegram's own,
#: except for content that is newer than this program.
_NEW_CONTENT = ("paid_media", "checklist", "giveaway", "invoice", "gift", "unique_gift")


@dataclass(frozen=True)
class Incoming:
    """One update, reduced."""

    update_id: int
    kind: Kind
    chat_id: int
    private: bool = True
    user_id: int = 0
    text: str = ""
    media: str = ""
    album: str = ""
    message_id: int = 0
    date: int = 0
    query_id: str = ""
    data: str = ""
    #: The buttons under the message that was pressed: rows of (title, data).
    keyboard: list[list[list[str]]] = field(default_factory=list)

    def pack(self) -> bytes:
        """Return it as bytes, to be encrypted."""
        return json.dumps(asdict(self)).encode()


def unpack(body: bytes) -> Incoming:
    """Return what :meth:`Incoming.pack` was called on."""
    known = {item.name for item in fields(Incoming)}
    return Incoming(**{key: value for key, value in json.loads(body).items() if key in known})


def update_number(raw: object) -> int | None:
    """Return the update's number, or None if it has none that Telegram could have given."""
    number = _number(_object(raw).get("update_id"))
    return number if 0 < number < _MAX_ID else None


def read_update(raw: object) -> Incoming | None:
    """Return what matters of an update, or None if there is nothing to answer."""
    update, number = _object(raw), update_number(raw)
    if number is None:
        return None
    if "message" in update:
        return _message(number, _object(update["message"]))
    if "edited_message" in update:
        return _edit(number, _object(update["edited_message"]))
    if "callback_query" in update:
        return _press(number, _object(update["callback_query"]))
    if "my_chat_member" in update:
        return _membership(number, _object(update["my_chat_member"]))
    return None


def _message(number: int, message: dict[str, Any]) -> Incoming | None:
    base = _base(message)
    if base is None:
        return None
    text = _text(message.get("text"))
    if text:
        return Incoming(number, "text", text=text, **base)
    media = next((name for key, name in _CONTENT.items() if key in message), "")
    if not media and any(key in message for key in _NEW_CONTENT):
        media = "other"
    if not media:
        return None
    album = _text(message.get("media_group_id"))[:64]
    caption = _text(message.get("caption"))
    return Incoming(number, "media", text=caption, media=media, album=album, **base)


def _edit(number: int, message: dict[str, Any]) -> Incoming | None:
    base = _base(message)
    text = _text(message.get("text")) or _text(message.get("caption"))
    return Incoming(number, "edit", text=text, **base) if base and text else None


def _base(message: dict[str, Any]) -> dict[str, Any] | None:
    chat, sender = _object(message.get("chat")), _object(message.get("from"))
    chat_id = _identifier(chat.get("id"))
    if not chat_id or sender.get("is_bot") is True:
        return None
    return {
        "chat_id": chat_id,
        "private": chat.get("type") == "private",
        "user_id": _identifier(sender.get("id")),
        "message_id": _identifier(message.get("message_id")),
        "date": _identifier(message.get("date")),
    }


def _press(number: int, query: dict[str, Any]) -> Incoming | None:
    query_id, user_id = _text(query.get("id")), _identifier(_object(query.get("from")).get("id"))
    message = _object(query.get("message"))
    chat = _object(message.get("chat"))
    chat_id = _identifier(chat.get("id")) or user_id
    if not query_id or not chat_id:
        return None
    return Incoming(
        number,
        "press",
        chat_id,
        private=chat.get("type") == "private",
        user_id=user_id,
        message_id=_identifier(message.get("message_id")),
        query_id=query_id[:128],
        data=_text(query.get("data"))[:64],
        keyboard=_keyboard(_object(message.get("reply_markup")).get("inline_keyboard")),
    )


def _membership(number: int, change: dict[str, Any]) -> Incoming | None:
    chat = _object(change.get("chat"))
    chat_id = _identifier(chat.get("id"))
    status = _object(change.get("new_chat_member")).get("status")
    private = chat.get("type") == "private"
    if chat_id and status in ("kicked", "left"):
        return Incoming(number, "gone", chat_id, private=private)
    if chat_id and not private and status in ("member", "administrator"):
        return Incoming(number, "added", chat_id, private=False)
    return None


def _keyboard(rows: object) -> list[list[list[str]]]:
    kept = []
    for row in rows if isinstance(rows, list) else []:
        buttons = [_object(button) for button in (row if isinstance(row, list) else [])]
        kept.append([[_text(b.get("text")), _text(b.get("callback_data"))] for b in buttons])
    return [row for row in kept if row]


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _identifier(value: object) -> int:
    number = _number(value)
    return number if -_MAX_ID < number < _MAX_ID else 0


def _text(value: object) -> str:
    if not isinstance(value, str):
        return ""
    # Halves of a surrogate pair can be written in JSON, but not in UTF-8.
    return value[:_MAX_TEXT].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
