"""The published weights, and an encoder that two processes prepared at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.mpnet import cache
from bot.nlu.mpnet.adapter import Adapter, save_adapter
from bot.nlu.mpnet.encoder import MpnetEncoder
from bot.nlu.mpnet.weights import LINEAR, SIZE, Tensors, read_weights, tensor_name
from bot.settings import ROOT

PREPARE = """
import sys
from pathlib import Path
from bot.nlu.mpnet.cache import prepared
print(prepared(None, Path(sys.argv[1])), file=sys.stderr)
"""


@pytest.fixture(scope="session")
def published() -> tuple[Tensors, list[str]]:
    return read_weights()


@pytest.fixture(scope="session")
def tensors(published: tuple[Tensors, list[str]]) -> Tensors:
    return published[0]


@pytest.fixture(scope="session")
def two_processes(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, list[tuple[int, str, str]]]:
    """The place that two processes prepared the encoder in; their status, output and errors."""
    place = tmp_path_factory.mktemp("encoders")
    command = [sys.executable, "-c", PREPARE, str(place)]
    running = [
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    told = [process.communicate(timeout=240) for process in running]
    return place, [(p.returncode, *t) for p, t in zip(running, told, strict=True)]


@pytest.fixture(scope="session")
def place(two_processes: tuple[Path, list[tuple[int, str, str]]]) -> Path:
    return two_processes[0]


@pytest.fixture(scope="session")
def encoder(place: Path) -> MpnetEncoder:
    return MpnetEncoder.load(None, place)


@pytest.fixture
def quick_weights(monkeypatch: pytest.MonkeyPatch, published: tuple[Tensors, list[str]]) -> None:
    """Preparing an encoder takes the weights from memory."""
    monkeypatch.setattr(cache, "read_weights", lambda: published)


@pytest.fixture(scope="session")
def make_adapter(
    tensors: Tensors, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[float], Path]:
    """Writes an adapter of rank 1 over the last layer, as strong as it is told."""

    def make(strength: float) -> Path:
        random = np.random.default_rng(1)
        adapter: Adapter = {}
        for part, own in LINEAR.items():
            outs, ins = tensors[f"{tensor_name(5, own)}.weight"].shape
            adapter[f"5.{part}.A"] = random.standard_normal((1, ins)).astype(np.float16)
            wide = strength * random.standard_normal((outs, 1)) / np.sqrt(SIZE)
            adapter[f"5.{part}.B"] = wide.astype(np.float16)
        path = tmp_path_factory.mktemp("adapter") / "adapter.npz"
        save_adapter(adapter, path)
        return path

    return make
