"""Whether somebody says that they have little time, as a clause of its own.

"I was in a hurry and pasted it" tells of a worry; "in a hurry, short please" asks for a short way.
"""

from __future__ import annotations

import re

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import HURRIED, OFFER, WALK_FORM, WELCOMED
from actions.turn import heard

_AMOUNT = (
    r"(?:(?:about|like|maybe|around|max) )?"
    r"(?:\d{1,2}|an?|a few|a couple(?: of)?|one|two|three|five|ten|fifteen)"
)
_MINUTES = rf"{_AMOUNT} ?-?(?:min(?:ute)?s?|sec(?:ond)?s?|moments?)"
_HAVE = r"(?:(?:i|we) ?)?(?:(?:'?ve |have )?got|have|'?ve)"
_CLAUSES = (
    r"(?:i have |i'?ve got |i got |one |a |just a |(?:a )?very )?(?:quick|short|brief) "
    r"(?:question|one|thing|version|way|path|chat|answer)",
    r"(?:(?:can|could|let'?s|let us) ?(?:we |you )?)?(?:make|keep|do) (?:it|this|that|things) "
    r"(?:quick|quickly|short|brief|briefly|fast)",
    r"be (?:quick|brief|short|fast)",
    r"(?:the )?(?:short|quick|fast) ?(?:version|way|one)?|shorter|in short",
    r"quickly|briefly|tl;? ?dr",
    r"(?:i'?m |i am |we'?re )?(?:a bit |a little |kind of |somewhat |really )?"
    r"(?:in (?:a |such a )?(?:bit of a |big |great |real |mad )?(?:hurry|rush)|pressed for time|"
    r"(?:a bit )?short (?:on|of) time|running late|on the run)",
    rf"{_HAVE} (?:only|just) {_MINUTES}",
    rf"(?:i |we )?(?:only|just) (?:have|got|'?ve got) {_MINUTES}",
    rf"{_HAVE} {_MINUTES}",
    rf"(?:there (?:is|are) )?(?:only|just) {_MINUTES}",
    rf"{_MINUTES} (?:only|max|tops|at most|left)",
    r"(?:i |we |i'?ve )?(?:have |got |'?ve )?(?:really )?(?:no|little|not much|hardly any) time "
    r"(?:for (?:this|that|it|all this|long \w+|many \w+|so many \w+)|now|right now|today)",
    r"(?:i |we )?(?:don'?t|do not) have (?:much |any |a lot of |that much |the )?time "
    r"(?:for (?:this|that|it|all this|long \w+|many \w+|so many \w+)|now|right now|today)",
    r"(?:my |the |a )?(?:next )?(?:meeting|bus|train|class|talk|seminar|call) "
    rf"(?:is |starts |begins |leaves )?in {_MINUTES}",
    rf"(?:i )?(?:have|need|got) to (?:go|leave|run) in {_MINUTES}",
)
#: In a longer message these speak of the work.
_ALONE = (
    r"(?:i |we |i'?ve )?(?:have |got |'?ve )?(?:really |so )?"
    r"(?:no|little|not much|hardly any) time",
    r"(?:i |we )?(?:don'?t|do not) have (?:much |any |a lot of |that much )?time",
)
_LEAD = (
    r"(?:(?:sorry|hi|hey|hello|ok|okay|well|but|and|so|please|just|actually|honestly|listen|look|"
    r"though|because|since|as) )*"
)
_TAIL = (
    r"(?: (?:please|now|right now|today|here|though|thanks|sorry|left|only|max|at the moment|"
    r"for you|then|before (?:my|the) \w+(?: \w+)?))*"
)
_HURRIED = re.compile(rf"{_LEAD}(?:{'|'.join(_CLAUSES)}){_TAIL}", re.IGNORECASE)
_HURRIED_ALONE = re.compile(rf"{_LEAD}(?:{'|'.join(_ALONE)}){_TAIL}", re.IGNORECASE)
_FILLER = re.compile(r"(?:sorry|hi|hey|hello|please|thanks|well|so|ok|okay)", re.IGNORECASE)
_BREAKS = re.compile(r"[.,:!?()\n—–]+|;(?! ?dr)|\s-\s")
#: Characters of a message that is looked at: more of them are no haste.
_LIMIT = 400


def is_hurried(text: str) -> bool:
    """Return whether a clause of `text` says that time is short."""
    return without_hurry(text) != text.strip()


def is_only_hurried(text: str) -> bool:
    """Return whether `text` says nothing but that time is short."""
    return bool(text.strip()) and is_hurried(text) and not without_hurry(text)


def without_hurry(text: str) -> str:
    """Return what `text` says beside being in a hurry: all of it where it says no such thing."""
    text = text.strip()
    if len(text) > _LIMIT:
        return text
    clauses = [part.strip().replace("’", "'") for part in _BREAKS.split(text)]
    rest = [part for part in clauses if part and not _HURRIED.fullmatch(part)]
    if len(rest) == 1 and _HURRIED_ALONE.fullmatch(rest[0]):
        rest = []
    if rest == [part for part in clauses if part]:
        return text
    return ", ".join(part for part in rest if not _FILLER.fullmatch(part))


#: Questions are answered in one message anyway, and in danger nothing is hurried.
_NO_MATTER = {"crisis", "express_distress", "faq", "why_not", "pillar", "ask_guidance"}


def notice_hurry(tracker: Tracker) -> list[EventType]:
    """Return the slot for a hurry that is told while no walk is open; an open walk reads it."""
    said = heard(tracker)
    walking = (tracker.active_loop or {}).get("name") == WALK_FORM
    if walking or said.base in _NO_MATTER or not is_hurried(said.text):
        return []
    return [SlotSet(HURRIED, True)]


def say_short(dispatcher: CollectingDispatcher) -> list[EventType]:
    """Ask for the thought, for the short way through it; a yes shows the six."""
    dispatcher.utter_message(response="utter_hurried")
    return [SlotSet(HURRIED, True), SlotSet(WELCOMED, True), SlotSet(OFFER, "thoughts")]
