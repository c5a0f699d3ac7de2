"""How long, how many, how big: the limits of a reply, and who may go beyond them and why."""

from __future__ import annotations

from fnmatch import fnmatchcase

#: Characters of text that one message may have: what a phone shows without scrolling.
LENGTH = 350
#: Fixed, reviewed texts in which leaving a sentence out would leave a promise or a help out.
LONGER = {
    "utter_crisis*": 600,
    "utter_welcome": 400,
    "utter_privacy": 700,
}

#: Wordings of a reply that can come again.
WORDINGS = 3
#: Replies that need no more than one: fixed and reviewed word by word, or said at most once.
FEWER = (
    "utter_crisis*",  # reviewed with care; the conversation stays there until a button is pressed
    "utter_forget_confirm",  # says what erasing means, the same each time
    "utter_forgotten",  # what comes after it is a new conversation
    "utter_privacy",  # stands in docs/privacy.md too
    "utter_resources_stale",  # stands below a list of numbers, which counts more than it
    "utter_welcome",  # once
    "utter_welcome_short",  # once
)

#: Buttons of one message, beside free text, which is always possible.
BUTTONS = 3
#: Replies that the design gives more buttons in their file. None: what has more gets them from an
#: action (the six thoughts, the numbers of a rating).
MORE_BUTTONS: dict[str, int] = {}
#: Characters of a button's title: two to a row on a narrow phone, or one without dots at its end.
TITLE = 24
#: Bytes of a payload: what Telegram lets a button carry in the channel that comes with Rasa.
PAYLOAD = 64

#: A stale fact is announced so many days before it expires, while there is time to look it up.
WARN_DAYS_BEFORE = 30
#: For so many days after it expired it is still a warning: from the first day on no reply tells it
#: as current, so nothing is false, and who changes something else should not be held up by it.
#: Later the check refuses, as nobody seems to look.
ERROR_DAYS_AFTER = 60


def longest(name: str) -> int:
    """Return how many characters the reply `name` may have."""
    return next((limit for mask, limit in LONGER.items() if fnmatchcase(name, mask)), LENGTH)


def may_be_few(name: str) -> bool:
    """Return whether the reply `name` may have fewer wordings than the others."""
    return any(fnmatchcase(name, mask) for mask in FEWER)
