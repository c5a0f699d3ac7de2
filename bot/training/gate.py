"""What a newly trained model must not be worse at than the released one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from bot.assistant.manifest import MANIFEST, read_manifest, released_model
from bot.errors import BearingsError


@dataclass(frozen=True)
class Bound:
    """A figure that decides: whether more is better, and how much worse it may be.

    A share moves by chance when a few messages fall the other way, so most figures have a little
    room. Missed explicit danger has none.
    """

    figure: str
    more_is_better: bool
    room: float


BOUNDS = (
    Bound("crisis, explicit: recall", True, 0.0),
    Bound("crisis, veiled: recall", True, 0.01),
    Bound("crisis, idioms: false alarms", False, 0.01),
    Bound("crisis, everyday: false alarms", False, 0.01),
    Bound("crisis, answers: false alarms", False, 0.01),
    Bound("other languages: crisis recognised", True, 0.02),
    Bound("thoughts: accuracy", True, 0.02),
    Bound("all intents: macro-F1", True, 0.02),
    Bound("statements: an accepted label first", True, 0.03),
)


def worse(released: Mapping[str, float], candidate: Mapping[str, float]) -> Iterator[str]:
    """Yield a line for each figure in which `candidate` is worse than `released` may lose.

    Crisis comes first. A figure that was measured for the released one must be measured again.
    """
    for bound in BOUNDS:
        if bound.figure not in released:
            continue
        if bound.figure not in candidate:
            yield f"{bound.figure}: {released[bound.figure]:.3f} released, not measured now"
            continue
        before, after = released[bound.figure], candidate[bound.figure]
        loss = before - after if bound.more_is_better else after - before
        if loss > bound.room + 1e-9:
            yield f"{bound.figure}: {before:.3f} released, {after:.3f} now"


def evaluation_version(folder: Path) -> str:
    """Return what names the messages in `folder`: scores on other messages can't be compared."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".tsv")):
        digest.update(f"{path.relative_to(folder)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def refuse_worse(
    folder: Path,
    scores: Mapping[str, float],
    evaluation: str,
    score: Callable[[Path], Mapping[str, float]],
) -> None:
    """Compare `scores` with those of the model released in `folder`, if there is one.

    Args:
        folder: where the released model and its manifest lie.
        scores: of the new model.
        evaluation: names the messages that `scores` were measured on.
        score: measures a model's file on those messages; used where the released model was
            measured on others, so that a new set of messages never leaves a model uncompared.

    Raises:
        BearingsError: the new model is worse, or can't be compared.
    """
    if not (folder / MANIFEST).exists():
        return
    released = read_manifest(folder)
    before: Mapping[str, float] = released.scores
    if released.evaluation != evaluation:
        click.echo("The unseen messages have changed: reading them with the released model …")
        try:
            before = score(released_model(folder)[0])
        except BearingsError as error:
            raise BearingsError(
                f"The new model can't be compared with the released one: {error} Or put the unseen "
                "messages back, train, and change them after that."
            ) from None
    lines = list(worse(before, scores))
    for line in lines:
        click.echo(f"Worse: {line}", err=True)
    if lines:
        raise BearingsError(
            f"The new model is worse in {len(lines)} figures (above), so the released one stays: "
            "look at what was changed in data/, or add examples where it is worse."
        )
