"""Messages of one conversation in their order, those of others side by side."""

from __future__ import annotations

import asyncio

from rasa.core import lock_store

from bot.assistant.locks import WAIT_SECONDS, PromptLockStore


async def test_queued_messages_run_in_order_and_never_at_once():
    store, running, done = PromptLockStore(), [], []

    async def handle(number: int) -> None:
        async with store.lock("one"):
            running.append(number)
            assert len(running) == 1
            for _ in range(3):
                await asyncio.sleep(0)
            running.remove(number)
            done.append(number)

    await asyncio.gather(*(handle(number) for number in range(3)))
    assert done == [0, 1, 2]


async def test_a_waiting_message_looks_again_soon(monkeypatch):
    """Rasa looks once a second; ours looks so often that nobody notices the wait."""
    waited: list[float] = []
    real = asyncio.sleep

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        await real(0)

    monkeypatch.setattr(lock_store.asyncio, "sleep", sleep)
    store, free = PromptLockStore(), asyncio.Event()

    async def first() -> None:
        async with store.lock("one"):
            await free.wait()

    async def second() -> None:
        async with store.lock("one"):
            pass

    tasks = [asyncio.create_task(first())]
    await real(0)
    tasks.append(asyncio.create_task(second()))
    while len(waited) < 3:
        await real(0)
    free.set()
    await asyncio.gather(*tasks)
    assert set(waited) == {WAIT_SECONDS}
    assert WAIT_SECONDS <= 0.05


async def test_other_conversations_do_not_wait():
    store = PromptLockStore()
    async with store.lock("one"), store.lock("two"):
        pass


async def test_a_lock_is_free_again_after_an_error():
    store = PromptLockStore()
    for _ in range(2):
        try:
            async with store.lock("one"):
                raise RuntimeError
        except RuntimeError:
            pass
    async with store.lock("one"):
        pass
