"""Every wording that is written below `data/`, as the checks look at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.content.currency import facts_of
from bot.errors import BearingsError
from bot.settings import ROOT

DATA = ROOT / "data"


@dataclass(frozen=True)
class Wording:
    """One wording of a reply, or another text that a reply shows."""

    file: str
    #: Of the response, or a name of ours for another text.
    name: str
    #: Counted from 1; 0 for a text that has no other wordings.
    number: int
    text: str
    #: Titles and payloads of its buttons.
    buttons: tuple[tuple[str, str], ...] = ()
    facts: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands in its file."""
        return f"{self.name}, wording {self.number}" if self.number else self.name


def read_wordings(folder: Path = DATA) -> list[Wording]:
    """Return the wordings of all responses below `folder`.

    Raises:
        BearingsError: a file is no YAML; the text names it.
    """
    found = []
    for path in sorted(folder.rglob("*.yml")):
        if path.name.startswith("nlu_"):  # examples of what people write, and large
            continue
        content = _read(path)
        written = content.get("responses") if isinstance(content, dict) else None
        for name, variants in (written or {}).items():
            for number, response in enumerate(variants, start=1):
                found.append(_wording(path, folder, str(name), number, response))
    return found


def read_thought_texts(folder: Path = DATA) -> list[Wording]:
    """Return the titles, fair sentences and small steps of the walks, which are no responses.

    Raises:
        BearingsError: the file is no YAML; the text names it.
    """
    path = folder / "thoughts" / "thoughts.yml"
    file = _shown(path, folder)
    found = []
    for thought, content in _read(path)["thoughts"].items():
        found.append(Wording(file, f"{thought}, title", 0, "", ((content["title"], ""),)))
        for number, sentence in enumerate(content["sentences"], start=1):
            found.append(Wording(file, f"{thought}, sentence {number}", 0, sentence))
        for step in content["steps"]:
            button = ((step["title"], ""),)
            found.append(Wording(file, f"{thought}, {step['id']}", 0, step["text"], button))
    return found


def by_response(wordings: list[Wording]) -> Iterator[tuple[str, list[Wording]]]:
    """Yield each response's name with its wordings."""
    grouped: dict[str, list[Wording]] = {}
    for one in wordings:
        grouped.setdefault(one.name, []).append(one)
    yield from grouped.items()


def _wording(path: Path, folder: Path, name: str, number: int, response: Any) -> Wording:
    return Wording(
        file=_shown(path, folder),
        name=name,
        number=number,
        text=str(response.get("text") or "").strip(),
        buttons=tuple(
            (str(b.get("title") or ""), str(b.get("payload") or ""))
            for b in response.get("buttons") or []
        ),
        facts=tuple(facts_of(response)),
    )


def _read(path: Path) -> Any:
    try:
        return YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        words = " ".join(str(error).split())
        raise BearingsError(f"{path.name} is no YAML: {words}") from None


def _shown(path: Path, folder: Path) -> str:
    return f"{folder.name}/{path.relative_to(folder)}"
