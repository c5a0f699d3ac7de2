"""A message that is nothing but a place asks for help there: "Spain", "I'm in Zürich", "🇯🇵".

The names are those of `data/care/resources.yml`. A form of Rasa's for this one question
would do the same with more parts; a place alone means nothing else here, whatever was asked before.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from actions.help_by_region import Directory, directory
from bot.nlu.classifier import set_ranking

INTENT = "ask_resources"
_LEAD = re.compile(
    r"^(?:(?:i'?m|i am|we'?re|we are|i live)\s+)?(?:(?:in|from)\s+)?(?:the\s+)?", re.IGNORECASE
)


def is_bare_region(text: str, regions: Directory) -> bool:
    """Return whether `text` is a place with help in the directory, and nothing else."""
    typed = re.sub(r"[.!,\s]+$", "", _LEAD.sub("", text.strip()))
    place = typed.lower()
    if not place or len(place.split()) > 3:
        return False
    region = regions.find(place)
    if region is None:
        return False
    is_flag = all(0x1F1E6 <= ord(c) <= 0x1F1FF for c in place)
    return is_flag or place in region.names or typed in (region.code, region.name)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RegionReader(GraphComponent):
    """Makes a bare place a request for help there."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RegionReader:
        """Return a reader."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Overrule the intent of bare places, in place."""
        for message in messages:
            if is_bare_region(str(message.get(TEXT) or ""), directory()):
                others = [r for r in message.get("intent_ranking") or [] if r["name"] != INTENT]
                set_ranking(message, [{"name": INTENT, "confidence": 1.0}, *others])
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the training data as it is."""
        return training_data

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Accept any configuration; there is nothing to set."""
