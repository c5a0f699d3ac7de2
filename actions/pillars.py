"""The four pillars of a strategy: pages of practice, each with three small steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import yaml

from actions.paths import PILLARS

#: How long a step takes, as it is called on a button and on the page.
LENGTHS = {"minutes": "5 minutes", "hour": "An hour", "month": "A month"}


@dataclass(frozen=True)
class PillarStep:
    """One small step of a page."""

    id: str
    #: A key of :data:`LENGTHS`.
    length: str
    title: str
    text: str


@dataclass(frozen=True)
class Page:
    """What a pillar is about, and one step of each length. `id` is `<pillar>/<number>`."""

    id: str
    introduction: str
    steps: tuple[PillarStep, ...]

    def step(self, length: str) -> PillarStep:
        """Return the step of this page that takes `length`."""
        return next(step for step in self.steps if step.length == length)


@dataclass(frozen=True)
class Pillar:
    """One of the four."""

    id: str
    title: str
    pages: tuple[Page, ...]


@cache
def pillars() -> dict[str, Pillar]:
    """Return the four pillars by id, as `data/guidance/pillars.yml` has them."""
    raw = yaml.safe_load(PILLARS.read_text(encoding="utf-8"))["pillars"]
    return {
        name: Pillar(
            id=name,
            title=entry["title"],
            pages=tuple(
                Page(
                    id=f"{name}/{number}",
                    introduction=page["introduction"],
                    steps=tuple(PillarStep(**step) for step in page["steps"]),
                )
                for number, page in enumerate(entry["pages"])
            ),
        )
        for name, entry in raw.items()
    }


def next_page(pillar: str, shown: Sequence[str]) -> Page:
    """Return the page of `pillar` to show now.

    Args:
        pillar: its id.
        shown: ids of the pages shown so far, the last one at the end. A page that was not shown
            goes first, then the one whose turn is longest ago.
    """
    order = {page: place for place, page in enumerate(shown)}
    return min(pillars()[pillar].pages, key=lambda page: order.get(page.id, -1))


def page_of(page_id: str) -> Page | None:
    """Return the page with this id, or None if there is none."""
    pages = (page for pillar in pillars().values() for page in pillar.pages)
    return next((page for page in pages if page.id == page_id), None)
