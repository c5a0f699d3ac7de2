"""The rule layer of crisis detection: wordings that a counsellor can read and extend.

The wordings stand in the YAML files of `crisis_rules/` beside this file; `words.yml` explains their
notation. A message is folded (see :mod:`bot.nlu.normalise`), cut into words, its misspellings of
the words that matter are put right, then denials and idioms are taken out of it, and explicit
wordings are looked for in what is left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.normalise import BREAK, Spelling, fold, split_cjk

RULES_FOLDER = Path(__file__).with_name("crisis_rules")

_NOTATION = re.compile(r"\.\.\.|\{\d+(?: \w+)*\}|<\w+>|[()\[\]|]|[^\s()\[\]|<>{}]+")


@dataclass(frozen=True)
class Verdict:
    """What the rules say of one message."""

    #: An explicit wording was found; it triggers on its own.
    explicit: bool
    #: Only idioms or technical uses were found; the trained detector alone does not trigger.
    idiom: bool
    #: Name of the group that matched, or an empty string.
    rule: str


class CrisisRules:
    """The compiled rules."""

    def __init__(self, folder: Path = RULES_FOLDER) -> None:
        words: dict[str, Any] = yaml.safe_load((folder / "words.yml").read_text("utf-8"))
        notation = _Notation(words["lists"], words["first_person"].split())
        sections: dict[str, list[_Wording]] = {}
        for path in sorted(folder.glob("*_*.yml")):
            kind = path.stem.split("_")[0]
            for name, group in yaml.safe_load(path.read_text("utf-8")).items():
                sections.setdefault(kind, []).extend(notation.read(name, group["wordings"]))
        self._explicit = _Index(sections["explicit"])
        self._idioms = _Index(sections["idioms"])
        self._denials = _Index(sections["denials"], words["unless_next"].split())
        self._hints = _Index(sections["hints"])
        vocabulary = {word for w in sections["explicit"] for word in w.words()}
        self._spelling = Spelling(vocabulary, words["often_misspelt"].split(), words["misspellings"])

    def read(self, text: str) -> Verdict:
        """Return the verdict on `text`."""
        words = self._spelling.words(fold(text))
        words, _ = self._denials.remove(words)
        words, idiom = self._idioms.remove(words)
        rule = self._explicit.find(words)
        if rule:
            return Verdict(explicit=True, idiom=False, rule=rule)
        if idiom and self._hints.find(words):
            idiom = ""  # something dark stands beside the idiom: the trained detector decides
        return Verdict(explicit=False, idiom=bool(idiom), rule=idiom)


@dataclass(frozen=True)
class _Part:
    """A piece of a wording: what it matches, and the words one of which must be there for it."""

    regex: str
    #: Sets of words; at least one word of each set stands in every match.
    needs: tuple[frozenset[str], ...] = ()
    vocabulary: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Wording:
    group: str
    part: _Part

    def words(self) -> Iterable[str]:
        return (word for word in self.part.vocabulary if not word.endswith("*"))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile("(?<= )" + self.part.regex)


class _Notation:
    """Reads wordings written in the notation of `words.yml`."""

    def __init__(self, lists: dict[str, str], first_person: list[str]) -> None:
        self._others = "(?!(?:" + "|".join(first_person) + ") )"
        self._lists: dict[str, _Part] = {}
        for name, wording in lists.items():
            self._lists[name] = self._parse(wording)

    def read(self, group: str, wordings: str) -> list[_Wording]:
        """Return the wordings of a group, one a line; what follows a # is a comment."""
        lines = (line.split("#")[0].strip() for line in wordings.splitlines())
        return [_Wording(group, self._parse(line)) for line in lines if line]

    def _parse(self, wording: str) -> _Part:
        tokens = _NOTATION.findall(wording)
        if "".join(tokens).replace(" ", "") != wording.replace(" ", ""):
            raise ValueError(f"not in the notation of words.yml: {wording}")
        part, rest = self._alternatives(tokens)
        if rest:
            raise ValueError(f"a bracket is missing: {wording}")
        return part

    def _alternatives(self, tokens: list[str]) -> tuple[_Part, list[str]]:
        branches: list[list[_Part]] = [[]]
        while tokens and tokens[0] not in (")", "]"):
            token, tokens = tokens[0], tokens[1:]
            if token == "|":
                branches.append([])
                continue
            if token in ("(", "["):
                part, tokens = self._alternatives(tokens)
                tokens = tokens[1:]
                if token == "[":
                    part = _Part(f"(?:{part.regex})?", (), part.vocabulary)
            else:
                part = self._single(token)
            branches[-1].append(part)
        return _either([_sequence(branch) for branch in branches]), tokens

    def _single(self, token: str) -> _Part:
        if token.startswith("<"):
            return self._lists[token[1:-1]]
        if token == "...":
            token = "{3}"
        if token.startswith("{"):
            others = self._others if "others" in token else ""
            count = re.sub(r"\D", "", token)
            return _Part(f"(?:{others}[^ .]+ ){{0,{count}}}?")
        return _sequence([_either([_word(form) for form in _spellings(w)]) for w in _split(token)])


