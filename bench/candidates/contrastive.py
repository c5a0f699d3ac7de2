"""A small head trained contrastively on frozen vectors (Khosla et al. 2020, arXiv 2004.11362)."""

from __future__ import annotations

import numpy as np

from bench.candidates.base import Array, Candidate, Sentences
from bot.nlu.softmax import Softmax

SIZE, BATCH, EPOCHS, RATE, TEMPERATURE = 256, 512, 12, 1e-3, 0.1


class Contrastive(Candidate):
    """One layer of 256 that draws examples of an intent together, then logistic regression."""

    title = "mpnet frozen, contrastive head, logistic regression"

    def __init__(self) -> None:
        self.sentences = Sentences("mpnet")

    def prepare(self, texts: list[str]) -> None:
        self.sentences(texts)

    def fit(self, texts: list[str], labels: list[str]) -> None:
        import tensorflow as tf

        tf.random.set_seed(0)
        vectors = self.sentences(texts)
        _, truth = np.unique(labels, return_inverse=True)
        layer = tf.keras.layers.Dense(SIZE, activation="tanh")
        layer.build((None, vectors.shape[1]))
        optimizer = tf.keras.optimizers.Adam(RATE)
        random = np.random.default_rng(0)
        for _ in range(EPOCHS):
            order = random.permutation(len(truth))
            for start in range(0, len(order) - BATCH + 1, BATCH):
                rows = order[start : start + BATCH]
                with tf.GradientTape() as tape:
                    loss = _loss(tf, layer(vectors[rows]), truth[rows])
                slopes = tape.gradient(loss, layer.trainable_variables)
                optimizer.apply_gradients(zip(slopes, layer.trainable_variables, strict=True))
        self._weights, self._bias = (v.numpy() for v in layer.trainable_variables)
        self._model = Softmax.fit(self._project(vectors), labels, C=10.0, max_iter=80)

    def _project(self, vectors: Array) -> Array:
        reached = np.tanh(vectors @ self._weights + self._bias)
        return np.asarray(reached / np.linalg.norm(reached, axis=1, keepdims=True))

    def rank(self, text: str) -> list[str]:
        probabilities = self._model.probabilities(self._project(self.sentences([text])))[0]
        return [self._model.labels[i] for i in np.argsort(-probabilities)]

    def size(self) -> int:
        return int(self._weights.nbytes + self._model.weights.nbytes)


def _loss(tf, reached, truth):  # type: ignore[no-untyped-def]
    """Return the supervised contrastive loss of a batch."""
    near = tf.math.l2_normalize(reached, axis=1)
    scores = tf.matmul(near, near, transpose_b=True) / TEMPERATURE
    own = tf.eye(len(truth), dtype=tf.bool)
    scores = tf.where(own, -1e9, scores)
    same = tf.cast((truth[:, None] == truth[None, :]) & ~own.numpy(), tf.float32)
    logs = scores - tf.reduce_logsumexp(scores, axis=1, keepdims=True)
    count = tf.reduce_sum(same, axis=1)
    mean = tf.reduce_sum(tf.where(same > 0, logs, 0.0), axis=1) / tf.maximum(count, 1)
    return -tf.reduce_sum(tf.where(count > 0, mean, 0.0)) / tf.reduce_sum(tf.sign(count))
