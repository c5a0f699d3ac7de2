"""Template marks in replies, and whether anything fills them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.content.finding import Finding
from bot.content.wordings import Wording

_MARK = re.compile(r"\{(\w+)\}")


def marks(wordings: Iterable[Wording], filled: set[str]) -> Iterator[Finding]:
    """Yield wordings with a mark that is not among `filled`, or with a brace left over."""
    for one in wordings:
        shown = [one.text, *(title for title, _ in one.buttons)]
        payloads = [re.sub(r"\{\{.*\}\}", "", payload) for _, payload in one.buttons]
        for part in [*shown, *payloads]:
            for name in sorted(set(_MARK.findall(part)) - filled):
                what = f"nothing fills {{{name}}}"
                yield Finding(one.file, one.place, what, "use a slot or a value of its action")
            if re.search(r"[{}]", _MARK.sub("", part)):
                yield Finding(one.file, one.place, "a single brace", "take it out")


def names_filled(sources: Iterable[Path]) -> set[str]:
    """Return the names under which code hands values on: keywords of calls, keys of dicts."""
    names = set()
    for path in sources:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                names |= {keyword.arg for keyword in node.keywords if keyword.arg}
            elif isinstance(node, ast.Dict):
                names |= {
                    key.value
                    for key in node.keys
                    if isinstance(key, ast.Constant) and isinstance(key.value, str)
                }
    return names
