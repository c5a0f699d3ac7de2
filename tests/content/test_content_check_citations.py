"""What a wording claims, and the facts that it names for it."""

from __future__ import annotations

import pytest
from content_parts import fact, wording

from bot.content.check_citations import citations

FACTS = {
    "wet": fact(contested_by="dry"),
    "dry": fact(named=["Desert"], source="Desert, Waves"),
    "ruled": fact(kind="survey", named=["NIH"], source="NIH", expires_on="2028-01-01"),
    "defined": fact(kind="record", named=["dictionary"], year=None),
}


def said(text: str, *facts: str, name: str = "utter_x") -> list[str]:
    return [one.what for one in citations([wording(text, name, facts=facts)], FACTS)]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Water is wet (Sea et al., 2025).", ("wet",)),
        ("As of 2026, Sea says so.", ("wet",)),
        ("It is 5% wetter (Sea, 2025).", ("wet",)),
        ("A dictionary says so.", ("defined",)),
        ("Nothing is claimed here.", ()),
        ("Ask “what does the NIH say in 2025”, for example.", ()),
        ('Ask "is it 5 % (2025)", for example.', ()),
        ("The summer of 2025 was warm.", ()),
        ("The NIHILIST reads on.", ()),
    ],
)
def test_what_is_named_and_cited_is_fine(text: str, facts: tuple[str, ...]):
    assert said(text, *facts) == []


@pytest.mark.parametrize(
    ("text", "facts", "what"),
    [
        ("It is 12.5 % wetter.", (), "a figure in per cent without a fact: 12.5 %"),
        ("It is wetter (Sea, 2025).", (), "a year in brackets without a fact: (Sea, 2025)"),
        ("As of 2026 it is wetter.", (), "the state of a year without a fact: As of 2026"),
        ("The NIH says so.", (), "names NIH without a fact of it"),
        ("The NIH says so, and Sea (2025).", ("wet",), "names NIH without a fact of it"),
        ("Water is wet (2025).", ("wet",), "cites wet without naming its source"),
        ("Water is wet, says Sea.", ("wet",), "cites wet without a year"),
        ("Water is wet (Sea, 2025).", ("wet", "wet"), "cites a fact twice"),
        ("Gone (2025).", ("gone",), "cites gone, which is no fact"),
    ],
)
def test_what_is_not_is_named(text: str, facts: tuple[str, ...], what: str):
    assert said(text, *facts) == [what]


@pytest.mark.parametrize("name", ["utter_faq/evidence", "utter_self_doubt_fact_told"])
def test_a_contested_fact_is_not_told_alone_where_people_are_informed(name: str):
    alone = "Water is wet (Sea, 2025)."
    assert said(alone, "wet") == []
    assert said(alone, "wet", name=name) == ["tells wet alone, which is contested"]
    assert said(f"{alone} Or dry (Desert, 2025).", "wet", "dry", name=name) == []


def test_a_name_that_belongs_to_the_source_of_a_cited_fact_is_fine():
    facts = {**FACTS, "paper": fact(source="Sea et al., NIH")}
    text = "Water is wet (Sea et al., NIH 2025)."
    assert list(citations([wording(text, facts=("paper",))], facts)) == []
