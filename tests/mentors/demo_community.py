"""A made-up community, for tests and pictures. Each row says that it is simulated."""

from __future__ import annotations

import random
import secrets
from datetime import date, timedelta

from sqlalchemy import insert
from sqlalchemy.engine import Engine

from bot.store.tables import intent_log
from bot.themes.catalogue import THEMES
from bot.themes.weekly import SIMULATED
from bot.themes.weeks import Week

#: The Monday on which the demonstration is looked at.
TODAY = date(2026, 11, 23)
WEEKS = 34

#: How likely a conversation has a theme; those that aren't named have RARE.
LIKELY = {
    "thought_career_pressure": 0.30,
    "thought_funding_pressure": 0.26,
    "thought_peer_pressure": 0.24,
    "thought_self_doubt": 0.27,
    "thought_dependence": 0.17,
    "thought_replacement": 0.06,
    "argue_for/relief": 0.42,
    "argue_for/capability": 0.22,
    "argue_for/peers": 0.16,
    "argue_for/natural": 0.10,
    "argue_against/errors": 0.33,
    "argue_against/individuality": 0.28,
    "argue_against/struggle": 0.21,
    "argue_against/reputation": 0.15,
    "why_not/proposals": 0.14,
    "why_not/coding": 0.12,
    "ask_guidance": 0.31,
    "pillar/consciousness": 0.15,
    "pillar/education": 0.13,
    "pillar/wellbeing": 0.12,
    "faq/funder_rules": 0.22,
    "faq/publisher_rules": 0.17,
    "faq/evidence": 0.19,
    "faq/generative_ai": 0.12,
    "express_distress": 0.16,
    "ask_resources": 0.11,
    "ask_human": 0.09,
    "nlu_fallback": 0.19,
}
RARE = 0.05


def simulate(engine: Engine, today: date = TODAY, weeks: int = WEEKS, seed: int = 7) -> None:
    """Fill the log with `weeks` finished weeks and a running one."""
    chance = random.Random(seed)
    rows = []
    for back in range(weeks, -1, -1):
        week = str(Week.of(today - timedelta(weeks=back)))
        # A call for proposals closes: funding weighs more towards the end, then careers.
        call = max(0.0, 1 - abs(back - 1.5) / 5)
        for _ in range(chance.randint(88, 104) + int(30 * call)):
            session = secrets.token_hex(16)
            for theme in THEMES:
                likely = LIKELY.get(theme.intent, RARE)
                if theme.intent in ("thought_funding_pressure", "faq/funder_rules"):
                    likely += 0.24 * call
                if theme.intent == "thought_self_doubt" and back == 1:
                    likely += 0.16
                if chance.random() < likely:
                    rows.append(row(week, session, theme.intent))
    with engine.begin() as connection:
        connection.execute(insert(intent_log), rows)


def row(week: str, session: str, intent: str, model: str = SIMULATED) -> dict[str, str]:
    """Return one row of the log."""
    return {
        "id": secrets.token_hex(16),
        "session": session,
        "intent": intent,
        "step": "",
        "week": week,
        "model": model,
    }
