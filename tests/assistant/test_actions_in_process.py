"""Custom actions where they are called, as an action server would run them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError
from rasa_sdk import Action
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.assistant.action_results import prepare_action_results
from bot.assistant.actions_in_process import InProcessActions


@pytest.fixture(scope="module")
def endpoint() -> InProcessActions:
    return InProcessActions()


def call(name: str, **tracker: Any) -> dict[str, Any]:
    state = {
        "sender_id": "s", "slots": {}, "latest_message": {"text": "", "intent": {}}, "events": [],
        "paused": False, "followup_action": None, "active_loop": {}, "latest_action_name": None,
    }  # fmt: skip
    return {"next_action": name, "sender_id": "s", "tracker": {**state, **tracker}, "domain": {}}


async def test_an_action_runs_and_its_events_and_replies_come_back(endpoint: InProcessActions):
    result = await endpoint.request(json=call("action_show_thoughts"))
    assert [e["name"] for e in result["events"]] == ["welcomed", "offer"]
    assert len(result["responses"][0]["buttons"]) == 6
    assert json.loads(json.dumps(result)) == result


async def test_an_unknown_action_is_answered_as_a_server_would(endpoint: InProcessActions):
    with pytest.raises(ClientResponseError) as caught:
        await endpoint.request(json=call("action_unknown"))
    assert caught.value.status == 404
    assert json.loads(caught.value.text)["action_name"] == "action_unknown"


async def test_a_rejection_is_answered_as_a_server_would(endpoint: InProcessActions):
    class Rejecting(Action):
        def name(self) -> str:
            return "action_rejecting"

        def run(self, dispatcher, tracker, domain):
            raise ActionExecutionRejection(self.name(), "not now")

    endpoint._executor.register_action(Rejecting)
    with pytest.raises(ClientResponseError) as caught:
        await endpoint.request(json=call("action_rejecting"))
    assert caught.value.status == 400
    assert json.loads(caught.value.text) == {"error": "not now", "action_name": "action_rejecting"}


async def test_an_action_gets_a_copy_and_returns_a_copy(endpoint: InProcessActions):
    """Over HTTP nobody shares memory; in the process it must be the same."""
    kept: list[Any] = []

    class Meddling(Action):
        def name(self) -> str:
            return "action_meddling"

        def run(self, dispatcher, tracker, domain):
            tracker.slots["words"]["sentence"] = "changed"
            value = {"list": (1, 2)}
            kept.append(value)
            return [{"event": "slot", "name": "words", "value": value, "timestamp": None}]

    endpoint._executor.register_action(Meddling)
    sent = call("action_meddling", slots={"words": {"sentence": "mine"}})
    result = await endpoint.request(json=sent)
    assert sent["tracker"]["slots"]["words"]["sentence"] == "mine"
    assert result["events"][0]["value"] == {"list": [1, 2]}
    kept[0]["list"] = None
    assert result["events"][0]["value"] == {"list": [1, 2]}


async def test_what_is_no_json_does_not_come_back(endpoint: InProcessActions):
    class Odd(Action):
        def name(self) -> str:
            return "action_odd"

        def run(self, dispatcher, tracker, domain):
            return [{"event": "slot", "name": "words", "value": {1, 2}}]

    endpoint._executor.register_action(Odd)
    with pytest.raises(TypeError):
        await endpoint.request(json=call("action_odd"))


@pytest.fixture
def checked():
    before = RemoteAction._validate_action_result
    prepare_action_results()
    yield RemoteAction("action_x", None)
    RemoteAction._validate_action_result = before


@pytest.mark.parametrize(
    "good", [{}, {"events": [], "responses": []}, {"events": [{"event": "pause"}]}]
)
def test_a_result_in_order_passes(checked: RemoteAction, good: dict):
    assert checked._validate_action_result(good)


@pytest.mark.parametrize(
    "bad",
    [[], "x", {"events": {}}, {"events": [{"name": "no event"}]}, {"responses": "x"},
     {"events": ["x"]}, {"responses": {"text": "x"}}],
)  # fmt: skip
def test_a_result_that_is_not_in_order_is_still_refused(checked: RemoteAction, bad: Any):
    with pytest.raises(ValidationError):
        checked._validate_action_result(bad)
