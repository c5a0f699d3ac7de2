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

from actions.balance import drawing
from bot.settings import ROOT
from bot.terminal import Terminal

COMMAND = [sys.executable, "-m", "bot.cli", "chat"]


def chat(typed: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        COMMAND, input=typed, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120
    )


@pytest.fixture
def talk(loaded_assistant):
    """Talk in this process: the lines that are typed, and all that was shown."""

    def run(*lines: str) -> str:
        shown: list[str] = []
        reader = StringIO("".join(f"{line}\n" for line in lines))
        Terminal(loaded_assistant, reader, shown.append).talk()
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
