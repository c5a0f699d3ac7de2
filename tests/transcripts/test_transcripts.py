"""Scripted people: what they say is played, the same way each time, and written as Markdown."""

from __future__ import annotations

import asyncio
import random
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from actions.services import Services, use
from bot.errors import BearingsError
from bot.settings import Settings
from bot.transcripts.page import index, page, quoted
from bot.transcripts.people import PEOPLE, Person, read_people
from bot.transcripts.play import Player, Reply, Turn
from bot.transcripts.write import write_transcripts

#: A conversation from the first message to the page, whatever the wordings are.
WALK = [
    "everyone in my group uses it and I fall behind", "> That's it", "7", "skip", "skip",
    "> Tell me the fact", "> Offer me one", "> Keep it", "4", "> One task, both ways",
    "on Tuesday, in the library", "> As a picture",
]  # fmt: skip


def person(*lines: str, name: str = "01-anybody") -> Person:
    return Person(name=name, title="Anybody", who="A doctoral student.", lines=list(lines))


def written(folder: Path, *people: Person) -> Path:
    path = folder / "people.yml"
    with path.open("w", encoding="utf-8") as file:
        YAML(typ="safe").dump({"people": [one.dict() for one in people]}, file)
    return path


def shape(text: str) -> list[str]:
    """Return who speaks, block by block."""
    blocks = text.split("\n\n")[2:]
    return ["person" if block.startswith("**Person") else block[:1] for block in blocks]


@pytest.fixture
def player(loaded_assistant) -> Player:
    return Player(loaded_assistant, random.Random())


@pytest.fixture
def own_store(loaded_assistant):
    """Other tests go on with the store that they had."""
    yield
    use(Services(engine=loaded_assistant.tracker_store.engine))


# --- The scripts ------------------------------------------------------------------------------


def test_the_people_of_the_project_and_their_pages_belong_together():
    people = read_people()
    assert len(people) == 12
    for one in people:
        text = (PEOPLE.parent / f"{one.name}.md").read_text(encoding="utf-8")
        assert text.startswith(f"# {one.title}\n\n{one.who} ")
        assert shape(text).count("person") == len(one.lines)
    assert (PEOPLE.parent / "README.md").read_text(encoding="utf-8") == index(people)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("people: [{name: 01-a, title: A, who: A.}]", "lines: field required"),
        ("people: [{name: one, title: A, who: A., lines: [hi]}]", "name: "),
        ("people: [{name: 01-a, title: A, who: A., lines: [hi], age: 3}]", "age: "),
        ("nobody: []", "needs a list below `people:`"),
        ("people: [", "needs a list below `people:`"),
    ],
)
def test_a_slip_in_the_scripts_is_named(tmp_path: Path, text: str, says: str):
    path = tmp_path / "people.yml"
    path.write_text(text)
    with pytest.raises(BearingsError, match=re.escape(says)):
        read_people(path)


def test_missing_scripts_and_two_of_a_name(tmp_path: Path):
    with pytest.raises(BearingsError, match=r"can't be read"):
        read_people(tmp_path / "none.yml")
    with pytest.raises(BearingsError, match="two people called 01-anybody"):
        read_people(written(tmp_path, person("hi"), person("hello")))


# --- Playing ----------------------------------------------------------------------------------


def test_a_walk_is_played_to_its_page_and_comes_out_the_same_again(tmp_path: Path, own_store):
    people = written(tmp_path, person(*WALK))
    (tmp_path / "07-gone.md").write_text("of a person who left")
    runs = []
    for _ in range(2):
        write_transcripts(Settings(_env_file=None), people=people)
        runs.append((tmp_path / "01-anybody.md").read_text(encoding="utf-8"))
    assert runs[0] == runs[1]
    assert shape(runs[0]).count("person") == len(WALK)
    assert "person person" not in " ".join(shape(runs[0]))  # each message is answered
    assert "\n> - `That's it`\n> - `Not quite`\n" in runs[0]
    assert "> Believed: 7 before, 4 after" in runs[0]
    assert runs[0].count("picture of the page comes") == 1
    assert sorted(f.name for f in tmp_path.glob("*.md")) == ["01-anybody.md", "README.md"]


def test_a_button_that_was_never_shown_is_named(player: Player):
    wrong = person("everyone in my group uses it and I fall behind", "> Lead me on")
    with pytest.raises(BearingsError) as raised:
        asyncio.run(player.play(wrong))
    said = str(raised.value)
    assert "01-anybody presses “Lead me on” as line 2, but no such button was shown" in said
    assert "there are “That's it”, “Not quite”" in said
    with pytest.raises(BearingsError, match="there is none"):
        asyncio.run(player.play(person("> That's it", name="02-anybody-else")))


def test_only_those_who_are_named_are_played(tmp_path: Path):
    people = written(tmp_path, person("hi"))
    with pytest.raises(BearingsError, match="Nobody in the scripts is called 09"):
        write_transcripts(Settings(_env_file=None), ["09"], people)


# --- The page ---------------------------------------------------------------------------------


def test_what_is_typed_is_shown_as_typed():
    turns = [Turn("1. *really* <b>\n# no", False, (Reply("a_b\n1. x\n\n- y"),))]
    text = page(person("x"), turns)
    assert "**Person:** 1\\. \\*really\\* \\<b>\\\n\\# no\n" in text
    assert "\n> a\\_b\\\n> 1\\. x\n>\n> \\- y\n" in text


def test_a_tap_a_drawing_and_a_picture_are_told_apart():
    assert "**Person** taps `Keep it`" in page(person("x"), [Turn("Keep it", True, ())])
    drawing = quoted(Reply("──┬──\n  │ *", kind="drawing"))
    assert drawing == "> ```text\n> ──┬──\n>   │ *\n> ```"
    assert quoted(Reply("Here.", kind="card")).startswith("> Here.\n>\n> *(Here the picture")
