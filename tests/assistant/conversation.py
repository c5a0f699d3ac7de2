"""Saying things to the assistant and reading what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.assistant.agent import Assistant


async def say(assistant: Assistant, sender: str, text: str) -> list[dict[str, Any]]:
    """Return the replies to `text`."""
    from rasa.core.channels.channel import UserMessage

    from bot.assistant.http import OneMessageChannel

    output = OneMessageChannel()
    await assistant.handle_message(UserMessage(text, output, sender, input_channel="rest"))
    return list(output.messages)


def texts(replies: list[dict[str, Any]]) -> str:
    return "\n".join(reply.get("text", "") for reply in replies)


def payloads(replies: list[dict[str, Any]]) -> list[str]:
    return [button["payload"] for reply in replies for button in reply.get("buttons", [])]


def is_crisis(replies: list[dict[str, Any]]) -> bool:
    return any(reply.get("custom") == {"kind": "crisis"} for reply in replies)
