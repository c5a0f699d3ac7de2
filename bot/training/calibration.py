"""Whether the model is right as often as it says it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

BINS = 10


@dataclass(frozen=True)
class Bin:
    """Messages of like confidence: how many, how sure the model was, how often it was right."""

    count: int
    confidence: float
    right: float


def reliability(confidence: Sequence[float], right: Sequence[bool], bins: int = BINS) -> list[Bin]:
    """Return the bins of equal width that hold messages, least sure first."""
    sure, hits = np.asarray(confidence, float), np.asarray(right, bool)
    place = np.minimum((sure * bins).astype(int), bins - 1)
    return [
        Bin(int(own.sum()), float(sure[own].mean()), float(hits[own].mean()))
        for own in (place == number for number in range(bins))
        if own.any()
    ]


def calibration_error(confidence: Sequence[float], right: Sequence[bool]) -> float:
    """Return the expected calibration error (Naeini et al., AAAI 2015): 0 is perfect."""
    total = len(confidence)
    return sum(
        b.count / total * abs(b.right - b.confidence) for b in reliability(confidence, right)
    )


def reliability_picture(confidence: Sequence[float], right: Sequence[bool], path: Path) -> None:
    """Write the reliability diagram as a PNG; the number of messages stands beside each point."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    found = reliability(confidence, right)
    figure, axes = pyplot.subplots(figsize=(5, 5), constrained_layout=True)
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=1)
    axes.plot([b.confidence for b in found], [b.right for b in found], "o-", color="#2a6f97")
    for own in found:
        axes.annotate(
            str(own.count),
            (own.confidence, own.right),
            (6, -12),
            textcoords="offset points",
            fontsize=8,
        )
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share that was right")
    axes.set_title(f"calibration error {calibration_error(confidence, right):.3f}", fontsize=10)
    figure.savefig(path, dpi=110)
    pyplot.close(figure)
