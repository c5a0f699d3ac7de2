"""What a message mentions, as ids of a closed vocabulary: a tool, a feeling, a person, a deadline.

The walk takes one of them up in its reply. Rules over a blank spaCy pipeline do it: which words
count, and whose things they may be, stands in `data/mentions/`. Nothing that somebody typed
leaves here, and nothing of it is stored (see :mod:`bot.store.conversations`).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from actions.mentions import (
    DEADLINE,
    FEELING,
    PERSON,
    STAGE,
    TASK,
    TOOL,
    phrases,
    role,
    vocabulary,
)
from bot.nlu.language import ENGLISH, LANGUAGE
from bot.nlu.mention_context import Place, Words
from bot.nlu.mention_feelings import FeelingWords, is_felt
from bot.nlu.mention_people import PersonWords, takes_part
from bot.nlu.mention_words import STOPS, KnownWords, expand, split

MENTIONS = "mentions"
#: Words between a deadline and its time: "the deadline for this call is next week".
_APART = 6
#: What stands between two things that are not said of one another.
_PARTS = STOPS | {",", "and", "but"}
#: So many in one message are read; whoever lists more wants none of them taken up.
_READ_AT_ONCE = 12
#: In the file, how a pattern stands to its mention (`patterns`, `mine`, `person`, …).
_WAYS = (
    "patterns", "mine", "person", "period", "said", "among_no_people",
    "felt", "feel", "noun", "named", "the",
)  # fmt: skip
_TIME, _DECOY = "time", "decoy"


class Reader:
    """Finds mentions in a text."""

    def __init__(self, written: dict[str, Any]) -> None:
        # Imported here: commands that need no assistant should not wait for it.
        import spacy
        from spacy.matcher import PhraseMatcher

        self._context = Words.read(written["context"])
        found = _phrases_by_label(written)
        self._feelings = FeelingWords.read(written["feeling_context"])
        self._people = PersonWords.read(written["person_context"])
        known = self._context.all() | self._feelings.all() | self._people.all() | STOPS | {","}
        known |= {word for texts in found.values() for text in texts for word in split(text)}
        pipeline = spacy.blank("en")
        pipeline.tokenizer = KnownWords(pipeline.vocab, known)
        self._pipeline = pipeline
        self._matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
        for label, texts in found.items():
            self._matcher.add(label, [pipeline.make_doc(text) for text in texts])

    def read(self, text: str) -> list[dict[str, str]]:
        """Return the mentions in `text`, in their order, each once."""
        doc = self._pipeline(text)
        spans = self._matcher(doc, as_spans=True)
        if not spans:
            return []
        words = [token.text for token in doc]
        places = [
            (*span.label_.split("/"), Place(words, span.start, span.end, self._context))
            for span in _longest(spans)[:_READ_AT_ONCE]
        ]
        times = [(name, place) for kind, name, _, place in places if kind == _TIME]
        mentions: dict[tuple[str, str], None] = {}
        felt: Place | None = None
        roles: set[str] = set()
        for kind, name, way, place in places:
            if kind == DEADLINE:
                name = _deadline(name, place, times)
            elif kind == FEELING:
                if not is_felt(way, place, self._feelings, felt):
                    continue
                felt = place
            elif kind == PERSON:
                if role(name) in roles or not takes_part(way, name, place, self._people):
                    continue
                roles.add(role(name))
            elif kind in (_TIME, _DECOY) or not _counts(kind, way, place):
                continue
            if (kind, name) in phrases():
                mentions[kind, name] = None
        return [{"kind": kind, "id": name} for kind, name in mentions]


def _phrases_by_label(written: dict[str, Any]) -> dict[str, list[str]]:
    """Return the phrases to look for, by `kind/id/way`."""
    decoys = {"all": {"patterns": written["none_of_these"]}}
    entries = {**written["mentions"], _TIME: written["times"], _DECOY: decoys}
    return {
        f"{kind}/{name}/{way}": [text for p in entry[way] for text in expand(str(p))]
        for kind, named in entries.items()
        for name, entry in named.items()
        for way in _WAYS
        if entry.get(way)
    }


def _counts(kind: str, way: str, place: Place) -> bool:
    """Return whether what stands at `place` is really mentioned, and the writer's own."""
    if way == "among_no_people":
        return not place.is_denied() and not place.among_people()
    if kind == TOOL:
        return not place.is_denied()
    if kind == TASK:
        return place.is_own(only_mine=way == "mine")
    if place.is_past():  # "when I was a postdoc"
        return False
    if way == "period":
        return place.is_mine() and place.ends_a_phrase()
    if way == "said":
        return not place.is_denied() and place.nearest_person() is not False
    return kind == STAGE and place.is_me()


def _deadline(cue: str, place: Place, times: list[tuple[str, Place]]) -> str:
    """Return the id of the deadline at `place`, with the time near it; empty where it is none.

    Without a time only what is plainly the writer's counts.
    """
    near = _nearest(place, times)
    first = min([place, *(time for _, time in near)], key=lambda found: found.start)
    if place.is_past() or place.is_denied() or place.is_somebody_elses():
        return ""
    if False in (place.nearest_person(), first.nearest_person()):
        return ""
    if near:
        return f"{cue}.{near[0][0]}"
    return cue if place.is_mine() or place.is_had() else ""


def _nearest(place: Place, times: list[tuple[str, Place]]) -> list[tuple[str, Place]]:
    """Return the times that may belong to `place`, the nearest first."""
    near = []
    for name, time in times:
        between = place.words[place.end : time.start] or place.words[time.end : place.start]
        if len(between) <= _APART and not _PARTS & set(between):
            near.append((len(between), (name, time)))
    return [found for _, found in sorted(near, key=lambda pair: pair[0])]


def _longest(spans: list[Any]) -> list[Any]:
    """Return the longest of spans that overlap, in their order; several over the same words stay.

    "PhD" is read as a person and as a time, and the words before it say which.
    """
    kept: list[Any] = []
    taken: dict[int, tuple[int, int]] = {}
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        here = (span.start, span.end)
        if all(taken.get(at, here) == here for at in range(*here)):
            kept.append(span)
            taken.update(dict.fromkeys(range(*here), here))
    return sorted(kept, key=lambda span: span.start)


@cache
def reader() -> Reader:
    """Return the reader of the project's vocabulary, made once for the process."""
    return Reader(vocabulary())


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class MentionReader(GraphComponent):
    """Sets `mentions` on each message."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MentionReader:
        """Return a reader, ready so that the first message does not wait."""
        reader()
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the mentions, in place; in other languages than English only tools have names."""
        for message in messages:
            mentions = reader().read(str(message.get(TEXT) or ""))
            if message.get(LANGUAGE, ENGLISH) != ENGLISH:
                mentions = [found for found in mentions if found["kind"] == TOOL]
            message.set(MENTIONS, mentions, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the training data as it is."""
        return training_data

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Accept any configuration; there is nothing to set."""
