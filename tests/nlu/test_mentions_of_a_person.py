"""What the writer feels and who else is in it: said now, by the writer, and meant."""

from __future__ import annotations

import pytest

from actions.mentions import vocabulary
from bot.nlu.mention_words import expand
from bot.nlu.mentions import reader


def found(text: str) -> list[str]:
    return [f"{m['kind']}/{m['id']}" for m in reader().read(text)]


def of_a_person(text: str) -> str:
    return " ".join(one for one in found(text) if one.startswith(("feeling/", "person/")))


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("feeling kinda guilty ngl", "feeling/guilty"),
        ("it makes me so angry", "feeling/angry"),
        ("makes me feel stupid", "feeling/stupid"),
        ("I'm scared that they find out", "feeling/afraid"),
        ("relief and guilt", "feeling/relieved feeling/guilty"),
        ("I can't help feeling envious", "feeling/envious"),
        ("im exausted and a bit lonley", "feeling/tired.exhausted feeling/lonely"),
        ("feels like cheating", "feeling/guilty"),
        ("if i'm honest, I feel lost", "feeling/stuck"),
        ("My PI expects it by Monday", "person/supervisor.pi"),
        ("I told my wife", "person/partner.wife"),
        ("I'm afraid of my boss", "feeling/afraid person/supervisor.boss"),
        ("the reviewer who praised it", "person/reviewers.reviewers"),
        ("everyone in my lab uses it", "person/group.lab"),
        ("my supervisor knows, and my PI too", "person/supervisor.supervisor"),
    ],
)
def test_what_is_said_of_oneself_now_is_read(text: str, mentions: str) -> None:
    assert of_a_person(text) == mentions


@pytest.mark.parametrize(
    "text",
    [
        "she is ashamed", "I'd be ashamed", "I don't feel guilty", "I no longer feel sad",
        "if I were tired", "they think I'm fake", "people feel pressured", "do you feel lonely?",
        "what a shame", "I lost the key", "a sad plot", "I was proud once", "guilty pleasure",
        "should I feel guilty?", "last year I felt lonely", "I'm afraid so", "cheating in exams",
        "my husband is jealous", '"I am so ashamed"', "I'm low on coffee", "is it guilt?",
        "I'm not worried", "I feel neither guilty nor proud", "I'm anything but relieved",
        "I can't say I feel proud", "I was afraid, but not anymore", "nobody is worried here",
    ],
)  # fmt: skip
def test_what_nobody_feels_now_is_not(text: str) -> None:
    assert "feeling/" not in of_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "reviewer 2 style", "group meeting", "my boss's boss decides", "peer review", "a lab book",
        "his supervisor says so", "the paper of my supervisor", "my father died", "on the panel",
        "committee work", "the student version", "not my supervisor", "friends are important",
        "the textbook our professor wrote",
    ],
)  # fmt: skip
def test_who_has_no_part_in_it_is_not(text: str) -> None:
    assert "person/" not in of_a_person(text)


@pytest.mark.parametrize("name", sorted(vocabulary()["mentions"]["feeling"]))
def test_each_word_for_a_feeling_is_read(name: str) -> None:
    entry = vocabulary()["mentions"]["feeling"][name]
    for way, beginning in (("felt", "i'm"), ("feel", "i feel"), ("noun", "i feel"), ("said", "")):
        for pattern in entry.get(way, []):
            for text in expand(str(pattern)):
                assert f"feeling/{name}" in found(f"{beginning} {text}"), text


@pytest.mark.parametrize("name", sorted(vocabulary()["mentions"]["person"]))
def test_each_word_for_a_person_is_read(name: str) -> None:
    entry = vocabulary()["mentions"]["person"][name]
    for way in ("mine", "named", "the"):
        for pattern in entry.get(way, []):
            for text in expand(str(pattern)):
                assert found(f"I asked my {text}") == [f"person/{name}"], text
