"""Whether words of feeling say what the writer feels now; in doubt they say nothing.

"I'm so ashamed" does. "She is ashamed", "I'd be ashamed", "they think I'm lazy", "I don't feel
ashamed" and "what a shame" do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.nlu.mention_context import Place
from bot.nlu.mention_words import STOPS, expand

#: Words of an anchor that leave no doubt that a feeling follows: "I'm low" needs one, "I feel low".
_FEEL = frozenset(("feel", "felt", "feeling", "makes", "made", "making", "leaves", "leaving"))
_TOLD_AFTERWARDS = frozenset(("felt", "made", "got", "been"))
_JOINS = frozenset(("and", "but", "yet", "or", ","))
_CONDITIONS = frozenset(("if", "whether", "unless", "imagine", "suppose"))
_HONEST = frozenset(("honest", "frank"))
#: The longest anchor, in words: "I can't help feeling".
_ANCHOR = 5
#: So many words may stand between an anchor and its feeling.
_DEGREES = 5


@dataclass(frozen=True)
class FeelingWords:
    """The words of data/mentions/feeling_context.yml."""

    anchors: frozenset[tuple[str, ...]]
    noun_anchors: frozenset[tuple[str, ...]]
    degrees: frozenset[str]
    fragment_start: frozenset[str]
    after_fragment: frozenset[str]
    after_noun: frozenset[str]
    unreal: frozenset[str]
    sayings: frozenset[str]
    long_past: frozenset[str]
    clauses: frozenset[str]

    @classmethod
    def read(cls, written: dict[str, Any]) -> FeelingWords:
        """Return the words of the file."""
        return cls(**{name: _read(words) for name, words in written.items()})

    def all(self) -> frozenset[str]:
        """Return every word, so that none of them is taken for an unknown one."""
        anchors = self.anchors | self.noun_anchors
        words = (set(value) for name, value in vars(self).items() if "anchors" not in name)
        return frozenset().union(*words, *map(set, anchors), _HONEST, {"you"})


def _read(written: str | list[str]) -> Any:
    """Return the words of a text, or the words of each pattern of a list."""
    if isinstance(written, str):
        return frozenset(written.split())
    return frozenset(tuple(text.split()) for pattern in written for text in expand(pattern))


def is_felt(way: str, place: Place, known: FeelingWords, before: Place | None) -> bool:
    """Return whether the writer feels what stands at `place`.

    Args:
        way: how it is written in the vocabulary: `felt`, `feel`, `noun` or `said`.
        before: the feeling that was found right before it, which an "and" may join it to.
    """
    if way == "said":
        return _is_real(place, place.start, place.start, known)
    anchors = known.noun_anchors if way == "noun" else known.anchors
    start, at = _anchor(place, anchors, known)
    if start is not None:
        plain = way != "feel" or bool(_FEEL & set(place.words[start : place.start]))
        return plain and _is_real(place, start, at, known)
    if way != "feel" and before is not None and _is_joined(place, at, before):
        return True
    return _is_fragment(way, place, known)


def _anchor(
    place: Place, anchors: frozenset[tuple[str, ...]], known: FeelingWords
) -> tuple[int | None, int]:
    """Return where an anchor before `place` begins, None without one, and where it ends."""
    words, at = place.words, place.start
    for _ in range(_DEGREES + 1):
        for length in range(min(_ANCHOR, at), 0, -1):
            if tuple(words[at - length : at]) in anchors:
                return at - length, at
        if at == 0 or words[at - 1] not in known.degrees:
            break
        at -= 1
    return None, at


def _is_real(place: Place, start: int, end: int, known: FeelingWords) -> bool:
    """Return whether what begins at `start` is said of now, by the writer, and undenied."""
    words = place.words
    first = place.sentence_start()
    clause = start
    while clause > first and words[clause - 1] not in known.clauses:
        clause -= 1
    scope = set(words[clause:start])
    if scope & known.unreal or words[start - 1 : start + 1] == ["was", "my"]:
        return False
    before = set(words[first:start])
    if before & _CONDITIONS and not before & _HONEST:
        return False
    if scope & known.sayings and place.nearest_person(start) is False:
        return False
    told = _TOLD_AFTERWARDS & set(words[start : max(end, start + 1)])
    return not (told and set(place.sentence()) & known.long_past)


def _is_joined(place: Place, at: int, before: Place) -> bool:
    """Return whether "and" joins it to the feeling `before` it, of the same sentence and person."""
    words = place.words
    if at == 0 or words[at - 1] not in _JOINS or before.end > at:
        return False
    between = words[before.end : at]
    return not STOPS & set(between) and place.nearest_person(at, since=before.end) is not False


def _is_fragment(way: str, place: Place, known: FeelingWords) -> bool:
    """Return whether it stands for itself, nobody named: "kinda guilty ngl", "shame, mostly"."""
    words, at = place.words, place.start
    first = place.sentence_start()
    skipped = known.degrees | known.fragment_start
    while at > first and words[at - 1] in skipped:
        at -= 1
    plain = bool(_FEEL & set(words[at : place.start]))
    if at > first and not (plain and words[at - 1] == ","):
        return False
    if way == "feel" and not plain:
        return False
    following = words[place.end] if place.end < len(words) else "."
    after = known.after_noun if way == "noun" else known.after_fragment
    if not (plain or following in after | STOPS) or "you" in place.sentence():
        return False
    end = place.end
    while end < len(words) and words[end] not in STOPS:
        end += 1
    return end == len(words) or words[end] != "?"
