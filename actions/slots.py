"""Names of slots, intents and actions that several actions share."""

from __future__ import annotations

THOUGHT = "thought"
STEP = "step"
WALK_ANSWER = "walk_answer"
BELIEF_BEFORE = "belief_before"
BELIEF_AFTER = "belief_after"
ARGUMENTS = "arguments"
ALSO = "also"
CHOSEN_STEP = "chosen_step"
FINISHED = "finished"
LEFT = "left"
PICKS = "picks"
PICKED_STEPS = "picked_steps"
PAGES = "pages"
BALANCE_OFFERED = "balance_offered"
WORDS = "words"
CARD = "card"
WELCOMED = "welcomed"
MISSES = "misses"
OFFER = "offer"
REGION = "region"
LANGUAGE = "language"
DISTRESSED = "distressed"
HURRIED = "hurried"
TONE = "tone"
CRISIS_LEFT = "crisis_left"
SESSION_TOKEN = "session_token"  # noqa: S105 - a slot's name
REQUESTED_SLOT = "requested_slot"

WALK_FORM = "walk_form"
CRISIS_FORM = "crisis_form"

#: What one walk fills; cleared when another begins.
WALK_SLOTS = (STEP, WALK_ANSWER, BELIEF_BEFORE, BELIEF_AFTER, ARGUMENTS, ALSO, CHOSEN_STEP, WORDS)
#: What a conversation gathers over its walks: ids only.
GATHERED = (PICKS, PICKED_STEPS, PAGES, BALANCE_OFFERED)
