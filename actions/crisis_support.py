"""The answer to danger: fixed, reviewed words with contacts that a person can use now."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.help_by_region import SPOKEN_IN, contacts, contacts_by_language
from actions.show_resources import region_of
from actions.slots import CRISIS_LEFT, DISTRESSED, LANGUAGE, OFFER, REGION
from actions.turn import heard

#: Marks the reply on every channel, so that it is never shortened, delayed or left out.
CRISIS_KIND = {"kind": "crisis"}

_VIOLENCE = re.compile(
    r"\b(hits?|beats?|beating|hitting|rap(e|ed|ing)|assault\w*|stalk\w*|threaten\w*|abus\w*|"
    r"violen\w*|locks? me|chok\w+|weapon|gun|knife)\b",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = re.compile(
    r"\b(my|our|a) ((best|close|old|lab|office|phd) )?(friend|labmate|colleague|student|brother|"
    r"sister|mother|father|mum|mom|dad|partner|wife|husband|girlfriend|boyfriend|flatmate|"
    r"roommate|officemate|cousin|postdoc|supervisor)\b"
    r"|\b(he|she|they) (wants?|wanted|said|says|told|wrote)\b",
    re.IGNORECASE,
)
_MYSELF = re.compile(r"\b(i|me|myself|im|i'm|i've)\b", re.IGNORECASE)


class ActionCrisisSupport(Action):
    """Acknowledges, asks about safety, names contacts, and keeps the conversation there."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_crisis_support"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Send the crisis reply that fits; whatever was open waits."""
        region = region_of(tracker)
        dispatcher.utter_message(
            response=crisis_response(heard(tracker).text),
            contacts=contacts(region) if region else contacts_by_language(_language(tracker)),
            emergency=region.emergency if region else "112 in the EU and on most mobile phones",
            json_message=CRISIS_KIND,
        )
        events = [SlotSet(CRISIS_LEFT, None), SlotSet(OFFER, None), SlotSet(DISTRESSED, True)]
        return [*events, SlotSet(REGION, region.code)] if region else events


def _language(tracker: Tracker) -> str:
    """Return the language of the message, else the one noticed before."""
    now = str((tracker.latest_message or {}).get("language") or "")
    return now if now in SPOKEN_IN else str(tracker.get_slot(LANGUAGE) or "")


def crisis_response(text: str) -> str:
    """Return which of the reviewed replies fits `text`: violence, somebody else, or oneself."""
    if _VIOLENCE.search(text):
        return "utter_crisis_violence"
    if _SOMEBODY_ELSE.search(text) and len(_MYSELF.findall(text)) <= 1:
        return "utter_crisis_third_person"
    return "utter_crisis"
