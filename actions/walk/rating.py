"""Reading a rating from 0 to 10 out of what people type instead of a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: A number as it was meant; one that was worked out, to be said back; beyond an end of the scale.
EXACT, ABOUT, OVER, UNDER = "exact", "about", "over", "under"

_DIGITS = {
    "zero": "0", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "twenty": "20",
}  # fmt: skip
#: Words that mean a number only where nothing clearer stands.
_LOOSE = {"none": "0", "nothing": "0", "nil": "0", "one": "1", "half": "5", "hundred": "100"}
_PHRASES = (
    (r"💯|completely|totally|fully|absolutely|entirely|100 ?%|a hundred", 10.0, EXACT),
    (r"\bnot at all\b|\bnot in the least\b|🅾", 0.0, EXACT),
    (r"\b(not|hardly) (very )?(much|strongly)\b|\bweakly\b", 2.0, ABOUT),
    (r"\bvery much\b|\bpretty (much|high)\b|\bstrongly\b|\ba lot\b|\bhigh\b", 8.0, ABOUT),
    (r"\b(medium|middle|so[- ]so|half[- ]half|fifty[- ]fifty|somewhat)\b", 5.0, ABOUT),
    (r"\ba (little|bit)\b|\bslightly\b|\blow\b", 2.0, ABOUT),
)
#: Larger numbers are years, sums and the like; up to here somebody overstates.
_LARGEST = 1000
_KEYCAP = re.compile("[️⃣]")
_STRICT = re.compile(rf"\b({'|'.join(_DIGITS)})\b")
#: "This one" counts nothing.
_LOOSELY = re.compile(
    r"\b(?<!this )(?<!that )(?<!the )(?<!any )(?<!some )(?<!no )(?<!every )"
    rf"({'|'.join(_LOOSE)})\b"
)
#: A number of things is no rating.
_COUNTED = re.compile(
    r"(?<![\d.,])(?:\d{1,4} ?(?:or|to|-|–) ?)?\d{1,4}[ -]?"
    r"(?:years?|months?|weeks?|days?|hours?|hrs?|h|minutes?|mins?|seconds?|people|persons?|papers?|"
    r"times|students?|colleagues?|postdocs?|labmates?|euros?|dollars?|pages?|projects?|proposals?|"
    r"grants?|experiments?|lines|labs|groups?|semesters?|of (?:us|them|my|the))\b"
)


@dataclass(frozen=True)
class Rating:
    """A rating from 0 to 10, and how it was read: exact, about, over or under the scale."""

    value: float
    kind: str = EXACT


def read(text: str) -> Rating | None:
    """Return the rating in `text`, or None where there is none.

    Understands digits ("7", "7.5", "7,5", "7/10", "70 %"), a span ("7-8", "between 6 and 8": its
    middle), number words ("six and a half"), a few phrases ("a little") and keycap emoji. A number
    beyond the scale is the end that it passed.
    """
    text = _KEYCAP.sub("", text.lower()).replace("🔟", "10").strip()
    if re.fullmatch(r"(about |around )?(pi|π)\W*", text):
        return Rating(3.1, ABOUT)
    if not text:
        return None
    text = _in_digits(text)
    if re.search(r"50 ?[-/] ?50", text):
        return Rating(5.0)
    # Each number is looked at once, from its first digit: a long message must not take long.
    if percent := re.search(r"(?<![\d.,])(\d+(?:[.,]\d+)?) ?(?:%|per ?cent)", text):
        return Rating(_clamp(_number(percent.group(1)) / 10), ABOUT)
    out_of = re.search(r"(?<![\d.,])(\d+(?:[.,]\d+)?) ?(?:/|out of|of) ?(10|100|5)\b", text)
    if out_of:
        value = 10 * _number(out_of.group(1)) / _number(out_of.group(2))
        plain = out_of.group(2) == "10" and value <= 10
        return Rating(_clamp(value), EXACT if plain else ABOUT)
    return _of_numbers(_COUNTED.sub(" ", text))


def _of_numbers(text: str) -> Rating | None:
    numbers = [_number(found) for found in re.findall(r"(?<![\d.,])-?\d+(?:[.,]\d+)?", text)]
    if re.search(r"\d ?[-–—] ?\d", text):
        numbers = [abs(number) for number in numbers]
    numbers = [number for number in numbers if abs(number) <= _LARGEST]
    if len(numbers) == 1:
        kind = OVER if numbers[0] > 10 else UNDER if numbers[0] < 0 else EXACT
        return Rating(_clamp(numbers[0]), kind)
    if len(numbers) == 2:
        return Rating(_clamp(sum(numbers) / 2), ABOUT)
    if numbers:
        return None
    found = ((value, kind) for pattern, value, kind in _PHRASES if re.search(pattern, text))
    return next((Rating(value, kind) for value, kind in found), None)


def read_rating(text: str) -> float | None:
    """Return the value of the rating in `text`, 0 to 10, or None where there is none."""
    rating = read(text)
    return rating.value if rating else None


def shown(rating: float) -> str:
    """Return the rating as people write it: 7, or 7.5."""
    return f"{rating:g}"


def _in_digits(text: str) -> str:
    text = _STRICT.sub(lambda found: _DIGITS[found[1]], text)
    text = re.sub(r"(?<![\d.,])(\d{1,2})(?: and a half\b| 1/2\b| ?½)", r"\1.5", text)
    if not re.search(r"\d", text):
        text = _LOOSELY.sub(lambda found: _LOOSE[found[1]], text)
    return re.sub(r"\bminus (?=\d)", "-", text)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _clamp(value: float) -> float:
    return round(min(10.0, max(0.0, value)), 1)
