"""Multinomial logistic regression over sentence vectors, on full intent names.

Rasa splits `a/b` intents between a classifier (`a`) and a response selector (`b`). Here one model
decides among all full names at once, which is both simpler and better on short data, and fills in
what Rasa expects of both: the base intent for the policies, the selected response for `utter_a`.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.heads import Heads, Vectors
from bot.nlu.softmax import Softmax, data_version

FALLBACK = "nlu_fallback"
OUT_OF_SCOPE = "out_of_scope"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FullIntentClassifier(IntentClassifier, GraphComponent):
    """Ranks all intents, retrieval intents by their full names."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the defaults.

        `C` is the inverse strength of the penalty; below `threshold` (probability) the intent
        becomes `nlu_fallback` and the ranking still says what was likely. `out_of_scope_weight`
        multiplies the odds of `out_of_scope`: the model learns as if all intents were equally
        frequent, but there is far more that is not our topic (docs/decisions/0005). The
        `temperature` of messages in English and in other languages makes the model right as often
        as it says (docs/decisions/0007).
        """
        return {
            "C": 10.0,
            "max_iter": 80,
            "threshold": 0.3,
            "out_of_scope_weight": 8.0,
            "temperature": 0.65,
            "temperature_others": 1.0,
            "ranking_length": 10,
        }

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model: Heads | None = None
        self._data_version = ""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FullIntentClassifier:
        """Return an untrained classifier."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on all examples with an intent, and persist."""
        examples = [m for m in training_data.intent_examples if m.get(INTENT) and m.get(TEXT)]
        names = [full_name(message) for message in examples]
        self._model = Heads.fit(
            sentence_vectors(examples),
            names,
            partial(Softmax.fit, C=self._config["C"], max_iter=self._config["max_iter"]),
        )
        self._data_version = data_version(
            [(str(m.get(TEXT)), n) for m, n in zip(examples, names, strict=True)]
        )
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder, "intents")
            (folder / "data_version").write_text(self._data_version)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set `intent`, `intent_ranking` and `response_selector` on each message."""
        if self._model is None:
            return messages
        for message in messages:
            if message.get(TEXT):
                set_ranking(message, self._ranking(self._model, sentence_vectors([message])))
            else:
                set_ranking(message, [{"name": FALLBACK, "confidence": 1.0}])
            message.set("data_version", self._data_version, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the training data as it is: no later component learns from predictions."""
        return training_data

    def _ranking(self, model: Heads, vectors: Vectors) -> list[dict[str, Any]]:
        """Return the likeliest intents of one message, with `nlu_fallback` first if unsure."""
        read = model.probabilities(vectors)
        read = weighted(read, model.labels, self._config["out_of_scope_weight"])
        kind = "temperature" if vectors.is_english[0] else "temperature_others"
        probabilities = tempered(read, self._config[kind])[0]
        order = np.argsort(-probabilities)[: self._config["ranking_length"]]
        ranking = [{"name": model.labels[i], "confidence": float(probabilities[i])} for i in order]
        best = ranking[0]["confidence"]
        if best < self._config["threshold"]:
            ranking.insert(0, {"name": FALLBACK, "confidence": 1.0 - best})
        return ranking

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> FullIntentClassifier:
        """Return the classifier that was trained."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = Heads.load(folder, "intents", Softmax.load)
            component._data_version = (folder / "data_version").read_text()
        return component

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Accept any configuration of the default's keys."""


def weighted(
    probabilities: NDArray[Any], labels: tuple[str, ...], out_of_scope_weight: float
) -> NDArray[Any]:
    """Return `probabilities` (messages, labels) with the odds of `out_of_scope` multiplied."""
    if OUT_OF_SCOPE not in labels:
        return probabilities
    changed = probabilities.copy()
    changed[:, labels.index(OUT_OF_SCOPE)] *= out_of_scope_weight
    return np.asarray(changed / changed.sum(axis=1, keepdims=True))


def tempered(probabilities: NDArray[Any], temperature: float) -> NDArray[Any]:
    """Return `probabilities` (messages, labels) made surer by a `temperature` below 1.

    Temperature scaling (Guo et al., ICML 2017) changes no order, only how sure the model says it
    is.
    """
    powers = probabilities ** (1 / temperature)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def full_name(message: Message) -> str:
    """Return the intent's full name: `a/b` for a retrieval intent, else `a`."""
    return str(message.get(INTENT_RESPONSE_KEY) or message.get(INTENT))


#: Aliases of the featurizers in config.yml, by which their vectors are told apart.
EVERY_ALIAS = "every_language"
ENGLISH_ALIAS = "english"


def sentence_vectors(messages: list[Message]) -> Vectors:
    """Return the sentence vectors that the featurizers added to `messages`."""
    english = _rows(messages, ENGLISH_ALIAS)
    return Vectors(
        _stack(_rows(messages, EVERY_ALIAS)),
        _stack(english),
        np.array([row is not None for row in english], dtype=bool),
    )


def _rows(messages: list[Message], alias: str) -> list[NDArray[Any] | None]:
    """Return each message's vector of one featurizer, None where it did not read the message."""
    return [
        next((f.features[0] for f in m.features if f.origin == alias and f.is_dense()), None)
        for m in messages
    ]


def _stack(rows: list[NDArray[Any] | None]) -> NDArray[Any] | None:
    """Return the vectors as one array, zeros where a message has none, None if none has."""
    width = next((len(row) for row in rows if row is not None), 0)
    if not width:
        return None
    filled = [np.zeros(width, np.float32) if row is None else row for row in rows]
    return np.asarray(np.stack(filled))


def set_ranking(message: Message, ranking: list[dict[str, Any]]) -> None:
    """Make the first of `ranking` the intent of `message`, in all the places Rasa looks."""
    first = ranking[0]
    base = first["name"].split("/")[0]
    intent = {"name": base, "confidence": first["confidence"]}
    if "/" in first["name"]:
        intent["full_retrieval_intent_name"] = first["name"]
        chosen = {
            "confidence": first["confidence"],
            "intent_response_key": first["name"],
            "utter_action": f"utter_{first['name']}",
            "responses": [],
        }
        same = [
            {"intent_response_key": r["name"], "confidence": r["confidence"]}
            for r in ranking
            if r["name"].split("/")[0] == base
        ]
        selector = {"all_retrieval_intents": [base], base: {"response": chosen, "ranking": same}}
    else:
        selector = {}
    message.set(INTENT, intent, add_to_output=True)
    message.set("intent_ranking", ranking, add_to_output=True)
    message.set("response_selector", selector, add_to_output=True)
