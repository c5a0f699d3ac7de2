"""Choosing among the wordings of a reply, so that none comes twice in a row."""

from __future__ import annotations

import copy
import hashlib
import random
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from actions.notice_language import LANGUAGES, OTHER_LANGUAGE
from actions.slots import LANGUAGE
from bot.content.currency import METADATA, SENTENCE_END, current, facts_of, outdated, with_remark
from bot.content.facts import Fact, read_facts

#: Key in a bot message's metadata that names the wording without its words.
WORDING = "wording"


#: While a walk is open its own question follows these replies, so theirs is left out.
WALK_FORM = "walk_form"
ASIDES = (
    "utter_faq/", "utter_argue_", "utter_chitchat/", "utter_why_not/", "utter_pillar/",
    "utter_ask_guidance", "utter_bot_challenge", "utter_complain", "utter_greet_back",
    "utter_out_of_scope", "utter_report_use", "utter_at_ease", "utter_thank", "utter_balance_",
    "utter_reminder_done", "utter_reminder_smaller", "utter_reminder_time", "utter_reminder_let_go",
)  # fmt: skip


#: `utter_x_said` answers what was said to `utter_x`; its first wording to the first one, and so on.
SAID = "_said"

#: In danger nothing comes before the help.
CRISIS = "utter_crisis"


class FreshReplies(TemplatedNaturalLanguageGenerator):
    """Rasa's templated replies, minus those said lately in the same conversation.

    A wording whose facts have expired on the day is left out, or says when they were checked.
    """

    def __init__(
        self,
        endpoint_config: EndpointConfig | None = None,
        domain: Domain | None = None,
        facts: Mapping[str, Fact] | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        """Use `facts`, by default those of `data/facts.yml`, as they stand on the day `today`.

        Raises:
            BearingsError: the facts can't be read.
        """
        super().__init__(domain.responses if domain else {})
        self._random = random.SystemRandom()
        self._facts = read_facts() if facts is None else facts
        self._today = today

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
        said = _said_lately(tracker)
        fitting = _written_for_question(utter_action, self.responses, said)
        today = self._today()
        told_as_current = current(suitable, self._facts, today)
        chosen = fitting or self._random.choice(_sayable(suitable, told_as_current, said))
        draft: dict[str, Any] = self._fill_response(copy.deepcopy(chosen), filled, **kwargs)
        draft.pop(METADATA, None)  # which facts it cites is of no use to channel and store
        draft[WORDING] = wording(chosen)
        if tracker.active_loop_name == WALK_FORM and utter_action.startswith(ASIDES):
            draft["text"] = without_question(str(draft.get("text") or ""))
        if old := outdated(facts_of(chosen), self._facts, today):
            draft["text"] = with_remark(str(draft.get("text") or ""), old, self._facts)
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
    sentences = SENTENCE_END.split(text.strip())
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


def _written_for_question(
    name: str, responses: dict[str, list[dict[str, Any]]], said: list[str]
) -> dict[str, Any] | None:
    """Return the wording of the reply `name` that belongs to the question as it was asked last."""
    questions = [wording(q) for q in responses.get(name.removesuffix(SAID), ())]
    if not name.endswith(SAID) or not questions:
        return None
    place = next((questions.index(w) for w in reversed(said) if w in questions), None)
    return None if place is None else responses[name][place % len(responses[name])]


def _sayable(
    responses: list[dict[str, Any]], told_as_current: list[dict[str, Any]], said: list[str]
) -> list[dict[str, Any]]:
    """Return the wordings to choose from: current ones, and among them the freshest.

    Where one alone is current, the expired ones take turns with it, so that it is not repeated.
    """
    if not told_as_current:
        return _freshest(responses, said)
    alone = len(told_as_current) == 1 and wording(told_as_current[0]) in said
    return _freshest(responses if alone else told_as_current, said)


def _freshest(responses: list[dict[str, Any]], said: list[str]) -> list[dict[str, Any]]:
    """Return the wordings not said lately, else the one said longest ago."""
    fresh = [r for r in responses if wording(r) not in said]
    last_said = {name: place for place, name in enumerate(said)}
    return fresh or [min(responses, key=lambda r: last_said[wording(r)])]
