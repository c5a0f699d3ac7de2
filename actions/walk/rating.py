"""Reading a rating from 0 to 10 out of what people type instead of a number."""

from __future__ import annotations

import re

_WORDS = {
    "zero": 0.0, "none": 0.0, "nothing": 0.0, "nil": 0.0, "one": 1.0, "two": 2.0, "three": 3.0,
    "four": 4.0, "five": 5.0, "half": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0,
    "ten": 10.0, "eleven": 10.0, "twelve": 10.0, "hundred": 10.0,
}  # fmt: skip
_PHRASES = (
    (r"💯|completely|totally|fully|absolutely|entirely|100 ?%|a hundred", 10.0),
    (r"\bnot at all\b|\bnot in the least\b|🅾", 0.0),
    (r"\bvery (much|strongly)\b|\bpretty (much|strongly|high)\b|\ba lot\b|\bhigh\b", 8.0),
    (r"\b(medium|middle|so[- ]so|half[- ]half|fifty[- ]fifty)\b", 5.0),
    (r"\ba (little|bit)\b|\bnot (very )?much\b|\bslightly\b|\blow\b", 2.0),
)
#: Larger numbers are years, sums and the like; up to here somebody overstates.
_LARGEST = 1000
_KEYCAP = re.compile("[️⃣]")


def read_rating(text: str) -> float | None:
    """Return the rating in `text`, clamped to 0 to 10, or None where there is none.

    Understands digits ("7", "7.5", "7,5", "7/10", "70 %"), a span ("7-8", "between 6 and 8": its
    middle), number words, a few phrases ("a little") and keycap emoji.
    """
    text = _KEYCAP.sub("", text.lower()).replace("🔟", "10").strip()
    if not text:
        return None
    if re.search(r"50 ?[-/] ?50", text):
        return 5.0
    # Each number is looked at once, from its first digit: a long message must not take long.
    if percent := re.search(r"(?<![\d.,])(\d+(?:[.,]\d+)?) ?(?:%|per ?cent)", text):
        return _clamp(_number(percent.group(1)) / 10)
    out_of = re.search(r"(?<![\d.,])(\d+(?:[.,]\d+)?) ?(?:/|out of|of) ?(10|100|5)\b", text)
    if out_of:
        return _clamp(10 * _number(out_of.group(1)) / _number(out_of.group(2)))
    numbers = [_number(found) for found in re.findall(r"(?<![\d.,])-?\d+(?:[.,]\d+)?", text)]
    if re.search(r"\d ?[-–—] ?\d", text):
        numbers = [abs(number) for number in numbers]
    numbers = [number for number in numbers if abs(number) <= _LARGEST]
    if not numbers:
        numbers = [_WORDS[word] for word in re.findall(r"[a-z]+", text) if word in _WORDS]
    if len(numbers) == 1:
        return _clamp(numbers[0])
    if len(numbers) == 2:
        return _clamp(sum(numbers) / 2)
    if numbers:
        return None
    return next((value for pattern, value in _PHRASES if re.search(pattern, text)), None)


def shown(rating: float) -> str:
    """Return the rating as people write it: 7, or 7.5."""
    return f"{rating:g}"


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _clamp(value: float) -> float:
    return round(min(10.0, max(0.0, value)), 1)
