"""How well mentions are read: fails where a kind falls below what was reached.

`mentions/` holds messages with the mentions that a reader of them expects: `written` for this
alone, the others drawn at random from the training data. Of the first two only feelings and people
are labelled. docs/decisions/0006-mentions.md has the numbers.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from actions.mentions import PERSON, role
from bot.nlu.mentions import reader

FOLDER = Path(__file__).parent / "mentions"
OF_A_PERSON = ("feeling", "person")
THINGS = ("task", "tool", "stage", "deadline")


def counted(file: str, kinds: tuple[str, ...]) -> dict[str, Counter[str]]:
    """Return by kind how many mentions were right, wrong and missed in a file."""
    counts = {kind: Counter() for kind in kinds}
    lines = (FOLDER / f"{file}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for line in lines:
        text, _, labels = line.partition("\t")
        expected = {tuple(label.split("/")) for label in labels.split()}
        got = {
            (m["kind"], role(m["id"]) if m["kind"] == PERSON else m["id"])
            for m in reader().read(text)
        }
        for kind in kinds:
            read, meant = ({one for one in ones if one[0] == kind} for ones in (got, expected))
            counts[kind] += Counter(
                right=len(read & meant), wrong=len(read - meant), missed=len(meant - read)
            )
    return counts


def shares(counts: Counter[str]) -> tuple[float, float]:
    """Return precision and recall."""
    right = counts["right"]
    return right / (right + counts["wrong"]), right / (right + counts["missed"])


@pytest.mark.parametrize(("kind", "recall"), [("feeling", 0.87), ("person", 0.83)])
def test_feelings_and_people_are_seldom_wrong(kind: str, recall: float) -> None:
    files = ("written", "sampled_people_and_feelings", "sampled_all_kinds")
    counts = sum((counted(file, OF_A_PERSON)[kind] for file in files), Counter())
    precision, found = shares(counts)
    print(f"{kind}: precision {precision:.3f}, recall {found:.3f}, {dict(counts)}")
    assert precision >= 0.97
    assert found >= recall


def test_things_are_seldom_wrong() -> None:
    counts = sum(counted("sampled_all_kinds", THINGS).values(), Counter())
    precision, found = shares(counts)
    print(f"things: precision {precision:.3f}, recall {found:.3f}, {dict(counts)}")
    assert precision >= 0.93
    assert found >= 0.69
