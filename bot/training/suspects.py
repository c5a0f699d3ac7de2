"""`make suspects`: the training examples whose label the data themselves speak against.

Confident learning (Northcutt, Jiang and Chuang, Journal of AI Research 70, 2021): every example
is read by a model that has not seen it. An intent's threshold is the mean probability that its own
examples get; an example is suspect where it stays below the threshold of its label and reaches
that of another. The encoders are the published ones: adapted ones have learned each label, the
wrong ones too, and would hide them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from bot.nlu.memory import remember_vectors
from bot.settings import ROOT
from bot.training.crossval import encode, out_of_fold
from bot.training.data import DATA, VECTORS, read_examples

RESULTS = Path("results")
FOLDS = 5
#: Apart from the adapted encoders' vectors, whose memory forgets other encoders.
FROZEN_VECTORS = VECTORS.with_name("vectors-published")


@dataclass(frozen=True)
class Suspect:
    """Example number `index` with its label, what it looks like, and both probabilities."""

    index: int
    label: str
    likelier: str
    own: float
    other: float


def find_suspects(
    labels: Sequence[str], names: Sequence[str], probabilities: NDArray[Any]
) -> list[Suspect]:
    """Return the examples that are likely mislabelled, the likeliest first.

    Args:
        labels: the label of each example.
        names: the label of each column.
        probabilities: (examples, names), by a model that did not learn from the example.
    """
    place = {name: column for column, name in enumerate(names)}
    given = np.array([place[label] for label in labels])
    own = probabilities[np.arange(len(given)), given]
    thresholds = np.array([own[given == column].mean() for column in range(len(names))])
    reached = np.where(probabilities >= thresholds, probabilities, -1.0)
    reached[np.arange(len(given)), given] = -1.0
    likelier = reached.argmax(axis=1)
    other = reached[np.arange(len(given)), likelier]
    found = np.flatnonzero((own < thresholds[given]) & (other > 0))
    suspects = [
        Suspect(int(i), labels[i], names[likelier[i]], float(own[i]), float(other[i]))
        for i in found
    ]
    return sorted(suspects, key=lambda s: s.own - s.other)


def write_suspects(show: int, folder: Path = RESULTS) -> Path:
    """Print the first `show` suspects, write all of them as a table, and return its path."""
    examples = read_examples()
    reading = tqdm(total=len(examples), desc="Encoding", unit="msg")
    with reading as bar, remember_vectors(FROZEN_VECTORS):
        vectors = encode([example.text for example in examples], bar.update, adapted=False)
    labels = [example.intent for example in examples]
    with tqdm(total=FOLDS, desc="Cross-validating", unit="fold") as bar:
        suspects = find_suspects(labels, *out_of_fold(labels, vectors, FOLDS, bar.update))
    places = _places(DATA)
    rows = [
        (
            s.label,
            s.likelier,
            f"{s.own:.2f}",
            f"{s.other:.2f}",
            places.get(examples[s.index].text, ""),
            examples[s.index].text,
        )
        for s in suspects
    ]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "suspects.tsv"
    heading = ("label", "likelier", "probability of label", "of likelier", "place", "text")
    lines = ["\t".join(row) + "\n" for row in (heading, *rows)]
    path.write_text("".join(lines), encoding="utf-8")
    for label, likelier, own, other, where, text in rows[:show]:
        click.echo(f"{label} ({own}), or {likelier} ({other})? {where}\n    {text}")
    click.echo(f"{len(rows)} of {len(examples)} examples are suspect; all stand in {path}.")
    return path


def _places(folder: Path) -> dict[str, str]:
    """Return `file:line` of each example by its text."""
    return {
        line.strip()[2:]: f"{_shown(path)}:{number}"
        for path in sorted(folder.rglob("nlu*.yml"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.startswith("      - ")
    }


def _shown(path: Path) -> Path:
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
