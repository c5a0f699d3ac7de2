"""How well mentions are read, kind by kind: fails where one falls below its floor.

`mentions/README.md` says where the labelled messages are from. `pytest -s` prints the table.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from actions.mentions import KINDS, role
from bot.nlu.mentions import reader
from bot.training.scores import wilson

FOLDER = Path(__file__).parent / "mentions"
OF_A_PERSON = ("feeling", "person")
THINGS = tuple(kind for kind in KINDS if kind not in OF_A_PERSON)
#: A wrong mention that is said back is worse than none.
PRECISION = 0.9
#: The rules were written with an eye on these.
SEEN = ("written", "sampled_people_and_feelings", "sampled_all_kinds")
#: Labelled without a look at what the reader finds, after the rules were written.
UNSEEN = ("unseen_people_and_feelings",)


def counted(files: tuple[str, ...], kind: str) -> Counter[str]:
    """Return how many mentions of a kind were right, wrong and missed in files.

    A label with a question mark may be read or not: neither is counted.
    """
    counts: Counter[str] = Counter()
    for file in files:
        lines = (FOLDER / f"{file}.tsv").read_text(encoding="utf-8").splitlines()[1:]
        for text, _, labels in (line.partition("\t") for line in lines):
            expected = {label for label in labels.split() if label.startswith(f"{kind}/")}
            meant = {label for label in expected if not label.endswith("?")}
            either = {label.removesuffix("?") for label in expected - meant}
            read = {_label(m) for m in reader().read(text) if m["kind"] == kind} - either
            counts += Counter(
                right=len(read & meant), wrong=len(read - meant), missed=len(meant - read)
            )
    return counts


def _label(mention: dict[str, str]) -> str:
    kind, name = mention["kind"], mention["id"]
    return f"{kind}/{role(name) if kind in OF_A_PERSON else name}"


def share(name: str, right: int, others: int) -> float:
    """Print a share with its interval, and return it."""
    total = right + others
    low, high = wilson(right, total)
    print(f"{name:32s} {right / total:.3f}  {low:.3f} to {high:.3f}  {total}")
    return right / total


@pytest.mark.parametrize("files", [SEEN, UNSEEN], ids=["seen", "unseen"])
@pytest.mark.parametrize(("kind", "recall"), [("feeling", 0.85), ("person", 0.80)])
def test_feelings_and_people_are_seldom_wrong(
    kind: str, recall: float, files: tuple[str, ...]
) -> None:
    counts = counted(files, kind)
    assert share(f"{kind}: right of the read", counts["right"], counts["wrong"]) >= PRECISION
    assert share(f"{kind}: read of the said", counts["right"], counts["missed"]) >= recall


@pytest.mark.parametrize("kind", THINGS)
def test_each_kind_of_thing_is_seldom_wrong(kind: str) -> None:
    counts = counted(("found_things", "sampled_all_kinds"), kind)
    assert share(f"{kind}: right of the read", counts["right"], counts["wrong"]) >= PRECISION


def test_most_things_are_found() -> None:
    counts = sum((counted(("sampled_all_kinds",), kind) for kind in THINGS), Counter())
    assert share("things: read of the said", counts["right"], counts["missed"]) >= 0.69


def test_a_text_is_read_in_less_than_a_millisecond() -> None:
    import time

    lines = (FOLDER / "unseen_people_and_feelings.tsv").read_text(encoding="utf-8").splitlines()
    reader().read(lines[0])
    begun = time.perf_counter()
    for line in lines:
        reader().read(line)
    assert (time.perf_counter() - begun) / len(lines) < 0.001
