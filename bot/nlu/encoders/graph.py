"""The encoder as an ONNX graph with int8 weights, for onnxruntime's own fused operators.

Input `x`: the embeddings of one sentence, (1, tokens, size). Input `bias`: what attention adds for
the distance of two tokens, (1, heads, tokens, tokens). Output `vector`: (1, dimensions), the mean
states of the pooled layers, each of length 1, side by side.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from bot.nlu.encoders.shape import LINEAR, NORMS, Array, Shape, Tensors, tensor_name

#: The domain of the fused operators that onnxruntime brings.
FUSED = "com.microsoft"


def quantise(weights: Array, axis: int) -> tuple[npt.NDArray[np.int8], Array]:
    """Return `weights` as int8, and the scales, one for each line along `axis`."""
    scales = np.abs(weights).max(axis=axis, keepdims=True) / 127.0
    scales[scales == 0] = 1e-8
    numbers = np.round(weights / scales).astype(np.int8)
    return numbers, scales.squeeze(axis).astype(np.float32)


def build_graph(shape: Shape, tensors: Tensors, factors: dict[str, Array]) -> ModelProto:
    """Return the encoder that `tensors` make, smoothed (:mod:`bot.nlu.encoders.smoothing`)."""
    return _Graph(shape, tensors, factors).build()


class _Graph:
    """Collects the nodes and the constants of the encoder."""

    def __init__(self, shape: Shape, tensors: Tensors, factors: dict[str, Array]) -> None:
        self._shape = shape
        self._tensors = tensors
        self._factors = factors
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def build(self) -> ModelProto:
        size = self._shape.size
        self._constant("thirds", np.array([size, size, size], np.int64))
        state = "x"
        pooled = []
        for layer in range(self._shape.layers):
            state = self._layer(layer, state)
            if layer + 1 in self._shape.pooled:
                pooled.append(self._mean(state))
        self._nodes.append(helper.make_node("Concat", pooled, ["vector"], axis=1))
        number = TensorProto.FLOAT
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [
                helper.make_tensor_value_info("x", number, [1, "tokens", size]),
                helper.make_tensor_value_info(
                    "bias", number, [1, self._shape.heads, "tokens", "tokens"]
                ),
            ],
            [helper.make_tensor_value_info("vector", number, [1, self._shape.dimensions])],
            self._constants,
        )
        sets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(graph, opset_imports=sets, ir_version=8)

    def _layer(self, layer: int, state: str) -> str:
        """Add attention and the feed-forward part, each with its residual and normalisation."""
        joined = self._linear(layer, "qkv", state)
        query, key, value = self._node("Split", [joined, "thirds"], outputs=3, axis=2)
        inputs = [query, key, value, "", "", "bias"]
        (heads,) = self._node(
            "MultiHeadAttention", inputs, domain=FUSED, num_heads=self._shape.heads
        )
        state = self._normalised(layer, "1", self._linear(layer, "o", heads), state)
        (inner,) = self._node("Gelu", [self._linear(layer, "i", state)], domain=FUSED)
        return self._normalised(layer, "2", self._linear(layer, "d", inner), state)

    def _linear(self, layer: int, parts: str, state: str) -> str:
        """Add one product for the linear maps named by the letters of `parts`, side by side."""
        names = [tensor_name(layer, LINEAR[part]) for part in parts]
        weights = np.concatenate([self._tensors[f"{name}.weight"].T for name in names], axis=1)
        offsets = np.concatenate([self._tensors[f"{name}.bias"] for name in names])
        own = f"{layer}.{parts}"
        if own in self._factors:
            factors = self._factors[own]
            state = self._node("Mul", [state, self._constant(f"{own}.smooth", 1 / factors)])[0]
            weights = weights * factors[:, None]
        numbers, scales = quantise(weights, axis=0)
        inputs = [
            state,
            self._constant(f"{own}.weight", numbers),
            self._constant(f"{own}.scale", scales),
            self._constant(f"{own}.zero", np.zeros(numbers.shape[1], np.int8)),
            self._constant(f"{own}.bias", offsets),
        ]
        return self._node("DynamicQuantizeMatMul", inputs, domain=FUSED)[0]

    def _normalised(self, layer: int, which: str, state: str, residual: str) -> str:
        inputs = [state, residual]
        for part in (f"g{which}", f"b{which}"):
            values = self._tensors[tensor_name(layer, NORMS[part])]
            inputs.append(self._constant(f"{layer}.{part}", values))
        return self._node(
            "SkipLayerNormalization", inputs, domain=FUSED, epsilon=self._shape.epsilon
        )[0]

    def _mean(self, state: str) -> str:
        (mean,) = self._node("ReduceMean", [state], axes=[1], keepdims=0)
        return self._node("LpNormalization", [mean], axis=-1, p=2)[0]

    def _constant(self, name: str, values: npt.NDArray[Any]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(
        self, operator: str, inputs: list[str], outputs: int = 1, domain: str = "", **settings: Any
    ) -> list[str]:
        """Add a node and return the names of its outputs."""
        number = len(self._nodes)
        names = [f"{operator}.{number}.{output}" for output in range(outputs)]
        self._nodes.append(helper.make_node(operator, inputs, names, domain=domain, **settings))
        return names
