"""Taking over what an action returns, at a cost that a turn can bear.

Measured on a turn of the walk: Rasa's `jsonschema.validate` checks the schema against its
metaschema on each call (four fifths of the time), checks the result (a fifth of the rest), and
looks up the class of each event by walking all subclasses (a tenth). The schema and the classes
never change, and what actions in this process return was made by the SDK's own event functions.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event

from bot.assistant.actions_in_process import InProcessActions


def prepare_action_results() -> None:
    """Give Rasa a validator and a table of event classes that are made once for the process.

    Results of a separate action server are checked as before.
    """
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema)

    def validate(action: RemoteAction, result: dict[str, Any]) -> bool:
        if not isinstance(action.action_endpoint, InProcessActions):
            validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate
    if not hasattr(Event.resolve_by_type, "cache_info"):
        Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
