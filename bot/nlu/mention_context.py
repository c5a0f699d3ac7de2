"""Whose a thing is that a message names, and whether it is denied; in doubt it is left alone.

"My paper" is the writer's, "my supervisor's paper" is not, and "papers are written by machines"
says nothing of either. All functions look at the words of a message around a place in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.nlu.mention_words import STOPS

#: Adjectives that may stand between "my" and the thing.
_MODIFIERS = 3
#: A short sentence without any person in it answers a question: "The proposal, since Monday."
_FRAGMENT_WORDS = 8
_FRAGMENT_START = 3
#: How far behind a thing "of my colleague" may begin.
_OF = frozenset(("of", "by", "from"))
_SOMEBODYS = frozenset(("his", "her", "their", "your", "'s", "'"))
_HAVE = frozenset(("have", "got", "i've", "we've"))
_AFTER_OF = 3


@dataclass(frozen=True)
class Words:
    """The words of `context` in data/mentions/context.yml."""

    me: frozenset[str]
    mine: frozenset[str]
    theirs: frozenset[str]
    articles: frozenset[str]
    people: frozenset[str]
    negations: frozenset[str]
    undoings: frozenset[str]
    contrasts: frozenset[str]
    doings: frozenset[str]
    links: frozenset[str]
    uses: frozenset[str]
    before_stage: frozenset[str]
    after_stage: frozenset[str]
    finite: frozenset[str]
    past: frozenset[str]

    @classmethod
    def read(cls, written: dict[str, str]) -> Words:
        """Return the words of the file's section."""
        return cls(**{name: frozenset(words.split()) for name, words in written.items()})

    def all(self) -> frozenset[str]:
        """Return every word, so that none of them is taken for an unknown one."""
        values: list[Any] = list(vars(self).values())
        return frozenset().union(*values, _OF)


