"""One assistant in a process of its own: `python -m bench.worker ours|default FOLDER`.

Talks to it in process, prints one JSON object with the figures, and nothing else on stdout.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from bench.odd import measure_odd

#: Messages of a conversation, the same number for both; words that the default project knows.
OURS = (
    "everyone in my group uses it and I am falling behind",
    "yes, that's it",
    "7",
    "my labmate wrote three papers with it last year",
    "what is machine learning?",
    "papers are not all that counts, and it makes mistakes",
    "no thanks",
    "it can help where I can check it, and the question stays mine",
    "5",
    "write the first paragraph by hand on Tuesday",
    "tomorrow at nine",
    "thank you",
)
DEFAULT = (
    "hello", "I am sad today", "yes", "no", "great", "are you a bot?", "hi there", "so sad",
    "that did not help", "good morning", "perfect", "bye",
)  # fmt: skip
CONVERSATIONS = 20
LONG_TURNS = 240
#: Turns around turn 10 and around turn 200, over which a median is taken.
EARLY, LATE = slice(5, 25), slice(190, 230)


def main() -> None:
    """Run the measurement that the command line names."""
    which, folder = sys.argv[1], Path(sys.argv[2])
    started = time.perf_counter()
    agent = _ours(folder) if which == "ours" else _default(folder)
    asyncio.run(_say(agent, "warm-up", "hello"))
    start = time.perf_counter() - started
    figures: dict[str, Any] = asyncio.run(measure(agent, OURS if which == "ours" else DEFAULT))
    if which == "ours":
        figures["odd"] = measure_odd(agent)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"start_s": start, "memory_mb": peak, **figures}))


def _ours(folder: Path) -> Any:
    os.environ["BEARINGS_HOME"] = str(folder)
    from bot.logs import configure_logs, prepare_environment

    prepare_environment()
    configure_logs("ERROR")
    from bot.assistant.agent import load_assistant
    from bot.settings import load_settings

    return load_assistant(load_settings(env_file=None))


def _default(folder: Path) -> Any:
    from bot.logs import configure_logs, prepare_environment

    prepare_environment()
    configure_logs("ERROR")
    from rasa.core.agent import Agent

    return Agent.load(next((folder / "models").glob("*.tar.gz")))


async def measure(agent: Any, messages: tuple[str, ...]) -> dict[str, float]:
    """Return the figures of many short conversations and of one long one, times in ms."""
    times = []
    begun = time.perf_counter()
    for number in range(CONVERSATIONS):
        for text in messages:
            times.append(await _say(agent, f"c{number}", text))
    elapsed = time.perf_counter() - begun
    long = [await _say(agent, "long", messages[i % len(messages)]) for i in range(LONG_TURNS)]
    ordered = sorted(times)
    return {
        "p50_ms": statistics.median(times),
        "p95_ms": ordered[int(len(ordered) * 0.95)],
        "turns_per_s": len(times) / elapsed,
        "p50_turn_10_ms": statistics.median(long[EARLY]),
        "p50_turn_200_ms": statistics.median(long[LATE]),
    }


async def _say(agent: Any, sender: str, text: str) -> float:
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

    begun = time.perf_counter()
    await agent.handle_message(UserMessage(text, CollectingOutputChannel(), sender))
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
