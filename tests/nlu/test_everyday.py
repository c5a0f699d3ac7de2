"""Everyday lines in the training data: known to the crisis detector, without meaning an intent."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import everyday
from bot.nlu.classifier import FullIntentClassifier
from bot.nlu.crisis import CrisisDetector
from bot.nlu.encoders.featurizer import SentenceEncoder
from bot.nlu.everyday import EverydayLines, everyday_lines

EXAMPLES = {
    "crisis": [
        "I can't go on living", "everything would be better without me", "I want it all to end",
        "he said that he wants to end it", "she told me that she won't be here any more",
    ],
    "thank": ["thank you", "thanks a lot", "that helped", "cheers", "great, thanks"],
}  # fmt: skip
LINES = ["he said that the plot was fine", "she told me to be quicker", "in the kitchen, at noon"]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text("\n".join(LINES) + "\n\n")
    monkeypatch.setattr(everyday, "everyday_lines", lambda: iter(everyday_lines(tmp_path)))


def prepared(*, with_lines: bool) -> TrainingData:
    data = TrainingData(
        [Message(data={"text": t, "intent": i}) for i, texts in EXAMPLES.items() for t in texts]
    )
    if with_lines:
        data = EverydayLines.create({}, None, None, None).process_training_data(data)
    return SentenceEncoder({"alias": "english", "reads": "all"}, "english").process_training_data(
        data
    )


def detector(data: TrainingData, folder: Path) -> CrisisDetector:
    storage, resource = LocalModelStorage(folder), Resource("crisis")
    config = CrisisDetector.get_default_config()
    CrisisDetector.create(config, storage, resource, None).train(data)
    return CrisisDetector.load(config, storage, resource, None)


def probability(found: CrisisDetector, text: str) -> float:
    message = Message(data={"text": text})
    SentenceEncoder({"alias": "english", "reads": "all"}, "english").process([message])
    return found.process([message])[0].get("crisis")["probability"]


def test_the_detector_learns_from_them(lines: None, tmp_path: Path):
    """The same detector without the lines takes such a message for danger more easily."""
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()
    without = detector(prepared(with_lines=False), folders[0])
    knowing = detector(prepared(with_lines=True), folders[1])
    said = "she told me to hurry"
    assert probability(knowing, said) < probability(without, said) - 0.1
    assert probability(knowing, "I want to end my life") > 0.5


def test_they_are_no_examples_of_an_intent(lines: None, tmp_path: Path):
    data = prepared(with_lines=True)
    assert {str(m.get("text")) for m in data.training_examples} >= set(LINES)
    assert not any(m.get("text") in LINES for m in data.intent_examples)
    storage, resource = LocalModelStorage(tmp_path), Resource("classifier")
    config = FullIntentClassifier.get_default_config()
    classifier = FullIntentClassifier.create(config, storage, resource, None)
    classifier.train(data)
    ranking = classifier._model.labels
    assert set(ranking) == set(EXAMPLES)


def test_other_lines_make_another_model(lines: None, monkeypatch: pytest.MonkeyPatch):
    before = EverydayLines.fingerprint_addon({})
    monkeypatch.setattr(everyday, "everyday_lines", lambda: iter(["another"]))
    assert EverydayLines.fingerprint_addon({}) != before


def test_a_message_passes_unchanged():
    message = Message(data={"text": "hello"})
    assert EverydayLines().process([message]) == [message]
    assert message.as_dict() == Message(data={"text": "hello"}).as_dict()