@dataclass(frozen=True)
class Place:
    """A stretch of a message's words, `start` to `end`, with the rest around it."""

    words: list[str]
    start: int
    end: int
    known: Words

    def is_own(self, *, only_mine: bool = False) -> bool:
        """Return whether the thing here is the writer's own work."""
        if self._belongs_to_somebody_named_behind():
            return False
        owner, at = self._owner()
        if owner == "mine":
            return not self._denied_at(at)
        if owner == "theirs" or self.is_denied():
            return False
        if owner == "article":
            done = self._done_by_me(at) or self._still_to_do(at)
            return done or (not only_mine and self._is_fragment())
        if only_mine:  # "I write e-mails", but not "I write about figures"
            return bool(self._before(1) & self.known.doings) and self.nearest_person() is True
        used = self._before(1) & self.known.uses or self._before(3) & self.known.doings
        return bool(used and self.nearest_person() is True) or self._is_fragment()

    def is_mine(self) -> bool:
        """Return whether "my" or "our" stands before it, undenied."""
        owner, at = self._owner()
        behind = self._belongs_to_somebody_named_behind()
        return owner == "mine" and not behind and not self._denied_at(at)

    def is_me(self) -> bool:
        """Return whether this is what the writer is: "I'm a …", "as a …", "a … here"."""
        if self.is_denied() or self.nearest_person() is False:
            return False
        at = self.start
        for _ in range(_MODIFIERS + 1):
            at -= 1
            if at < 0 or self.words[at] in self.known.theirs | self.known.mine | STOPS:
                break
            if self.words[at] in ("a", "an"):
                before = self.words[at - 1] if at else ""
                return before in self.known.before_stage
        return self._is_fragment() and self.ends_a_phrase()

    def ends_a_phrase(self) -> bool:
        """Return whether no noun follows that it would only describe."""
        if self.end >= len(self.words):
            return True
        return self.words[self.end] in (self.known.after_stage | STOPS) - {":"}

    def is_somebody_elses(self) -> bool:
        """Return whether words at it name another owner."""
        return self._owner()[0] == "theirs" or self._belongs_to_somebody_named_behind()

    def is_had(self) -> bool:
        """Return whether I have it: "I have a …"."""
        return bool(self._before(2) & _HAVE) and self.nearest_person() is True

    def among_people(self) -> bool:
        """Return whether its sentence names others, so that a name may be a person's."""
        return bool(set(self.sentence()) & (self.known.people | _SOMEBODYS))

    def is_denied(self) -> bool:
        """Return whether a no stands before it in its sentence, and no second one undoes that."""
        first = self.sentence_start()
        for at in range(self.start - 1, first - 1, -1):
            if self.words[at] in self.known.contrasts:
                first = at + 1
                break
        plain = undone = False
        for at in range(first, self.start):
            word, following = self.words[at], self.words[at + 1]
            if word in self.known.undoings:
                undone = not plain  # "can't do it without", "can't stop"
                plain = False
            elif word in self.known.negations and not (
                (word == "no" and following == ",")
                or (word == "not" and following in ("only", "just"))
            ):
                plain = True
        return plain or undone

    def is_past(self) -> bool:
        """Return whether the sentence tells of something that is over."""
        return bool(set(self.sentence()) & self.known.past)

    def nearest_person(self, end: int | None = None, since: int = 0) -> bool | None:
        """Return whether the last person named before is the writer; None where nobody is.

        Args:
            end: looks at the words before this one, in place of those before this place.
            since: looks no further back than here.
        """
        first = max(self.sentence_start(), since)
        for at in range((self.start if end is None else end) - 1, first - 1, -1):
            word = self.words[at]
            if word in self.known.me or word in self.known.mine:
                return True
            if word in self.known.people or word in _SOMEBODYS:
                return False
        return None

    def sentence(self) -> list[str]:
        """Return the words of the sentence it stands in."""
        end = self.end
        while end < len(self.words) and self.words[end] not in STOPS:
            end += 1
        return self.words[self.sentence_start() : end]

    def sentence_start(self) -> int:
        """Return where the sentence begins that it stands in."""
        at = self.start
        while at > 0 and self.words[at - 1] not in STOPS:
            at -= 1
        return at

    def _before(self, count: int) -> set[str]:
        return set(self.words[max(self.sentence_start(), self.start - count) : self.start])

    def _owner(self) -> tuple[str, int]:
        """Return whose it is by the words right before it, and where that is said."""
        for at in range(self.start - 1, max(-1, self.start - 2 - _MODIFIERS), -1):
            word = self.words[at]
            if word in self.known.mine:
                return "mine", at
            if word in self.known.theirs or word in self.known.people:
                return "theirs", at
            if word in self.known.articles:
                return "article", at
            if word in STOPS or word == "," or word in self.known.links:
                break
        return "bare", self.start

    def _denied_at(self, at: int) -> bool:
        """Whether "not (for) my …" is said; "I can't finish my paper" denies no paper."""
        small = {"for", "in", "on", "with", "about", "to", "of", "really", "even", "longer"}
        at -= 1
        while at >= 0 and self.words[at] in small:
            at -= 1
        return at >= 0 and self.words[at] in (self.known.negations | self.known.undoings) - {
            "without", "stop", "stopped", "stopping"
        }  # fmt: skip

    def _done_by_me(self, article: int) -> bool:
        first = max(self.sentence_start(), article - 3)
        before = self.words[first:article]
        if before[:2] == ["do", "i"]:  # "what do I need the talk for"
            return False
        return bool(set(before) & self.known.doings) and self.nearest_person() is True

    def _still_to_do(self, article: int) -> bool:
        """Whether it is "a paper due …" or "a paper to write" that I have."""
        following = self.words[self.end] if self.end < len(self.words) else ""
        have = self.words[article - 1] if article else ""
        owes = have in _HAVE and following in ("due", "to", "under")
        return owes and self.nearest_person() is True

    def _belongs_to_somebody_named_behind(self) -> bool:
        behind = self.words[self.end : self.end + 1 + _AFTER_OF]
        if not behind or behind[0] not in _OF:
            return False
        return bool(set(behind[1:]) & (self.known.people | _SOMEBODYS))

    def _is_fragment(self) -> bool:
        sentence = self.sentence()
        if len(sentence) > _FRAGMENT_WORDS or self.nearest_person() is not None:
            return False
        if self.start - self.sentence_start() > _FRAGMENT_START:
            return False
        itself = set(self.words[self.start : self.end])
        return not (set(sentence) - itself) & (self.known.people | self.known.finite)
