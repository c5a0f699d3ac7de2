"""Which question a walk asks at each step, and with which buttons."""

from __future__ import annotations

from actions.walk.asides import RATED
from actions.walk.pace import GENTLE, LAST
from actions.walk.plan import SmallStep
from actions.walk.rated import offered_edge
from actions.walk.state import Reply, Walk

#: Questions that branch off the plan, with the step that they stand in front of.
BRANCHES = {
    "own_words": "belief",
    "rough": "core_1",
    "just_talk": "core_2",
    "in_hands": "fact",
    "offered": "again",
}


def question(walk: Walk) -> Reply:
    """Return the question that `walk` is at."""
    if walk.step in RATED and (edge := offered_edge(walk)):
        return edge
    if walk.pace == GENTLE and walk.step in ("core_1", "balanced"):
        return Reply(f"utter_walk_gentle_{walk.step}")
    written_for_thought = ("opening", "core_1", "core_2", "fact", "balanced")
    if walk.step in written_for_thought:
        return Reply(f"utter_{walk.thought}_{walk.step}")
    if walk.step == "in_hands":
        return Reply(f"utter_{walk.thought}_true")
    if walk.step == "offered":
        # After a restart of the program the words are gone, the one offered among them.
        sentence = walk.words.get("offer") or offered_sentence(walk)
        return Reply("utter_walk_offered", {"sentence": sentence})
    if walk.step == "step":
        return Reply("utter_walk_step", buttons=_buttons(walk.content.steps))
    if walk.step == LAST:
        nothing = ("Nothing more", "/skip")
        return Reply("utter_walk_last", buttons=(*_buttons(walk.content.steps[:2]), nothing))
    if walk.step == "when":
        return Reply("utter_walk_when", {"step": chosen_text(walk)})
    name = {
        "own_words": "utter_walk_not_quite",
        "belief": "utter_walk_belief",
        "rough": "utter_walk_unsure_number",
        "just_talk": "utter_walk_no_exercise",
        "again": "utter_walk_belief_again",
    }[walk.step]
    return Reply(name)


def _buttons(steps: tuple[SmallStep, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((s.title, f'/choose{{"choice":"{s.id}"}}') for s in steps)


def chosen_text(walk: Walk) -> str:
    """Return the small step that was chosen, in the words of its text, or an empty string."""
    for small in walk.content.steps:
        if small.id == walk.chosen:
            return small.text
    own = walk.words.get("own_step", "")
    # Its words lived in memory, and are gone after a restart of the program.
    return own or ("the one you wrote yourself" if walk.chosen == "own" else "")


def offered_sentence(walk: Walk) -> str:
    """Return a fair sentence to offer; another one when one was offered before."""
    choices = walk.content.sentences
    last = walk.words.get("offer")
    position = choices.index(last) + 1 if last in choices else int(walk.before or 0)
    return choices[position % len(choices)]
