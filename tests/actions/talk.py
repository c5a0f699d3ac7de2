"""Trackers for actions, and what an action did with them."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher


def tracker(
    text: str = "",
    intent: str = "",
    confidence: float = 1.0,
    *,
    choice: str | None = None,
    ranking: list[tuple[str, float]] | None = None,
    form: str | None = None,
    last: str = "action_listen",
    replies: tuple[str, ...] = (),
    message: dict[str, Any] | None = None,
    **slots: Any,
) -> Tracker:
    """Return a tracker as an action gets it.

    Args:
        text: what was typed, nothing for a button.
        intent: its full name.
        confidence: of the intent.
        choice: what a button chose.
        ranking: likely intents.
        form: the active form.
        last: the action that ran last.
        replies: the names of the replies that the bot's last turn had.
        message: more keys of the latest message.
        slots: their values.
    """
    base = intent.split("/")[0]
    latest: dict[str, Any] = {
        "text": text,
        "intent": {"name": base, "confidence": confidence},
        "entities": [{"entity": "choice", "value": choice}] if choice else [],
        "intent_ranking": [{"name": n, "confidence": c} for n, c in ranking or []],
        **(message or {}),
    }
    if "/" in intent:
        latest["intent"]["full_retrieval_intent_name"] = intent
    return Tracker(
        sender_id="s",
        slots=slots,
        latest_message=latest,
        events=[
            {"event": "user", "text": "before"},
            *({"event": "bot", "metadata": {"utter_action": name}} for name in replies),
            {"event": "action", "name": "action_listen"},
            {"event": "user", "text": text},
            {"event": "action", "name": last},
        ],
        paused=False,
        followup_action=None,
        active_loop={"name": form} if form else {},
        latest_action_name=last,
    )


class Did:
    """What an action said and which slots it set."""

    def __init__(self, messages: list[dict[str, Any]], events: list[dict[str, Any]]) -> None:
        self.messages = messages
        self.events = events

    @property
    def said(self) -> list[str]:
        """The names of the replies, a plain text as it is."""
        return [m.get("response") or m.get("text") or "" for m in self.messages]

    @property
    def slots(self) -> dict[str, Any]:
        return {e["name"]: e["value"] for e in self.events if e["event"] == "slot"}

    @property
    def next(self) -> str | None:
        return next((e["name"] for e in self.events if e["event"] == "followup"), None)

    @property
    def payloads(self) -> list[str]:
        return [b["payload"] for m in self.messages for b in m.get("buttons") or []]


async def did(action: Action, seen: Tracker) -> Did:
    """Run `action` and return what it did."""
    dispatcher = CollectingDispatcher()
    events = await action.run(dispatcher, seen, {})
    return Did(dispatcher.messages, list(events))
