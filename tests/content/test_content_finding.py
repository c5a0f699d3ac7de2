"""What was found, as a person reads it."""

from __future__ import annotations

from bot.content.finding import Finding, table


def test_findings_stand_below_their_file_and_errors_come_first():
    found = [
        Finding("b.yml", "one", "is old", "look it up", level="warning"),
        Finding("b.yml", "two", "is long", "shorten it"),
        Finding("a.yml", "three", "is empty", "write it"),
        Finding("b.yml", "four", "is long", "shorten it"),
    ]
    assert table(found).splitlines() == [
        "error: a.yml",
        "  three: is empty -> write it",
        "error: b.yml",
        "  two: is long -> shorten it",
        "  four: is long -> shorten it",
        "warning: b.yml",
        "  one: is old -> look it up",
    ]


def test_nothing_found_is_nothing_said():
    assert table([]) == ""
