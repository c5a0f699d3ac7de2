"""A bare thank-you in another language is no danger; a goodbye to the world is not a bare one."""

from __future__ import annotations

import pytest

from bot.nlu.crisis_rules import CrisisRules

RULES = CrisisRules()


@pytest.mark.parametrize(
    "text",
    [
        "ありがとう", "ありがとう。", "Arrivederci!", "晚安", "спокойной ночи", "merci", "Hola",
        "j'en ai marre de ma thèse", "no puedo más con la tesis", "não aguento mais a tese",
        "non ce la faccio più con la tesi",
    ],
)  # fmt: skip
def test_it_quiets_the_trained_detector(text: str):
    verdict = RULES.read(text)
    assert (verdict.explicit, verdict.idiom) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        "adieu", "ciao mamma, ciao mondo", "再见了，这个世界", "no puedo más con mi vida",
        "j'en ai marre de vivre", "não aguento mais a vida", "ありがとう、もう終わりにします",
    ],
)  # fmt: skip
def test_more_than_that_leaves_it_awake(text: str):
    assert not RULES.read(text).idiom
