"""The encoder in TensorFlow with low-rank adapters to train, as :mod:`bot.training.adapt` does.

Layers are counted from 0. The first `Shape.frozen` stay as published, so their states are computed
once for each example; in the others every linear map gets a product of two narrow matrices (LoRA;
Hu et al., 2021, arXiv 2106.09685) and the normalisations are trained as they are. A linear head
over the pooled states tells the intents apart; it exists for the training alone, since Rasa's
pipeline fits its own classifier to the adapted vectors.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import tensorflow as tf

from bot.nlu.encoders.adapter import Adapter
from bot.nlu.encoders.shape import (
    EMBEDDING_NORM,
    LINEAR,
    NORMS,
    POSITION_BIAS,
    POSITIONS,
    WORDS,
    Array,
    Shape,
    Tensors,
    tensor_name,
)

DROPOUT = 0.1
#: The product of the narrow matrices counts this often (alpha over rank in the paper).
SCALE = 2.0
#: Vectors of length 1 make flat scores; the head works on them times this.
SHARPNESS = 16.0
#: Added to the attention to padding.
NEVER = -1e4


class Net:
    """The layers, the adapters and the head; `precision` is that of the large products."""

    def __init__(
        self,
        shape: Shape,
        tensors: Tensors,
        intents: int,
        *,
        rank: int,
        precision: str,
        seed: int,
    ) -> None:
        self._shape = shape
        self._precision = tf.as_dtype(precision)
        self._words = tensors[WORDS]
        self._positions = tensors[POSITIONS]
        self._gain = tf.constant(tensors[f"{EMBEDDING_NORM}.weight"])
        self._offset = tf.constant(tensors[f"{EMBEDDING_NORM}.bias"])
        self._bias = tf.constant(tensors[POSITION_BIAS])
        self._frozen: dict[str, Any] = {}
        #: What is trained, by the names of an adapter's arrays.
        self._trained: dict[str, Any] = {}
        random = np.random.default_rng(seed)
        for layer in range(shape.layers):
            self._add_linear(tensors, layer, rank, random)
            self._add_norms(tensors, layer)
        self._head = tf.Variable(tf.zeros([shape.dimensions, intents]))
        self._head_bias = tf.Variable(tf.zeros([intents]))
        shapes = [tf.TensorSpec([None, None, shape.size]), tf.TensorSpec([None, None])]
        self._lower = tf.function(self._frozen_layers, input_signature=shapes, autograph=False)

    @property
    def size(self) -> int:
        """The width of the states."""
        return self._shape.size

    def adapter_variables(self) -> list[Any]:
        """Return the variables of the adapter."""
        return list(self._trained.values())

    def head_variables(self) -> list[Any]:
        """Return the variables of the head."""
        return [self._head, self._head_bias]

    def embed(self, numbers: list[int]) -> Array:
        """Return the embeddings of one sentence's tokens, shape (tokens, size)."""
        embedded = self._words[numbers] + self._positions[: len(numbers)]
        normalised: Array = self._normalised(
            tf.constant(embedded), self._gain, self._offset
        ).numpy()
        return normalised

    def lower(self, states: Array, mask: Array) -> Array:
        """Return the states after the frozen layers; `mask` (batch, tokens) is 1 at a token."""
        found: Array = self._lower(tf.constant(states), tf.constant(mask)).numpy()
        return found

    def vectors(self, states: Any, mask: Any, training: bool) -> Any:
        """Return the sentence vectors, (batch, dimensions), from the frozen layers' states."""
        bias = self._attention_bias(mask)
        pooled = []
        for layer in range(self._shape.frozen, self._shape.layers):
            states = self._layer(layer, states, bias, training)
            if layer + 1 in self._shape.pooled:
                total = tf.reduce_sum(states * mask[..., None], axis=1)
                pooled.append(tf.math.l2_normalize(total, axis=-1))
        return tf.concat(pooled, axis=-1)

    def scores(self, vectors: Any, training: bool) -> Any:
        """Return the score of every intent, shape (batch, intents)."""
        vectors = _dropped(vectors, training)
        return SHARPNESS * (tf.matmul(vectors, self._head) + self._head_bias)

    def adapter(self) -> Adapter:
        """Return what was trained in the form of :mod:`bot.nlu.mpnet.adapter`."""
        found: Adapter = {}
        for name, variable in self._trained.items():
            values: Array = variable.numpy()
            if name.endswith(".A"):
                values = values.T
            elif name.endswith(".B"):
                values = SCALE * values.T
            found[name] = values.astype(np.float16)
        return found

    def _add_linear(
        self, tensors: Tensors, layer: int, rank: int, random: np.random.Generator
    ) -> None:
        for part, own in LINEAR.items():
            weight = tensors[f"{tensor_name(layer, own)}.weight"]
            name = f"{layer}.{part}"
            self._frozen[f"{name}.weight"] = tf.cast(tf.constant(weight.T), self._precision)
            self._frozen[f"{name}.bias"] = tf.constant(tensors[f"{tensor_name(layer, own)}.bias"])
            if layer >= self._shape.frozen:
                outs, ins = weight.shape
                narrow = random.standard_normal((ins, rank), np.float32) / math.sqrt(ins)
                self._trained[f"{name}.A"] = tf.Variable(narrow)
                self._trained[f"{name}.B"] = tf.Variable(tf.zeros([rank, outs]))

    def _add_norms(self, tensors: Tensors, layer: int) -> None:
        for part, own in NORMS.items():
            values = tf.constant(tensors[tensor_name(layer, own)])
            if layer >= self._shape.frozen:
                self._trained[f"{layer}.{part}"] = tf.Variable(values)
            else:
                self._frozen[f"{layer}.{part}"] = values

    def _frozen_layers(self, states: Any, mask: Any) -> Any:
        bias = self._attention_bias(mask)
        for layer in range(self._shape.frozen):
            states = self._layer(layer, states, bias, training=False)
        return states

    def _layer(self, layer: int, states: Any, bias: Any, training: bool) -> Any:
        """Return the states after `layer`, float32, shape (batch, tokens, size)."""
        training = training and layer >= self._shape.frozen
        query = self._heads(self._linear(layer, "q", states, training))
        key = self._heads(self._linear(layer, "k", states, training))
        value = self._heads(self._linear(layer, "v", states, training))
        likeness = tf.cast(tf.matmul(query, key, transpose_b=True), tf.float32)
        attention = tf.nn.softmax(
            likeness / math.sqrt(self._shape.size // self._shape.heads) + bias
        )
        seen = tf.matmul(tf.cast(attention, self._precision), value)
        seen = tf.reshape(tf.transpose(seen, [0, 2, 1, 3]), tf.shape(states))
        change = tf.cast(self._linear(layer, "o", seen, training), tf.float32)
        states = self._norm(layer, "1", states + _dropped(change, training))
        inner = tf.nn.gelu(self._linear(layer, "i", states, training), approximate=False)
        change = tf.cast(self._linear(layer, "d", inner, training), tf.float32)
        return self._norm(layer, "2", states + _dropped(change, training))

    def _linear(self, layer: int, part: str, states: Any, training: bool) -> Any:
        name = f"{layer}.{part}"
        states = tf.cast(states, self._precision)
        product = tf.matmul(states, self._frozen[f"{name}.weight"])
        product += tf.cast(self._frozen[f"{name}.bias"], self._precision)
        if layer >= self._shape.frozen:
            narrow = tf.matmul(states, tf.cast(self._trained[f"{name}.A"], self._precision))
            wide = tf.cast(SCALE * self._trained[f"{name}.B"], self._precision)
            product += tf.matmul(_dropped(narrow, training), wide)
        return product

    def _norm(self, layer: int, which: str, states: Any) -> Any:
        values = self._trained if layer >= self._shape.frozen else self._frozen
        return self._normalised(states, values[f"{layer}.g{which}"], values[f"{layer}.b{which}"])

    def _normalised(self, states: Any, gain: Any, offset: Any) -> Any:
        mean, variance = tf.nn.moments(states, [-1], keepdims=True)
        return (states - mean) * tf.math.rsqrt(variance + self._shape.epsilon) * gain + offset

    def _heads(self, states: Any) -> Any:
        """Return (batch, heads, tokens, width) for (batch, tokens, size)."""
        shape = tf.shape(states)
        heads = self._shape.heads
        split = tf.reshape(states, [shape[0], shape[1], heads, self._shape.size // heads])
        return tf.transpose(split, [0, 2, 1, 3])

    def _attention_bias(self, mask: Any) -> Any:
        """Return what attention adds: for the distance of two tokens, and against padding."""
        length = tf.shape(mask)[1]
        return self._bias[:, :, :length, :length] + (1 - mask)[:, None, None, :] * NEVER


def _dropped(states: Any, training: bool) -> Any:
    return tf.nn.dropout(states, DROPOUT) if training else states
