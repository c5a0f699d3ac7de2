"""One turn of a walk: what was answered, what is said to it, which question comes next."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.turn import Heard
from actions.walk import mentioned as mentions
from actions.walk.asides import ALWAYS_ANSWERED, RATED, SURE, interrupts
from actions.walk.asking import asks_back, asks_for_words
from actions.walk.choosing import last_choice, picked, small_step, when
from actions.walk.meant import means
from actions.walk.odd import WALL, scolds, short_word
from actions.walk.pace import LAST, earlier, reached
from actions.walk.plan import STEPS, following, preceding, thought_of, thoughts
from actions.walk.questions import BRANCHES
from actions.walk.rated import EDGE, changed, rated, without_edge
from actions.walk.rating import read_rating, shown
from actions.walk.receipts import taken_up
from actions.walk.refusing import declined
from actions.walk.reported import as_reported
from actions.walk.sentence import SAID_TRUE, balanced, is_simply_true, offer, offered, to_rating
from actions.walk.state import Reply, Turn, Walk

#: The questions in words at which a bare number corrects the first rating.
_IN_WORDS = ("core_1", "core_2", "in_hands", "balanced", "offered", "fact")
_SIMPLY_TRUE = re.compile(
    SAID_TRUE.pattern + r"|\bcontract (really |does |will )?(ends?|runs? out|expires?)\b"
    r"|\b(is|are) (required|mandatory|obligatory)\b|\bthe rule says\b",
    re.IGNORECASE,
)


#: From here on, an argument in a free answer is taken up: a reaction that does not fit is worse
#: than a plain receipt.
TAKEN_UP = 0.95
#: Likewise another thought: an answer about one of the six can sound like another.
ANOTHER_THOUGHT = 0.75


def answer(walk: Walk, said: Heard) -> Turn:
    """Return what follows when `said` answers the question `walk` is at."""
    turn = _answer(walk, as_reported(_letter(said)))
    if turn.interrupted:
        return turn
    after = turn.walk
    if EDGE in walk.words and after.words.get(EDGE) == walk.words[EDGE] and after.step != walk.step:
        after = without_edge(after)
    if walk.step not in RATED and len(said.text) > WALL:
        long = tuple(r for r in turn.replies if r.response != "utter_walk_noted")
        return Turn(replace(after, step=_on(after)), long or (Reply("utter_walk_long"),))
    return Turn(replace(after, step=_on(after)), turn.replies)


def _on(walk: Walk) -> str:
    return reached(walk.step, walk.pace)


def _letter(said: Heard) -> Heard:
    """Return `said`, a letter that stands for a yes or a no as that, whatever was understood."""
    meant = short_word(said.text)
    return replace(said, intent=meant, confidence=1.0) if meant else said


def _answer(walk: Walk, said: Heard) -> Turn:
    if said.base not in ALWAYS_ANSWERED and scolds(said.text):
        if said.base in ("complain", "chitchat"):
            return Turn(walk, interrupted=True)
        return Turn(walk, (Reply("utter_walk_scolded"),))
    if said.base not in ALWAYS_ANSWERED - {"stop"} and (refused := declined(walk, said)):
        return refused
    if walk.step in ("step", LAST) and picked(walk, said):
        return last_choice(walk, said) if walk.step == LAST else small_step(walk, said)
    if said.base != "crisis" and (back := _asked_back(walk, said)):
        return back
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
    if walk.step in _IN_WORDS and (corrected := changed(walk, said)):
        return corrected
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
        "balanced": balanced,
        "offered": offered,
        "again": _again,
        "step": small_step,
        "when": when,
        LAST: _last,
    }[walk.step]
    return handler(walk, said)


def _asked_back(walk: Walk, said: Heard) -> Turn | None:
    """Return the turn for somebody who asks for the sentence, or what the question means."""
    if walk.step in ("balanced", "offered") and asks_for_words(said.text):
        return offer(walk)
    in_words = walk.step in (*_IN_WORDS, "own_words", "just_talk", "opening", LAST)
    if walk.step == "fact" and asks_back(said.text):
        return _fact(walk, replace(said, intent="affirm"))
    if in_words and asks_back(said.text):
        return Turn(walk, (Reply("utter_walk_repeat"),))
    return None


def _steer(walk: Walk, intent: str) -> Turn:
    planned = walk.step if walk.step in STEPS else BRANCHES.get(walk.step, "")
    if intent == "repeat":
        return Turn(without_edge(walk), (Reply("utter_walk_repeat"),))
    if intent == "skip":
        if walk.step in STEPS:
            planned = _after_skip(walk.step)
        skipped = to_rating(walk) if planned == "again" else replace(walk, step=planned)
        return Turn(skipped, (Reply("utter_walk_skipped"),))
    before = earlier(walk.step, walk.pace) if walk.pace else preceding(planned)
    if before is None:
        return Turn(walk, (Reply("utter_walk_at_start"),))
    return Turn(replace(walk, step=before), (Reply("utter_walk_back"),))


def _after_skip(step: str) -> str:
    # Without a chosen step there is nothing to ask a time for.
    return "" if step == "step" else following(step) or ""


def _opening(walk: Walk, said: Heard) -> Turn:
    if said.base == "deny":
        return Turn(replace(walk, step="own_words"))
    if short_word(said.text) == "":
        return Turn(walk, (Reply("utter_walk_one_letter"),))
    if said.base == "affirm" or len(said.text.split()) <= 3:
        return Turn(replace(walk, step="belief"))
    if SAID_TRUE.search(said.text):
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
    if other and other != walk.thought and said.confidence >= ANOTHER_THOUGHT:
        also = (*(t for t in walk.also if t != other), other)
        reply = Reply("utter_walk_also", {"other": thoughts()[other].phrase})
        return Turn(replace(walk, step=after, also=also), (reply,))
    if not said.text:  # a button of another question
        return Turn(walk, (Reply("utter_walk_repeat"),))
    if means(said, "unsure") or short_word(said.text) is not None:
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


def _belief(walk: Walk, said: Heard) -> Turn:
    rating = rated(walk, said)
    if not isinstance(rating, Turn):
        return Turn(replace(without_edge(walk), step="core_1", before=rating[0]), rating[1])
    if EDGE in walk.words or EDGE in rating.walk.words:
        return rating
    if SAID_TRUE.search(said.text):
        return Turn(replace(walk, step="in_hands"))
    if means(said, "deny"):
        return Turn(replace(walk, step="core_1"), (Reply("utter_walk_skipped"),))
    return rating


def _again(walk: Walk, said: Heard) -> Turn:
    rating = rated(walk, said)
    if isinstance(rating, Turn):
        return rating
    walk, after = without_edge(walk), rating[0]
    done = replace(walk, step="step", after=after)
    if walk.before is None:
        return Turn(done, rating[1])
    name = "same" if after == walk.before else "lower" if after < walk.before else "higher"
    values = {"before": shown(walk.before), "after": shown(after)}
    return Turn(done, (Reply(f"utter_walk_{name}", values),))


def _fact(walk: Walk, said: Heard) -> Turn:
    told = (Reply(f"utter_{walk.thought}_fact_told"),) if said.base == "affirm" else ()
    return Turn(replace(walk, step="balanced"), told)


def _last(walk: Walk, said: Heard) -> Turn:
    """End the short way, unless the worry is said to be true: then with what can be done."""
    if is_simply_true(said):
        return Turn(replace(walk, step="in_hands"))
    return last_choice(walk, said)


def _is_offered(walk: Walk, choice: str) -> bool:
    if walk.step in ("step", "when", LAST):
        return any(small.id == choice for small in walk.content.steps)
    if walk.step in RATED:
        return read_rating(choice) is not None
    return walk.step in ("balanced", "offered") and choice == "offer"
