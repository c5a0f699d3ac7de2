"""Which language a message is in: a hint for which encoder reads it and how to answer.

Scripts decide for Chinese, Japanese and Russian; among languages in Latin letters py3langid does
(a naive Bayes model over byte n-grams, Lui & Baldwin 2012), but only where it is sure and the
message long enough: a short English message must never be taken for something else.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

LANGUAGE = "language"
ENGLISH = "en"
LATIN = ("en", "de", "es", "fr", "it", "pt")
#: Below so many letters py3langid guesses.
MIN_LETTERS = 8
#: Probability from which another language than English is believed.
SURE = 0.96

_KANA = re.compile("[぀-ヿ]")
_HAN = re.compile("[㐀-鿿]")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_LATIN_LETTER = re.compile("[A-Za-zÀ-ɏ]")
#: Small words of English; two of them settle it before any statistics.
_ENGLISH_WORDS = frozenset(
    [
        "the",
        "and",
        "is",
        "are",
        "was",
        "were",
        "to",
        "of",
        "that",
        "this",
        "my",
        "your",
        "with",
        "for",
        "have",
        "has",
        "not",
        "don't",
        "i'm",
        "it's",
        "i",
        "you",
        "we",
        "they",
        "he",
        "she",
        "what",
        "how",
        "why",
        "can",
        "do",
        "does",
        "did",
        "will",
        "would",
        "should",
        "be",
        "been",
        "am",
        "if",
        "from",
        "about",
        "just",
        "really",
        "think",
        "feel",
        "want",
        "know",
        "everyone",
        "nobody",
        "quite",
        "let",
        "please",
        "pls",
        "next",
        "again",
        "being",
        "alive",
        "hate",
        "like",
        "u",
        "maybe",
        "when",
        "question",
    ]
)


def is_english(text: str) -> bool:
    """Return whether `text` is English beyond doubt: then the English encoder reads it.

    The other encoder knows English too, so what is in doubt loses little there; a sentence of
    another language would be noise to the English one.
    """
    return _guess(text)[0] == ENGLISH


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language of `text`, `en` where in doubt."""
    code, probability = _guess(text)
    return code if probability >= SURE else ENGLISH


def _guess(text: str) -> tuple[str, float]:
    """Return the likeliest language of `text` and its probability."""
    latin = len(_LATIN_LETTER.findall(text))
    if len(_KANA.findall(text)) * 3 > latin:
        return "ja", 1.0
    if len(_HAN.findall(text)) * 3 > latin:
        return "zh", 1.0
    if len(_CYRILLIC.findall(text)) > latin:
        return "ru", 1.0
    words = re.findall(r"[a-z']+", text.lower().replace("’", "'"))
    if latin < MIN_LETTERS or sum(word in _ENGLISH_WORDS for word in words) >= max(
        2, len(words) // 6
    ):
        return ENGLISH, 1.0
    code, probability = _identifier().classify(text)
    return str(code), float(probability)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LATIN))
    return identifier


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class LanguageDetector(GraphComponent):
    """Sets `language` on each message."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageDetector:
        """Return a detector."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the language, in place."""
        for message in messages:
            message.set(LANGUAGE, language_of(str(message.get(TEXT) or "")), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Set the language of the training examples, in place."""
        self.process(training_data.training_examples)
        return training_data

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Accept any configuration; there is nothing to set."""
