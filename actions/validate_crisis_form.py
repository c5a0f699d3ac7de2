"""What is written after a crisis reply stays with safety until the person leaves by the button."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.crisis_support import CRISIS_KIND, crisis_response
from actions.help_by_region import contacts, directory
from actions.show_resources import region_of
from actions.slots import CRISIS_FORM, CRISIS_LEFT, REGION, REQUESTED_SLOT
from actions.turn import heard, is_answer

_JOKING = re.compile(
    r"\b(joking|kidding|jk|joke|just a joke|didn'?t mean (it|that)|not serious|exaggerat\w*|"
    r"false alarm|figure of speech|misunderst\w*)\b",
    re.IGNORECASE,
)
#: These are answered even here: leaving, erasing, and what is kept.
_PASSED_ON = {"delete_my_data", "confirm_forget", "ask_privacy"}
#: The way out stands below the list too.
_LEAVE = {"title": "I'm safe, go on", "payload": "/leave_crisis"}
#: From here on, an intent is trusted enough to leave the subject of safety for it.
SURE = 0.9


class ValidateCrisisForm(Action):
    """Rasa calls it for each message while the crisis state is open."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "validate_crisis_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Leave by the button, or answer and stay."""
        if not is_answer(tracker, CRISIS_FORM):
            return []
        said = heard(tracker)
        if said.intent == "leave_crisis":
            return [SlotSet(CRISIS_LEFT, True), SlotSet(REQUESTED_SLOT, None)]
        named = directory().find(said.text)
        if said.intent in _PASSED_ON and not named and (not said.text or said.confidence >= SURE):
            return []
        region = region_of(tracker)
        stay = SlotSet(CRISIS_LEFT, None)
        values = {
            "contacts": contacts(region),
            "emergency": region.emergency if region else "112 in the EU and on most mobile phones",
        }
        if named or said.intent == "ask_resources":
            dispatcher.utter_message(
                text=_contact_list(values), buttons=[_LEAVE], json_message=CRISIS_KIND
            )
            return [stay, SlotSet(REGION, region.code)] if region else [stay]
        if _JOKING.search(said.text):
            response = "utter_crisis_joking"
        elif said.intent == "crisis" and crisis_response(said.text) == "utter_crisis_violence":
            response = "utter_crisis_violence"
        else:
            response = "utter_crisis_stay"
        dispatcher.utter_message(response=response, json_message=CRISIS_KIND, **values)
        return [stay]


def _contact_list(values: dict[str, str]) -> str:
    return (
        f"Emergency: {values['emergency']}\n{values['contacts']}\n"
        "Other countries: findahelpline.com. Tell me a country and I look there."
    )
