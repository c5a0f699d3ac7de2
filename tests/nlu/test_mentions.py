"""What a message mentions: only ids of the vocabulary, only the writer's own, only undenied."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.nlu.training_data.message import Message

from actions.mentions import KINDS, phrases, vocabulary
from bot.nlu.mention_words import READ, UNKNOWN, expand, split
from bot.nlu.mentions import MentionReader, reader
from bot.settings import ROOT


def found(text: str) -> list[str]:
    return [f"{m['kind']}/{m['id']}" for m in reader().read(text)]


def things(text: str) -> list[str]:
    """Return what is found aside from feelings and people, which test_mentions_of_a_person has."""
    return [one for one in found(text) if not one.startswith(("feeling/", "person/"))]


# --- What is the writer's own ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("I wrote my fellowship proposal with Chat-GPT", "task/fellowship_proposal tool/chatgpt"),
        ("my own small thesis", "task/thesis"),
        ("our paper", "task/paper"),
        ("I’m working on a paper", "task/paper"),
        ("I can't finish my thesis", "task/thesis"),
        ("I use it for code and translation", "task/code task/translation"),
        ("The fellowship application, since Monday", "task/fellowship_application"),
        ("my master's thesis and our paper", "task/thesis task/paper"),
        ("I have a paper due in March", "task/paper deadline/due.march"),
        ("no, my thesis", "task/thesis"),
        ("I'm a second-year PhD student", "stage/phd_student"),
        ("as a post-doc I feel slow", "stage/postdoc"),
        ("PhD student, third year", "stage/phd_student"),
        ("in my postdoc", "stage/postdoc"),
        ("I'm on the tenure track", "stage/tenure_track"),
        ("everyone here uses DeepL", "tool/deepl"),
        ("I can't write without ChatGPT", "tool/chatgpt"),
        ("I can't stop using ChatGPT", "tool/chatgpt"),
        ("not only ChatGPT", "tool/chatgpt"),
        ("I write emails with Claude", "task/email tool/claude"),
        ("my contract ends in May", "deadline/contract.may"),
        ("my contract ends", "deadline/contract"),
        ("I have a deadline next week", "deadline/deadline.next_week"),
        ("I have a deadline", "deadline/deadline"),
        ("on Friday I have to hand in my thesis", "deadline/due.friday task/thesis"),
        (
            "My contract ends in May and I have a deadline next week",
            "deadline/contract.may deadline/deadline.next_week",
        ),
    ],
)
def test_what_is_ones_own_is_mentioned(text: str, mentions: str) -> None:
    assert sorted(things(text)) == sorted(mentions.split())


@pytest.mark.parametrize(
    "text",
    [
        "my supervisor's paper",
        "the paper of my colleague",
        "his thesis and paper",
        "my students' theses",
        "your paper is nice",
        "my boss writes code",
        "my postdoc writes code",
        "they said AI can code",
        "I told him that code is hard",
        "her contract ends in March",
        "my colleague has a deadline next week",
        "my friend Claude is kind",
        "when I was a PhD student",
        "my supervisor is a group leader",
        "our postdoc position",
        "my PhD students write it",
        "PI: use it",
        "before my PhD",
        "my teammates' theses",
    ],
)
def test_what_is_somebody_elses_is_not(text: str) -> None:
    assert things(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "I don't use ChatGPT",
        "I never use DeepL, Copilot or Grammarly",
        "nobody uses ChatGPT",
        "I stopped using ChatGPT",
        "not my paper",
        "this is not for my thesis",
        "I have no deadline next week",
        "I'm not a PhD student",
        "without ChatGPT",
    ],
)
def test_what_is_denied_is_not(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'my supervisor says "my paper is late"',
        "she said: my paper is late",
        "they wrote “our code is by ChatGPT”",
        "he says 'my thesis isn't done'",
        'an open mark " my paper',
        "> my paper is late",
    ],
)
def test_what_is_quoted_is_not(text: str) -> None:
    assert things(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "", "papers are written by AI now", "I read a paper about AI", "I may march on",
        "it was in March, the deadline", "we reached a consensus", "the code of conduct says so",
        "I talk to people", "Gemini is a constellation",
    ],
)  # fmt: skip
def test_in_doubt_nothing_is(text: str) -> None:
    assert found(text) == []


# --- The vocabulary ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", sorted(name for kind, name in phrases() if kind == "tool"), ids=str
)
def test_each_way_to_name_a_tool_is_read(name: str) -> None:
    entry = vocabulary()["mentions"]["tool"][name]
    for pattern in entry["patterns"]:
        for text in expand(pattern):
            assert f"tool/{name}" in found(f"I think {text} does it"), text


@pytest.mark.parametrize("name", sorted(name for kind, name in phrases() if kind == "task"))
def test_each_piece_of_work_is_read_with_my(name: str) -> None:
    entry = vocabulary()["mentions"]["task"][name]
    for pattern in [*entry.get("patterns", []), *entry.get("mine", [])]:
        for text in expand(pattern):
            said = {phrases()["task", m.split("/")[1]] for m in found(f"it was my {text}")}
            assert phrases()["task", name] in said, text


def test_a_pattern_stands_for_each_of_its_ways() -> None:
    assert expand("a|b (c) d") == ["a c d", "a d", "b c d", "b d"]
    assert split("My co-pilot's e-mail, isn't it?") == [
        "my", "co", "pilot", "'s", "e", "mail", ",", "isn't", "it", "?",
    ]  # fmt: skip


# --- Any text -------------------------------------------------------------------------------

WORDS = sorted(
    {word for text in vocabulary()["context"].values() for word in text.split()}
    | {
        "chatgpt", "claude", "use", "my", "paper", "thesis", "deadline", "contract", "ends", "in",
        "may", "next", "week", "phd", "student", '"', "'", "“", ".", ",", "?", ":", "\n", "the",
    }
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_of_any_text_only_ids_of_the_vocabulary_come_out(text: str) -> None:
    mentions = reader().read(text)
    for mention in mentions:
        assert set(mention) == {"kind", "id"}
        assert mention["kind"] in KINDS
        assert (mention["kind"], mention["id"]) in phrases()
    assert len(mentions) == len({tuple(m.values()) for m in mentions})


def test_spacy_keeps_none_of_the_words_it_reads() -> None:
    """spaCy's table of strings only grows; what somebody types must not end up in it."""
    reader().read("my paper")
    strings = reader()._pipeline.vocab.strings
    before = len(strings)
    reader().read("my zwurbelgrantig paper about Fräulein Quxotic, with ChatGPT")
    assert len(strings) == before
    assert "zwurbelgrantig" not in strings
    assert UNKNOWN in strings


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000, '"' * 50_000, "'a " * 20_000, "(" * 50_000, "chatgpt " * 10_000,
        "my not paper, " * 5_000, "no deadline next week in may " * 3_000, "said: " * 9_000,
        "'a'b" * 9_000, "🙂" * 50_000, "\x00\ud800 my paper" * 1_000, "»«" * 9_000,
    ],
    ids=range(12),
)  # fmt: skip
def test_long_and_strange_text_takes_no_time(text: str) -> None:
    reader().read(text)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        reader().read(text)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.02


