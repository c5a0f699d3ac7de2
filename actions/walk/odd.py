"""Messages that are hardly an answer to anything: scolding, a single letter, a wall of text."""

from __future__ import annotations

import re

#: Characters from which an answer is too long to be taken up as a whole.
WALL = 1000
#: Characters from which a text is no step and no time.
PARAGRAPH = 300

_NAMES = (
    r"(?:bot|robot|machine|program|chat ?bot|thing|piece of (?:shit|crap|junk|garbage)|idiot|moron|"
    r"asshole|liar|joke|bitch|bastard|clown|loser|computer)"
)
_BAD = (
    r"(?:useless|stupid|dumb|worthless|idiotic|pathetic|annoying|terrible|awful|bad|crap|shit|shitty|"
    r"garbage|rubbish|ridiculous|boring|bullshit|nonsense|pointless|trash|hopeless|worst|horrible|"
    r"fucking|bloody|damn|goddamn)"
)
_MORE = r"(?:so|such an?|an?|the|really|just|pretty|very|absolutely|totally|completely|fucking|all)"
#: Of these, "this is …" speaks of the chat; "this is hopeless" may speak of the work.
_THIS = (
    r"(?:useless|stupid|dumb|crap|shit|shitty|garbage|rubbish|ridiculous|boring|bullshit|pointless)"
)
_OH = r"(?:(?:oh|wow|well|ok|god|man|what|no) )*"
_SCOLDS = re.compile(
    rf"{_OH}(?:"
    rf"(?:you|u|ur|you'?re|this (?:bot|thing|program|chat)) ?(?:(?:are|r|is) )?(?:{_MORE} )*"
    rf"(?:{_BAD} )*(?:{_BAD}|{_NAMES}|waste of (?:my )?time)"
    rf"|(?:it'?s|this|that|this is|that'?s|that is) (?:{_MORE} )*(?:{_THIS}|waste of (?:my )?time)"
    rf"|(?:{_MORE} )*(?:{_BAD} )+{_NAMES}|(?:{_MORE} )*(?:bullshit|waste of (?:my )?time)"
    r"|(?:you|u) (?:really )?suck|you (?:know|understand) nothing|i hate (?:you|this (?:bot|chat))"
    r"|(?:just )?(?:shut (?:the (?:fuck|hell) )?up|fuck (?:you|off|this)|screw you|go to hell|"
    r"piss off|stfu|f u|fu|wtf|get lost)"
    r")(?: (?:you (?:stupid |dumb |useless )?(?:bot|thing|machine|idiot|robot)|bot|idiot|already|"
    r"now|man|dude))*",
    re.IGNORECASE,
)


def scolds(text: str) -> bool:
    """Return whether all of `text` scolds the bot; a curse about the work is an answer."""
    said = re.sub(r"[.,!?*]+", " ", text.replace("’", "'"))
    said = " ".join(said.split())
    return len(said) < 100 and bool(_SCOLDS.fullmatch(said))


def short_word(text: str) -> str | None:
    """Return what a single letter stands for: `affirm`, `deny`, or an empty string for nothing.

    None where `text` is no single letter.
    """
    said = re.sub(r"[\W_\d]+", "", text).lower()
    if len(said) != 1 or not said.isascii() or re.search(r"\d", text):
        return None
    return {"k": "affirm", "y": "affirm", "n": "deny"}.get(said, "")
