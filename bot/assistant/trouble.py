"""When the program itself fails: an honest line, and still help in danger."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from rasa.core.channels.channel import UserMessage

if TYPE_CHECKING:
    from bot.assistant.agent import Assistant

log = logging.getLogger(__name__)


async def trouble_replies(assistant: Assistant, message: UserMessage) -> list[dict[str, Any]]:
    """Send what can be said without database or dialogue, and return it.

    Danger is still recognised, since that needs neither; the reply then names help anywhere.
    """
    name = "utter_crisis" if await _is_danger(assistant, message) else "utter_trouble"
    reply = _reply(assistant, name)
    if message.output_channel is not None:
        await message.output_channel.send_response(message.sender_id, dict(reply))
    return [reply]


async def _is_danger(assistant: Assistant, message: UserMessage) -> bool:
    if message.parse_data is not None or not message.text:
        return False
    try:
        parsed = await assistant.parse_typed(message.text)
    except Exception as error:
        log.error("A message could not be understood either: %s", type(error).__name__)
        return False
    return bool(parsed["intent"]["name"] == "crisis")


def _reply(assistant: Assistant, name: str) -> dict[str, Any]:
    from actions.help_by_region import contacts

    responses = assistant.domain.responses if assistant.domain else {}
    text = str(responses[name][0]["text"])
    values = {"contacts": contacts(None), "emergency": "112 in the EU and on most mobile phones"}
    for key, value in values.items():
        text = text.replace("{" + key + "}", value)
    reply: dict[str, Any] = {"text": text}
    if name == "utter_crisis":
        reply["custom"] = {"kind": "crisis"}
    return reply
