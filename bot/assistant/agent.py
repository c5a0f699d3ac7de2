"""The assistant: Rasa's agent with what makes it ours."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from threadpoolctl import threadpool_limits

from actions.services import Services, use
from bot.assistant.action_results import prepare_action_results
from bot.assistant.actions_in_process import InProcessActions
from bot.assistant.locks import PromptLockStore
from bot.assistant.manifest import released_model
from bot.assistant.payloads import UNKNOWN_COMMAND, Payload, read_command, read_payload
from bot.assistant.replies import FreshReplies
from bot.assistant.runner import PromptGraphRunner
from bot.assistant.trouble import trouble_replies
from bot.assistant.typed import read_length, read_request, step_on_screen
from bot.settings import Settings
from bot.store.conversations import ConversationStore
from bot.store.opening import open_store

log = logging.getLogger(__name__)

#: Button messages that a person can still press: those of so many of the last bot messages.
OFFERED_MESSAGES = 12


class Assistant(Agent):
    """Handles messages of all channels: guards what is typed, and never leaves one unanswered."""

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """Answer one message.

        A text that begins with a slash counts as a command, or as a button that was offered, and
        is otherwise read as words. Whatever fails inside, the person gets an answer, and danger
        gets help.
        """
        try:
            async with self.lock_store.lock(message.sender_id):
                # Within the lock: which buttons were offered depends on the messages before.
                if message.parse_data is None:
                    await self._read_typed(message)
                replies: list[dict[str, Any]] | None
                replies = await self._processor().handle_message(message)
                return replies
        except Exception as error:
            # The text of an exception may quote the message, so its kind alone is logged.
            log.error("A message could not be handled: %s", type(error).__name__)
            return await trouble_replies(self, message)

    async def press(self, message: UserMessage, payload: Payload) -> list[dict[str, Any]] | None:
        """Answer a button or command that the channel itself vouches for."""
        message.parse_data = payload.parse_data()
        message.text = ""
        return await self.handle_message(message)

    async def speak_first(self, sender: str, channel: OutputChannel, action: str) -> None:
        """Have `action` say something that no message asked for; then listen."""
        async with self.lock_store.lock(sender):
            for name in (action, ACTION_LISTEN_NAME):
                await self.execute_action(sender, name, channel, None, None)

    async def parse_typed(self, text: str) -> dict[str, Any]:
        """Return what NLU makes of `text`, which is always words: a leading slash means nothing."""
        parsed: dict[str, Any] = await self.parse_message(text.lstrip("/ "))
        return {**parsed, "text": text}

    async def _read_typed(self, message: UserMessage) -> None:
        """Find the command, button or choice that is typed, if it is one; else it is words."""
        text = message.text or ""
        if text.startswith("/"):
            await self._read_slash(message)
            return
        payload = read_request(text) or await self._chosen(message.sender_id, read_length(text))
        if payload:
            message.text, message.parse_data = "", payload.parse_data()

    async def _chosen(self, sender_id: str, length: str | None) -> Payload | None:
        """Return the step of that `length` on the page which the last turn showed, if one did."""
        if length is None:
            return None
        tracker = await self.tracker_store.retrieve(sender_id)
        return step_on_screen(tracker, length) if tracker else None

    async def _read_slash(self, message: UserMessage) -> None:
        """Read a text that begins with a slash as a command or an offered button, else as words.

        Words after a command that speak of danger count more than the command.
        """
        text = message.text
        payload = read_command(text)
        if payload is None:
            payload = await self._offered(message.sender_id, text)
        elif len(text.split()) > 1 and await self._is_danger(text):
            payload = None
        message.text = "" if payload else text.lstrip("/ ")
        if payload:
            message.parse_data = payload.parse_data()

    async def _is_danger(self, text: str) -> bool:
        return bool((await self.parse_typed(text))["intent"]["name"] == "crisis")

    async def _offered(self, sender_id: str, text: str) -> Payload | None:
        """Return the payload that `text` is, if one of the last messages had it as a button.

        One that was never offered, or long ago, becomes the intent that says so kindly.
        """
        payload = read_payload(text)
        if payload is None:
            return None
        tracker = await self.tracker_store.retrieve(sender_id)
        offered = tracker is not None and text.strip() in offered_payloads(tracker)
        return payload if offered else Payload(UNKNOWN_COMMAND, {})

    def _processor(self) -> Any:
        if self.processor is None:
            raise RuntimeError("The assistant has no model yet.")
        return self.processor

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Load a model as Rasa does, and run its graphs without Rasa's planner."""
        super().load_model(model_path, fingerprint)
        processor = self._processor()
        processor.graph_runner = PromptGraphRunner.over(processor.graph_runner)

    @staticmethod
    def _create_tracker_store(store: TrackerStore | None, domain: Domain | None) -> TrackerStore:
        # Rasa would wrap the store in one that falls back to memory without a word.
        if store is None:
            raise ValueError("The assistant needs a tracker store.")
        return store


def offered_payloads(tracker: DialogueStateTracker) -> set[str]:
    """Return the payloads of the buttons that the last bot messages showed."""
    said = [event for event in tracker.events if isinstance(event, BotUttered)]
    return {
        str(button["payload"])
        for event in said[-OFFERED_MESSAGES:]
        for button in event.data.get("buttons") or []
        if "payload" in button
    }


def load_assistant(settings: Settings, store: ConversationStore | None = None) -> Assistant:
    """Return an assistant with the released model, its stores open.

    Raises:
        BearingsError: the model, the database or the key can't be used.
    """
    path, _ = released_model(settings.models_dir)
    if store is None:
        engine, keys = open_store(settings)
        store = ConversationStore(engine=engine, keys=keys)
    use(Services(engine=store.engine, human_contact=settings.human_contact))
    if settings.action_server_url:
        endpoint = EndpointConfig(url=settings.action_server_url, enable_selective_domain=True)
    else:
        endpoint = InProcessActions()
    store.expire()
    prepare_action_results()
    # One sentence is too small to share among threads: waking them costs more than it saves.
    threadpool_limits(limits=1)
    assistant = Assistant(
        tracker_store=store,
        lock_store=PromptLockStore(),
        generator=FreshReplies(),
        action_endpoint=endpoint,
    )
    assistant.load_model(path)
    return assistant
