"""Text as it is typed, and what the rules read."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.normalise import MAX_CHARS, MAX_FOLDED_CHARS, Spelling, clean, fold, split_cjk

SPELLING = Spelling(
    {"i", "want", "to", "my", "end", "life", "kms"},
    ["suicide", "suicidal", "myself", "kill", "die", "alive"],
    {"want": "wnat", "die": "diee"},
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Kill MYSELF", "kill myself"),
        ("k1ll mys3lf", "kill myself"),
        ("k!ll", "kill"),
        ("su!c!de", "suicide"),
        ("su1c1d@l", "suicidal"),
        ("k i l l  m y s e l f", "killmyself"),
        ("k.m.s", "kms"),
        ("s-u-i-c-i-d-e", "suicide"),
        ("k🙂i🙂l🙂l", "kill"),
        ("kіll mуsеlf", "kill myself"),
        ("ki\u200bll", "kill"),
        ("ki\u00adll", "kill"),
        ("\u202ekill\u202c", "kill"),
        ("ｋｉｌｌ", "kill"),
        ("𝓴𝓲𝓵𝓵", "kill"),
        ("ⓚⓘⓛⓛ", "kill"),
        ("🅺🅸🅻🅻", "kill"),
        ("ᴋɪʟʟ", "kill"),
        ("k̶͓i̴l̷l̸̢̛̛", "kill"),
        ("dieeeeeeee", "diee"),
        ("don’t", "don't"),
        ("a b c", "a b c"),
        ("d13", "die"),
        ("kill\nme", "kill , me"),
        ("gpt4 and H2O", "gpta and h2o"),
        ("co-author", "co-author"),
    ],
)
def test_fold_sees_through_disguise(typed: str, read: str) -> None:
    assert fold(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Ich möchte", "ich mochte"),
        ("Straße", "strasse"),
        ("être né", "etre ne"),
        ("não aguento", "nao aguento"),
        ("más", "mas"),
        ("мой", "мой"),
        ("её", "ее"),
        ("всё ещё", "все еще"),
        ("じさつ", "じさつ"),
        ("だぞ", "だぞ"),
        ("ﾀﾋにたい", "タヒにたい"),
        ("我想死", "我想死"),
        ("죽고 싶어", "죽고 싶어"),
        ("मरना", "मरना"),
        ("λύπη", "λυπη"),
    ],
)
def test_fold_takes_accents_and_leaves_letters(typed: str, read: str) -> None:
    assert fold(typed) == read
    assert fold(unicodedata.normalize("NFD", typed)) == read


def test_real_cyrillic_stays_beside_latin_words() -> None:
    assert fold("Пишу статью в Overleaf, а она") == "пишу статью в overleaf, а она"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("it’s  “fine”", 'it\'s "fine"'),
        ("a\u200bb", "ab"),
        ("a\tb\nc\x00d", "a b c d"),
        ("nooooooo", "nooo"),
        ("ﬁne…", "fine ..."),
        ("Größe", "Größe"),
        ("", ""),
        ("\ud800", ""),
        ("a\ufffe", "a"),
    ],
)
def test_clean_keeps_the_words(typed: str, read: str) -> None:
    assert clean(typed) == read


def test_clean_reads_a_long_message_from_both_ends() -> None:
    text = clean("first " + "words " * 2_000 + "last")
    assert len(text) <= MAX_CHARS + 1
    assert text.startswith("first")
    assert text.endswith("last")


def test_fold_reads_all_of_a_message() -> None:
    words = [f"{chr(97 + n % 26)}one{chr(97 + n // 26)}" for n in range(600)]
    assert fold(" ".join(words)) == " ".join(words)


@given(st.text(max_size=500))
@settings(max_examples=300, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    for read in (clean(text), fold(text), SPELLING.words(fold(text))):
        assert "\u200b" not in read
        assert "\n" not in read
    assert clean(text) == clean(text).strip()


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=300))
@settings(deadline=None)
def test_fold_is_lower_case(text: str) -> None:
    assert fold(text) == fold(text).lower()


@pytest.mark.parametrize(
    "text",
    [
        "a" * 50_000,
        "a " * 25_000,
        "a." * 25_000,
        "\u0301" * 50_000,
        "e" + "\u0301" * 50_000,
        "\ufdfa" * 50_000,
        "ﬃ" * 50_000,
        "=?" * 25_000,
        "👩‍🔬" * 12_000,
        "1!" * 25_000,
    ],
    ids=lambda text: repr(text[:4]),
)
def test_fold_is_safe_with_long_text(text: str) -> None:
    for _ in range(3):
        assert len(fold(text)) <= MAX_FOLDED_CHARS + 1
        assert len(clean(text)) <= MAX_CHARS + 1


@pytest.mark.parametrize(
    ("folded", "words"),
    [
        ("i want to die", "i want to die"),
        ("i wnat to diee!", "i want to die ."),
        ("suicde, sucidal", "suicide , suicidal"),
        ("killmyself", "kill myself"),
        ("s**cide", "suicide"),
        ("k*ll", "kill"),
        ("c*ffee", "cffee"),
        ("su-i-cide", "suicide"),
        ("self-made", "self made"),
        ("d i e", "die"),
        ("i d i e", "i die"),
        ("x y z", "x y z"),
        ("i. want. to. die.", "i want to die ."),
        ("don't", "dont"),
        ("我想死。", "我 想 死 ."),
        ("a 😂 b", "a 😂 b"),
        ("the deadline", "the deadline"),
    ],
)
def test_misspelt_words_that_matter_are_put_right(folded: str, words: str) -> None:
    assert SPELLING.words(folded).removeprefix(" . ").removesuffix(" . ") == words


def test_cjk_characters_are_words() -> None:
    assert split_cjk("我ok").split() == ["我", "ok"]
    assert split_cjk("plain") == "plain"
