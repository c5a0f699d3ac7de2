"""Training an adapter, in small."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.errors import BearingsError
from bot.nlu.mpnet.adapter import Adapter, apply_adapter, load_adapter
from bot.nlu.mpnet.smoothing import exact_vector
from bot.nlu.mpnet.tokens import Tokens
from bot.nlu.mpnet.weights import POOLED, Tensors, read_weights
from bot.training import adapt as module
from bot.training.adapt import adapt
from bot.training.adapt_net import FROZEN, Net
from bot.training.data import Example

SUBJECTS = ("the group", "my supervisor", "a student", "this reviewer", "our lab", "the editor")
ENDINGS = ("writes with it", "codes with it", "reads with it", "likes it", "saw it")
EXAMPLES = [
    Example(f"{subject} {ending}{sign}", intent)
    for subject in SUBJECTS
    for ending in ENDINGS
    for sign, intent in ((" and I am afraid", "fear"), (" and that is fine", "calm"))
]


@pytest.fixture(scope="module")
def published() -> tuple[Tensors, list[str]]:
    return read_weights()


@pytest.fixture(autouse=True)
def quick_weights(monkeypatch: pytest.MonkeyPatch, published: tuple[Tensors, list[str]]) -> None:
    monkeypatch.setattr(module, "read_weights", lambda: published)


def smallest(path: Path) -> Adapter:
    adapt(EXAMPLES, path, epochs=1, rank=2, threads=1, precision="float32")
    return load_adapter(path)


def test_an_adapter_is_trained_twice_alike(
    tmp_path: Path, published: tuple[Tensors, list[str]]
) -> None:
    adapter = smallest(tmp_path / "one.npz")
    assert {int(name.split(".")[0]) for name in adapter} == {2, 3, 4, 5}
    assert adapter["2.i.A"].shape == (2, 768)
    assert adapter["2.i.B"].shape == (3072, 2)
    assert adapter["5.d.B"].any()
    tensors, vocabulary = published
    numbers = Tokens(vocabulary).read(EXAMPLES[0].text)
    before = exact_vector(tensors, numbers)
    after = exact_vector(apply_adapter(tensors, adapter), numbers)
    assert not np.allclose(before, after, atol=1e-4)

    smallest(tmp_path / "two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_the_untrained_net_gives_the_published_vectors(
    published: tuple[Tensors, list[str]],
) -> None:
    tensors, vocabulary = published
    tokens = Tokens(vocabulary)
    sentences = [tokens.read(text) for text in ("ok", "I am afraid of what comes next.")]
    net = Net(tensors, intents=2, rank=2, precision="float32", seed=0)
    embedded, mask = module._padded([net.embed(numbers) for numbers in sentences])
    vectors = net.vectors(net.lower(embedded, mask), mask, training=False).numpy()
    exact = np.stack([exact_vector(tensors, numbers) for numbers in sentences])
    assert np.allclose(vectors, exact, atol=1e-4)
    assert min(POOLED) > FROZEN  # what is pooled is trained


def test_numbers_without_bound_are_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(net: Net, *rest: object) -> None:
        variable = net.adapter_variables()[0]
        variable.assign(variable * np.inf)

    monkeypatch.setattr(module, "_train", spoil)
    with pytest.raises(BearingsError, match="came to nothing"):
        smallest(tmp_path / "adapter.npz")
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