def test_a_usual_message_takes_a_fraction_of_a_millisecond() -> None:
    text = "I wrote my fellowship proposal with ChatGPT and now I feel that it is not really mine"
    reader().read(text)
    times = []
    for _ in range(20):
        start = time.perf_counter()
        reader().read(text)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.0003


def test_nothing_is_read_after_a_long_beginning() -> None:
    assert found("a " * READ + "my paper") == []


# --- The component --------------------------------------------------------------------------


def test_the_mentions_stand_on_the_message_as_output() -> None:
    component = MentionReader.create({}, None, None, None)
    (message,) = component.process(
        [Message(data={"text": "my MARKEDWORD paper", "language": "en"})]
    )
    assert message.get("mentions") == [{"kind": "task", "id": "paper"}]
    assert message.as_dict(only_output_properties=True)["mentions"] == message.get("mentions")


def test_in_other_languages_only_tools_have_names() -> None:
    data = {"text": "Mein Code ist von ChatGPT", "language": "de"}
    (message,) = MentionReader().process([Message(data=data)])
    assert message.get("mentions") == [{"kind": "tool", "id": "chatgpt"}]


def test_a_message_without_text_mentions_nothing() -> None:
    (message,) = MentionReader().process([Message(data={})])
    assert message.get("mentions") == []


def test_it_stands_in_the_pipeline_before_danger_is_decided() -> None:
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    names = [component["name"] for component in config["pipeline"]]
    own = names.index("bot.nlu.mentions.MentionReader")
    assert own < names.index("bot.nlu.crisis.CrisisDetector")
