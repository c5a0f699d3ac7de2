"""Journeys as they are written in the YAML files here: read, spread out, played.

A file has `about` and a list of `journeys`. Each has a `journey` (its name), lines in `talk`, and
perhaps `for each`, which plays it once for each value and fills `<name>` with it; `channel`,
through which the person writes; or `not yet`, what has to be mended first: it must then fail, so
that nobody forgets it. A line is a text that the person types, or a mapping with one of these

    user: text        what the person types; `as: intent` if understanding it is not the subject
    press: title      a button on the screen, by its title or payload
    enter: thought    begins the walk through a thought
    walk to: question answers the questions of the open walk until it is at that one
    reminder: comes   the bot asks by itself how a step went

and with what must hold after it:

    bot: [names]      exactly these responses, in this order ("a | b": either; "text": put together
                      by the program; "...": any number of others)
    kind: crisis      all replies are of this kind (`kind: none`: no reply has one)
    at: question      the walk is at this question (`at: none`: no walk is open)
    thought: name     the walk is that through this thought
    state: walk       what is open: walk, crisis, none
    says: [texts]     these fragments stand in the replies
    never says: […]   these don't
    buttons: [titles] these buttons are shown
    keeps: {slot: value}
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from journey_promises import broken_promises
from journey_talk import QUESTIONS, Talk, Turn, enter, walk_to

from actions.walk.plan import CHAIN

HERE = Path(__file__).parent
#: What `LONG` in a line stands for: 20,000 characters.
LONG = "one more thing about the cluster and the draft. " * 417
#: Values that `for each` can name instead of listing.
_ALL = {"thoughts": list(CHAIN), "questions": QUESTIONS}
_DOES = ("user", "press", "enter", "walk to", "reminder")
_HOLDS = {"bot", "kind", "at", "thought", "state", "says", "never says", "buttons", "keeps"}
_STATES = {"walk": "walk_form", "crisis": "crisis_form", "none": None}


@dataclass(frozen=True)
class Journey:
    """One conversation to play."""

    name: str
    talk: list[dict[str, Any]]
    #: Through which channel.
    channel: str = "rest"
    #: What has to be mended before it can go well; empty for nearly all.
    not_yet: str = ""


def journeys(folder: Path = HERE) -> Iterator[Journey]:
    """Yield all journeys of the YAML files in `folder`, spread out."""
    for path in sorted(folder.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["journeys"]:
            yield from _spread(path.stem, entry)


def play(journey: Journey, talk: Talk) -> None:
    """Play `journey`; an AssertionError says at which line it went another way."""
    talk.channel = journey.channel
    before: Turn | None = None
    for number, line in enumerate(journey.talk, 1):
        turn = _do(talk, line)
        # "walk to" where the walk is already says nothing.
        promises = [] if turn is before else broken_promises(turn, before)
        wrong = [*_differs(line, turn), *promises]
        assert not wrong, (
            f"{journey.name}, line {number}: " + "; ".join(wrong) + f"\n{talk.transcript()}"
        )
        before = turn


def _spread(file: str, entry: dict[str, Any]) -> Iterator[Journey]:
    each = entry.get("for each", {})
    values = [_ALL[v] if isinstance(v, str) else v for v in each.values()]
    for chosen in itertools.product(*values):
        fills = {name: str(value) for name, value in zip(each, chosen, strict=True)}
        if len(set(fills.values())) < len(fills):
            continue  # from a thought to itself is no step
        talk = [_line(line, fills) for line in entry["talk"]]
        label = " · ".join([entry["journey"], *fills.values()])
        channel, not_yet = entry.get("channel", "rest"), entry.get("not yet", "")
        yield Journey(f"{file}: {label}", talk, channel, not_yet)


def _line(line: Any, fills: dict[str, str]) -> dict[str, Any]:
    if isinstance(line, str):
        line = {"user": line}
    filled: dict[str, Any] = _fill(line, fills)
    unknown = set(filled) - set(_DOES) - _HOLDS - {"as"}
    if unknown or not any(name in filled for name in _DOES):
        raise ValueError(f"A line that can't be played: {line} ({', '.join(unknown)})")
    return filled


def _fill(value: Any, fills: dict[str, str]) -> Any:
    if isinstance(value, str):
        return re.sub(r"<(\w+)>", lambda m: fills.get(m[1], m[0]), value)
    if isinstance(value, list):
        return [_fill(one, fills) for one in value]
    if isinstance(value, dict):
        return {key: _fill(one, fills) for key, one in value.items()}
    return value


def _do(talk: Talk, line: dict[str, Any]) -> Turn:
    if "press" in line:
        return talk.press(line["press"])
    if "enter" in line:
        return enter(talk, line["enter"])
    if "walk to" in line:
        return walk_to(talk, line["walk to"])
    if "reminder" in line:
        return talk.remind()
    return talk.say(str(line["user"]).replace("LONG", LONG), line.get("as"))


def _differs(line: dict[str, Any], turn: Turn) -> Iterator[str]:
    if "bot" in line and not _fits(_list(line["bot"]), turn.names):
        yield f"the replies should be {line['bot']}, and are {turn.names}"
    kinds = [reply.kind or "none" for reply in turn.replies]
    if "kind" in line and any(kind != line["kind"] for kind in kinds):
        yield f"the kind should be {line['kind']}, and is {kinds}"
    if "at" in line:
        step = turn.slots.get("step") or "none"
        if step != line["at"]:
            yield f"the walk should be at {line['at']}, and is at {step}"
    if "thought" in line and (turn.slots.get("thought") or "none") != line["thought"]:
        yield f"the thought should be {line['thought']}, and is {turn.slots.get('thought')}"
    if "state" in line and turn.loop != _STATES[line["state"]]:
        yield f"open should be {line['state']}, and is {turn.loop}"
    for fragment in _list(line.get("says", [])):
        if str(fragment).lower() not in turn.text.lower():
            yield f"{fragment!r} should be said"
    for fragment in _list(line.get("never says", [])):
        if str(fragment).lower() in turn.text.lower():
            yield f"{fragment!r} should not be said"
    titles = [title for title, _ in turn.buttons]
    for title in _list(line.get("buttons", [])):
        if title not in titles:
            yield f"the button {title!r} should be there, beside {titles}"
    for slot, value in line.get("keeps", {}).items():
        if turn.slots.get(slot) != value:
            yield f"{slot} should be {value!r}, and is {turn.slots.get(slot)!r}"


def _fits(wanted: list[str], names: list[str]) -> bool:
    """Whether `names` are those `wanted`, where `...` stands for any number of them."""
    if not wanted:
        return not names
    first, rest = wanted[0], wanted[1:]
    if first == "...":
        return any(_fits(rest, names[skip:]) for skip in range(len(names) + 1))
    if not names:
        return False
    allowed = ["" if name.strip() == "text" else name.strip() for name in first.split("|")]
    return names[0] in allowed and _fits(rest, names[1:])


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
