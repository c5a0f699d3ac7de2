"""Whether a person is really in it: acts, or is spoken to, and belongs to the writer's life.

"My supervisor wants it" and "I told my wife" count; "group meeting", "my boss's boss" and "peer
review" do not.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.nlu.mention_context import Place
from bot.nlu.mention_words import STOPS

_OWN = frozenset(("my", "our"))
_ARTICLES = frozenset(("the", "a", "an", "every", "each"))
_NOT = frozenset(("not", "no", "isn't", "your", "his", "her", "their", "'s", "'"))
#: Of a group it says little that it "is" or "has" something.
_GROUP = "group"


@dataclass(frozen=True)
class PersonWords:
    """The words of data/mentions/person_context.yml."""

    addressed: frozenset[str]
    of_whom: frozenset[str]
    adverbs: frozenset[str]
    acts: frozenset[str]
    being: frozenset[str]
    after: frozenset[str]
    starts: frozenset[str]
    grave: frozenset[str]
    nouns: frozenset[str]
    not_acting: frozenset[str]

    @classmethod
    def read(cls, written: dict[str, str]) -> PersonWords:
        """Return the words of the file."""
        return cls(**{name: frozenset(words.split()) for name, words in written.items()})

    def all(self) -> frozenset[str]:
        """Return every word, so that none of them is taken for an unknown one."""
        return frozenset().union(*vars(self).values(), _OWN, _NOT, _ARTICLES, {"of"})


def takes_part(way: str, name: str, place: Place, known: PersonWords) -> bool:
    """Return whether the person at `place` takes part in what the writer tells.

    Args:
        way: how it is written in the vocabulary: `mine`, `the`, `named` or `said`.
        name: the id of the person.
    """
    words = place.words
    following = words[place.end] if place.end < len(words) else "."
    if known.grave & set(words) or following in ("'s", "'"):
        return False
    if way == "said":
        return True
    head = place.start
    if head and words[head - 1] in _owners(way, name):
        head -= 1
    elif way != "named" or not _begins_a_clause(place, known):
        return False
    before = words[head - 1] if head else "."
    if before in _NOT:
        return False
    if before == "of" and (head < 2 or words[head - 2] not in known.of_whom):
        return False
    if before in known.addressed or before == "of":
        return following in known.after | STOPS
    if before in known.not_acting or (head > 1 and words[head - 2] in _ARTICLES):
        return False  # "on the panel", "the textbook our professor wrote"
    return _acts(name, place, known)


def _owners(way: str, name: str) -> frozenset[str]:
    """Return the words that may stand right before the person."""
    if way == "mine":
        return _OWN
    return _OWN | {"the", "a"} if name.startswith("reviewers") else _OWN | {"the"}


def _begins_a_clause(place: Place, known: PersonWords) -> bool:
    if place.start == place.sentence_start():
        return True
    return place.words[place.start - 1] in known.starts


def _acts(name: str, place: Place, known: PersonWords) -> bool:
    words, at = place.words, place.end
    while at < len(words) and words[at] in known.adverbs:
        at += 1
    doing = words[at] if at < len(words) else ""
    if doing == "and" and words[at + 1 : at + 2] in (["i"], ["me"]):
        return True
    bare = words[place.start - 1 : place.start] not in (["my"], ["our"], ["the"], ["a"])
    if bare and doing in known.nouns:
        return False
    return doing in known.acts or (doing in known.being and not name.startswith(_GROUP))
