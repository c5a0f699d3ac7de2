"""What a text that begins with a slash may do, and what not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant.payloads import COMMANDS, Payload, read_command, read_payload, with_slash


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("/greet", Payload("greet", {})),
        (" /greet \n", Payload("greet", {})),
        ("/faq/nobel_2024", Payload("faq/nobel_2024", {})),
        ('/choose{"choice":"offer"}', Payload("choose", {"choice": "offer"})),
        ('/choose{"choice": "a}b"}', Payload("choose", {"choice": "a}b"})),
        ("/choose{}", Payload("choose", {})),
    ],
)
def test_payloads(text: str, payload: Payload):
    assert read_payload(text) == payload


@pytest.mark.parametrize(
    "text",
    [
        "", "/", "greet", "/Greet", "//greet", "/a/b/c", "/greet hello", '/choose{"choice":"x"',
        "/choose{choice}", '/choose{"slot":1}', '/choose{"a":null}', '/choose{"a":{"b":"c"}}',
        "/choose[1]", '/choose{"a":"b"} x', "/greet\x00", "/c{" * 10_000 + "}" * 10_000,
        "/c" + '{"a":' * 30_000 + "1" + "}" * 30_000, "/" + "a" * 50_000 + "!",
    ],
    ids=range(18),
)  # fmt: skip
def test_what_is_no_payload(text: str):
    assert read_payload(text) is None


@given(st.text(max_size=60).map(lambda text: f"/choose{{{text}}}"))
def test_any_text_is_a_payload_or_none(text: str):
    found = read_payload(text)
    assert found is None or all(isinstance(v, str) for v in found.entities.values())


def test_a_command_that_needs_no_slash():
    assert with_slash(" Settings ") == "/Settings"
    for text in ("my settings", "stop", "", "/help"):
        assert with_slash(text) == text


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_commands(command: str):
    for text in (f"/{command}", f" /{command.upper()} ", f"/{command}@SomeBot", f"/{command} x"):
        assert read_command(text) == Payload(COMMANDS[command], {})
    for text in (f"/{command}x", command, f"/{command}{{", f"//{command}", f"/{command}/x"):
        assert read_command(text) is None


def test_commands_mean_intents_of_the_domain(domain):
    assert set(COMMANDS.values()) <= set(domain.intents)


def test_a_payload_looks_to_rasa_like_an_understood_message():
    parsed = Payload("faq/evidence", {"choice": "x"}).parse_data()
    assert parsed["intent"] == {
        "name": "faq", "confidence": 1.0, "full_retrieval_intent_name": "faq/evidence",
    }  # fmt: skip
    chosen = parsed["response_selector"]["faq"]["response"]
    assert chosen["utter_action"] == "utter_faq/evidence"
    assert parsed["entities"] == [{"entity": "choice", "value": "x"}]
    assert Payload("greet", {}).parse_data()["response_selector"] == {}
    json.dumps(parsed)
