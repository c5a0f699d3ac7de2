"""A person who says anything: many turns at random, and what must hold after each of them.

`BEARINGS_WALKER_TURNS` sets how many (2,000 for a long look), `BEARINGS_WALKER_SEED` which.
"""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from journey_talk import Room, Talk, Turn

TURNS = int(os.environ.get("BEARINGS_WALKER_TURNS", "400"))
SEED = int(os.environ.get("BEARINGS_WALKER_SEED", "20261123"))
#: Turns after which somebody else writes.
CONVERSATION = 40

DATA = Path(__file__).resolve().parent.parent.parent / "data"

NUMBERS = [
    "0", "3", "7", "10", "7-8", "eleven", "6.5", "100 %", "💯", "not sure", "half", "-1", "8/10",
]  # fmt: skip
SHORT = [
    "yes", "no", "ok", "k", "hm", "maybe", "thanks", "back", "skip", "again", "stop", "help", "bye",
]  # fmt: skip
JUNK = [
    "", "   ", "?", "…", "🙂", "asdf jkl", "\u200b", "lorem ipsum dolor", "{contacts}", "None",
    "null", "/nonsense", "/leave_crisis",
    '/choose{"choice":"offer"}', "/thought_self_doubt", "<b>hi</b>",
    "SELECT * FROM conversation;", "ß" * 40, "why " * 300, "\x07\x1b[2J", "12345678901234567890",
]  # fmt: skip
COMMANDS = [
    "/start", "/help", "/thoughts", "/strategy", "/facts", "/resources", "/privacy", "/forget",
    "/stop", "/human", "/restart", "/balance", "/my_strategy",
]  # fmt: skip
OWN = [
    "I sat there until midnight and the figure was still wrong",
    "My name is on it, and I can explain every line",
    "On Thursday, in the seminar room",
    "It's simply true, the contract ends in May",
    "Germany", "I'm in Paris", "I don't want to do an exercise", "You don't get it at all",
    "show me the balance", "my strategy", "5 minutes", "the hour",
]  # fmt: skip


def phrases() -> list[str]:
    """Return the phrases of the training data."""
    found = []
    for path in sorted(DATA.rglob("nlu*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", []):
            lines = str(entry.get("examples", "")).splitlines()
            found += [line[2:] for line in lines if line.startswith("- ")]
    return found


class Person:
    """Chooses what to say next."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._phrases = phrases()

    def next(self, talk: Talk) -> str:
        """Return the next message: words mostly, and what a screen and a keyboard allow."""
        pick = self._random.choice
        on_screen = [payload for turn in talk.turns[-1:] for _, payload in turn.buttons]
        stuck = bool(talk.turns) and talk.turns[-1].loop == "crisis_form"
        roll = self._random.random()
        if on_screen and roll < (0.5 if stuck else 0.3):
            return pick(on_screen)
        if roll < 0.65:
            return pick(self._phrases)
        if roll < 0.78:
            return pick(NUMBERS)
        if roll < 0.88:
            return pick(SHORT)
        if roll < 0.92:
            return pick(OWN)
        return pick(COMMANDS) if roll < 0.96 else pick(JUNK)


def test_whatever_is_said_the_promises_hold(room: Room) -> None:
    person = Person(SEED)
    broken: list[str] = []
    seen: set[str] = set()
    talk = room.talk()
    before: Turn | None = None
    for number in range(1, TURNS + 1):
        if number % CONVERSATION == 0:
            talk, before = room.talk(), None
        state = talk.turns[-1].loop if talk.turns else None
        turn = talk.say(person.next(talk))
        problems = _problems(turn, before, state)
        if problems:
            broken.append(f"turn {number}: {'; '.join(problems)}\n{talk.transcript(2)}")
        seen.update(turn.names)
        before = turn
    assert not broken, f"{len(broken)} of {TURNS} turns (seed {SEED}):\n" + "\n\n".join(broken[:20])
    # A walker that never got anywhere would promise nothing.
    assert {"utter_crisis", "utter_walk_bridge", "utter_walk_belief", "utter_menu"} & seen
    assert len(seen) > 40


def _problems(turn: Turn, before: Turn | None, state: str | None) -> list[str]:
    from journey_promises import broken_promises

    found = broken_promises(turn, before)
    if turn.intent == "crisis":
        if any(reply.kind != "crisis" for reply in turn.replies):
            found.append("danger was answered by something else")
        if turn.loop != "crisis_form":
            found.append("danger did not lead to the crisis state")
    if state == "crisis_form" and turn.loop == "crisis_form":
        allowed = {"utter_privacy", "utter_forget_confirm"}
        if any(reply.kind != "crisis" and reply.name not in allowed for reply in turn.replies):
            found.append("the crisis state was left without its button")
    return found


def test_the_same_seed_says_the_same() -> None:
    from journey_talk import Talk

    class NoRoom:
        pass

    one, other = Person(7), Person(7)
    talk = Talk(NoRoom(), "nobody")  # type: ignore[arg-type]
    assert [one.next(talk) for _ in range(50)] == [other.next(talk) for _ in range(50)]
