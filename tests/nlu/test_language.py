"""Which language a message is in, for the encoder and for the answer."""

import pytest

from bot.nlu.language import is_english, language_of

SHORT_ENGLISH = [
    "not quite",
    "next question",
    "let me think",
    "being alive hurts",
    "maybe again",
    "i hate it",
    "hmm no",
    "u hate me",
]
OTHERS = {
    "ya no sé si soy bueno sin esa ayuda": "es",
    "maybe später, ich weiß es nicht": "de",
    "la question est de savoir quand je le ferai": "fr",
    "mi sento inutile senza il computer": "it",
    "não sei se sou bom o suficiente": "pt",
    "я больше не уверен в себе": "ru",
    "我觉得自己不够好": "zh",
    "自分に自信がありません": "ja",
}


@pytest.mark.parametrize("text", SHORT_ENGLISH)
def test_a_short_english_answer_is_english(text: str):
    assert language_of(text) == "en"
    assert is_english(text)


@pytest.mark.parametrize(("text", "code"), OTHERS.items())
def test_another_language_is_recognised(text: str, code: str):
    assert language_of(text) == code
    assert not is_english(text)


@pytest.mark.parametrize("text", ["", "7", "!!!", "👍", "x"])
def test_nothing_to_go_by_is_answered_as_english(text: str):
    assert language_of(text) == "en"


def test_english_with_one_foreign_word_stays_english():
    assert is_english("my Doktorvater says that I should not use it for the thesis")
