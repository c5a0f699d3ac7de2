"""Choosing among the wordings of a reply, so that none comes twice in a row."""

from __future__ import annotations

import copy
import hashlib
import random
from typing import Any

from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

#: Key in a bot message's metadata that names the wording without its words.
WORDING = "wording"


class FreshReplies(TemplatedNaturalLanguageGenerator):
    """Rasa's templated replies, minus those said lately in the same conversation."""

    def __init__(
        self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None
    ) -> None:
        super().__init__(domain.responses if domain else {})
        self._random = random.SystemRandom()

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """Return a reply for `utter_action`, or None if there is none that fits."""
        if utter_action not in self.responses:
            return None
        filled = tracker.current_slot_values()
        suitable = ResponseVariationFilter(self.responses).responses_for_utter_action(
            utter_action, output_channel, filled
        )
        if not suitable:
            return None
        chosen = self._random.choice(_freshest(suitable, _said_lately(tracker)))
        draft: dict[str, Any] = self._fill_response(copy.deepcopy(chosen), filled, **kwargs)
        draft[WORDING] = wording(chosen)
        return draft


def wording(response: dict[str, Any]) -> str:
    """Return a short name for one wording of a response."""
    return hashlib.sha256(str(response.get("text")).encode()).hexdigest()[:8]


def _said_lately(tracker: DialogueStateTracker) -> list[str]:
    return [
        str(event.metadata[WORDING])
        for event in tracker.events
        if isinstance(event, BotUttered) and WORDING in event.metadata
    ]


def _freshest(responses: list[dict[str, Any]], said: list[str]) -> list[dict[str, Any]]:
    """Return the wordings not said lately, else the one said longest ago."""
    fresh = [r for r in responses if wording(r) not in said]
    last_said = {name: place for place, name in enumerate(said)}
    return fresh or [min(responses, key=lambda r: last_said[wording(r)])]
