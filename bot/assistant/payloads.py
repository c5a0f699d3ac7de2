"""What a button or command means, and why nothing else that begins with a slash does.

Rasa reads any text that begins with `/` as an intent with entities, so that anybody could set
slots or fire actions by typing. Here such a text counts only if it is a command, or a button that
this conversation was just shown; anything else is read as plain words.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

_PAYLOAD = re.compile(r"/(?P<intent>[a-z_]+(?:/[a-z_0-9]+)?)(?P<entities>\{.*\})?\Z", re.DOTALL)

#: Intent of a command that does not exist, or of a button whose time is over.
UNKNOWN_COMMAND = "unknown_command"

#: What can be typed on every channel, and the intent that it stands for.
COMMANDS = {
    "start": "start",
    "help": "help",
    "thoughts": "show_thoughts",
    "strategy": "show_strategy",
    "my_strategy": "show_strategy",
    "balance": "show_balance",
    "show_balance": "show_balance",
    "facts": "show_facts",
    "resources": "ask_resources",
    "privacy": "ask_privacy",
    "forget": "delete_my_data",
    "stop": "stop",
    "human": "ask_human",
    "restart": "restart",
}


@dataclass(frozen=True)
class Payload:
    """An intent by its full name, with entities."""

    intent: str
    entities: dict[str, str]

    def parse_data(self) -> dict[str, Any]:
        """Return it as Rasa's NLU would, so that no NLU has to run."""
        base = self.intent.split("/")[0]
        intent = {"name": base, "confidence": 1.0}
        selector: dict[str, Any] = {}
        if "/" in self.intent:
            intent["full_retrieval_intent_name"] = self.intent
            response = {
                "confidence": 1.0,
                "intent_response_key": self.intent,
                "utter_action": f"utter_{self.intent}",
                "responses": [],
            }
            selector = {"all_retrieval_intents": [base], base: {"response": response}}
        return {
            "text": "",
            "intent": intent,
            "intent_ranking": [{"name": self.intent, "confidence": 1.0}],
            "entities": [{"entity": k, "value": v} for k, v in self.entities.items()],
            "response_selector": selector,
        }


def read_payload(text: str) -> Payload | None:
    """Return the payload that `text` is, or None if it is none."""
    match = _PAYLOAD.match(text.strip())
    if not match:
        return None
    try:
        entities = json.loads(match["entities"] or "{}")
    except (ValueError, RecursionError):
        return None
    if not all(isinstance(value, str) for value in entities.values()):
        return None
    return Payload(match["intent"], entities)


def read_command(text: str) -> Payload | None:
    """Return what the command in `text` stands for, or None if it is no command."""
    word = re.match(r"/([a-z_]+)(?:@\w+)?(?:\s|\Z)", text.strip().lower())
    if not word or word[1] not in COMMANDS:
        return None
    return Payload(COMMANDS[word[1]], {})
