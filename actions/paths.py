"""Where content that is no Rasa response lies."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
THOUGHTS = DATA / "thoughts" / "thoughts.yml"
RESOURCES = DATA / "care" / "resources.yml"
MENTIONS = DATA / "mentions"
PILLARS = DATA / "guidance" / "pillars.yml"
ASKED = DATA / "walk" / "asked.yml"
