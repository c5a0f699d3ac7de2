"""What holds of every reply, whatever was said before it."""

from __future__ import annotations

import itertools
import re

from journey_talk import Reply, Turn

TELEGRAM_LIMIT = 4096
#: Characters of one reply. What is fixed, reviewed text or a list of contacts may be longer.
LIMIT = 460
LONGER = {
    "utter_welcome": 600,
    "utter_privacy": 900,
    "utter_ask_human": 700,
    "utter_walk_offered": 600,
    "": 2200,  # the page at the end of a walk, and lists of contacts
}
CRISIS_LIMIT = 1600

# "None" may begin a sentence.
_RAW = re.compile(r"[{}]|\butter_|\baction_|(?<![.!?\n] )(?<!\A)\bNone\b|</?\w+>|\\n")
_INVITES = re.compile(
    r"\?|/[a-z]+\b|\b(type|write|name|say|tell|copy|choose|tap|skip|send|ask|call)\b", re.IGNORECASE
)
#: Words of farewell: the person has ended it, and nothing is asked of them.
FAREWELL = {"utter_goodbye", "utter_stopped", "utter_forgotten"}
#: One careful, reviewed wording each: whoever asks for it again gets the same.
FIXED = {"utter_welcome", "utter_privacy", "utter_forget_confirm", "utter_forgotten", ""}


def broken_promises(turn: Turn, before: Turn | None = None) -> list[str]:
    """Return what `turn`, which follows `before`, does not keep."""
    found = []
    if not turn.replies:
        found.append("no answer")
    for reply in turn.replies:
        found += _of_reply(reply)
    said = [*(before.replies if before else ()), *turn.replies]
    for one, other in itertools.pairwise(said):
        if one.text == other.text and one.kind != "crisis" and one.name not in FIXED:
            found.append(f"the same text twice in a row: {one.text!r}")
    if before and before.replies and turn.replies:
        one, other = before.replies[-1], turn.replies[-1]
        if one.text == other.text and one.kind != "crisis" and one.name not in FIXED:
            found.append(f"the turn ends as the one before it: {one.text!r}")
    if turn.replies and not leads_on(turn.replies[-1]):
        found.append(f"no way on: {turn.replies[-1].text!r}")
    if turn.text.count("?") - _quoted_questions(turn.text) > 3:
        found.append("too many questions at once")
    return found


def leads_on(reply: Reply) -> bool:
    """Whether a person knows what they can do after `reply`."""
    return bool(reply.buttons) or reply.name in FAREWELL or bool(_INVITES.search(reply.text))


def _of_reply(reply: Reply) -> list[str]:
    found = []
    if not reply.text.strip():
        found.append(f"an empty text ({reply.name})")
    if mark := _RAW.search(reply.text):
        found.append(f"a raw mark {mark.group()!r} in {reply.text!r}")
    limit = CRISIS_LIMIT if reply.kind == "crisis" else LONGER.get(reply.name, LIMIT)
    if len(reply.text) > min(limit, TELEGRAM_LIMIT):
        found.append(f"{len(reply.text)} characters, over {limit}: {reply.name}")
    for title, payload in reply.buttons:
        if not title.strip() or not payload.startswith("/") or "{{" in payload:
            found.append(f"a button that can't work: {title!r} {payload!r}")
    return found


def _quoted_questions(text: str) -> int:
    return sum(part.count("?") for part in re.findall(r"[\"“]([^\"”]*)[\"”]", text))
