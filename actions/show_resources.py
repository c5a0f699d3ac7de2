"""Help to point to, by region; asks for the country where it is unknown."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.help_by_region import Region, contacts, directory
from actions.slots import OFFER, REGION
from actions.turn import heard


class ActionShowResources(Action):
    """Lists what can be reached where the person is, and what is made for academia."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_show_resources"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Show the region's help; without a region, what helps anywhere, and ask."""
        region = region_of(tracker)
        if region is None:
            dispatcher.utter_message(response="utter_resources_intro")
            dispatcher.utter_message(text=_list(contacts(None), directory().academia))
            dispatcher.utter_message(response="utter_resources_region")
            return [SlotSet(OFFER, "region")]
        heading = f"{region.name}. In an emergency: {region.emergency}."
        found = contacts(region, lines=4)
        dispatcher.utter_message(text=_list(f"{heading}\n{found}", directory().academia))
        if region.stale(datetime.now(timezone.utc).date()):
            dispatcher.utter_message(response="utter_resources_stale")
        if not tracker.active_loop:
            dispatcher.utter_message(response="utter_resources_more")
        return [SlotSet(REGION, region.code), SlotSet(OFFER, "region")]


def region_of(tracker: Tracker) -> Region | None:
    """Return the region that the latest message names, else the one known from before."""
    named = directory().find(heard(tracker).text)
    return named or directory().regions.get(str(tracker.get_slot(REGION)))


def _list(first: str, academia: tuple[str, ...]) -> str:
    return "\n".join([first, "", "For academia, not for emergencies:", *academia[:4]])
