"""Choosing among the wordings of a reply, so that none comes twice in a row."""

from __future__ import annotations

import copy
import hashlib
import random
import re
from typing import Any

from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from actions.notice_language import LANGUAGES, OTHER_LANGUAGE
from actions.slots import LANGUAGE

#: Key in a bot message's metadata that names the wording without its words.
WORDING = "wording"


#: While a walk is open its own question follows these replies, so theirs is left out.
WALK_FORM = "walk_form"
ASIDES = (
    "utter_faq/", "utter_argue_", "utter_chitchat/", "utter_why_not/", "utter_pillar/",
    "utter_ask_guidance", "utter_bot_challenge", "utter_complain", "utter_greet_back",
    "utter_out_of_scope", "utter_report_use", "utter_at_ease", "utter_thank",
    "utter_reminder_done", "utter_reminder_smaller", "utter_reminder_time", "utter_reminder_let_go",
)  # fmt: skip


#: In danger nothing comes before the help.
CRISIS = "utter_crisis"


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
        if tracker.active_loop_name == WALK_FORM and utter_action.startswith(ASIDES):
            draft["text"] = without_question(str(draft.get("text") or ""))
        language = None if utter_action.startswith(CRISIS) else new_language(tracker)
        if language and OTHER_LANGUAGE in self.responses:
            noticed = self._random.choice(self.responses[OTHER_LANGUAGE])["text"]
            draft["text"] = f"{noticed.format(language=language)}\n\n{draft.get('text') or ''}"
        return draft


def new_language(tracker: DialogueStateTracker) -> str | None:
    """Return the language that was noticed in this turn, as long as nothing was said in it."""
    noticed = None
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered):
            return None
        if isinstance(event, SlotSet) and event.key == LANGUAGE:
            noticed = LANGUAGES.get(str(event.value))
        if isinstance(event, UserUttered):
            return noticed
    return None


def without_question(text: str) -> str:
    """Return `text` without a question at its end, unless nothing else would remain."""
    sentences = re.split(r"(?<=[.!?:)])\s+(?=[A-Z“\"])", text.strip())
    statements = " ".join(sentences[:-1]) if sentences[-1].endswith("?") else text
    return statements or text


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
