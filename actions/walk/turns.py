"""One turn of a walk: what was answered, what is said to it, which question comes next."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from actions.turn import Heard
from actions.walk import mentioned as mentions
from actions.walk.asides import ALWAYS_ANSWERED, RATED, SURE, interrupts
from actions.walk.choosing import OWN_WORDS_LIMIT, last_choice, picked, small_step, when
from actions.walk.meant import means, says_little
from actions.walk.odd import WALL, scolds, short_word
from actions.walk.pace import LAST, earlier, reached
from actions.walk.plan import STEPS, following, preceding, thought_of, thoughts
from actions.walk.questions import BRANCHES, offered_sentence
from actions.walk.rated import EDGE, changed, rated, without_edge
from actions.walk.rating import read_rating, shown
from actions.walk.receipts import taken_up
from actions.walk.refusing import NO_STEP, declined
from actions.walk.state import Reply, Turn, Walk, with_words

#: The questions in words at which a bare number corrects the first rating.
_IN_WORDS = ("core_1", "core_2", "in_hands", "balanced", "offered", "fact")
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
    turn = _answer(walk, _letter(said))
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
        "balanced": _balanced,
        "offered": _offered,
        "again": _again,
        "step": small_step,
        "when": when,
        LAST: last_choice,
    }[walk.step]
    return handler(walk, said)


def _to_rating(walk: Walk, **changes: Any) -> Walk:
    """Go to the second rating, past it without a first one, to the end without exercises."""
    if walk.chosen == NO_STEP:
        return replace(walk, step="", **changes)
    return replace(walk, step="again" if walk.before is not None else "step", **changes)


def _steer(walk: Walk, intent: str) -> Turn:
    planned = walk.step if walk.step in STEPS else BRANCHES.get(walk.step, "")
    if intent == "repeat":
        return Turn(without_edge(walk), (Reply("utter_walk_repeat"),))
    if intent == "skip":
        if walk.step in STEPS:
            planned = _after_skip(walk.step)
        skipped = _to_rating(walk) if planned == "again" else replace(walk, step=planned)
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
    if _SAID_TRUE.search(said.text):
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


def _balanced(walk: Walk, said: Heard) -> Turn:
    if said.choice == "offer" or means(said, "unsure", "affirm"):
        return Turn(
            replace(walk, step="offered", words=with_words(walk, offer=offered_sentence(walk)))
        )
    if means(said, "deny") or says_little(said):
        return Turn(_to_rating(walk), (Reply("utter_walk_skipped"),))
    return _own_sentence(walk, said)


def _offered(walk: Walk, said: Heard) -> Turn:
    if means(said, "affirm"):
        words = with_words(walk, sentence=walk.words.get("offer", ""))
        return Turn(_to_rating(walk, words=words))
    if means(said, "deny") or says_little(said):
        return Turn(_to_rating(walk))
    return _own_sentence(walk, said)


def _own_sentence(walk: Walk, said: Heard) -> Turn:
    words = with_words(walk, sentence=said.text[:OWN_WORDS_LIMIT])
    noted, reply = taken_up(walk, said, walk.step)
    return Turn(_to_rating(noted, words=words), (reply,))


def _is_offered(walk: Walk, choice: str) -> bool:
    if walk.step in ("step", "when", LAST):
        return any(small.id == choice for small in walk.content.steps)
    if walk.step in RATED:
        return read_rating(choice) is not None
    return walk.step in ("balanced", "offered") and choice == "offer"
