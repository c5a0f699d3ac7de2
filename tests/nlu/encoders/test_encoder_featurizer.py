"""The encoder as Rasa sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.errors import BearingsError
from bot.nlu.encoders import featurizer
from bot.nlu.encoders.encoder import Encoder
from bot.nlu.encoders.featurizer import SentenceEncoder
from bot.nlu.encoders.mpnet import SHAPE
from bot.nlu.encoders.shape import Source
from bot.nlu.memory import remember_vectors


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, encoder: Encoder) -> list[Path | None]:
    """The adapters that were loaded; the encoder itself is the published one."""
    adapters: list[Path | None] = []

    class Recorder:
        @staticmethod
        def load(source: Source, adapter: Path | None) -> Encoder:
            adapters.append(adapter)
            return encoder

    monkeypatch.setattr(featurizer, "Encoder", Recorder)
    monkeypatch.setattr(featurizer, "encoder_key", lambda source, adapter: "key")
    return adapters


def create(tmp_path: Path, **config: str) -> SentenceEncoder:
    context = ExecutionContext(GraphSchema({}), node_name="node")
    storage = LocalModelStorage(tmp_path)
    return SentenceEncoder.create(config, storage, Resource("encoder"), context)


def test_messages_get_one_sentence_vector_each(asked: list[Path | None], tmp_path: Path) -> None:
    component = create(tmp_path, alias="english")
    messages = [Message(data={"text": text}) for text in ("I am replaced", " ")]
    silent = Message(data={"intent": "greet"})
    assert component.process([*messages, silent]) == [*messages, silent]
    found = [message.features for message in messages]
    assert [len(features) for features in found] == [1, 1]
    assert found[0][0].features.shape == (1, SHAPE.dimensions)
    assert found[0][0].origin == "english"
    assert not found[1][0].features.any()
    assert not silent.features


def test_training_data_get_the_same_vectors(asked: list[Path | None], tmp_path: Path) -> None:
    component = create(tmp_path)
    data = TrainingData([Message(data={"text": "I am replaced", "intent": "thought"})])
    features = component.process_training_data(data).training_examples[0].features
    assert (features[0].features == component.encode(["I am replaced"])).all()


def test_the_adapter_is_looked_for_in_the_project(
    asked: list[Path | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(featurizer, "ROOT", tmp_path)
    create(tmp_path, adapter="models/adapter.npz")
    create(tmp_path, adapter="")
    assert asked == [tmp_path / "models" / "adapter.npz", None]


def test_the_fingerprint_is_that_of_the_weights_and_the_adapter(
    make_adapter: Callable[[float], Path],
) -> None:
    plain = SentenceEncoder.fingerprint_addon({"alias": "english"})
    one = SentenceEncoder.fingerprint_addon({"adapter": str(make_adapter(0.0))})
    two = SentenceEncoder.fingerprint_addon({"adapter": str(make_adapter(1.0))})
    assert len({plain, one, two}) == 3
    assert plain == SentenceEncoder.fingerprint_addon({"adapter": ""})


def test_a_missing_adapter_is_told(tmp_path: Path) -> None:
    with pytest.raises(BearingsError, match="is missing"):
        create(tmp_path, adapter="models/none.npz")


@pytest.mark.parametrize(
    ("reads", "read"), [("english", [0]), ("others", [1, 2]), ("all", [0, 1, 2])]
)
def test_each_encoder_reads_its_languages(
    asked: list[Path | None], tmp_path: Path, reads: str, read: list[int]
) -> None:
    component = create(tmp_path, reads=reads)
    texts = ["I am afraid of being replaced", "Ich habe Angst, ersetzt zu werden", "我怕被取代"]
    messages = component.process([Message(data={"text": text}) for text in texts])
    assert [i for i, message in enumerate(messages) if message.features] == read


def test_examples_in_english_teach_the_encoder_of_the_others(
    asked: list[Path | None], tmp_path: Path
) -> None:
    component = create(tmp_path, reads="others")
    data = TrainingData([Message(data={"text": "I am replaced", "intent": "thought"})])
    assert component.process_training_data(data).training_examples[0].features


def test_vectors_are_remembered_only_while_training(
    asked: list[Path | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    component = create(tmp_path)
    texts: list[str] = []
    real = component.encode
    monkeypatch.setattr(component, "encode", lambda given: texts.extend(given) or real(given))

    def process(*given: str) -> None:
        component.process([Message(data={"text": text}) for text in given])

    with remember_vectors():
        process("a", "b", "a")
        process("b")
    assert sorted(texts) == ["a", "b"]
    process("a")
    assert len(texts) == 3
