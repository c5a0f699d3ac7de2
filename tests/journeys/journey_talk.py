"""Talking to the assistant in a test: one person, turn after turn, and what came back."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from actions.walk.plan import Thought, thoughts
from bot.assistant.payloads import Payload
from bot.store.tables import conversation

if TYPE_CHECKING:
    import asyncio

    from bot.assistant.agent import Assistant

#: How sure the understanding is of a line that a script labels itself.
SURE = 0.98
#: What a message that was not understood might have meant.
LIKELY = [
    {"name": "thought_self_doubt", "confidence": 0.15},
    {"name": "faq/evidence", "confidence": 0.1},
]


@dataclass(frozen=True)
class Reply:
    """One message of the bot."""

    #: The response it was written as; empty for a text that the program put together.
    name: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    kind: str | None = None


@dataclass(frozen=True)
class Turn:
    """What one message of the person led to."""

    heard: str
    replies: tuple[Reply, ...]
    #: Slots after the turn; empty where nothing of the conversation is kept.
    slots: dict[str, Any] = field(default_factory=dict)
    loop: str | None = None
    intent: str = ""

    @property
    def names(self) -> list[str]:
        """The responses uttered, in their order."""
        return [reply.name for reply in self.replies]

    @property
    def text(self) -> str:
        """All that was said."""
        return "\n".join(reply.text for reply in self.replies)

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """All buttons shown, as (title, payload)."""
        return [button for reply in self.replies for button in reply.buttons]

    def told(self) -> str:
        """The turn as a transcript, for the message of a failed test."""
        lines = [f"  person: {self.heard!r} (understood as {self.intent})"]
        for reply in self.replies:
            titles = (
                f"  [{' | '.join(title for title, _ in reply.buttons)}]" if reply.buttons else ""
            )
            lines.append(f"  bot:    {reply.name or '(text)'}: {reply.text!r}{titles}")
        return "\n".join(lines)


class Room:
    """The assistant with the event loop that it runs in."""

    def __init__(self, assistant: Assistant, loop: asyncio.AbstractEventLoop) -> None:
        self.assistant = assistant
        self.loop = loop

    def talk(self, sender: str | None = None) -> Talk:
        """Return a new conversation, or that of `sender`."""
        return Talk(self, sender or secrets.token_hex(8))

    def understood(self, text: str) -> dict[str, Any]:
        """Return what the language understanding makes of `text`."""
        return dict(self.loop.run_until_complete(self.assistant.parse_typed(text)))


class Talk:
    """One person's conversation."""

    def __init__(self, room: Room, sender: str) -> None:
        self._room = room
        self.sender = sender
        self.channel = "rest"
        self.turns: list[Turn] = []

    def say(self, text: str, intent: str | None = None) -> Turn:
        """Type `text`; with `intent`, it is understood as that, whatever the model would say."""
        parse_data = None
        if intent:
            parse_data = {**Payload(intent, {}).parse_data(), "text": text}
            parse_data["intent"]["confidence"] = SURE
            if intent == "nlu_fallback":
                parse_data["intent_ranking"] += LIKELY
        return self._room.loop.run_until_complete(self._send(text, parse_data))

    def press(self, button: str) -> Turn:
        """Press the button on the screen that has this title or payload."""
        on_screen = [b for turn in reversed(self.turns) for b in reversed(turn.buttons)]
        payload = next((p for title, p in on_screen if button in (title, p)), None)
        assert payload is not None, f"No button {button!r} on the screen:\n{self.transcript()}"
        return self.say(payload)

    def remind(self) -> Turn:
        """Let the time come at which the bot asks by itself."""
        return self._room.loop.run_until_complete(self._send("", None, first="action_remind"))

    def wait(self, seconds: float) -> None:
        """Let `seconds` pass: what is stored of the conversation becomes so much older."""
        store = self._room.assistant.tracker_store
        pseudonym = store._keys.pseudonym(self.sender)
        body = json.loads(store._keys.decrypt(store._read(pseudonym)))
        for event in body["events"]:
            event["timestamp"] -= seconds
        with store.engine.begin() as connection:
            connection.execute(
                update(conversation)
                .where(conversation.c.pseudonym == pseudonym)
                .values(
                    body=store._keys.encrypt(json.dumps(body).encode()),
                    touched=conversation.c.touched - int(seconds),
                )
            )

    def restart_program(self) -> None:
        """Forget what lives in the program's memory only."""
        self._room.assistant.tracker_store._words.clear()

    def transcript(self, last: int = 4) -> str:
        """The last turns, to read."""
        return "\n".join(turn.told() for turn in self.turns[-last:])

    async def _send(
        self, text: str, parse_data: dict[str, Any] | None, first: str | None = None
    ) -> Turn:
        # Rasa takes seconds to import, which collecting tests should not cost.
        from journey_channel import NotingChannel
        from rasa.core.channels.channel import UserMessage

        channel = NotingChannel()
        if first:
            await self._room.assistant.speak_first(self.sender, channel, first)
        else:
            message = UserMessage(text, channel, self.sender, parse_data, self.channel)
            await self._room.assistant.handle_message(message)
        tracker = await self._room.assistant.tracker_store.retrieve(self.sender)
        turn = Turn(
            heard=text,
            replies=tuple(channel.replies),
            slots=dict(tracker.current_slot_values()) if tracker else {},
            loop=tracker.active_loop_name if tracker else None,
            intent=_understood(tracker.latest_message) if tracker else "",
        )
        self.turns.append(turn)
        return turn


