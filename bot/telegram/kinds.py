"""What the channel itself says: to messages that are no text, late ones, floods, groups."""

from __future__ import annotations

import random
from collections import OrderedDict

#: Lines by occasion; at least three for whatever can come again.
LINES: dict[str, tuple[str, ...]] = {
    "photo": (
        "I can't see pictures, only words. What does it show, and what about it is on your mind?",
        "A picture is out of my reach. Put into a sentence what I'd see in it?",
        "Pictures stay dark to me. Tell me in words what you wanted to show.",
    ),
    "animation": (
        "Animations don't move for me. What did it say for you?",
        "I can't see GIFs. In words, what was it?",
        "That one was lost on me, I only read text. How would you write it?",
    ),
    "video": (
        "I can't watch videos. What would you like me to know of it?",
        "Videos are out of my reach, words are not. What is it about?",
        "I only read text. Write me the one thing in it that matters to you.",
    ),
    "voice": (
        "I can't listen yet, only read. Could you type the main point? Scraps are fine.",
        "Sound doesn't reach me. Write the first sentence of it, and we go on from there.",
        "I'd need it in writing, I can't hear recordings. A few words do.",
    ),
    "sticker": (
        "Stickers are beyond me, I read words. What feeling was it?",
        "I can't see the sticker. Which word comes closest to it?",
        "A sticker, I think, but I can't look at it. What would it say?",
    ),
    "document": (
        "I can't open files, and didn't. Copy here the lines that matter, without names.",
        "Files stay closed to me. What is in it that you'd like to talk about?",
        "I didn't open the file, I only read what is typed here. What is it about?",
    ),
    "location": (
        "I don't use places and haven't kept this one. For help near you, write /resources and "
        "your country.",
        "A place tells me nothing, and it isn't kept. Your country by name helps with /resources.",
        "I can't read maps and have kept nothing of it. What is it about that place?",
    ),
    "contact": (
        "I don't keep contacts, and let this one go at once. What about that person?",
        "Numbers of people aren't for me; nothing of it was kept. What would you like to say?",
        "I haven't kept that contact, and can't call or write to anyone. What is it about?",
    ),
    "dice": (
        "Chance has spoken, but I can't read it. What do you say?",
        "I can't play, only think along. What is the question behind the throw?",
        "A game, I take it. I only read words: what is on your mind?",
    ),
    "poll": (
        "I can't vote. Where do you stand on it?",
        "Polls are closed to me. Which answer would be yours, and why?",
        "I don't see polls, only text. What is the question in it?",
    ),
    "story": (
        "I can't see stories. What was in it for you?",
        "Stories don't open here. Tell me in a sentence?",
        "I only read text. What did you want to share?",
    ),
    "other": (
        "That is a kind of message that I can't read. Could you put it into words?",
        "I only understand text. What would you like to say?",
        "This one didn't open for me. A typed sentence will.",
    ),
    "caption": (
        "I can't see what you attached, but I read what you wrote with it.",
        "The attachment is closed to me; your words are not.",
        "Only the text reached me, so I answer that.",
    ),
    "late": (
        "Your message waited for a while: I was out of reach, sorry. Here is my answer to it.",
        "I was away when you wrote, so this comes late.",
        "This answers something you wrote a while ago; it reached me only now.",
    ),
    "flood": (
        "That is a lot at once, more than I can follow. Take a breath, then send me the one thing "
        "that matters most, in a moment.",
        "I can't keep up with so many messages. In a while, write me the most important one.",
        "So much at once! Give me a moment, then one sentence with the heart of it.",
    ),
    "group": (
        "I only talk one to one, so that nobody reads along. Write to me privately.",
        "What people tell me is not for a group. You can reach me in a private chat.",
        "This kind of talk needs a quiet room: write to me in private.",
    ),
    "old_button": (
        "That button belongs to an earlier step. Go on with the newest message, or just write.",
        "We have moved on since that button. Write what you'd like, or see /thoughts.",
        "That one no longer fits where we are. Simply write, or use the newest buttons.",
    ),
    "used_button": ("You chose this one.",),
    "same_button": ("The answer is just below.",),
    "nothing": (
        "I'm here. Write on whenever you like, or see /help.",
        "I have nothing to add to that. What else is on your mind?",
        "Go on, I'm reading. /thoughts shows where we could start.",
    ),
    "trouble": (
        "Something went wrong here with your last message. Please write it once more. If you are "
        "in danger, don't wait for me: call your emergency number (112 in the EU) or see "
        "findahelpline.com.",
    ),
}
_REMEMBERED = 10_000


class Lines:
    """Chooses lines so that none comes twice in a row in one chat."""

    def __init__(self) -> None:
        self._random = random.SystemRandom()
        self._said: OrderedDict[tuple[str, str], str] = OrderedDict()

    def say(self, chat_key: str, occasion: str) -> str:
        """Return a line for `occasion` (one of :data:`LINES`)."""
        lines = LINES.get(occasion, LINES["other"])
        place = (chat_key, occasion)
        fresh = [line for line in lines if line != self._said.get(place)] or list(lines)
        line = self._random.choice(fresh)
        self._said[place] = line
        self._said.move_to_end(place)
        if len(self._said) > _REMEMBERED:
            self._said.popitem(last=False)
        return line
