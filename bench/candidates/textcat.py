"""spaCy's own text categorizer: a bag of words and a small network, without published vectors."""

from __future__ import annotations

from bench.candidates.base import Candidate

EPOCHS = 8


class SpacyTextcat(Candidate):
    """`textcat` with its ensemble of a linear bag of words and a convolutional network."""

    title = "spaCy textcat (ensemble)"

    def fit(self, texts: list[str], labels: list[str]) -> None:
        import random

        import spacy
        from spacy.training import Example
        from spacy.util import fix_random_seed, minibatch

        fix_random_seed(0)
        random.seed(0)
        self._pipeline = spacy.blank("en")
        textcat = self._pipeline.add_pipe("textcat")
        names = sorted(set(labels))
        for name in names:
            textcat.add_label(name)
        examples = [
            Example.from_dict(
                self._pipeline.make_doc(text), {"cats": {n: float(n == label) for n in names}}
            )
            for text, label in zip(texts, labels, strict=True)
        ]
        optimizer = self._pipeline.initialize(lambda: examples[:2000])
        for _ in range(EPOCHS):
            random.shuffle(examples)
            for batch in minibatch(examples, 128):
                self._pipeline.update(batch, sgd=optimizer, drop=0.2)

    def rank(self, text: str) -> list[str]:
        cats = self._pipeline(text).cats
        return sorted(cats, key=lambda name: -cats[name])

    def size(self) -> int:
        return len(self._pipeline.to_bytes())