def _understood(message: Any) -> str:
    intent = message.intent if message else {}
    return str(intent.get("full_retrieval_intent_name") or intent.get("name") or "")


# Ways to a question of a walk: what to say at each question so that the next one comes. ---------

#: Typed answers; those with an intent are understood so whatever the model thinks.
ANSWERS: dict[str, tuple[str, str | None]] = {
    "opening": ("yes, that is it", "affirm"),
    "belief": ("7", "nlu_fallback"),
    "core_1": ("it was on Monday, in the group meeting", "nlu_fallback"),
    "core_2": ("a part of it was mine, I think", "nlu_fallback"),
    "fact": ("no, go on", "deny"),
    "balanced": ("I may use it where I can explain the result", "nlu_fallback"),
    "again": ("4", "nlu_fallback"),
    "step": ("2", "nlu_fallback"),
    "when": ("on Tuesday, in the library", "nlu_fallback"),
}
#: Questions beside the plan: where they branch off, and what leads there.
BRANCHES: dict[str, tuple[str, str, str]] = {
    "own_words": ("opening", "no, not quite", "deny"),
    "rough": ("belief", "I don't know", "unsure"),
    "just_talk": ("belief", "I don't want to do an exercise", "complain"),
    "in_hands": ("core_1", "but it's simply true, the contract ends", "nlu_fallback"),
    "offered": ("balanced", "I don't know", "unsure"),
}
QUESTIONS = [*ANSWERS, *BRANCHES]


def enter(talk: Talk, thought: str) -> Turn:
    """Begin the walk through `thought` in words."""
    return talk.say(f"It is about this: {content(thought).phrase}", content(thought).intent)


def walk_to(talk: Talk, question: str) -> Turn:
    """Answer until the open walk is at `question`."""
    target = BRANCHES[question][0] if question in BRANCHES else question
    turn = talk.turns[-1]
    while turn.slots.get("step") != target:
        step = str(turn.slots.get("step"))
        assert step in ANSWERS, f"The walk never came to {question}:\n{talk.transcript()}"
        turn = talk.say(*ANSWERS[step])
    if question in BRANCHES:
        _, text, intent = BRANCHES[question]
        turn = talk.say(text, intent)
    assert turn.slots.get("step") == question, talk.transcript()
    return turn


def content(thought: str) -> Thought:
    """Return what was written for `thought`."""
    return thoughts()[thought]


def question_response(thought: str, question: str) -> str:
    """Return the response that asks `question` of the walk through `thought`."""
    from actions.walk.questions import question as asked
    from actions.walk.state import Walk

    return asked(Walk(thought, step=question)).response
