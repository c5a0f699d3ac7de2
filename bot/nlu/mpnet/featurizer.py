"""The adapted MPNet encoder as a Rasa featurizer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.mpnet.cache import encoder_key
from bot.nlu.mpnet.encoder import MpnetEncoder
from bot.nlu.mpnet.weights import Array
from bot.settings import ROOT


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class AdaptedEncoder(DenseFeaturizer, GraphComponent):
    """Adds one sentence vector to each message, shape (1, 1536), float32."""

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, {**self.get_default_config(), **config})
        self._encoder = MpnetEncoder.load(_adapter(self._config))

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the defaults.

        `alias` names the features in Rasa; `adapter` is a file, seen from the project's folder, or
        empty for the published weights.
        """
        return {"alias": None, "adapter": ""}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AdaptedEncoder:
        """Return a ready encoder (see the base class)."""
        return cls(config, execution_context.node_name)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Return what makes features stale beside the configuration: other weights or adapter."""
        return encoder_key(_adapter(config))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the sentence features to `messages`, in place."""
        typed = [message for message in messages if message.get(TEXT)]
        vectors = self.encode([str(message.get(TEXT)) for message in typed])
        for message, vector in zip(typed, vectors, strict=True):
            message.add_features(
                Features(vector[None, :], FEATURE_TYPE_SENTENCE, TEXT, self._identifier)
            )
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the sentence features to the training examples, in place."""
        self.process(training_data.training_examples)
        return training_data

    def encode(self, texts: list[str]) -> Array:
        """Return one vector a text, shape (len(texts), 1536); zeros for a text without content."""
        return self._encoder.encode(texts)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Accept any configuration; a missing adapter is told when the encoder loads."""


def _adapter(config: dict[str, Any]) -> Path | None:
    path = config.get("adapter")
    return ROOT / str(path) if path else None