def _split(token: str) -> list[str]:
    if token == BREAK:
        return [token]
    return split_cjk(token.lower().replace("'", "").replace("-", " ")).split()


def _spellings(word: str) -> list[str]:
    """Return the folded word, and with ae, oe, ue where it has ä, ö, ü."""
    choices = [(c, c + "e") if c in "äöü" else (c,) for c in word]
    return sorted({"".join(form) for form in map(lambda f: map(_plain, f), product(*choices))})


def _plain(char: str) -> str:
    return char if char in "*." else fold(char)


def _word(word: str) -> _Part:
    if word == BREAK:
        return _Part(r"\. ")
    ending = "[^ ]* " if word.endswith("*") else " "
    return _Part(re.escape(word.rstrip("*")) + ending, (frozenset({word}),), frozenset({word}))


def _sequence(parts: list[_Part]) -> _Part:
    return _Part(
        "".join(part.regex for part in parts),
        tuple(need for part in parts for need in part.needs),
        frozenset().union(*(part.vocabulary for part in parts)),
    )


def _either(parts: list[_Part]) -> _Part:
    if len(parts) == 1:
        return parts[0]
    needs: tuple[frozenset[str], ...] = ()
    if all(part.needs for part in parts):
        # Of each branch its longest-worded need: rare words make better anchors.
        picks = [max(p.needs, key=lambda need: min(map(len, need))) for p in parts]
        needs = (frozenset().union(*picks),)
    return _Part(
        "(?:" + "|".join(part.regex for part in parts) + ")",
        needs,
        frozenset().union(*(part.vocabulary for part in parts)),
    )


class _Index:
    """Wordings, found by the rarest words they need, so that few are ever tried on a message."""

    def __init__(self, wordings: list[_Wording], unless_next: Iterable[str] = ()) -> None:
        self._wordings = wordings
        self._unless = re.compile("(?:" + "|".join(unless_next) + ") ") if unless_next else None
        common = Counter(word for wording in wordings for word in wording.part.vocabulary)
        self._by_word: dict[str, list[int]] = {}
        for number, wording in enumerate(wordings):
            if not wording.part.needs:
                raise ValueError(f"{wording.group}: a wording that needs no word matches anything")
            need = min(wording.part.needs, key=lambda n: sum(common[word] for word in n))
            for word in need:
                self._by_word.setdefault(word, []).append(number)
        self._stems = sorted({len(w) - 1 for w in self._by_word if w.endswith("*")})

    def find(self, words: str) -> str:
        """Return the group of a wording that stands in `words`, or an empty string."""
        for wording in self._candidates(words):
            if wording.pattern.search(words):
                return wording.group
        return ""

    def remove(self, words: str) -> tuple[str, str]:
        """Return `words` without these wordings, and the group of one that was there, if any."""
        found = ""
        for wording in self._candidates(words):
            rest = wording.pattern.sub(self._gone, words)
            if rest != words:
                words, found = rest, wording.group
        return words, found

    def _gone(self, match: re.Match[str]) -> str:
        if self._unless and self._unless.match(match.string, match.end()):
            return match.group(0)
        return ". "

    def _candidates(self, words: str) -> list[_Wording]:
        numbers: set[int] = set()
        for word in set(words.split()):
            numbers.update(self._by_word.get(word, ()))
            for length in self._stems:
                numbers.update(self._by_word.get(word[:length] + "*", ()))
        return [self._wordings[number] for number in sorted(numbers)]
