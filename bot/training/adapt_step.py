"""One step of the adaptation: AdamW on the adapter, Adam on the head, rates that rise and fall."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import tensorflow as tf

from bot.nlu.encoders.shape import Array
from bot.training.adapt_net import Net

ADAPTER_RATE = 5e-4
HEAD_RATE = 5e-3
#: The share of all steps in which the rates rise; after it they fall to zero.
WARM_UP = 0.06
DECAY = 0.01
LARGEST_GRADIENT = 1.0
LABEL_SMOOTHING = 0.1


class Trainer:
    """Trains `net` in `steps` steps; `weights` says how much an example of each intent counts."""

    def __init__(self, net: Net, weights: Array, steps: int) -> None:
        self._net = net
        self._weights = tf.constant(weights)
        self._steps = steps
        self._done = 0
        self._adapter = net.adapter_variables()
        self._head = net.head_variables()
        settings = {"beta_2": 0.98, "epsilon": 1e-8, "jit_compile": False}
        self._adapter_optimizer = tf.keras.optimizers.AdamW(weight_decay=DECAY, **settings)
        self._head_optimizer = tf.keras.optimizers.Adam(**settings)
        self._adapter_optimizer.build(self._adapter)
        self._head_optimizer.build(self._head)
        shapes = [
            tf.TensorSpec([None, None, net.size]),
            tf.TensorSpec([None, None]),
            tf.TensorSpec([None], tf.int64),
        ]
        self._graph = tf.function(self._step, input_signature=shapes, autograph=False)

    def step(self, states: Array, mask: Array, truth: npt.NDArray[np.int64]) -> float:
        """Train on one batch and return its loss.

        `states` are those after the frozen layers, (batch, tokens, size), `mask` (batch, tokens) is
        1 at a token, and `truth` (batch,) holds the numbers of the intents.
        """
        rate = self._rate()
        self._adapter_optimizer.learning_rate = ADAPTER_RATE * rate
        self._head_optimizer.learning_rate = HEAD_RATE * rate
        self._done += 1
        return float(self._graph(tf.constant(states), tf.constant(mask), tf.constant(truth)))

    def _rate(self) -> float:
        rising = (self._done + 1) / (WARM_UP * self._steps)
        falling = 1 - self._done / self._steps
        return min(1.0, rising) * falling

    def _step(self, states: Any, mask: Any, truth: Any) -> Any:
        with tf.GradientTape() as tape:
            loss = self._loss(states, mask, truth)
        gradients = tape.gradient(loss, self._adapter + self._head)
        gradients, _ = tf.clip_by_global_norm(gradients, LARGEST_GRADIENT)
        count = len(self._adapter)
        self._adapter_optimizer.apply_gradients(zip(gradients[:count], self._adapter, strict=True))
        self._head_optimizer.apply_gradients(zip(gradients[count:], self._head, strict=True))
        return loss

    def _loss(self, states: Any, mask: Any, truth: Any) -> Any:
        """Return the weighted mean of the cross-entropies, with smoothed labels."""
        vectors = self._net.vectors(states, mask, training=True)
        scores = self._net.scores(vectors, training=True)
        intents = self._weights.shape[0]
        wanted = tf.one_hot(truth, intents) * (1 - LABEL_SMOOTHING) + LABEL_SMOOTHING / intents
        losses = tf.nn.softmax_cross_entropy_with_logits(wanted, scores)
        weights = tf.gather(self._weights, truth)
        return tf.reduce_sum(weights * losses) / tf.reduce_sum(weights)
