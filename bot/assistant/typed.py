"""What is typed in words and asks for something that has an intent for buttons and commands only.

The intents that a message can mean are a fixed list. So these few phrases are recognised as a
whole, before the language understanding; with one word more, a message is read as words.
"""

from __future__ import annotations

import re

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from actions.pillars import page_of
from actions.slots import PAGES
from bot.assistant.payloads import Payload

_ASK = (
    r"(?:please )?(?:(?:show|give|draw|send)(?: me| us)? |(?:can|could|may|let) (?:i|me) see "
    r"|i(?:'d| would) like to see |i want to see |see |what is |what's |where is |where's )"
)
_POLITE = r"(?: please| so far| now| again)*"
_REQUESTS = {
    "show_balance": (
        rf"{_ASK}(?:the|my|both) (?:balance|sides)|my balance"
        rf"|(?:{_ASK})?(?:(?:the|my) )?(?:balance ?sheet|for and against|pros? (?:and|&) cons?)"
    ),
    "show_strategy": rf"(?:{_ASK})?my strategy(?: page)?|{_ASK}my (?:plan|steps|page)",
}
_LENGTHS = {
    "minutes": r"(?:5|five) ?min(?:ute)?s?",
    "hour": r"(?:(?:one|an|1) )?hour",
    "month": r"(?:(?:one|a|1) )?month",
}
#: Replies after which "the hour" can only mean a step of the page that was shown last.
_OF_A_PAGE = ("utter_pillar/", "utter_step_picked")


def read_request(text: str) -> Payload | None:
    """Return what `text` as a whole asks for, or None."""
    plain = _plain(text)
    for intent, pattern in _REQUESTS.items():
        if re.fullmatch(rf"(?:{pattern}){_POLITE}", plain):
            return Payload(intent, {})
    return None


def read_length(text: str) -> str | None:
    """Return which length of a step `text` names ("the hour", "5 minutes"), or None."""
    plain = _plain(text)
    for length, pattern in _LENGTHS.items():
        if re.fullmatch(rf"(?:the )?{pattern}(?: one| step)?{_POLITE}", plain):
            return length
    return None


def step_on_screen(tracker: DialogueStateTracker, length: str) -> Payload | None:
    """Return the choice of the step that takes `length`, if the last turn showed a page."""
    shown = tracker.get_slot(PAGES) or []
    page = page_of(shown[-1]) if shown else None
    if page is None or not _last_turn_was_of_a_page(tracker):
        return None
    return Payload("pick", {"choice": page.step(length).id})


def _last_turn_was_of_a_page(tracker: DialogueStateTracker) -> bool:
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return False
        said = event.metadata.get("utter_action") if isinstance(event, BotUttered) else None
        if str(said).startswith(_OF_A_PAGE):
            return True
    return False


def _plain(text: str) -> str:
    """Return `text` in lower case without marks at its end, or nothing where it is long."""
    if len(text) > 80:
        return ""
    return re.sub(r"[\s.!?…,]+", " ", text.lower().replace("’", "'")).strip()
