"""One turn of a walk: what was answered, what is said to it, which question comes next."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from actions.turn import Heard
from actions.walk import mentioned as mentions
from actions.walk.asides import ALWAYS_ANSWERED, PASSING_SURE, RATED, SURE, interrupts
from actions.walk.plan import STEPS, SmallStep, following, preceding, thought_of, thoughts
from actions.walk.rating import read_rating, shown
from actions.walk.receipts import taken_up
from actions.walk.state import Reply, Turn, Walk

#: Questions that branch off the plan, with the step that they stand in front of.
BRANCHES = {
    "own_words": "belief",
    "rough": "core_1",
    "just_talk": "core_2",
    "in_hands": "fact",
    "offered": "again",
}
#: Characters of somebody's own words that are held for the page at the end.
OWN_WORDS_LIMIT = 300

#: What is chosen in place of a small step by somebody who wants no exercise.
NO_STEP = "none"

_NO_EXERCISE = re.compile(
    r"\b(no|not|don'?t|do not|hate)\b.{0,30}\b(exercise|exercises|numbers?|ratings?|rate|scales?|"
    r"worksheets?|questionnaires?|therapy)\b|\bjust (want to )?(talk|vent|say it)\b",
    re.IGNORECASE,
)
#: At the later questions, where a sentence about numbers may be the answer.
_NO_MORE = re.compile(
    r"\b(no|hate|don'?t (want|like|need)|do not (want|like|need)|enough of)\b.{0,20}"
    r"\b(exercises?|worksheets?|questionnaires?|homework)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"\W*(?:number |no\.? ?|the )?(?:(1|first|1st|one)|(2|second|2nd|two)|(3|third|3rd|three|last))"
    r"(?: one| step)?\W*(?:please)?\W*",
    re.IGNORECASE,
)
#: An answer below so many letters says nothing that could be kept as somebody's words.
_MEANS_LITTLE = 3
#: A yes or a no of so few words is one, however sure the understanding is.
_FEW_WORDS = 3
#: Said at any question: the worry is no error in thinking.
_SAID_TRUE = re.compile(
    r"\b(it'?s|it is|that'?s|that is|this is|thats|its) (simply |just |really |actually )?"
    r"(true|a fact|the reality|reality|how it is|not a feeling)\b",
    re.IGNORECASE,
)
_SIMPLY_TRUE = re.compile(
    _SAID_TRUE.pattern + r"|\bcontract (really |does |will )?(ends?|runs? out|expires?)\b"
    r"|\b(is|are) (required|mandatory|obligatory)\b|\bthe rule says\b",
    re.IGNORECASE,
)


#: From here on, an argument or another thought in a free answer is taken up: a reaction that does
#: not fit is worse than a plain receipt.
TAKEN_UP = 0.45


def answer(walk: Walk, said: Heard) -> Turn:
    """Return what follows when `said` answers the question `walk` is at."""
    if said.base not in ALWAYS_ANSWERED - {"stop"} and (declined := _declined(walk, said)):
        return declined
    if walk.step == "step" and _picked(walk, said):
        return _small_step(walk, said)
    if interrupts(walk.step, walk.thought, said):
        return Turn(walk, interrupted=True)
    if said.base in ("go_back", "skip", "repeat") and (said.confidence >= SURE or not said.text):
        return _steer(walk, said.base)
    if not said.text.strip() and said.base == "nlu_fallback":  # silence is no answer
        return Turn(walk, (Reply("utter_walk_repeat"),))
    if not said.text and thought_of(said.intent) == walk.thought:
        return Turn(walk)
    if said.choice and not _is_offered(walk, said.choice):  # the button of a question that is over
        return Turn(walk, (Reply("utter_walk_repeat"),))
    handler = {
        "opening": _opening,
        "own_words": _open_answer,
        "just_talk": _open_answer,
        "belief": _belief,
        "rough": _belief,
        "core_1": _open_answer,
        "core_2": _open_answer,
        "in_hands": _open_answer,
        "fact": _fact,
        "balanced": _balanced,
        "offered": _offered,
        "again": _again,
        "step": _small_step,
        "when": _when,
    }[walk.step]
    return handler(walk, said)


def question(walk: Walk) -> Reply:
    """Return the question that `walk` is at."""
    written_for_thought = ("opening", "core_1", "core_2", "fact", "balanced")
    if walk.step in written_for_thought:
        return Reply(f"utter_{walk.thought}_{walk.step}")
    if walk.step == "in_hands":
        return Reply(f"utter_{walk.thought}_true")
    if walk.step == "offered":
        return Reply("utter_walk_offered", {"sentence": walk.words.get("offer", "")})
    if walk.step == "step":
        buttons = tuple((s.title, f'/choose{{"choice":"{s.id}"}}') for s in walk.content.steps)
        return Reply("utter_walk_step", buttons=buttons)
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


def _to_rating(walk: Walk, **changes: Any) -> Walk:
    """Go to the second rating, past it without a first one, to the end without exercises."""
    if walk.chosen == NO_STEP:
        return replace(walk, step="", **changes)
    return replace(walk, step="again" if walk.before is not None else "step", **changes)


def chosen_text(walk: Walk) -> str:
    """Return the small step that was chosen, in the words of its text, or an empty string."""
    for small in walk.content.steps:
        if small.id == walk.chosen:
            return small.text
    return walk.words.get("own_step", "")


def _declined(walk: Walk, said: Heard) -> Turn | None:
    """Return the turn for somebody who wants no exercise: only talk, or the end."""
    if walk.step in ("opening", "belief", "rough") and _NO_EXERCISE.search(said.text):
        return Turn(replace(walk, step="just_talk", chosen=NO_STEP))
    if walk.step in ("own_words", "core_1") and _NO_MORE.search(said.text):
        return Turn(replace(walk, step="just_talk", chosen=NO_STEP))
    late = walk.step not in ("opening", "belief", "rough", "own_words", "core_1", "just_talk")
    refuses = _NO_MORE.search(said.text) or (
        walk.step == "again" and _NO_EXERCISE.search(said.text)
    )
    if late and refuses:
        return Turn(replace(walk, step="", chosen=NO_STEP), (Reply("utter_walk_skipped"),))
    return None


def _steer(walk: Walk, intent: str) -> Turn:
    planned = walk.step if walk.step in STEPS else BRANCHES[walk.step]
    if intent == "repeat":
        return Turn(walk, (Reply("utter_walk_repeat"),))
    if intent == "skip":
        if walk.step in STEPS:
            planned = _after_skip(walk.step)
        skipped = _to_rating(walk) if planned == "again" else replace(walk, step=planned)
        return Turn(skipped, (Reply("utter_walk_skipped"),))
    before = preceding(planned)
    if before is None:
        return Turn(walk, (Reply("utter_walk_at_start"),))
    return Turn(replace(walk, step=before), (Reply("utter_walk_back"),))


def _after_skip(step: str) -> str:
    # Without a chosen step there is nothing to ask a time for.
    return "" if step == "step" else following(step) or ""


def _opening(walk: Walk, said: Heard) -> Turn:
    if said.base == "deny":
        return Turn(replace(walk, step="own_words"))
    if said.base == "affirm" or len(said.text.split()) <= 3:
        return Turn(replace(walk, step="belief"))
    if _SAID_TRUE.search(said.text):
        return Turn(replace(walk, step="in_hands"))
    return _open_answer(walk, said)


def _open_answer(walk: Walk, said: Heard) -> Turn:
    """Take up a free answer: an argument is met, another thought is noted for afterwards."""
    after = BRANCHES.get(walk.step) or following(walk.step) or ""
    other = thought_of(said.intent)
    if walk.step in ("core_1", "core_2") and _SIMPLY_TRUE.search(said.text):
        return Turn(replace(walk, step="in_hands"))
    if said.base in ("argue_for", "argue_against") and said.confidence >= TAKEN_UP:
        met = f"utter_met_{said.intent.replace('/', '_')}"
        arguments = (*(a for a in walk.arguments if a != said.intent), said.intent)
        return Turn(replace(walk, step=after, arguments=arguments), (Reply(met),))
    if other and other != walk.thought and said.confidence >= TAKEN_UP:
        also = (*(t for t in walk.also if t != other), other)
        reply = Reply("utter_walk_also", {"other": thoughts()[other].phrase})
        return Turn(replace(walk, step=after, also=also), (reply,))
    if not said.text:  # a button of another question
        return Turn(walk, (Reply("utter_walk_repeat"),))
    if _means(said, "unsure"):
        return Turn(replace(walk, step=after), (Reply("utter_walk_skipped"),))
    noted, reply = taken_up(walk, said, walk.step)
    return Turn(replace(noted, step=after), (reply,))


def begin(thought: str, said: Heard) -> Turn:
    """Return the beginning of the walk through `thought`, with what `said` mentions."""
    taken = mentions.beginning(said.mentions)
    if taken is None:
        return Turn(Walk(thought))
    reply = Reply(taken.response, taken.values)
    return Turn(Walk(thought, mentioned=taken.mentioned), (reply,))


def _rated(walk: Walk, said: Heard) -> float | Turn:
    """Return the rating, or the turn that asks for it again."""
    rating = read_rating(said.choice or said.text)
    if rating is not None:
        return rating
    if said.base == "unsure" and walk.step == "belief":
        return Turn(replace(walk, step="rough"))
    return Turn(walk, (Reply("utter_walk_no_number"),))


def _belief(walk: Walk, said: Heard) -> Turn:
    rating = _rated(walk, said)
    if not isinstance(rating, Turn):
        return Turn(replace(walk, step="core_1", before=rating))
    if _SAID_TRUE.search(said.text):
        return Turn(replace(walk, step="in_hands"))
    if _means(said, "deny"):
        return Turn(replace(walk, step="core_1"), (Reply("utter_walk_skipped"),))
    return rating


def _again(walk: Walk, said: Heard) -> Turn:
    rating = _rated(walk, said)
    if isinstance(rating, Turn):
        return rating
    after = replace(walk, step="step", after=rating)
    if walk.before is None:
        return Turn(after)
    name = "same" if rating == walk.before else "lower" if rating < walk.before else "higher"
    values = {"before": shown(walk.before), "after": shown(rating)}
    return Turn(after, (Reply(f"utter_walk_{name}", values),))


def _fact(walk: Walk, said: Heard) -> Turn:
    told = (Reply(f"utter_{walk.thought}_fact_told"),) if said.base == "affirm" else ()
    return Turn(replace(walk, step="balanced"), told)


def _balanced(walk: Walk, said: Heard) -> Turn:
    if said.choice == "offer" or _means(said, "unsure", "affirm"):
        return Turn(replace(walk, step="offered", words=_with(walk, offer=offered_sentence(walk))))
    if _means(said, "deny") or _says_little(said):
        return Turn(_to_rating(walk), (Reply("utter_walk_skipped"),))
    return _own_sentence(walk, said)


def _offered(walk: Walk, said: Heard) -> Turn:
    if _means(said, "affirm"):
        words = _with(walk, sentence=walk.words.get("offer", ""))
        return Turn(_to_rating(walk, words=words))
    if _means(said, "deny") or _says_little(said):
        return Turn(_to_rating(walk))
    return _own_sentence(walk, said)


def _own_sentence(walk: Walk, said: Heard) -> Turn:
    words = _with(walk, sentence=said.text[:OWN_WORDS_LIMIT])
    noted, reply = taken_up(walk, said, walk.step)
    return Turn(_to_rating(noted, words=words), (reply,))


def offered_sentence(walk: Walk) -> str:
    """Return a fair sentence to offer; another one when one was offered before."""
    choices = walk.content.sentences
    last = walk.words.get("offer")
    position = choices.index(last) + 1 if last in choices else int(walk.before or 0)
    return choices[position % len(choices)]


def _picked(walk: Walk, said: Heard) -> SmallStep | None:
    """Return the step that was named by button, title, number or place in the list."""
    steps = walk.content.steps
    which = _WHICH.fullmatch(said.text)
    if which:
        return steps[(which.lastindex or 1) - 1]
    named = said.text.strip().lower()
    return next((s for s in steps if s.id == said.choice or s.title.lower() == named), None)


def _is_offered(walk: Walk, choice: str) -> bool:
    if walk.step in ("step", "when"):
        return any(small.id == choice for small in walk.content.steps)
    if walk.step in RATED:
        return read_rating(choice) is not None
    return walk.step in ("balanced", "offered") and choice == "offer"


def _small_step(walk: Walk, said: Heard) -> Turn:
    chosen = _picked(walk, said)
    if chosen:
        return Turn(replace(walk, step="when", chosen=chosen.id))
    if _means(said, "deny", "unsure") or not said.text:
        return Turn(replace(walk, step=""), (Reply("utter_walk_step_none"),))
    if _says_little(said) or _means(said, "affirm"):
        return Turn(walk, (Reply("utter_walk_repeat"),))  # a yes, but to which of them?
    words = _with(walk, own_step=said.text[:OWN_WORDS_LIMIT])
    return Turn(replace(walk, step="when", chosen="own", words=words))


def _when(walk: Walk, said: Heard) -> Turn:
    if said.choice:  # another step after all
        return _small_step(walk, said)
    if _means(said, "deny", "unsure", "affirm") or len(said.text.strip()) < 2:
        return Turn(replace(walk, step=""))
    return Turn(replace(walk, step="", words=_with(walk, when=said.text[:OWN_WORDS_LIMIT])))


def _means(said: Heard, *intents: str) -> bool:
    """Return whether `said` is one of `intents` and no answer in words that resembles one."""
    short = len(said.text.split()) <= _FEW_WORDS
    return said.base in intents and (short or said.confidence >= PASSING_SURE)


def _says_little(said: Heard) -> bool:
    return sum(character.isalpha() for character in said.text) < _MEANS_LITTLE


def _with(walk: Walk, **words: str) -> dict[str, str]:
    return {**walk.words, **words}
