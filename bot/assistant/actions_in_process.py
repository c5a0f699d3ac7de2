"""Custom actions in the assistant's own process, through the seam Rasa has for an action server.

Rasa posts a tracker to an endpoint and reads events and responses back. This endpoint hands the
same JSON to the SDK's executor directly: what runs here runs unchanged behind HTTP, without the
hop.
"""

from __future__ import annotations

import json
from typing import Any

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

ACTIONS_PACKAGE = "actions"


class InProcessActions(EndpointConfig):
    """An endpoint that runs the package `actions` where it is called."""

    def __init__(self) -> None:
        # The domain, large and the same for each call, is sent only where an action asks for it.
        super().__init__(url="in-process", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(ACTIONS_PACKAGE)

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Run the action that `json` names and return its events and responses.

        Raises:
            ClientResponseError: as an action server answers, 400 for a rejected action and 404
                for an unknown one.
        """
        call = dict(kwargs["json"])
        # Rasa makes the state for this one call; only slot values are shared with the conversation.
        slots = json.loads(json.dumps(call["tracker"]["slots"]))
        call["tracker"] = {**call["tracker"], "slots": slots}
        try:
            result = await self._executor.run(call)
        except ActionExecutionRejection as error:
            body = json.dumps({"error": str(error), "action_name": error.action_name})
            raise ClientResponseError(400, "rejected", body) from error
        except ActionNotFoundException as error:
            body = json.dumps({"error": str(error), "action_name": error.action_name})
            raise ClientResponseError(404, "not found", body) from error
        return json.loads(json.dumps(result))
