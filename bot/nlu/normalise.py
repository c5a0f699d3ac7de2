"""What a message says, whatever characters it was typed with.

Two forms: :func:`clean` for everything that reads a message, and :func:`fold` for the crisis
rules, which must see through disguise (look-alike letters, leet, s p a c e d or stretchedddd
words). :class:`Spelling` cuts folded text into words and rights misspelt ones that matter.
"""

from __future__ import annotations

import re
import unicodedata

#: A message longer than this is read from both ends: the point is at the start or at the end.
MAX_CHARS = 1_200
#: The crisis rules read all of a message; only what no channel would bring is cut.
MAX_FOLDED_CHARS = 20_000

#: Characters that show nothing and may stand inside a word: they vanish and leave no gap.
_NOTHING = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e01ef]"
)
#: Letters of other scripts that look like Latin ones (from Unicode's confusables, the common part).
_TWINS = (
    "аеорсухіјѕһԁԛԝькгпАВЕКМНОРСТХІЈЅУЬԌԚԜαοινρτυκεηχγϲϳΑΒΕΖΗΙΚΜΝΟΡΤΥΧօսոցհԱՕՏᎪᏴᏟᎠᎬᎻᎥᎫᏦᏞᎷᏢᎡᏚᎢᏙᏔᏃ",
    "aeopcyxijshdqwbkrnABEKMHOPCTXIJSYbGQWaoivptukenxycjABEZHIKMNOPTYXounghUOSABCDEHiJKLMPRSTVWZ",
)
_LOOKALIKES = str.maketrans(*_TWINS)
_TWIN_LETTERS = frozenset(_TWINS[0])
#: Letters in dress: small capitals, and white on black, which NFKC leaves alone.
_DRESSED = str.maketrans(
    "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢıłøđƒɑɡƙ€£¢©®"
    + "".join(map(chr, (*range(0x1F150, 0x1F16A), *range(0x1F170, 0x1F18A)))),
    "abcdefghijklmnoprstuvwyzilodfagkelccr" + 2 * "abcdefghijklmnopqrstuvwxyz",
)
_LEET = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "|": "i"}
)
_LEET_SIGNS = frozenset("013457@$|")
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "…": " ... ", "ﷺ": " "}
)
#: Three letters or more, each alone: "k i l l", "k.m.s", "d-i-e", "k🙂i🙂l🙂l".
_SPACED = re.compile(r"(?<!')\b(?:[a-z](?:[^\w']|_){1,3}){2,}[a-z](?![\w'])")
_LATIN = re.compile("[A-Za-z]")
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
#: Marks beyond the second on one letter (zalgo).
_PILE = re.compile(f"([{_MARKS}]{{2}})[{_MARKS}]+")
_BREVE = re.compile("[иИ]\u0306")


def clean(text: str) -> str:
    """Return `text` in NFKC with plain quotes, one space, no invisible or piled-up marks."""
    text = _visible(text, 4 * MAX_CHARS)
    text = re.sub(r"(.)\1{3,}", r"\1\1\1", " ".join(text.split()))
    return _shorten(text, MAX_CHARS)


def fold(text: str, *, join_spaced: bool = True) -> str:
    """Return the plain lower-case reading of `text` that the crisis rules look at.

    Letters typed apart ("d i e") are joined unless `join_spaced` is false.

    Accents go from Latin and Greek letters, ё becomes е; й, kana, Hangul and Indic vowels stay.
    """
    # A new line ends a clause, more or less, as a comma does.
    rows = _shorten(text, MAX_FOLDED_CHARS).splitlines()
    text = " , ".join(row for row in rows if not row.isspace() and row)
    text = " ".join(_visible(text, MAX_FOLDED_CHARS).split())
    if not text.isascii():
        if _LATIN.search(text):
            text = _unmask_words(text)
        text = _without_accents(text.translate(_DRESSED))
    text = text.casefold()
    if join_spaced:
        text = _SPACED.sub(_join_spaced, text)
    text = re.sub(r"([^\W\d_])\1{2,}", r"\1\1", text)
    text = re.sub(r"(?<=[a-z])[!¡](?=[a-z])", "i", text)
    return " ".join(_unleet(word) for word in text.split())


