"""Factors that make the encoder easier to write in int8 (SmoothQuant; Xiao et al., 2022).

arXiv 2211.10438. A few columns of the states are much larger than all others, and one scale for
all of them leaves little for the small ones. So a column is divided by a factor before a product,
and the row of the weights that it meets is multiplied by it. The factors come from the states of
the sentences below, computed in float32 with numpy. For mpnet the mean cosine to
the float32 vectors rises from 0.991 to 0.997.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import erf

from bot.nlu.encoders.shape import (
    EMBEDDING_NORM,
    LINEAR,
    POSITION_BIAS,
    POSITIONS,
    WORDS,
    Array,
    Shape,
    Tensors,
    tensor_name,
)

#: The product `d` meets no such columns, and loses by it.
SMOOTHED = ("qkv", "o", "i")
#: How much of the difficulty goes from the states to the weights; found on 150 messages.
STRENGTH = 0.7
#: Messages of every kind, none of them from the data.
SENTENCES = (
    "my supervisor asked me to write the proposal again",
    "did I actually do this PhD or did i watch a machine do it??",
    "Everyone in our group has stopped writing code by hand, and I am the slow one now.",
    "i can't sleep, the contract ends in march",
    "ok",
    "It saves me an hour a day, mostly translating e-mails from German to English.",
    "What does Nature say about authorship of texts made with large language models?",
    'reviewer 2 called my paper "machine made"... it wasn\'t',
    "hello, who are you and what do you keep of this chat?",
    "The model predicts the folding well but nobody can tell me why, so where is the physics in it",
    "no",
    "thanks, that helped a bit 🙂 let's go on with the next step",
    "I rely on copilot so much that an empty file frightens me, which is new; "
    "two years ago I wrote whole solvers alone.",
    "Is a neural network the same thing as deep learning?",
    "honestly idk what u mean, sorry",
    "Ich habe Angst, dass man mich bald nicht mehr braucht.",
    "can you book me a table for two on Friday evening near the station",
    "My visa depends on a permanent position and the committee counts papers, nothing else counts.",
    "why should anyone travel to conferences when summaries are this good",
    "I want to talk to a real person please",
)

#: Is shown the layer, the product and its input, (tokens, in), of every product.
Watch = Callable[[int, str, Array], None]


def smoothing(shape: Shape, tensors: Tensors, sentences: list[list[int]]) -> dict[str, Array]:
    """Return the factors of each smoothed product, shape (in,), by names like `3.qkv`.

    `sentences` are the token numbers of the sentences to look at.
    """
    largest: dict[str, Array] = {}

    def watch(layer: int, product: str, states: Array) -> None:
        name = f"{layer}.{product}"
        seen = np.abs(states).max(axis=0)
        largest[name] = np.maximum(largest.get(name, seen), seen)

    for numbers in sentences:
        exact_vector(shape, tensors, numbers, watch)
    factors = {}
    for layer in range(shape.layers):
        for product in SMOOTHED:
            name = f"{layer}.{product}"
            factors[name] = _factors(largest[name], _reach(tensors, layer, product))
    return factors


def exact_vector(
    shape: Shape, tensors: Tensors, numbers: list[int], watch: Watch | None = None
) -> Array:
    """Return the vector of one sentence in float32, (dimensions,); slow, and the yardstick."""
    bias = tensors[POSITION_BIAS][0, :, : len(numbers), : len(numbers)]
    states = tensors[WORDS][numbers] + tensors[POSITIONS][: len(numbers)]
    states = _normalised(shape, tensors, EMBEDDING_NORM, states)
    pooled = []
    for layer in range(shape.layers):
        states = _layer(shape, tensors, layer, states, bias, watch)
        if layer + 1 in shape.pooled:
            mean = states.mean(axis=0)
            pooled.append(mean / np.linalg.norm(mean))
    return np.concatenate(pooled)


def _layer(
    shape: Shape, tensors: Tensors, layer: int, states: Array, bias: Array, watch: Watch | None
) -> Array:
    """Return the states after `layer`, shape (tokens, size)."""
    width = shape.size // shape.heads

    def product(parts: str, given: Array) -> list[Array]:
        if watch is not None:
            watch(layer, parts, given)
        names = [tensor_name(layer, LINEAR[part]) for part in parts]
        return [given @ tensors[f"{n}.weight"].T + tensors[f"{n}.bias"] for n in names]

    def heads(given: Array) -> Array:
        return given.reshape(len(given), shape.heads, width).transpose(1, 0, 2)

    query, key, value = (heads(part) for part in product("qkv", states))
    scores = query @ key.transpose(0, 2, 1) / np.sqrt(np.float32(width)) + bias
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    seen = (scores @ value).transpose(1, 0, 2).reshape(states.shape)
    after = states + product("o", seen)[0]
    after = _normalised(shape, tensors, tensor_name(layer, "attention.LayerNorm"), after)
    inner = product("i", after)[0]
    inner = inner * (1 + erf(inner / np.sqrt(np.float32(2)))) / 2
    outer = after + product("d", inner)[0]
    return _normalised(shape, tensors, tensor_name(layer, "output.LayerNorm"), outer)


def _normalised(shape: Shape, tensors: Tensors, name: str, states: Array) -> Array:
    centred = states - states.mean(axis=-1, keepdims=True)
    spread = np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + shape.epsilon)
    result: Array = centred / spread * tensors[f"{name}.weight"] + tensors[f"{name}.bias"]
    return result


def _reach(tensors: Tensors, layer: int, product: str) -> Array:
    """Return the largest weight that each column of the states meets, shape (in,)."""
    names = [f"{tensor_name(layer, LINEAR[part])}.weight" for part in product]
    largest: Array = np.max([np.abs(tensors[name]).max(axis=0) for name in names], axis=0)
    return largest


def _factors(states: Array, weights: Array) -> Array:
    high = np.maximum(states, 1e-5) ** STRENGTH
    low = np.maximum(weights, 1e-5) ** (1 - STRENGTH)
    factors: Array = np.clip(high / low, 1e-3, 1e3).astype(np.float32)
    return factors
