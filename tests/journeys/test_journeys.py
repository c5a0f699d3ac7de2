"""Whole conversations over the real assistant, as the YAML files beside this one tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from journey_talk import Talk


def _all() -> list[object]:
    from journey_script import journeys

    return [
        pytest.param(
            one,
            id=one.name,
            marks=[pytest.mark.xfail(strict=True, reason=one.not_yet)] if one.not_yet else [],
        )
        for one in journeys()
    ]


@pytest.mark.parametrize("journey", _all())
def test_journey(journey: object, talk: Talk) -> None:
    from journey_script import Journey, play

    assert isinstance(journey, Journey)
    play(journey, talk)


def test_the_suite_is_as_large_as_it_promises() -> None:
    assert len(_all()) >= 60
