"""Buttons below a message: what they carry, how they lie, and what becomes of them once used.

Telegram allows a button 64 bytes, and shows them to whoever looks at the traffic of a client. So a
button carries a keyed hash of its payload; the payload itself is found again among those that the
conversation still offers, so nothing has to be stored and buttons survive a restart.
"""

from __future__ import annotations

from collections.abc import Iterable

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.store.keys import Keys
from bot.telegram.outgoing import Button

#: These only show something, or stop a reminder, so they work however old they are.
LASTING = frozenset(
    f"/{intent}"
    for intent in (
        "ask_human", "ask_privacy", "ask_resources", "help", "offer_reminder", "reminder_done",
        "reminder_not_yet", "show_balance", "show_facts", "show_strategy", "show_thoughts",
        "stop_reminder",
    )
)  # fmt: skip
#: So does the picture of a page: its button carries a random number that says nothing.
_CARD = "/show_card{"
#: What a button carries after it was used.
USED = "used"
TICK = "✓ "

_ROW_CHARACTERS = 32
_ROW_BUTTONS = 6


def is_lasting(data: str) -> bool:
    """Whether a button with `data` works however old it is."""
    return data in LASTING or data.startswith(_CARD)


def data_for(keys: Keys, pseudonym: str, payload: str) -> str:
    """Return what the button for `payload` carries in the conversation of `pseudonym`."""
    if is_lasting(payload):
        return payload
    return "b" + keys.pseudonym(f"telegram-button:{pseudonym}:{payload}")


def payload_for(keys: Keys, pseudonym: str, data: str, offered: Iterable[str]) -> str | None:
    """Return the payload among those `offered` that a button with `data` stands for."""
    return next((p for p in offered if data_for(keys, pseudonym, p) == data), None)


def rows(buttons: list[Button]) -> list[list[Button]]:
    """Return `buttons` in rows in which their titles can be read on a phone."""
    laid: list[list[Button]] = []
    used = 0
    for button in buttons:
        width = len(button.title) + 3
        fits = laid and used + width <= _ROW_CHARACTERS and len(laid[-1]) < _ROW_BUTTONS
        if fits:
            laid[-1].append(button)
            used += width
        else:
            laid.append([button])
            used = width
    return laid


def ticked(keyboard: list[list[list[str]]], data: str) -> list[list[Button]]:
    """Return the buttons that are left once the one with `data` was used.

    One that answers a question leaves a tick in place of all of them; one that only shows
    something leaves the others where they are.
    """
    pressed = next((title for row in keyboard for title, d in row if d == data), None)
    if pressed is None:
        return []
    done = pressed if pressed.startswith(TICK) else TICK + pressed
    if not is_lasting(data):
        return [[Button(done, data=USED)]]
    return [
        [Button(done if d == data else title, data=d) for title, d in row if d] for row in keyboard
    ]


def markup(buttons: list[list[Button]]) -> InlineKeyboardMarkup | None:
    """Return `buttons` as Telegram takes them, or None where there are none."""
    if not any(buttons):
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(b.title, url=b.url)
                if b.url
                else InlineKeyboardButton(b.title, callback_data=b.data)
                for b in row
            ]
            for row in buttons
        ]
    )
