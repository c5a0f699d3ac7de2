"""A model that is worse where it matters is not released."""

from __future__ import annotations

import pytest

from bot.training.gate import BOUNDS, worse

RELEASED = {bound.figure: 0.9 if bound.more_is_better else 0.1 for bound in BOUNDS}


def test_the_same_scores_pass():
    assert list(worse(RELEASED, RELEASED)) == []


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound.figure)
def test_each_figure_can_refuse_alone_however_good_the_rest_is(bound):
    best = {b.figure: 1.0 if b.more_is_better else 0.0 for b in BOUNDS}
    step = bound.room + 0.002
    loss = -step if bound.more_is_better else step
    lines = list(worse(RELEASED, {**best, bound.figure: RELEASED[bound.figure] + loss}))
    assert len(lines) == 1
    assert lines[0].startswith(bound.figure)
    allowed = -bound.room if bound.more_is_better else bound.room
    inside = {**best, bound.figure: RELEASED[bound.figure] + allowed}
    assert list(worse(RELEASED, inside)) == []


def test_one_more_missed_disclosure_is_refused_and_told_first():
    candidate = {**RELEASED, "crisis, explicit: recall": 0.899, "thoughts: accuracy": 0.5}
    assert [line.split(":")[0] for line in worse(RELEASED, candidate)] == [
        "crisis, explicit",
        "thoughts",
    ]


def test_a_figure_that_only_one_has_says_nothing():
    assert list(worse({}, RELEASED)) == list(worse(RELEASED, {})) == []
