"""The facts that replies cite, as `data/facts.yml` holds them."""

from __future__ import annotations

import calendar
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConstrainedStr, Field, ValidationError, root_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.errors import BearingsError
from bot.settings import ROOT

FACTS = ROOT / "data" / "facts.yml"

#: Months after being checked in which a fact of each kind may be told as current. Rules of funders
#: and journals change within a year, published papers only when somebody contradicts them.
LASTS = {"rule": 6, "survey": 18, "paper": 36, "record": 36}


class _Text(ConstrainedStr):
    min_length = 1
    strip_whitespace = True


class Fact(BaseModel):
    """One fact: what is said, who says so, and until when it is told as current."""

    kind: Literal["rule", "survey", "paper", "record"]
    fact: _Text
    source: _Text
    year: int | None = Field(None, ge=1900)
    named: list[_Text] = Field(min_items=1)
    address: str | None = Field(None, regex=r"^[\w-]+(\.[\w-]+)+(/\S*)?$")
    checked_on: date
    expires_on: date
    contested_by: str | None = None

    class Config:
        """A field that nobody knows is a slip of the pen."""

        extra = "forbid"
        allow_mutation = False

    @root_validator(skip_on_failure=True)
    def _dates_fit(cls, values: dict[str, Any]) -> dict[str, Any]:
        checked, expires, kind = values["checked_on"], values["expires_on"], values["kind"]
        latest = months_later(checked, LASTS[kind])
        if not checked < expires <= latest:
            raise ValueError(
                f"expires_on must lie after checked_on and not after {latest}: "
                f"a {kind} is looked up again within {LASTS[kind]} months"
            )
        if values["year"] is None and kind != "record":
            raise ValueError(f"year is missing: give the year of this {kind}")
        if values["year"] and values["year"] > checked.year:
            raise ValueError("year lies after checked_on: correct one of the two")
        return values


def read_facts(path: Path = FACTS) -> dict[str, Fact]:
    """Return the facts by their ids.

    Raises:
        BearingsError: the file is missing or wrong; its text names the first entry to mend.
    """
    try:
        facts, problems = parse_facts(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BearingsError(f"{path} can't be read: {error.strerror}.") from None
    if problems:
        name, problem = problems[0]
        raise BearingsError(f"data/facts.yml, {name}: {problem}.")
    return facts


def parse_facts(text: str) -> tuple[dict[str, Fact], list[tuple[str, str]]]:
    """Return the facts in `text`, and pairs of an entry's id and what is wrong with it."""
    try:
        entries = (YAML(typ="safe").load(text) or {})["facts"]
        pairs = [(str(name), dict(entry)) for name, entry in entries.items()]
    except YAMLError as error:
        return {}, [("the file", "is no YAML: " + " ".join(str(error).split()))]
    except (KeyError, TypeError, ValueError, AttributeError):
        return {}, [("the file", "needs entries by their ids below `facts:`")]
    facts, problems = {}, []
    for name, entry in pairs:
        try:
            facts[name] = Fact(**entry)
        except ValidationError as error:
            problems += [(name, _in_words(wrong)) for wrong in error.errors()]
    for name, fact in facts.items():
        if fact.contested_by is not None and fact.contested_by not in dict(pairs):
            problems.append((name, f"contested_by names {fact.contested_by}, which is no entry"))
    return facts, problems


def months_later(day: date, months: int) -> date:
    """Return the same day `months` later, or the last of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _in_words(wrong: Any) -> str:
    field = ".".join(str(part) for part in wrong["loc"] if part != "__root__")
    return f"{field}: {wrong['msg']}" if field else str(wrong["msg"])
