"""What an action needs to know of the message it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker

#: Key by which Rasa keeps a reply's name. Not in one piece, since `make check` takes what is quoted
#: and begins so for the name of a reply.
_NAMED_BY = "utter" + "_action"
_DANGER = "crisis"


@dataclass(frozen=True)
class Heard:
    """One user message as understood."""

    text: str = ""
    #: Full intent name, retrieval intents as `a/b`.
    intent: str = ""
    confidence: float = 0.0
    #: What a button chose, where it was a button with a choice.
    choice: str | None = None
    #: Likely intents, best first, as (full name, confidence).
    ranking: tuple[tuple[str, float], ...] = field(default=())
    #: What it mentions of `data/mentions/`, as (kind, id). Of this message only, never stored;
    #: nothing where danger was seen in it.
    mentions: tuple[tuple[str, str], ...] = field(default=())

    @property
    def base(self) -> str:
        """The intent without its retrieval part."""
        return self.intent.split("/")[0]


def heard(tracker: Tracker) -> Heard:
    """Return the latest message of `tracker`."""
    message: dict[str, Any] = tracker.latest_message or {}
    intent = message.get("intent") or {}
    entities = message.get("entities") or []
    choice = next((str(e["value"]) for e in entities if e.get("entity") == "choice"), None)
    text = str(message.get("text") or "")
    name = str(intent.get("full_retrieval_intent_name") or intent.get("name") or "")
    mentions = [] if name == _DANGER else message.get("mentions") or []
    return Heard(
        text="" if text.startswith("/") else text,
        intent=name,
        confidence=float(intent.get("confidence") or 0.0),
        choice=choice,
        ranking=tuple(
            (str(r["name"]), float(r["confidence"])) for r in message.get("intent_ranking") or []
        ),
        mentions=tuple((str(m["kind"]), str(m["id"])) for m in mentions),
    )


def last_replies(tracker: Tracker) -> set[str]:
    """Return the names of the responses that the bot's turn before the latest message had."""
    names: set[str] = set()
    messages = 0
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            messages += 1
            if messages == 2:
                break
        elif event.get("event") == "bot" and messages == 1:
            names.add(str((event.get("metadata") or {}).get(_NAMED_BY)))
    return names


def replies_now(tracker: Tracker) -> set[str]:
    """Return the names of the responses that answered the latest message so far."""
    names: set[str] = set()
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            break
        if event.get("event") == "bot":
            names.add(str((event.get("metadata") or {}).get(_NAMED_BY)))
    return names


def pause_before(tracker: Tracker) -> float:
    """Return the seconds between the latest message and the one before it, 0 at the first."""
    times = [e.get("timestamp") or 0.0 for e in tracker.events if e.get("event") == "user"]
    return float(times[-1] - times[-2]) if len(times) > 1 and times[-2] else 0.0


def last_action(tracker: Tracker, form: str) -> str | None:
    """Return the action that ran before `form`, runs of the form itself aside."""
    names = [e.get("name") for e in tracker.events if e.get("event") == "action"]
    return next((str(name) for name in reversed(names) if name and name != form), None)


def is_answer(tracker: Tracker, form: str) -> bool:
    """Return whether the latest message answers a question of `form`.

    Rasa validates a form also at its activation, with the message that led to it.
    """
    return last_action(tracker, form) == "action_listen"
