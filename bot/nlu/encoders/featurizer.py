"""An encoder as a Rasa featurizer."""

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

from bot.nlu.encoders import e5, mpnet
from bot.nlu.encoders.cache import encoder_key
from bot.nlu.encoders.encoder import Encoder
from bot.nlu.encoders.shape import Array, Source
from bot.nlu.language import is_english
from bot.nlu.memory import encode_with_memory
from bot.settings import ROOT

SOURCES = {source.name: source for source in (mpnet.SOURCE, e5.SOURCE)}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Adds one sentence vector, shape (1, dimensions), float32, to each message that it reads."""

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, {**self.get_default_config(), **config})
        self._key = encoder_key(_source(self._config), _adapter(self._config))
        self._encoder = Encoder.load(_source(self._config), _adapter(self._config))

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the defaults.

        `encoder` is one of :data:`SOURCES`; `adapter` is a file, seen from the project's folder,
        or empty for the published weights; `reads` is "english", "others" (than English) or "all".
        Training examples in English are read by "others" too: what is learned from them carries
        over to other languages. `alias` names the features in Rasa.
        """
        return {"alias": None, "encoder": "mpnet", "adapter": "", "reads": "all"}

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
        """Return what makes features stale beside the configuration: other weights or adapter."""
        return encoder_key(_source(config), _adapter(config))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the sentence features to the messages it reads, in place."""
        self._add([m for m in messages if m.get(TEXT) and self._reads(str(m.get(TEXT)))])
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the sentence features to the training examples, in place."""
        self.process_examples(training_data.training_examples)
        return training_data

    def process_examples(self, messages: list[Message]) -> None:
        """Add the sentence features to training examples, in place."""
        if self._config["reads"] == "english":
            self.process(messages)
        else:
            self._add([message for message in messages if message.get(TEXT)])

    def encode(self, texts: list[str]) -> Array:
        """Return one vector a text, (len(texts), dimensions); zeros for one without content."""
        return self._encoder.encode(texts)

    def _reads(self, text: str) -> bool:
        reads = self._config["reads"]
        return bool(reads == "all" or is_english(text) == (reads == "english"))

    def _add(self, messages: list[Message]) -> None:
        if not messages:
            return
        texts = [str(message.get(TEXT)) for message in messages]
        vectors = encode_with_memory(self._key, texts, self.encode)
        for message, vector in zip(messages, vectors, strict=True):
            message.add_features(
                Features(vector[None, :], FEATURE_TYPE_SENTENCE, TEXT, self._identifier)
            )

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Accept any configuration; what is wrong with it is told when the encoder loads."""


def _source(config: dict[str, Any]) -> Source:
    return SOURCES[config.get("encoder", "mpnet")]


def _adapter(config: dict[str, Any]) -> Path | None:
    path = config.get("adapter")
    return ROOT / str(path) if path else None
