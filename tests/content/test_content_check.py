"""`make check-content` as a whole, on the content that is released and on one that was spoilt."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.content import check
from bot.content.check import check_content, findings
from bot.content.facts import read_facts
from bot.errors import BearingsError

#: The day on which all facts have been checked; the tests don't grow old with the content.
TODAY = max(fact.checked_on for fact in read_facts().values())


def test_the_released_content_is_as_it_should_be(capsys: pytest.CaptureFixture[str]):
    assert list(findings(TODAY)) == []
    check_content(TODAY)
    assert "as it should be" in capsys.readouterr().out


def test_what_is_old_is_a_warning_first_and_an_error_later(capsys: pytest.CaptureFixture[str]):
    first = min(fact.expires_on for fact in read_facts().values())
    check_content(first)
    assert "warning: data/facts.yml" in capsys.readouterr().err
    with pytest.raises(BearingsError, match="to be mended"):
        check_content(first + timedelta(days=61))
    assert "error: data/facts.yml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("checked_on: 2026-11-01", "checked: 2026-11-01", "eu_guidelines_2026"),
        ("  erc_2023:", "  erc_2024:", "cites erc_2023, which is no fact"),
        ("fact: AI can't be an author", "fact: It can't be an author", "docs/facts.md"),
    ],
)
def test_a_slip_in_the_facts_is_found(old: str, new: str, named: str, tmp_path, monkeypatch):
    written = check.FACTS.read_text(encoding="utf-8")
    assert old in written
    (tmp_path / "facts.yml").write_text(written.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(check, "FACTS", tmp_path / "facts.yml")
    found = list(findings(TODAY))
    assert any(named in (one.file, one.name, one.what) for one in found)


def test_each_check_takes_part(monkeypatch: pytest.MonkeyPatch):
    from content_parts import wording

    spoilt = [
        wording("It is 5% so.", "utter_a"),
        wording("Why? When? Great question, says the LLM.", "utter_b"),
        wording("{nobody} knows.", "utter_c", buttons=(("Go", "/nowhere"),)),
    ]
    monkeypatch.setattr(check, "read_wordings", lambda: spoilt)
    said = " / ".join(one.what for one in findings(date(2026, 11, 2)))
    for part in (
        "no reply cites it", "per cent without a fact", "2 questions", "1 of 3 wordings",
        "leads to /nowhere", "is filler", "is not explained", "nothing fills {nobody}",
    ):  # fmt: skip
        assert part in said
