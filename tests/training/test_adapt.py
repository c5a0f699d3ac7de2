"""Training an adapter, in small."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.errors import BearingsError
from bot.nlu.encoders import e5, mpnet
from bot.nlu.encoders.adapter import Adapter, apply_adapter, load_adapter
from bot.nlu.encoders.shape import Source
from bot.nlu.encoders.smoothing import exact_vector
from bot.training import adapt as module
from bot.training.adapt import adapt
from bot.training.adapt_net import Net
from bot.training.data import Example

SUBJECTS = ("the group", "my supervisor", "a student", "this reviewer", "our lab", "the editor")
ENDINGS = ("writes with it", "codes with it", "reads with it", "likes it", "saw it")
EXAMPLES = [
    Example(f"{subject} {ending}{sign}", intent)
    for subject in SUBJECTS
    for ending in ENDINGS
    for sign, intent in ((" and I am afraid", "fear"), (" and that is fine", "calm"))
]


@pytest.fixture(scope="module", params=[mpnet.SOURCE, e5.SOURCE], ids=lambda source: source.name)
def source(request: pytest.FixtureRequest) -> Source:
    """Each published encoder, its weights read once."""
    weights = request.param.read()
    return replace(request.param, read=lambda: weights)


def smallest(source: Source, path: Path) -> Adapter:
    adapt(source, EXAMPLES, path, epochs=1, rank=2, threads=1, precision="float32")
    return load_adapter(path)


def test_an_adapter_is_trained_twice_alike(tmp_path: Path, source: Source) -> None:
    shape = source.shape
    adapter = smallest(source, tmp_path / "one.npz")
    layers = range(shape.frozen, shape.layers)
    assert {int(name.split(".")[0]) for name in adapter} == set(layers)
    assert adapter[f"{shape.frozen}.i.A"].shape == (2, shape.size)
    assert adapter[f"{shape.frozen}.i.B"].shape == (4 * shape.size, 2)
    assert adapter[f"{shape.layers - 1}.d.B"].any()
    weights = source.read()
    numbers = weights.tokenizer.encode(EXAMPLES[0].text).ids
    before = exact_vector(shape, weights.tensors, numbers)
    after = exact_vector(shape, apply_adapter(weights.tensors, adapter), numbers)
    assert not np.allclose(before, after, atol=1e-4)

    smallest(source, tmp_path / "two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_the_untrained_net_gives_the_published_vectors(
    source: Source,
) -> None:
    shape, weights = source.shape, source.read()
    texts = ("ok", "I am afraid of what comes next.")
    sentences = [weights.tokenizer.encode(text).ids for text in texts]
    net = Net(shape, weights.tensors, 2, rank=2, precision="float32", seed=0)
    embedded, mask = module._padded([net.embed(numbers) for numbers in sentences])
    vectors = net.vectors(net.lower(embedded, mask), mask, training=False).numpy()
    exact = np.stack([exact_vector(shape, weights.tensors, numbers) for numbers in sentences])
    assert np.allclose(vectors, exact, atol=1e-4)
    assert min(shape.pooled) > shape.frozen  # what is pooled is trained


def test_numbers_without_bound_are_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: Source
) -> None:
    def spoil(net: Net, *rest: object) -> None:
        variable = net.adapter_variables()[0]
        variable.assign(variable * np.inf)

    monkeypatch.setattr(module, "_train", spoil)
    with pytest.raises(BearingsError, match="came to nothing"):
        smallest(source, tmp_path / "adapter.npz")
    assert not (tmp_path / "adapter.npz").exists()


def test_rare_intents_count_for_more() -> None:
    truth = np.array([0, 0, 0, 0, 1])
    weights = module._intent_weights(truth)
    assert weights[1] == pytest.approx(2 * weights[0])
    assert weights[truth].mean() == pytest.approx(1)


def test_batches_hold_every_example_once_and_like_lengths() -> None:
    lengths = np.random.default_rng(0).integers(3, 60, 500)
    batches = list(module._batches(lengths, np.random.default_rng(1)))
    assert sorted(np.concatenate(batches)) == list(range(500))
    assert max(map(len, batches)) == module.BATCH
    assert np.mean([np.ptp(lengths[batch]) for batch in batches]) < 10


def test_the_precision_is_one_that_the_processor_has(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path, encoding: str) -> str:
        if told is None:
            raise FileNotFoundError(path)
        return told

    monkeypatch.setattr(Path, "read_text", read)
    found = []
    for told in ("flags: avx2 avx512_bf16", "flags: avx2", None):  # noqa: B007
        found.append(module._quick_precision())
    assert found == ["bfloat16", "float32", "float32"]
