"""The published weights, and an encoder that two processes prepared at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.encoders import e5, mpnet
from bot.nlu.encoders.adapter import Adapter, save_adapter
from bot.nlu.encoders.encoder import Encoder
from bot.nlu.encoders.shape import LINEAR, Source, Tensors, Weights, tensor_name
from bot.settings import ROOT

PREPARE = """
import sys
from pathlib import Path
from bot.nlu.encoders.cache import prepared
from bot.nlu.encoders.mpnet import SOURCE
print(prepared(SOURCE, None, Path(sys.argv[1])), file=sys.stderr)
"""


@pytest.fixture(scope="session")
def published() -> Weights:
    return mpnet.read_weights()


@pytest.fixture(scope="session")
def published_e5() -> Weights:
    return e5.read_weights()


@pytest.fixture(scope="session")
def tensors(published: Weights) -> Tensors:
    return published.tensors


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
def encoder(place: Path) -> Encoder:
    return Encoder.load(mpnet.SOURCE, None, place)


@pytest.fixture(scope="session")
def quick_source(published: Weights) -> Source:
    """The English encoder, its weights taken from memory."""
    return replace(mpnet.SOURCE, read=lambda: published)


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
            wide = strength * random.standard_normal((outs, 1)) / np.sqrt(mpnet.SHAPE.size)
            adapter[f"5.{part}.B"] = wide.astype(np.float16)
        path = tmp_path_factory.mktemp("adapter") / "adapter.npz"
        save_adapter(adapter, path)
        return path

    return make