def _visible(text: str, limit: int) -> str:
    text = _shorten(text, limit)
    if text.isascii():
        return re.sub(r"[\x00-\x1f\x7f]", " ", text.replace("`", "'"))
    text = _NOTHING.sub("", text.translate(_QUOTES))
    text = _shorten(_NOTHING.sub("", unicodedata.normalize("NFKC", text)), limit)
    text = _PILE.sub(r"\1", text)
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " for char in text)


def _shorten(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    half = (limit - 1) // 2
    return text[:half] + " " + text[-half:]


def _without_accents(text: str) -> str:
    """Drop the marks that Latin, Greek and Cyrillic letters carry, but for the breve of й."""
    text = _BREVE.sub("\ue000", unicodedata.normalize("NFD", text))
    text = re.sub(f"[{_MARKS}]+", "", text).replace("\ue000", "\u0439")
    return unicodedata.normalize("NFC", text)


def _unmask_words(text: str) -> str:
    """Read look-alike letters as Latin where a word mixes scripts; leave real Cyrillic alone.

    A word of nothing but look-alikes counts as Latin where most of the message is Latin.
    """
    mostly_latin = 2 * len(_LATIN.findall(text)) > sum(map(str.isalpha, text))
    return " ".join(
        word.translate(_LOOKALIKES)
        if not word.isascii()
        and (_LATIN.search(word) or (mostly_latin and _TWIN_LETTERS.issuperset(word)))
        else word
        for word in text.split(" ")
    )


def _join_spaced(match: re.Match[str]) -> str:
    run = match.group(0)
    letters = re.sub(r"[\W_]", "", run)
    # "i s t i l l" is a disguise; "i a b" in a formula or "a b c" in a list stays as it is,
    # three letters with signs between them ("k.m.s") do not.
    return letters if len(letters) >= 4 or " " not in run else run


def _unleet(word: str) -> str:
    if _LEET_SIGNS.isdisjoint(word):
        return word
    letters = sum(c.isalpha() for c in word)
    signs = sum(c in _LEET_SIGNS for c in word)
    # "k1ll" and "d13", but not "10" or "b4".
    return word.translate(_LEET) if len(word) > 2 and 0 < letters >= signs - 1 else word


#: The end of a sentence, among the words of a message.
BREAK = "."
#: What a character class needs to match emoji and signs.
EMOJI = "\u2600-\u27bf\U0001f300-\U0001faff"
#: Scripts written without spaces: every character is a word of its own.
_CJK = re.compile("([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f])")
_WORDS = re.compile(rf"[.!?;。]+(?=[\s,]|$)|[,:、]|[^\W_]+(?:[*#]+[^\W_]+)*|[{EMOJI}]")
#: A longer word is no word.
_LONGEST = 40
#: What a word that is several words must have in it ("killmyself"), and one of which it must be.
_RUN_TOGETHER = re.compile("die|kill|dead|life|live|self|want|wana|wanna|suic|hurt")
_SMALL_WORDS = frozenset({"i", "to", "my", "me", "myself", "want", "wanna", "dont", "about"})
_SIGNS = {**dict.fromkeys(".!?;。", BREAK), **dict.fromkeys(",:、", ",")}
_CUT_UP = re.compile(r"(?<![^\s])[a-z]+(?:[-._~/][a-z]+)+(?![a-z])")
_LONE_LETTERS = re.compile(r"(?<= )[a-z](?: [a-z])+(?= )")


def split_cjk(text: str) -> str:
    """Return `text` with a space around every Chinese character and kana."""
    return text if text.isascii() else _CJK.sub(r" \1 ", text)


class Spelling:
    """Cuts folded text into words and puts right what looks like a misspelt word that matters."""

    def __init__(
        self, vocabulary: set[str], often_misspelt: list[str], misspellings: dict[str, str]
    ) -> None:
        self._keys = set(often_misspelt)
        self._vocabulary = vocabulary | self._keys
        self._longest = max(map(len, self._vocabulary))
        self._right: dict[str, str] = {}
        for key in often_misspelt:
            for typo in _typos(key):
                self._right.setdefault(typo, key)
        for right, wrong in misspellings.items():
            self._right.update(dict.fromkeys(wrong.split(), right))
        for key in self._vocabulary:
            self._right.pop(key, None)
        self._by_length: dict[int, list[str]] = {}
        for key in self._keys:
            self._by_length.setdefault(len(key), []).append(key)

    def words(self, folded: str) -> str:
        """Return the words of `folded`, a space around each; `.` ends a sentence, `,` a clause."""
        text = _CUT_UP.sub(self._uncut, split_cjk(folded.replace("'", "")))
        found = _WORDS.findall(text)
        right = {w: self._word(w) if w.isalnum() else self._sign(w) for w in set(found)}
        words = _without_staccato([right[word] for word in found])
        return _LONE_LETTERS.sub(self._unspace, f" . {' '.join(words)} . ")

    def _word(self, word: str) -> str:
        if word in self._vocabulary or len(word) > _LONGEST or not word.isascii():
            return word
        right = self._right.get(word)
        if right:
            return right
        single = re.sub(r"([a-z])\1", r"\1", word)
        if single != word:
            for form in (single, *_one_double(single)):
                if form in self._keys or form in self._right:
                    return self._right.get(form, form)
        if len(word) >= 4 and _RUN_TOGETHER.search(word):
            pieces = self._run_together(word)
            if not _SMALL_WORDS.isdisjoint(pieces):
                return " ".join(pieces)
        return word

    def _sign(self, word: str) -> str:
        """Read "s**cide"; any punctuation left ends a sentence, an emoji is a word."""
        if "*" not in word and "#" not in word:
            return _SIGNS.get(word[0], word)
        masked = word.replace("#", "*")
        for key in self._by_length.get(len(masked), ()):
            hidden = masked.count("*")
            if 2 * hidden <= len(key) and all(
                m in (k, "*") for m, k in zip(masked, key, strict=True)
            ):
                return key
        bare = masked.replace("*", "")
        return self._word(bare)

    def _uncut(self, match: re.Match[str]) -> str:
        whole = re.sub(r"[-._~/]", "", match.group(0))
        return (
            self._right.get(whole, whole)
            if whole in self._keys or whole in self._right
            else match.group(0)
        )

    def _unspace(self, match: re.Match[str]) -> str:
        """Join "d i e" where the letters make a word that matters, after "i" too."""
        letters = match.group(0).replace(" ", "")
        if letters in self._keys:
            return letters
        if letters[0] == "i" and letters[1:] in self._keys:
            return f"i {letters[1:]}"
        return match.group(0)

    def _run_together(self, word: str) -> list[str]:
        """Return the fewest words of the rules that `word` is made of, or nothing."""
        best: list[list[str] | None] = [[]]
        for end in range(1, len(word) + 1):
            shortest: list[str] | None = None
            for start in range(max(0, end - self._longest), end):
                head, piece = best[start], word[start:end]
                if len(piece) == 1 and piece not in "ai":
                    continue
                if head is None or not (piece in self._vocabulary or piece in self._right):
                    continue
                if shortest is None or len(head) + 1 < len(shortest):
                    shortest = [*head, self._right.get(piece, piece)]
            best.append(shortest)
        return best[-1] or []


def _typos(word: str) -> set[str]:
    """Return the likely slips on a word: l for i, and for long words one letter wrong."""
    forms = {word.replace("l", "i"), word.replace("i", "l"), word.replace("l", "i", 1)}
    if len(word) >= 6:
        for at in range(1, len(word)):
            forms.add(word[:at] + word[at + 1 :])
            forms.add(word[:at] + word[at] + word[at:])
            if at + 1 < len(word):
                forms.add(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
            if word[at] in "aeiouy":
                forms.update(word[:at] + vowel + word[at + 1 :] for vowel in "aeiouy")
    return forms - {word}


def _one_double(word: str) -> list[str]:
    return [word[:at] + word[at] + word[at:] for at in range(1, len(word))]


def _without_staccato(words: list[str]) -> list[str]:
    """Drop the ends of one-word sentences: "I. Want. To. Die." is one sentence."""
    kept: list[str] = []
    for at, word in enumerate(words):
        lone = (
            word == BREAK
            and words[at - 2 : at - 1] in ([BREAK], [])
            and words[at + 2 : at + 3] == [BREAK]
        )
        if not lone:
            kept.append(word)
    return kept
