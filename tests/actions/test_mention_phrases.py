"""The vocabulary of mentions, and the replies that say them."""

from __future__ import annotations

import re

import pytest
import yaml

from actions.mentions import KINDS, phrases, role, vocabulary
from actions.paths import DATA

WRITTEN = yaml.safe_load((DATA / "thoughts" / "walk_mentions.yml").read_text(encoding="utf-8"))
RESPONSES = WRITTEN["responses"]
LIMIT = 350
OF_A_PERSON = {
    name: wordings
    for file in ("walk_feelings", "walk_people")
    for name, wordings in yaml.safe_load(
        (DATA / "thoughts" / f"{file}.yml").read_text(encoding="utf-8")
    )["responses"].items()
}
SHORT = 160


def test_every_mention_has_a_phrase_without_a_blank():
    assert {kind for kind, _ in phrases()} == set(KINDS)
    for mention, phrase in phrases().items():
        assert phrase.strip() == phrase, mention
        assert not re.search(r"[{}]|\s\s", phrase), mention


def test_ids_are_names_and_nothing_else():
    for _, name in phrases():
        assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", name)


def test_a_deadline_is_said_with_its_time():
    assert phrases()["deadline", "contract.may"] == "a contract that ends in May"
    assert phrases()["deadline", "deadline.next_week"] == "a deadline next week"
    assert ("deadline", "interview") not in phrases()  # an interview without a time is no deadline


def test_tasks_are_yours_and_stages_are_somebodys_place():
    for name, entry in vocabulary()["mentions"]["task"].items():
        assert entry["phrase"].startswith("your "), name
    for name, entry in vocabulary()["mentions"]["stage"].items():
        assert entry["phrase"].startswith(("a ", "somebody ")), name


@pytest.mark.parametrize("name", sorted(RESPONSES))
def test_each_reply_is_varied_short_and_asks_nothing(name: str):
    texts = [wording["text"] for wording in RESPONSES[name]]
    assert len(set(texts)) == len(texts) >= 3
    longest = max(map(len, phrases().values()))
    for text in texts:
        assert "{mention}" in text.lower()
        assert len(text) + longest <= LIMIT
        assert not re.search(r"[?!]", text)
        # A capital where a sentence begins, and only there.
        for place in re.finditer(r"\{(m)ention\}", text, re.IGNORECASE):
            begins = place.start() == 0 or text[: place.start()].endswith(". ")
            assert (place.group(1) == "M") == begins, text


@pytest.mark.parametrize("name", sorted(OF_A_PERSON))
def test_what_is_said_to_a_person_is_varied_short_and_asks_nothing(name: str):
    texts = [wording["text"] for wording in OF_A_PERSON[name]]
    assert len(set(texts)) == len(texts) >= 3
    for text in texts:
        assert len(text) < SHORT
        assert not re.search(r"[?!]|\bI (hear|understand)\b|should|must try", text)
        assert "{mention}" in text.lower() or "_feeling_" in name, text
        assert ("{other}" in text) == name.endswith("_mixed"), text


def test_each_feeling_has_words_of_its_own():
    feelings = {
        f"utter_mention_feeling_{role(name)}" for kind, name in phrases() if kind == "feeling"
    }
    assert feelings == {name for name in OF_A_PERSON if "_feeling_" in name}
    texts = [wording["text"] for wordings in OF_A_PERSON.values() for wording in wordings]
    assert len(set(texts)) == len(texts)


def test_no_verb_depends_on_whether_it_is_one_person_or_several():
    for name, wordings in OF_A_PERSON.items():
        for wording in wordings if "_person_" in name else []:
            text = wording["text"].lower()
            assert not re.search(r"\b(is|are|has|have) \{mention\}|\{mention\} \w+s\b", text), text
