"""The graph gives what Rasa's own runner gives."""

from __future__ import annotations

import json

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner

from bot.assistant.agent import Assistant
from bot.assistant.runner import PromptGraphRunner

#: The end of Rasa's graph for a message.
TARGET = "run_RegexMessageHandler"
MESSAGES = ["everyone uses it and I fall behind", "hello", "", "Ich habe Angst, ersetzt zu werden"]


@pytest.fixture
def runner(loaded_assistant: Assistant) -> PromptGraphRunner:
    found = loaded_assistant.processor.graph_runner
    assert isinstance(found, PromptGraphRunner)
    return found


@pytest.fixture
def of_rasa(runner: PromptGraphRunner) -> DaskGraphRunner:
    plain = DaskGraphRunner.__new__(DaskGraphRunner)
    plain.__dict__.update(runner.__dict__)
    return plain


@pytest.mark.parametrize("text", MESSAGES)
def test_a_message_is_understood_as_by_rasas_runner(runner, of_rasa, text: str):
    def parsed(which: DaskGraphRunner) -> str:
        given = {"__message__": [UserMessage(text)], "__tracker__": None}
        (output,) = which.run(given, [TARGET]).values()
        return json.dumps(output[0].as_dict(only_output_properties=True), sort_keys=True)

    assert parsed(runner) == parsed(of_rasa)


def test_a_missing_input_is_an_error_of_rasas(runner: PromptGraphRunner):
    with pytest.raises(GraphRunError, match="Missing input"):
        runner.run({}, [TARGET])


def test_only_a_runner_of_rasas_is_taken_over():
    with pytest.raises(TypeError, match="not a runner"):
        PromptGraphRunner.over(object())  # type: ignore[arg-type]
