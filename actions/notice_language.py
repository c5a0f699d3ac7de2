"""Says once, in one sentence, that a message in another language was understood."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import LANGUAGE
from actions.turn import heard

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


def notice_language(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Note the message's language and say so once; danger is answered without any preface."""
    code = str((tracker.latest_message or {}).get("language") or "")
    if code not in LANGUAGES or tracker.get_slot(LANGUAGE) == code:
        return []
    if heard(tracker).intent != "crisis":
        dispatcher.utter_message(response="utter_other_language", language=LANGUAGES[code])
    return [SlotSet(LANGUAGE, code)]
