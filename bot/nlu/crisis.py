"""Danger, noticed by two detectors of which either is enough.

The rules (`crisis_rules.py`) catch wordings that must never be missed; the trained detector, a
small network on the sentence vectors with its own threshold, catches what nobody wrote a rule for.
Rules for idioms ("kill the process") quiet the trained detector unless it is all but certain, and
never an explicit wording.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.classifier import full_name, sentence_vectors, set_ranking
from bot.nlu.crisis_rules import CrisisRules
from bot.nlu.everyday import EVERYDAY
from bot.nlu.heads import Heads, Vectors
from bot.nlu.perceptron import Perceptrons

CRISIS = "crisis"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class CrisisDetector(GraphComponent):
    """Overrules the intent where a message speaks of danger."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the defaults.

        `networks`, `hidden`, `penalty` and `epochs` are those of :class:`Perceptrons`. The detector
        triggers from the probability `threshold` on, from `threshold_others` in messages that the
        English encoder doesn't read, and beside an idiom from `beside_idiom` on. The thresholds
        were chosen on tests/nlu/unseen (docs/decisions/0004).
        """
        return {
            "networks": 6,
            "hidden": 32,
            "penalty": 1.0,
            "epochs": 20,
            "threshold": 0.45,
            "threshold_others": 0.3,
            "beside_idiom": 0.99,
        }

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._rules = CrisisRules()
        self._model: Heads | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> CrisisDetector:
        """Return an untrained detector."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit crisis against everything else, everyday lines among it, and persist."""
        examples = [
            message
            for message in training_data.training_examples
            if message.get(TEXT) and (message.get(INTENT) or message.get(EVERYDAY))
        ]
        labels = [
            CRISIS if message.get(INTENT) and full_name(message) == CRISIS else "other"
            for message in examples
        ]
        settings = {
            name: self._config[name] for name in ("networks", "hidden", "penalty", "epochs")
        }
        self._model = Heads.fit(
            sentence_vectors(examples), labels, partial(Perceptrons.fit, **settings)
        )
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder, CRISIS)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set `crisis` on every message, and the intent where it triggers."""
        for message in messages:
            text = str(message.get(TEXT) or "")
            vectors = sentence_vectors([message])
            probability = self._probability(vectors) if text else 0.0
            verdict = self._rules.read(text)
            needed = self._needed(bool(vectors.is_english[0]), bool(verdict.idiom))
            danger = verdict.explicit or probability >= needed
            _decide(message, danger, probability)
            message.set(
                "crisis",
                {"danger": danger, "rule": verdict.rule, "probability": probability},
                add_to_output=True,
            )
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the training data as it is."""
        return training_data

    def _needed(self, is_english: bool, idiom: bool) -> float:
        """Return the probability from which a message counts as danger."""
        if idiom:
            return float(self._config["beside_idiom"])
        return float(self._config["threshold" if is_english else "threshold_others"])

    def _probability(self, vectors: Vectors) -> float:
        if self._model is None:
            return 0.0
        probabilities = self._model.probabilities(vectors)[0]
        return float(probabilities[self._model.labels.index(CRISIS)])

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> CrisisDetector:
        """Return the detector that was trained."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = Heads.load(folder, CRISIS, Perceptrons.load)
        return component

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Accept any configuration of the default's keys."""


def _decide(message: Message, danger: bool, probability: float) -> None:
    """Make crisis the intent where there is danger, and only there.

    The classifier knows the intent too, but weighs it against all others; whether there is
    danger is decided by the two detectors alone.
    """
    ranking = message.get("intent_ranking") or []
    others = [r for r in ranking if r["name"] != CRISIS]
    if danger:
        set_ranking(message, [{"name": CRISIS, "confidence": max(probability, 0.99)}, *others])
    elif others and ranking[0]["name"] == CRISIS:
        set_ranking(message, [others[0], ranking[0], *others[1:]])
