"""The closed list of themes that mentors see. What is not here is not counted."""

from __future__ import annotations

from dataclasses import dataclass

#: Told by quarter only, and never as a number.
CRISIS_INTENT = "crisis"
#: Counted outside a walk only: within one, people answer in words of their own.
FALLBACK_INTENT = "nlu_fallback"


@dataclass(frozen=True)
class Theme:
    """Something that comes up in conversations; `intent` is its name in the log."""

    intent: str
    name: str
    #: What the theme means, in one short line.
    gloss: str
    #: How it is called in the middle of a sentence.
    phrase: str


@dataclass(frozen=True)
class Group:
    """Themes that belong together and are drawn on one scale."""

    key: str
    name: str
    intro: str
    themes: tuple[Theme, ...]


def _plain(intent: str, name: str, gloss: str) -> Theme:
    return Theme(intent, name, gloss, name[0].lower() + name[1:])


def _quoted(intent: str, name: str, gloss: str) -> Theme:
    return Theme(intent, name, gloss, f"“{name}”")


#: In the order in which one thought tends to lead to the next.
THOUGHTS = Group(
    "thoughts",
    "The six thoughts",
    "Worries that people walked through, in the order in which one tends to lead to the next.",
    (
        _plain("thought_career_pressure", "Career pressure", "I must get a position, fast."),
        _plain("thought_funding_pressure", "Funding pressure", "To win the grant, I have to."),
        _plain("thought_peer_pressure", "Peer pressure", "Everybody uses it; I fall behind."),
        _plain("thought_self_doubt", "Self-doubt", "If AI helped, was it me?"),
        _plain("thought_dependence", "Dependence", "I can't start without it."),
        _plain("thought_replacement", "Replacement", "Will I still be needed?"),
    ),
)
FOR = Group(
    "for",
    "Arguments for using AI",
    "What people said in favour of it.",
    (
        _quoted("argue_for/capability", "It does it well", "New technology that works."),
        _quoted("argue_for/natural", "A tool like any other", "Using it feels natural."),
        _quoted("argue_for/peers", "Everybody uses it", "So it is fine."),
        _quoted("argue_for/little_regulation", "Nothing forbids it", "There is no rule."),
        _quoted("argue_for/relief", "It makes work easier", "Saves time, helps with language."),
    ),
)
AGAINST = Group(
    "against",
    "Arguments against using AI",
    "What people said that speaks against it.",
    (
        _quoted("argue_against/individuality", "It isn't my voice", "Everything sounds alike."),
        _quoted("argue_against/reputation", "What others will think", "It may look like cheating."),
        _quoted("argue_against/errors", "It makes mistakes", "Invented references, checking."),
        _quoted("argue_against/black_box", "It doesn't explain", "The physics stays hidden."),
        _quoted("argue_against/struggle", "One learns by struggling", "Skip it and miss it."),
        _quoted("argue_against/ethics", "Privacy, energy, fairness", "Data, copyright, bias."),
    ),
)
WHY_NOT = Group(
    "why-not",
    "“So why shouldn't we …?”",
    "Challenges that people put to the mentor in the chat.",
    (
        _quoted("why_not/proposals", "Let AI write proposals", "Why write them ourselves?"),
        _quoted("why_not/coding", "Stop coding by hand", "Why write code ourselves?"),
        _quoted("why_not/conferences", "Skip talks and papers", "Why not read summaries?"),
    ),
)
GUIDANCE = Group(
    "guidance",
    "Guidance and the four pillars",
    "Where people asked what to do.",
    (
        _quoted("ask_guidance", "May I? Should I?", "Where is the line?"),
        _quoted("pillar/consciousness", "Using it consciously", "Pillar: consciousness."),
        _quoted("pillar/wellbeing", "Looking after myself", "Pillar: wellbeing."),
        _quoted("pillar/education", "Learning about AI", "Pillar: education."),
        _quoted("pillar/awareness", "Knowing the rules", "Pillar: awareness."),
    ),
)
FACTS = Group(
    "facts",
    "Facts asked for",
    "What people wanted to know.",
    (
        _quoted("faq/artificial_intelligence", "What AI is", "In general."),
        _quoted("faq/machine_learning", "Machine learning", "What it is."),
        _quoted("faq/neural_networks", "Neural networks", "What they are."),
        _quoted("faq/deep_learning", "Deep learning", "What it is."),
        _quoted("faq/neuromorphic_computing", "Neuromorphic computing", "What it is."),
        _quoted("faq/generative_ai", "Generative AI", "How it works."),
        _quoted("faq/timeline", "Timeline", "When which tool came."),
        _quoted("faq/nobel_2024", "Nobel Prizes 2024", "What they were for."),
        _quoted("faq/publisher_rules", "Publishers' rules", "What journals ask."),
        _quoted("faq/funder_rules", "Funders' rules", "What funders ask."),
        _quoted("faq/evidence", "Does it help?", "What studies found."),
        _quoted("faq/about_bot", "About Bearings", "Who made it, what it can do."),
    ),
)
CARE = Group(
    "care",
    "Care",
    "Where people were not well, or looked for help.",
    (
        _plain("express_distress", "Distress", "Overwhelmed, anxious, sleepless."),
        _plain("ask_resources", "Looking for help", "Counselling, a helpline, reading."),
        _plain("ask_human", "Asking for a person", "Wanted to talk to somebody."),
    ),
)
LIMITS = Group(
    "limits",
    "Where the chat fell short",
    "For those who look after Bearings.",
    (_plain(FALLBACK_INTENT, "Not understood", "At least once in the conversation."),),
)

GROUPS = (THOUGHTS, FOR, AGAINST, WHY_NOT, GUIDANCE, FACTS, CARE, LIMITS)
THEMES = tuple(theme for group in GROUPS for theme in group.themes)
