"""Notes in which other language a message came; the next reply says so in one sentence."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.slots import LANGUAGE

#: Languages whose messages are understood, by ISO 639-1 code.
LANGUAGES = {
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "pt": "Portuguese",
    "ru": "Russian",
    "zh": "Chinese",
}
#: The sentence that a message in another language was understood.
OTHER_LANGUAGE = "utter_other_language"


def notice_language(tracker: Tracker) -> list[EventType]:
    """Return the slot for the message's language where it is news.

    Rasa drops what an action says while slots are filled, so the sentence is put before the next
    reply (:class:`bot.assistant.replies.FreshReplies`).
    """
    code = str((tracker.latest_message or {}).get("language") or "")
    if code not in LANGUAGES or tracker.get_slot(LANGUAGE) == code:
        return []
    return [SlotSet(LANGUAGE, code)]
