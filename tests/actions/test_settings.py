"""The choice of a tone."""

from __future__ import annotations

import pytest
from talk import did, tracker

from actions.settings import ActionSettings, ActionSetTone


async def test_two_tones_and_once_chosen_neither():
    first = await did(ActionSettings(), tracker("", "settings"))
    assert first.payloads == ['/set_tone{"choice":"plain"}', '/set_tone{"choice":"warm"}']
    again = await did(ActionSettings(), tracker("", "settings", tone="plain"))
    assert again.payloads[-1] == '/set_tone{"choice":"neither"}'


@pytest.mark.parametrize(
    ("choice", "tone", "said"),
    [("plain", "plain", "utter_tone_plain"), ("warm", "warm", "utter_tone_warm"),
     ("neither", None, "utter_tone_neither"), ("loud", None, "utter_tone_neither"),
     (None, None, "utter_tone_neither")],
)  # fmt: skip
async def test_only_the_tones_there_are_can_be_set(choice, tone, said):
    done = await did(ActionSetTone(), tracker("", "set_tone", choice=choice, tone="warm"))
    assert done.said == [said]
    assert done.slots == {"tone": tone}
