"""Help by region: which country somebody means, and what can be reached there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml

from actions.paths import RESOURCES

#: An entry that was checked longer ago than this is told with a warning.
STALE_DAYS = 183
#: Regions with help in them where a language is spoken, by ISO 639-1 code.
SPOKEN_IN = {
    "de": ("DE", "AT", "CH"),
    "es": ("ES",),
    "fr": ("FR", "CH", "CA"),
    "ja": ("JP",),
    "pt": ("BR",),
    "zh": ("CN",),
}
#: 🇩🇪 is two regional indicator letters; this is the distance to the plain ones.
_FLAG_OFFSET = 0x1F1E6 - ord("A")


@dataclass(frozen=True)
class Service:
    """One place of help. Only what was checked is filled in."""

    name: str
    source: str
    checked_on: date
    call: str | None = None
    text: str | None = None
    chat: str | None = None
    hours: str | None = None
    languages: tuple[str, ...] = ()

    def line(self) -> str:
        """Return it as one line: a call and a web way where both exist."""
        ways = [
            f"call {self.call}" if self.call else "",
            f"text {self.text}" if self.text else "",
            self.chat or "",
        ]
        note = ", ".join(x for x in (self.hours or "", " / ".join(self.languages)) if x)
        return f"{self.name}: {', '.join(w for w in ways if w)}" + (f" ({note})" if note else "")


@dataclass(frozen=True)
class Region:
    """A country with its emergency number and services."""

    code: str
    name: str
    names: tuple[str, ...]
    emergency: str
    services: tuple[Service, ...]

    def stale(self, today: date) -> bool:
        """Whether any entry was last checked too long ago."""
        return any((today - s.checked_on).days > STALE_DAYS for s in self.services)


@dataclass(frozen=True)
class Directory:
    """All regions, and what helps anywhere."""

    regions: dict[str, Region]
    anywhere: tuple[str, ...]
    academia: tuple[str, ...]

    def find(self, text: str) -> Region | None:
        """Return the region that `text` names (country, city, code or flag), or None."""
        flags = "".join(chr(ord(c) - _FLAG_OFFSET) for c in text if 0x1F1E6 <= ord(c) <= 0x1F1FF)
        if flags[:2] in self.regions:
            return self.regions[flags[:2]]
        if text.strip().upper() in self.regions:
            return self.regions[text.strip().upper()]
        words = re.sub(r"[^\w]+", " ", unicodedata.normalize("NFC", text.lower())).strip()
        folded = f" {words} "
        best: tuple[int, Region] | None = None
        for region in self.regions.values():
            for name in region.names:
                if (f" {name} " in folded or (not name.isascii() and name in folded)) and (
                    best is None or len(name) > best[0]
                ):
                    best = (len(name), region)
        return best[1] if best else None


@cache
def directory() -> Directory:
    """Return the directory that `data/care/resources.yml` holds."""
    raw: dict[str, Any] = yaml.safe_load(RESOURCES.read_text(encoding="utf-8"))
    regions = {}
    for code, entry in raw["regions"].items():
        services = tuple(
            Service(**{**s, "languages": tuple(s.get("languages", ()))}) for s in entry["services"]
        )
        regions[code] = Region(
            code, entry["name"], tuple(entry["names"]), str(entry["emergency"]), services
        )
    return Directory(
        regions=regions,
        anywhere=tuple(_line(x) for x in raw["anywhere"]),
        academia=tuple(_line(x) for x in raw["academia"]),
    )


def contacts(region: Region | None, lines: int = 2) -> str:
    """Return the contacts of `region`, or those that help anywhere, one a line."""
    if region is None:
        return "\n".join(directory().anywhere[:lines])
    return "\n".join(s.line() for s in region.services[:lines])


def contacts_by_language(code: str) -> str:
    """Return contacts for somebody who wrote in the language `code` and named no country.

    First where that language is spoken, as far as we know help there, then what helps anywhere.
    """
    regions = [directory().regions[region] for region in SPOKEN_IN.get(code, ())]
    lines = [f"{region.name}: {region.services[0].line()}" for region in regions]
    return "\n".join([*lines, *directory().anywhere[: 1 if lines else 2]])


def _line(entry: dict[str, Any]) -> str:
    parts = [str(entry.get(key)) for key in ("what", "where", "note") if entry.get(key)]
    return f"{entry['name']}: {', '.join(parts)}" if parts else str(entry["name"])
