"""Template marks that something fills, and those that nothing does."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_parts import wording

from bot.content.check_marks import marks, names_filled


@pytest.mark.parametrize(
    ("text", "buttons", "what"),
    [
        ("From {before} on.", (), []),
        ("From {befor} on.", (), ["nothing fills {befor}"]),
        ("A { alone.", (), ["a single brace"]),
        ("Fine.", (("Go", '/choose{{"choice":"2"}}'),), []),
        ("Fine.", (("Go {other}", "/go"),), ["nothing fills {other}"]),
        ("Fine.", (("Go", "/{intent}"),), ["nothing fills {intent}"]),
    ],
)
def test_a_mark_needs_something_that_fills_it(text, buttons, what):
    found = marks([wording(text, buttons=buttons)], {"before", "choice"})
    assert [one.what for one in found] == what


def test_code_says_what_it_hands_on(tmp_path: Path):
    (tmp_path / "a.py").write_text(
        'say(response="utter_x", before=3, **rest)\nReply("utter_y", {"after": 5, key: 6, 7: 8})\n'
        "# not_this=1\n"
    )
    assert names_filled([tmp_path / "a.py"]) == {"response", "before", "after"}
