"""A small assistant with the methods of the real one, answering by simple rules."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.assistant.payloads import Payload, read_command
from bot.cards.card import Card, card_fields

#: As long as 😀 counts double, and with marks that HTML would take for its own.
DRAWING = "──┬──\n <1│ & 😀 b\n  ┴"
#: Words that must be found in no file.
CARD = Card("A thought", 7, 4, ("one",), ("two",), "MARKEDSENTENCE", "MARKEDSTEP", "MARKEDDAY")
LONG = " ".join(f"This is sentence number {n} of a long answer." for n in range(300))


class FakeStore:
    """Conversations that outlive a restart of the bot, as those in the database do."""

    def __init__(self) -> None:
        self.buttons: dict[str, list[dict[str, str]]] = {}
        self.deleted: list[str] = []

    async def retrieve(self, sender: str) -> DialogueStateTracker | None:
        if sender not in self.buttons:
            return None
        said = BotUttered("", data={"buttons": self.buttons[sender]})
        return DialogueStateTracker.from_events(sender, [said])

    async def delete(self, sender: str) -> None:
        self.buttons.pop(sender, None)
        self.deleted.append(sender)

    def expire(self) -> int:
        return 0


class FakeAssistant:
    """Echoes; some words make it do something else."""

    def __init__(self, store: FakeStore | None = None) -> None:
        self.tracker_store = store or FakeStore()
        #: (sender, what was understood), in order.
        self.heard: list[tuple[str, str]] = []
        self.running = 0
        self.most_running = 0
        self.overlap = False
        self._busy: set[str] = set()
        #: While set to an unset event, turns wait.
        self.gate: asyncio.Event | None = None
        self.crash = 0
        self.parsed = 0

    async def handle_message(self, message: UserMessage) -> None:
        sender, text = message.sender_id, message.text or ""
        command = read_command(text)
        understood = f"/{command.intent}" if command and message.parse_data is None else text
        if message.parse_data is not None:
            understood = "/" + str(message.parse_data["intent_ranking"][0]["name"])
        self.overlap = self.overlap or sender in self._busy
        self._busy.add(sender)
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        try:
            if self.gate:
                await self.gate.wait()
            await asyncio.sleep(0)
            if self.crash:
                self.crash -= 1
                raise RuntimeError(f"crashed on {text}")
            self.heard.append((sender, understood))
            for reply in self._replies(understood):
                buttons = self.tracker_store.buttons.setdefault(sender, [])
                buttons += reply.get("buttons", [])
                await message.output_channel.send_response(sender, reply)
            if understood == "/confirm_forget":
                await self.tracker_store.delete(sender)
        finally:
            self._busy.discard(sender)
            self.running -= 1

    async def press(self, message: UserMessage, payload: Payload) -> None:
        message.parse_data = payload.parse_data()
        message.text = ""
        await self.handle_message(message)

    async def speak_first(self, sender: str, channel: Any, action: str) -> None:
        if self.crash:
            self.crash -= 1
            raise RuntimeError("crashed")
        self.heard.append((sender, action))
        titles = {"Done it": "done", "Not yet": "not_yet"}
        buttons = [{"title": t, "payload": f"/reminder_{p}"} for t, p in titles.items()]
        buttons.append({"title": "No more reminders", "payload": "/stop_reminder"})
        await channel.send_response(sender, {"text": "How did it go?", "buttons": buttons})

    async def parse_typed(self, text: str) -> dict[str, Any]:
        self.parsed += 1
        return {"intent": {"name": "crisis" if "die" in text else "other"}, "text": text}

    @staticmethod
    def _replies(understood: str) -> list[dict[str, Any]]:
        if "die" in understood:
            return [
                {
                    "text": "Are you safe? Call 112.",
                    "buttons": [
                        {"title": "I'm safe, go on", "payload": "/leave_crisis"},
                        {"title": "Other countries", "payload": "/ask_resources"},
                    ],
                    "custom": {"kind": "crisis"},
                }
            ]
        if understood == "/delete_my_data":
            keep = {"title": "Keep it", "payload": "/deny"}
            erase = {"title": "Erase now", "payload": "/confirm_forget"}
            return [{"text": "Erase it?", "buttons": [erase, keep]}]
        if understood == "/confirm_forget":
            return [{"text": "Erased.", "custom": {"kind": "forgotten"}}]
        if understood.startswith("remind in "):
            custom = {"kind": "reminder", "days": int(understood.removeprefix("remind in "))}
            stop = {"title": "Don't ask me", "payload": "/stop_reminder"}
            return [{"text": "I'll ask.", "buttons": [stop], "custom": custom}]
        if understood == "/stop_reminder":
            return [{"text": "Stopped.", "custom": {"kind": "reminder", "days": 0}}]
        if understood == "ask":
            choices = [
                {"title": str(n), "payload": f'/choose{{"choice":"{n}"}}'} for n in range(11)
            ]
            return [{"text": "How strongly?", "buttons": choices}]
        if understood == "page":
            picture = {"title": "As a picture", "payload": '/show_card{"choice":"0a1b"}'}
            return [
                {"text": "Your page", "buttons": [picture]},
                {"text": "And now?", "buttons": [{"title": "Another", "payload": "/affirm"}]},
            ]
        if understood == "/show_card":
            return [{"text": "Your page as a picture.", "custom": card_fields(CARD)}]
        if understood == "two":
            return [{"text": "First."}, {"text": "Second."}]
        if understood == "long":
            return [{"text": LONG, "buttons": [{"title": "More", "payload": "/affirm"}]}]
        if understood == "draw":
            return [{"text": DRAWING, "custom": {"kind": "drawing"}}, {"text": "No verdict."}]
        if understood == "silence":
            return []
        return [{"text": f"I heard: {understood}"}]
