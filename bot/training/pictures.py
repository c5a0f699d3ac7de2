"""Pictures of an evaluation."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bot.training.crossval import Predictions


def confusion_picture(predictions: Predictions, path: Path) -> None:
    """Write the confusion matrix, rows normalised, as a PNG."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    names = sorted(set(predictions.truth))
    place = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(names), len(names)))
    for meant, guesses in zip(predictions.truth, predictions.ranked, strict=True):
        matrix[place[meant], place[guesses[0]]] += 1
    matrix /= np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    size = 4 + 0.2 * len(names)
    figure, axes = pyplot.subplots(figsize=(size, size), constrained_layout=True)
    image = axes.imshow(matrix, cmap="magma_r", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)))
    axes.set_xticklabels(names, rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)))
    axes.set_yticklabels(names, fontsize=7)
    axes.set_xlabel("taken for")
    axes.set_ylabel("meant")
    figure.colorbar(image, ax=axes, shrink=0.5, label="share of the row")
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


def confidence_picture(predictions: Predictions, path: Path) -> None:
    """Write how sure the model was where it was right and where it was wrong, as a PNG."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    right = np.array(
        [t == g[0] for t, g in zip(predictions.truth, predictions.ranked, strict=True)]
    )
    confidence = np.array(predictions.confidence)
    figure, axes = pyplot.subplots(figsize=(7, 4), constrained_layout=True)
    bins = np.linspace(0, 1, 26)
    axes.hist(confidence[right], bins, color="#2a6f97", label="right")
    axes.hist(confidence[~right], bins, color="#c1121f", alpha=0.75, label="wrong")
    axes.set_xlabel("confidence")
    axes.set_ylabel("messages")
    axes.legend(frameon=False)
    figure.savefig(path, dpi=110)
    pyplot.close(figure)
