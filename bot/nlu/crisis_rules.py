"""The rule layer of crisis detection: wordings that a counsellor can read and extend.

The wordings stand in the YAML files of `crisis_rules/` beside this file; `words.yml` explains their
notation. A message is folded (see :mod:`bot.nlu.normalise`), cut into words, its misspellings of
the words that matter are put right, then denials and idioms are taken out of it, and explicit
wordings are looked for in what is left (the plainest of them before idioms are taken out).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.normalise import BREAK, EMOJI, Spelling, fold, split_cjk

#: Written with an e behind where the keyboard has none.
_UMLAUTS = frozenset("äöü")
RULES_FOLDER = Path(__file__).with_name("crisis_rules")

#: Groups of idioms that count only where they are the whole message.
_NOTHING_ELSE = frozenset({"pleasantries"})

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
        words: dict[str, Any] = _load(folder / "words.yml")
        # "I, honestly, want to die" is danger; no idiom reaches over a comma.
        notations = {True: _Notation(words, commas=True), False: _Notation(words, commas=False)}
        sections: dict[str, list[_Wording]] = {}
        for path in sorted(folder.glob("*_*.yml")):
            kind = path.stem.split("_")[0]
            notation = notations[kind in ("always", "explicit")]
            for name, group in _load(path).items():
                sections.setdefault(kind, []).extend(notation.read(name, group["wordings"]))
        self._always = _Index(sections["always"])
        self._explicit = _Index(sections["explicit"])
        self._idioms = _Index(sections["idioms"])
        self._denials = _Index(sections["denials"], words["unless_next"].split())
        self._hints = _Index(sections["hints"])
        vocabulary = {word for w in sections["explicit"] for word in w.words()}
        self._spelling = Spelling(
            vocabulary, words["often_misspelt"].split(), words["misspellings"]
        )

    def read(self, text: str) -> Verdict:
        """Return the verdict on `text`."""
        folded = fold(text)
        verdict = self._read(folded)
        if verdict.explicit:
            return verdict
        # "A A A. I want …": a list of letters must not swallow the word that follows it.
        apart = fold(text, join_spaced=False)
        second = self._read(apart) if apart != folded else verdict
        return second if second.explicit else verdict

    def _read(self, folded: str) -> Verdict:
        words = self._spelling.words(folded)
        words, _ = self._denials.remove(words)
        rule = self._always.find(words)
        words, idiom = self._idioms.remove(words)
        rule = rule or self._explicit.find(words)
        if rule:
            return Verdict(explicit=True, idiom=False, rule=rule)
        if idiom in _NOTHING_ELSE and any(character.isalnum() for character in words):
            idiom = ""
        if idiom and self._hints.find(words):
            idiom = ""  # something dark stands beside the idiom: the trained detector decides
        return Verdict(explicit=False, idiom=bool(idiom), rule=idiom)


def _load(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return content


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

    def __init__(self, words: dict[str, Any], commas: bool) -> None:
        """Let wordings run over commas, or not."""
        self._comma = f"(?:[,{EMOJI}] )?" if commas else ""
        self._in_gap = "[^ .]+ " if commas else "[^ .,]+ "
        self._break = f"(?:[.,{EMOJI}] |(?:" + "|".join(words["clause_ends"].split()) + ") )"
        self._others = "(?!(?:" + "|".join(words["first_person"].split()) + ") )"
        self._lists: dict[str, _Part] = {}
        for name, wording in words["lists"].items():
            self._lists[name] = self._parse(wording)

    def read(self, group: str, wordings: str) -> list[_Wording]:
        """Return the wordings of a group, one a line; what follows a # is a comment."""
        lines = (line.split("#")[0].strip() for line in wordings.splitlines())
        return [_Wording(group, self._parse(line)) for line in lines if line]

    def _parse(self, wording: str) -> _Part:
        signs = _NOTATION.findall(wording)
        if "".join(signs).replace(" ", "") != wording.replace(" ", ""):
            raise ValueError(f"not in the notation of words.yml: {wording}")
        part, rest = self._alternatives(signs)
        if rest:
            raise ValueError(f"a bracket too many: {wording}")
        return part

    def _alternatives(self, signs: list[str]) -> tuple[_Part, list[str]]:
        branches: list[list[_Part]] = [[]]
        while signs and signs[0] not in (")", "]"):
            sign, signs = signs[0], signs[1:]
            if sign == "|":
                branches.append([])
                continue
            if sign in ("(", "["):
                part, signs = self._alternatives(signs)
                if not signs or signs[0] != {"(": ")", "[": "]"}[sign]:
                    raise ValueError(f"a bracket is missing behind: {sign} {part.regex}")
                signs = signs[1:]
                if sign == "[":
                    part = _Part(f"(?:{part.regex})?", (), part.vocabulary)
            else:
                part = self._single(sign)
            branches[-1].append(part)
        return _either([_sequence(branch) for branch in branches]), signs

    def _single(self, sign: str) -> _Part:
        if sign.startswith("<"):
            return self._lists[sign[1:-1]]
        if sign == "...":
            sign = "{3}"
        if sign.startswith("{"):
            others = self._others if "others" in sign else ""
            count = re.sub(r"\D", "", sign)
            return _Part(f"(?:{others}{self._in_gap}){{0,{count}}}?")
        return _sequence(
            [_either([self._word(form) for form in _spellings(w)]) for w in _split(sign)]
        )

    def _word(self, word: str) -> _Part:
        if word == BREAK:
            return _Part(self._break)
        ending = "[^ ]* " if word.endswith("*") else " "
        regex = re.escape(word.rstrip("*")) + ending + self._comma
        return _Part(regex, (frozenset({word}),), frozenset({word}))


@cache
def _split(token: str) -> list[str]:
    if token == BREAK:
        return [token]
    return split_cjk(token.lower().replace("'", "").replace("-", " ")).split()


@cache
def _spellings(word: str) -> list[str]:
    """Return the folded word, and with ae, oe, ue where it has ä, ö, ü."""
    parts = re.split("([äöü])", word)
    choices = [(p, p + "e") if p in _UMLAUTS else (p,) for p in parts]
    return sorted({fold("".join(form)) for form in product(*choices)})


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
        self._unless: re.Pattern[str] | None = None
        if unless_next:
            self._unless = re.compile("(?:[.,] )?(?:" + "|".join(unless_next) + ") ")
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
