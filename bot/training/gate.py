"""What a newly trained model must not be worse at than the released one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


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

    Crisis comes first. A figure that only one of them has says nothing.
    """
    for bound in BOUNDS:
        if bound.figure not in released or bound.figure not in candidate:
            continue
        before, after = released[bound.figure], candidate[bound.figure]
        loss = before - after if bound.more_is_better else after - before
        if loss > bound.room + 1e-9:
            yield f"{bound.figure}: {before:.3f} released, {after:.3f} now"
