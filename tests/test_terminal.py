"""`bearings chat` in a process of its own, as somebody at a terminal has it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from PIL import Image

from actions.balance import drawing
from bot.cards import picture
from bot.cards.card import Card
from bot.cards.notes import FAILED, NOT_WHOLE
from bot.settings import ROOT
from bot.terminal import Terminal, saved

COMMAND = [sys.executable, "-m", "bot.cli", "chat"]


def chat(typed: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        COMMAND, input=typed, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120
    )


@pytest.fixture
def talk(loaded_assistant, tmp_path: Path):
    """Talk in this process: the lines that are typed, and all that was shown."""

    def run(*lines: str) -> str:
        shown: list[str] = []
        reader = StringIO("".join(f"{line}\n" for line in lines))
        Terminal(loaded_assistant, reader, shown.append, tmp_path / "cards").talk()
        return re.sub(r"\x1b\[[0-9;]*m", "", "".join(shown))

    return run


def test_a_conversation_until_the_end_of_file(environment: dict[str, str]):
    done = chat("/thoughts\n4\nhello\n\n", environment)
    assert done.returncode == 0, done.stderr
    assert "Take care." in done.stdout
    assert re.search(r"^ +6  ", done.stdout, re.MULTILINE)
    assert "Traceback" not in done.stdout + done.stderr
    assert "Warning" not in done.stderr
    home = Path(environment["BEARINGS_HOME"])
    assert (home / "bearings.db").exists()
    assert (home / "keys" / "bearings.key").exists()


def test_ctrl_c_while_waiting_ends_at_once(environment: dict[str, str]):
    """The input stays open: nothing that waits for a line may keep the program from ending."""
    process = subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout and process.stderr and process.stdin
    shown = b""
    ends = time.monotonic() + 120
    while b"you" not in shown.split(b"\n")[-1]:
        assert time.monotonic() < ends
        shown += os.read(process.stdout.fileno(), 4096)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    rest = process.stdout.read() + process.stderr.read()
    assert b"Take care." in rest
    assert b"Traceback" not in rest
    for stream in (process.stdin, process.stdout, process.stderr):
        stream.close()


def test_a_number_presses_its_button(talk):
    shown = talk("/thoughts", "4", "/quit")
    assert shown.count("you  ") == 3
    assert "Take care." in shown
    with_words = talk("/thoughts", "4")
    assert len(re.findall(r"^ {7}\d  ", with_words, re.MULTILINE)) >= 6


@pytest.mark.parametrize("text", ["²", "99", "0", "-1", "①", "७", "1.5", "4 4"])
def test_what_is_no_number_of_a_button_is_read_as_words(talk, text: str):
    assert "Take care." in talk("/thoughts", text)


def test_numbers_are_answers_where_no_button_is(talk):
    shown = talk("/thoughts", "5", "yes", "7", "/privacy")
    assert "no number" not in shown


def test_a_drawing_keeps_its_shape(talk):
    shown = talk("it saves me so much time", "/balance", "/quit")
    lines = [line[5:] for line in shown.splitlines()]
    assert drawing(["argue_for/relief"]).splitlines()[1:] == [
        line for line in lines if re.match(r".{15}[│┴]|└", line)
    ]


def test_blank_lines_are_not_sent(talk):
    assert talk("", "   ", "\t").count("  B  ") == talk().count("  B  ")


def test_leaving_by_a_word(talk):
    assert talk("/exit", "not read").count("you  ") == 1


#: A walk that is skipped through, up to its page.
TO_THE_PAGE = ("/thoughts", "4", *["skip"] * 7)


def test_the_page_is_saved_as_a_picture_only_when_asked(talk, tmp_path: Path):
    shown = talk(*TO_THE_PAGE)
    assert "As a picture" in shown
    assert not (tmp_path / "cards").exists()
    shown = talk(*TO_THE_PAGE, "1")
    (saved_as,) = (tmp_path / "cards").iterdir()
    assert f"Saved as {saved_as}. " in " ".join(shown.split())
    assert Image.open(saved_as).size == (1080, 1350)
    assert saved_as.stat().st_mode & 0o077 == 0


def test_pictures_get_the_next_free_name(tmp_path: Path):
    folder = tmp_path / "home" / "cards"
    for number in (1, 2, 3):
        said = saved(Card(thought=f"Thought {number}"), folder)
        path = folder / f"card-{number}.png"
        assert said == f"Saved as {path}. The file is yours; /forget does not touch it."
    assert len({path.read_bytes() for path in folder.iterdir()}) == 3


def test_a_folder_that_can_t_be_written_is_named(tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    said = saved(Card(thought="A thought"), blocked / "cards")
    assert f"could not be saved in {blocked / 'cards'}" in said
    assert "BEARINGS_HOME" in said


def test_a_picture_that_can_t_be_drawn_is_said_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert saved(Card(thought="A", sentence="\U00013000"), tmp_path).splitlines()[1] in NOT_WHOLE

    def broken(card: Card) -> None:
        raise ValueError

    monkeypatch.setattr(picture, "draw_card", broken)
    assert saved(Card(thought="A"), tmp_path) in FAILED
