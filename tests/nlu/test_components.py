"""The graph components: trained, stored, loaded, and what they say of a message."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.classifier import (
    FALLBACK,
    FullIntentClassifier,
    full_name,
    set_ranking,
    tempered,
    weighted,
)
from bot.nlu.crisis import CrisisDetector
from bot.nlu.encoders.featurizer import SentenceEncoder
from bot.nlu.softmax import Softmax, data_version

EXAMPLES = {
    "thought_replacement": [
        "AI will take my job", "soon nobody needs scientists any more", "I will be replaced",
        "machines will do my research", "what is left for me when AI does it all",
    ],
    "faq/timeline": [
        "when did ChatGPT come out", "which year was it released", "history of AI tools",
        "when did all of this start", "in which year came AlphaFold",
    ],
    "faq/evidence": [
        "are there studies on this", "show me the evidence", "is there research about it",
        "what do studies say", "which data support that",
    ],
    "crisis": [
        "I can't go on living", "everything would be better without me", "I want it all to end",
        "I see no reason to live", "I want to disappear for good",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder({"alias": "english", "reads": "all"}, "english")


def message(text: str, intent: str | None = None) -> Message:
    data = {"text": text}
    if intent:
        data["intent"] = intent.split("/")[0]
        if "/" in intent:
            data["intent_response_key"] = intent
    return Message(data=data)


@pytest.fixture(scope="module")
def data(encoder: SentenceEncoder) -> TrainingData:
    examples = [message(text, name) for name, texts in EXAMPLES.items() for text in texts]
    return encoder.process_training_data(TrainingData(examples))


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> LocalModelStorage:
    return LocalModelStorage(tmp_path_factory.mktemp("storage"))


@pytest.fixture(scope="module")
def classifier(data: TrainingData, storage: LocalModelStorage) -> FullIntentClassifier:
    """The classifier as it comes back from where it was stored."""
    config = {**FullIntentClassifier.get_default_config(), "threshold": 0.0}
    resource = Resource("classifier")
    FullIntentClassifier.create(config, storage, resource, None).train(data)
    return FullIntentClassifier.load(config, storage, resource, None)


@pytest.fixture(scope="module")
def detector(data: TrainingData, storage: LocalModelStorage) -> CrisisDetector:
    config = CrisisDetector.get_default_config()
    resource = Resource("crisis")
    CrisisDetector.create(config, storage, resource, None).train(data)
    return CrisisDetector.load(config, storage, resource, None)


# --- Classifier -----------------------------------------------------------------------------


def test_what_was_learned_is_recognised_by_full_name(encoder, classifier: FullIntentClassifier):
    for name, texts in EXAMPLES.items():
        (seen,) = classifier.process(encoder.process([message(texts[0])]))
        ranking = seen.get("intent_ranking")
        assert ranking[0]["name"] == name
        assert seen.get("intent")["name"] == name.split("/")[0]
        assert sum(r["confidence"] for r in ranking) == pytest.approx(1, abs=1e-3)
        assert [r["confidence"] for r in ranking] == sorted(
            (r["confidence"] for r in ranking), reverse=True
        )


def test_the_data_version_stands_on_each_message(encoder, classifier, data: TrainingData):
    (seen,) = classifier.process(encoder.process([message("hello")]))
    expected = data_version([(m.get("text"), full_name(m)) for m in data.intent_examples])
    assert seen.get("data_version") == expected
    assert seen.as_dict(only_output_properties=True)["data_version"] == expected


def test_without_words_nothing_is_understood(encoder, classifier: FullIntentClassifier):
    (seen,) = classifier.process(encoder.process([message("")]))
    assert seen.get("intent") == {"name": FALLBACK, "confidence": 1.0}


def test_below_the_threshold_the_ranking_still_says_what_was_likely(encoder, data, storage):
    config = {**FullIntentClassifier.get_default_config(), "threshold": 1.1}
    resource = Resource("unsure")
    FullIntentClassifier.create(config, storage, resource, None).train(data)
    unsure = FullIntentClassifier.load(config, storage, resource, None)
    (seen,) = unsure.process(encoder.process([message("when did ChatGPT come out")]))
    names = [r["name"] for r in seen.get("intent_ranking")]
    assert names[:2] == [FALLBACK, "faq/timeline"]
    assert seen.get("intent")["name"] == FALLBACK


def test_what_is_off_topic_weighs_more_and_the_rest_keeps_its_order():
    labels = ("greet", "out_of_scope", "thank")
    changed = weighted(np.array([[0.5, 0.2, 0.3]]), labels, 4.0)[0]
    assert changed.sum() == pytest.approx(1)
    assert list(np.argsort(-changed)) == [1, 0, 2]
    assert changed[0] / changed[2] == pytest.approx(0.5 / 0.3)
    same = np.array([[0.5, 0.5]])
    assert (weighted(same, ("greet", "thank"), 4.0) == same).all()


def test_a_temperature_below_one_makes_surer_and_keeps_the_order():
    read = np.array([[0.5, 0.3, 0.2], [0.2, 0.2, 0.6]])
    surer = tempered(read, 0.5)
    assert surer.sum(axis=1) == pytest.approx([1, 1])
    assert (np.argsort(-surer[0]) == np.argsort(-read[0])).all()
    assert surer[0, 0] == pytest.approx(0.25 / 0.38)
    assert tempered(read, 1.0) == pytest.approx(read)


def test_untrained_it_says_nothing(storage: LocalModelStorage):
    fresh = FullIntentClassifier.create({}, storage, Resource("x"), None)
    seen = message("hello")
    assert fresh.process([seen]) == [seen]
    assert seen.get("intent") is None


def test_a_retrieval_intent_stands_where_rasa_looks_for_its_reply():
    seen = message("x")
    ranking = [
        {"name": "faq/timeline", "confidence": 0.6},
        {"name": "crisis", "confidence": 0.3},
        {"name": "faq/evidence", "confidence": 0.1},
    ]
    set_ranking(seen, ranking)
    assert seen.get("intent") == {
        "name": "faq", "confidence": 0.6, "full_retrieval_intent_name": "faq/timeline",
    }  # fmt: skip
    chosen = seen.get("response_selector")["faq"]
    assert chosen["response"]["utter_action"] == "utter_faq/timeline"
    assert [r["intent_response_key"] for r in chosen["ranking"]] == ["faq/timeline", "faq/evidence"]


def test_a_plain_intent_leaves_no_reply_of_the_message_before():
    seen = message("x")
    set_ranking(seen, [{"name": "faq/timeline", "confidence": 0.6}])
    set_ranking(seen, [{"name": "greet", "confidence": 0.6}])
    assert seen.get("response_selector") == {}
    assert seen.get("intent") == {"name": "greet", "confidence": 0.6}


# --- Crisis ---------------------------------------------------------------------------------


def read(encoder, classifier, detector, text: str) -> Message:
    return detector.process(classifier.process(encoder.process([message(text)])))[0]


def test_either_detector_is_enough(encoder, classifier, detector):
    by_rule = read(encoder, classifier, detector, "I am going to kill myself")
    assert by_rule.get("crisis")["rule"]
    learned = read(encoder, classifier, detector, "everything would be better without me")
    for seen in (by_rule, learned):
        assert seen.get("intent")["name"] == "crisis"
        assert seen.get("intent")["confidence"] >= 0.99
        assert seen.get("crisis")["danger"] is True
        names = [r["name"] for r in seen.get("intent_ranking")]
        assert names.count("crisis") == 1


def test_an_explicit_wording_needs_no_model(storage: LocalModelStorage):
    untrained = CrisisDetector.create(
        CrisisDetector.get_default_config(), storage, Resource("x"), None
    )
    (seen,) = untrained.process([message("I want to kill myself")])
    assert seen.get("intent")["name"] == "crisis"


def test_what_is_no_danger_keeps_its_intent(encoder, classifier, detector):
    seen = read(encoder, classifier, detector, "when did ChatGPT come out")
    assert seen.get("crisis")["danger"] is False
    assert seen.get("intent")["full_retrieval_intent_name"] == "faq/timeline"
    empty = read(encoder, classifier, detector, "")
    assert empty.get("crisis") == {"danger": False, "rule": "", "probability": 0.0}


def test_an_idiom_quiets_the_learned_detector_only(encoder, classifier, detector, monkeypatch):
    monkeypatch.setattr(detector, "_probability", lambda _: 0.9)
    assert not read(encoder, classifier, detector, "how do I kill the process").get("crisis")[
        "danger"
    ]
    assert read(encoder, classifier, detector, "the weather is nice").get("crisis")["danger"]
    both = "how do I kill the process, I want to kill myself"
    assert read(encoder, classifier, detector, both).get("crisis")["danger"]


# --- The linear model -----------------------------------------------------------------------


def fitted(labels: int) -> tuple[Softmax, np.ndarray]:
    random = np.random.default_rng(0)
    centres = random.normal(size=(labels, 8)) * 3
    rows = np.vstack([c + random.normal(size=(20, 8)) for c in centres]).astype(np.float32)
    names = [f"l{i // 20}" for i in range(20 * labels)]
    return Softmax.fit(rows, names, C=1.0, max_iter=200), rows


@pytest.mark.parametrize("labels", [2, 3, 5])
def test_it_says_what_scikit_learn_says(labels: int):
    from sklearn.linear_model import LogisticRegression

    model, rows = fitted(labels)
    names = [f"l{i // 20}" for i in range(20 * labels)]
    other = LogisticRegression(
        C=1.0, max_iter=200, class_weight="balanced", multi_class="multinomial"
    ).fit(rows, names)
    assert np.allclose(model.probabilities(rows), other.predict_proba(rows), atol=5e-3)
    assert list(model.labels) == list(other.classes_)


def test_stored_and_loaded_it_says_the_same(tmp_path: Path):
    model, rows = fitted(3)
    model.save(tmp_path, "m")
    again = Softmax.load(tmp_path, "m")
    assert again.labels == model.labels
    assert np.allclose(again.probabilities(rows), model.probabilities(rows), atol=5e-3)
    assert {p.suffix for p in tmp_path.iterdir()} == {".json", ".npz"}


def test_a_stored_model_with_code_in_it_is_not_loaded(tmp_path: Path):
    model, _ = fitted(2)
    model.save(tmp_path, "m")
    np.savez(tmp_path / "m.npz", weights=np.array([object()]), bias=model.bias)
    with pytest.raises(ValueError, match="allow_pickle"):
        Softmax.load(tmp_path, "m")


def test_very_large_scores_do_not_overflow():
    model = Softmax(("a", "b"), np.array([[1e4], [-1e4]], np.float32), np.zeros(2, np.float32))
    assert model.probabilities(np.array([[1.0], [-1.0]], np.float32)).tolist() == [[1, 0], [0, 1]]


def test_the_data_version_names_the_data_and_not_their_order():
    one = [("a", "x"), ("b", "y")]
    assert data_version(one) == data_version(one[::-1])
    assert data_version(one) != data_version([("a", "y"), ("b", "x")])
    assert len(data_version([])) == 12
