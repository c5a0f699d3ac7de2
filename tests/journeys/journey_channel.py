"""A channel that notes what each reply is called, beside what it says."""

from __future__ import annotations

from typing import Any

from journey_talk import Reply

from bot.assistant.http import OneMessageChannel


class NotingChannel(OneMessageChannel):
    """Keeps the reply's name beside what other channels send."""

    def __init__(self) -> None:
        super().__init__()
        self.replies: list[Reply] = []

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        await super().send_response(recipient_id, message)
        sent = self.messages[-1]
        self.replies.append(
            Reply(
                name=str(message.get("utter_action") or ""),
                text=str(sent.get("text") or ""),
                buttons=tuple((b["title"], b["payload"]) for b in sent.get("buttons", ())),
                kind=(sent.get("custom") or {}).get("kind"),
            )
        )
