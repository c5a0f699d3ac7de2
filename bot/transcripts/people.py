"""The scripted people: who they are and what they type, read from YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError, constr
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.errors import BearingsError
from bot.settings import ROOT

PEOPLE = ROOT / "docs" / "transcripts" / "people.yml"

#: A line that begins so presses the button with the title behind it.
PRESSES = "> "


class Person(BaseModel):
    """One person, and all that they say in one conversation."""

    #: Names the file, as in `03-everybody-uses-it`.
    name: constr(regex=r"^\d\d(-[a-z]+)+$")  # type: ignore[valid-type]
    title: str = Field(min_length=1)
    #: A role, never somebody's name.
    who: str = Field(min_length=1)
    #: What is typed, one message each; `> Title` presses a button.
    lines: list[str] = Field(min_items=1)

    class Config:
        """A field that nobody knows is a slip of the pen."""

        extra = "forbid"


def read_people(path: Path = PEOPLE) -> list[Person]:
    """Return the people of `path`, in its order.

    Raises:
        BearingsError: the file is missing or wrong; the text says where.
    """
    try:
        content: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        people = [Person(**one) for one in content["people"]]
    except OSError as error:
        raise BearingsError(f"{path} can't be read: {error.strerror}.") from None
    except ValidationError as error:
        wrong = error.errors()[0]
        place = ".".join(str(part) for part in wrong["loc"])
        raise BearingsError(f"{path.name}, {place}: {wrong['msg']}.") from None
    except (YAMLError, KeyError, TypeError):
        raise BearingsError(f"{path.name} needs a list below `people:`.") from None
    names = [person.name for person in people]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise BearingsError(f"{path.name} has two people called {twice[0]}: rename one.")
    return people
