"""Rasa's DIET, with sparse features or with sentence vectors; intents by their full names."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Any, ClassVar

import yaml

from bench.candidates.base import Candidate

EPOCHS = 20
_TOKENS: list[dict[str, Any]] = [{"name": "WhitespaceTokenizer"}]
_SPARSE: list[dict[str, Any]] = [
    *_TOKENS,
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]
_DENSE: list[dict[str, Any]] = [
    {
        "name": "bot.nlu.encoders.featurizer.SentenceEncoder",
        "alias": "english",
        "encoder": "mpnet",
        "reads": "all",
    }
]
_DIET: dict[str, Any] = {
    "name": "DIETClassifier",
    "epochs": EPOCHS,
    "entity_recognition": False,
    "random_seed": 0,
    "constrain_similarities": True,
    "model_confidence": "softmax",
    "ranking_length": 60,
}


class SparseDiet(Candidate):
    """DIET on words and parts of words, Rasa's default pipeline."""

    title = "DIET, sparse features"
    features: ClassVar[list[dict[str, Any]]] = _SPARSE

    def fit(self, texts: list[str], labels: list[str]) -> None:
        from rasa.core.agent import Agent
        from rasa.model_training import train_nlu

        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            _write(folder, texts, labels, [*self.features, _DIET])
            made = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder), None)
            self._size = Path(str(made)).stat().st_size
            self._agent = Agent.load(str(made))

    def rank(self, text: str) -> list[str]:
        parsed = asyncio.run(self._agent.parse_message(text.lstrip("/ ")))
        return [str(r["name"]).replace("__", "/") for r in parsed["intent_ranking"]]

    def size(self) -> int:
        return self._size


class DenseDiet(SparseDiet):
    """DIET on the frozen sentence vectors, beside words, which it can't do without."""

    title = "mpnet frozen and words, DIET"
    features: ClassVar[list[dict[str, Any]]] = [
        *_TOKENS,
        {"name": "CountVectorsFeaturizer"},
        *_DENSE,
    ]


def _write(
    folder: Path, texts: list[str], labels: list[str], pipeline: list[dict[str, Any]]
) -> None:
    """Write a Rasa project; an intent's slash is `__`, since Rasa would split the name there."""
    by_intent: dict[str, list[str]] = {}
    for text, label in zip(texts, labels, strict=True):
        by_intent.setdefault(label.replace("/", "__"), []).append(text)
    nlu = [
        {"intent": name, "examples": "".join(f"- {text}\n" for text in some)}
        for name, some in by_intent.items()
    ]
    config = {"recipe": "default.v1", "language": "en", "pipeline": pipeline}
    (folder / "nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}), "utf-8")
    (folder / "config.yml").write_text(yaml.safe_dump(config), "utf-8")
