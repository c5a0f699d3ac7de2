"""Adapts a sentence encoder to our intents; the result is a file of one or two MB.

All examples train a small change of the encoder together with a linear head (see
:mod:`bot.training.adapt_net`). The same examples give the same adapter on the same machine.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from tqdm import tqdm

from bot.errors import BearingsError
from bot.nlu.encoders.adapter import save_adapter
from bot.nlu.encoders.shape import Array, Source
from bot.nlu.normalise import clean
from bot.training.data import Example

if TYPE_CHECKING:
    from bot.training.adapt_net import Net

Numbers = npt.NDArray[np.int64]

BATCH = 32
#: Batches are filled with examples of like length, out of this many batches of random ones.
SORTED_BATCHES = 40


def adapt(
    source: Source,
    examples: list[Example],
    path: Path,
    *,
    epochs: int = 4,
    rank: int = 16,
    threads: int = 2,
    precision: str | None = None,
    seed: int = 0,
) -> None:
    """Train an adapter of the encoder `source` on `examples` and write it to the file `path`.

    `precision` is "bfloat16" or "float32"; by default what the processor is quick at. `threads`
    has no effect if TensorFlow already ran in this process.

    Raises:
        BearingsError: the weights can't be used, or the training came to nothing.
    """
    weights = source.read()
    sentences = [weights.tokenizer.encode(clean(example.text)).ids for example in examples]
    intents, truth = np.unique([example.intent for example in examples], return_inverse=True)
    _prepare_tensorflow(threads, seed)
    from bot.training.adapt_net import Net  # late: TensorFlow takes seconds to load

    net = Net(
        source.shape,
        weights.tensors,
        len(intents),
        rank=rank,
        precision=precision or _quick_precision(),
        seed=seed,
    )
    del weights
    _train(net, sentences, truth, epochs, seed)
    adapter = net.adapter()
    if not all(np.isfinite(values).all() for values in adapter.values()):
        raise BearingsError("The adaptation came to nothing: its numbers grew without bound.")
    save_adapter(adapter, path)


def _prepare_tensorflow(threads: int, seed: int) -> None:
    import tensorflow as tf

    with contextlib.suppress(RuntimeError):  # it already runs
        tf.config.threading.set_intra_op_parallelism_threads(threads)
        tf.config.threading.set_inter_op_parallelism_threads(1)
    tf.random.set_seed(seed)


def _quick_precision() -> str:
    """Return the precision of the large products that this processor is quick at."""
    try:
        abilities = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return "float32"
    return "bfloat16" if "avx512_bf16" in abilities or "amx_bf16" in abilities else "float32"


def _train(net: Net, sentences: list[list[int]], truth: Numbers, epochs: int, seed: int) -> None:
    from bot.training.adapt_step import Trainer

    states = _lower_states(net, sentences)
    lengths = np.array([len(sentence) for sentence in sentences])
    steps = epochs * math.ceil(len(sentences) / BATCH)
    trainer = Trainer(net, _intent_weights(truth), steps)
    random = np.random.default_rng(seed)
    with tqdm(total=steps, desc="Adapting", unit="step") as bar:
        for _ in range(epochs):
            for batch in _batches(lengths, random):
                padded, mask = _padded([states[index] for index in batch])
                loss = trainer.step(padded, mask, truth[batch])
                bar.set_postfix(loss=f"{loss:.2f}", refresh=False)
                bar.update()


def _lower_states(net: Net, sentences: list[list[int]]) -> list[npt.NDArray[np.float16]]:
    """Return each sentence's states after the frozen layers, shapes (tokens, size)."""
    found: list[npt.NDArray[np.float16]] = [np.zeros(0, np.float16)] * len(sentences)
    by_length = np.argsort([len(sentence) for sentence in sentences], kind="stable")
    with tqdm(total=len(sentences), desc="Reading", unit="msg") as bar:
        for start in range(0, len(by_length), 2 * BATCH):
            batch = by_length[start : start + 2 * BATCH]
            embedded, mask = _padded([net.embed(sentences[index]) for index in batch])
            for index, states in zip(batch, net.lower(embedded, mask), strict=True):
                found[index] = states[: len(sentences[index])].astype(np.float16)
            bar.update(len(batch))
    return found


def _padded(sentences: list[npt.NDArray[np.floating[Any]]]) -> tuple[Array, Array]:
    """Return states of several sentences as one array, and a mask that is 1 at a token.

    Shapes (batch, tokens, size) and (batch, tokens).
    """
    longest = max(len(states) for states in sentences)
    padded = np.zeros((len(sentences), longest, sentences[0].shape[1]), np.float32)
    mask = np.zeros((len(sentences), longest), np.float32)
    for row, states in enumerate(sentences):
        padded[row, : len(states)] = states
        mask[row, : len(states)] = 1
    return padded, mask


def _intent_weights(truth: Numbers) -> Array:
    """Return how much an example of each intent counts: less, the more of them there are."""
    weights = 1 / np.sqrt(np.bincount(truth))
    scaled: Array = (weights / weights[truth].mean()).astype(np.float32)
    return scaled


def _batches(lengths: Numbers, random: np.random.Generator) -> Iterator[Numbers]:
    """Yield the examples' indices in batches of like length, in random order."""
    order = random.permutation(len(lengths))
    batches = []
    for start in range(0, len(order), SORTED_BATCHES * BATCH):
        some = order[start : start + SORTED_BATCHES * BATCH]
        some = some[np.argsort(lengths[some], kind="stable")]
        batches += [some[first : first + BATCH] for first in range(0, len(some), BATCH)]
    for index in random.permutation(len(batches)):
        yield batches[index]
