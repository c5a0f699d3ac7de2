"""Cross-validation of the whole NLU: encoder, classifier and crisis detector, as configured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from bot.nlu.heads import Heads, Vectors
from bot.nlu.softmax import Softmax
from bot.training.data import CONFIG, Example

SEED = 42
#: Texts encoded at once.
BLOCK = 256


@dataclass(frozen=True)
class Predictions:
    """What was right, and the guesses for each example, best first."""

    truth: list[str]
    ranked: list[list[str]]
    confidence: list[float]


def component_config(name: str) -> dict[str, Any]:
    """Return the settings that config.yml gives the component `name`, without its name."""
    found = next((c for c in _pipeline() if c["name"].endswith(name)), {})
    return {key: value for key, value in found.items() if key != "name"}


def encode(texts: list[str], progress: Callable[[int], object] = lambda n: None) -> Vectors:
    """Return the vectors of training examples by the featurizers that config.yml names."""
    from rasa.shared.nlu.training_data.message import Message

    from bot.nlu.classifier import sentence_vectors
    from bot.nlu.encoders.featurizer import SentenceEncoder

    featurizers = [SentenceEncoder(config, config["alias"]) for config in featurizer_configs()]
    messages = [Message(data={"text": text}) for text in texts]
    for start in range(0, len(messages), BLOCK):
        block = messages[start : start + BLOCK]
        for featurizer in featurizers:
            featurizer.process_examples(block)
        progress(len(block))
    return sentence_vectors(messages)


def featurizer_configs() -> list[dict[str, Any]]:
    """Return the settings that config.yml gives the sentence encoders."""
    entries = [entry for entry in _pipeline() if entry["name"].endswith("SentenceEncoder")]
    return [{k: v for k, v in entry.items() if k != "name"} for entry in entries]


def _pipeline() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["pipeline"]
    return entries


def folds(labels: list[str], count: int) -> list[NDArray[Any]]:
    """Return the test indices of `count` folds, each label spread over all of them."""
    random = np.random.default_rng(SEED)
    parts: list[list[int]] = [[] for _ in range(count)]
    offset = 0
    for label in sorted(set(labels)):
        indices = random.permutation([i for i, name in enumerate(labels) if name == label])
        for place, index in enumerate(indices):
            parts[(place + offset) % count].append(int(index))
        offset += len(indices)
    return [np.array(sorted(part)) for part in parts]


def cross_validate(
    examples: list[Example],
    vectors: Vectors,
    count: int,
    progress: Callable[[int], object] = lambda n: None,
) -> Predictions:
    """Return out-of-fold predictions for all `examples`."""
    from bot.nlu.classifier import FullIntentClassifier, weighted

    settings = {
        **FullIntentClassifier.get_default_config(),
        **component_config("FullIntentClassifier"),
    }
    labels = [example.intent for example in examples]
    ranked: list[list[str]] = [[] for _ in examples]
    confidence = [0.0] * len(examples)
    for test in folds(labels, count):
        train = np.setdiff1d(np.arange(len(examples)), test)
        model = Heads.fit(
            vectors.rows(train),
            [labels[i] for i in train],
            partial(Softmax.fit, C=settings["C"], max_iter=settings["max_iter"]),
        )
        probabilities = weighted(
            model.probabilities(vectors.rows(test)), model.labels, settings["out_of_scope_weight"]
        )
        for index, row in zip(test, probabilities, strict=True):
            order = np.argsort(-row)[:5]
            ranked[index] = [model.labels[i] for i in order]
            confidence[index] = float(row[order[0]])
        progress(1)
    return Predictions(labels, ranked, confidence)
