"""Promises to the person who writes: the own walk, no words kept, nothing lost."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from journey_talk import Room

ROOT = Path(__file__).resolve().parent.parent.parent

#: Messages that the training data does not hold, five for each thought.
UNSEEN: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "unseen" / "thoughts.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("thought", UNSEEN)
def test_a_thought_in_unseen_words_leads_to_its_own_walk(room: Room, thought: str) -> None:
    led = {}
    for text in UNSEEN[thought]:
        turn = room.talk().say(text)
        led[text] = (turn.slots.get("thought"), turn.intent)
        if turn.slots.get("thought") == thought:
            assert f"utter_{thought}_opening" in turn.names
            assert turn.loop == "walk_form"
    reached = [text for text, (name, _) in led.items() if name == thought]
    assert len(reached) >= 4, led


def test_the_unseen_messages_are_unseen() -> None:
    from test_walker import phrases

    known = {" ".join(text.lower().split()) for text in phrases()}
    for texts in UNSEEN.values():
        assert not known & {" ".join(text.lower().split()) for text in texts}


# A program of its own, over HTTP ------------------------------------------------------------------

#: Stands in every message below; no word of any language, so that finding it means a leak.
MARK = "zwurbelgrantig"


@contextmanager
def serving(home: Path, log: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run `bearings serve` with everything it keeps in `home` and all it prints in `log`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BEARINGS_", "TELEGRAM_", "COV_CORE_", "COVERAGE_"))
        or name == "BEARINGS_MODELS_DIR"
    }
    environment |= {"BEARINGS_HOME": str(home), "BEARINGS_LOG_LEVEL": "DEBUG"}
    with log.open("ab") as output:
        program = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "serve", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_it_answers(program, port, log)
            yield program, port
        finally:
            if program.poll() is None:
                program.send_signal(signal.SIGINT)
                try:
                    program.wait(20)
                except subprocess.TimeoutExpired:
                    program.kill()
                    program.wait()


def _wait_until_it_answers(program: subprocess.Popen[bytes], port: int, log: Path) -> None:
    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        assert program.poll() is None, log.read_text(errors="replace")[-2000:]
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/status", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("The program did not begin to answer.")


def say(port: int, sender: str, text: str) -> list[dict[str, Any]]:
    """Send one message over Rasa's REST channel and return the replies."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/webhooks/rest/webhook",
        data=json.dumps({"sender": sender, "message": text}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        replies: list[dict[str, Any]] = json.load(answer)
    return replies


def test_no_word_of_ten_conversations_is_kept_or_logged(tmp_path: Path) -> None:
    home, log = tmp_path / "home", tmp_path / "log"
    with serving(home, log) as (program, port):
        for number in range(10):
            sender = f"{MARK}-{number}"
            for text in _marked(number):
                assert say(port, sender, text), text
        # Killed, so that nothing is tidied away that a thief of the disk would have found.
        program.kill()
        program.wait()
    kept = [path for path in home.rglob("*") if path.is_file()]
    assert any(path.name.startswith("bearings.db") for path in kept)
    for path in kept:
        assert MARK.encode() not in path.read_bytes().lower(), f"{path.name} holds what was typed"
        assert MARK not in path.name
    assert MARK.encode() not in log.read_bytes().lower(), "the log holds what was typed"


def _marked(number: int) -> list[str]:
    """Return a conversation in which each message holds the mark, by another way each time."""
    begin = UNSEEN[list(UNSEEN)[number % 6]][number % 5]
    ways = [
        [f"yes {MARK}", f"7 {MARK}", f"it was {MARK} who said it", f"I kept {MARK} for myself"],
        [f"no {MARK}", f"I call it {MARK} in my own words", f"{MARK} 3", f"it saves time {MARK}"],
        [f"I want to kill myself {MARK}", f"still here {MARK}", f"/leave_crisis {MARK}"],
        [f"/start {MARK}", f"/{MARK}", f'/choose{{"choice":"{MARK}"}}', f"/forget {MARK}"],
        [f"my name is {MARK} and I cry every night", f"{MARK} in Germany", f"{MARK} " * 400],
    ]
    page = [
        f"yes {MARK}", f"8 {MARK}", f"one {MARK}", f"two {MARK}", f"no {MARK}",
        f"I, {MARK}, may use it where I can explain it", f"5 {MARK}", f"I will ask {MARK}",
        f"on Monday at {MARK}",
    ]  # fmt: skip
    return [f"{begin} {MARK}", *(page if number >= 5 else ways[number])]


def test_a_killed_program_goes_on_at_the_same_question(tmp_path: Path) -> None:
    home, log = tmp_path / "home", tmp_path / "log"
    with serving(home, log) as (program, port):
        first = say(port, "somebody", UNSEEN["dependence"][0])
        assert first
        say(port, "somebody", "yes")
        asked = say(port, "somebody", "8")[-1]["text"]
        program.kill()
        program.wait()
    assert asked in _wordings("dependence", "core_1")
    with serving(home, log) as (program, port):
        again = say(port, "somebody", "say that again, please")[-1]["text"]
        assert again in _wordings("dependence", "core_1")
        assert again != asked
        following = say(port, "somebody", "the derivation on page three, last week")[-1]["text"]
        assert following in _wordings("dependence", "core_2")


def _wordings(thought: str, question: str) -> set[str]:
    path = ROOT / "data" / "thoughts" / thought / "responses.yml"
    written = yaml.safe_load(path.read_text(encoding="utf-8"))["responses"]
    return {entry["text"].strip() for entry in written[f"utter_{thought}_{question}"]}


@pytest.mark.parametrize("contact", [None, "Dr. Ada Mentor, room 2.14, ada@example.org"])
def test_a_person_to_talk_to_is_named_where_one_is_set(room: Room, contact: str | None) -> None:
    from actions.services import Services, use

    use(Services(engine=room.assistant.tracker_store.engine, human_contact=contact))
    turn = room.talk().say("can I talk to a human being?", "ask_human")
    assert turn.names == ["utter_ask_human" if contact else "utter_ask_human_nobody"]
    assert (contact or "no person") in turn.text or contact is None


def test_two_people_at_once_keep_their_own_walks(room: Room) -> None:
    import asyncio

    from journey_talk import enter

    people = {name: room.talk() for name in ("self_doubt", "dependence", "replacement")}
    for thought, talk in people.items():
        enter(talk, thought)

    async def all_at_once() -> None:
        await asyncio.gather(*(talk._send("yes", None) for talk in people.values()))

    room.loop.run_until_complete(all_at_once())
    for thought, talk in people.items():
        assert talk.turns[-1].slots["thought"] == thought
        assert talk.turns[-1].slots["step"] == "belief"
