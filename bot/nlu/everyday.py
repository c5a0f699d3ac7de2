"""Everyday messages that mean none of our intents, for the crisis detector to learn from.

What people answer in the middle of a talk ("she said: nice plot", "that it takes long") stands in
no intent's examples, and what a detector never saw it takes for anything. The lines in
`data/care/everyday/` are no danger; that is all that is learned from them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.settings import ROOT

#: Marks a training example as such a line.
EVERYDAY = "everyday"
FOLDER = ROOT / "data" / "care" / "everyday"


def everyday_lines(folder: Path = FOLDER) -> Iterator[str]:
    """Yield the lines of all text files in `folder`."""
    for path in sorted(folder.glob("*.txt")):
        yield from (line for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


# Registered as a featurizer, since only tokenizers and featurizers may change the training data.
@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class EverydayLines(GraphComponent):
    """Adds the everyday lines to the training data, without an intent."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EverydayLines:
        """Return the component (see the base class)."""
        return cls()

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Return what makes a trained model stale: other lines."""
        return hashlib.sha256("\n".join(everyday_lines()).encode()).hexdigest()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Return the training data with the lines."""
        lines = [Message(data={TEXT: line, EVERYDAY: True}) for line in everyday_lines()]
        return training_data.merge(TrainingData(training_examples=lines))

    def process(self, messages: list[Message]) -> list[Message]:
        """Leave messages as they are."""
        return messages

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Accept an empty configuration: there is nothing to set."""
