"""How fast things go: intervals and limits, in one place so that tests can shorten them."""

from __future__ import annotations

from dataclasses import dataclass

HOUR = 3600
DAY = 24 * HOUR


@dataclass(frozen=True)
class Pace:
    """Intervals in seconds, and limits."""

    #: One message in this time to one chat (Telegram's limit).
    per_chat: float = 1.0
    #: One message in this time to anybody: 30 a second (Telegram's limit).
    overall: float = 1 / 30
    #: How long Telegram holds a request for updates open.
    poll: float = 50
    #: How often the stores are looked through, besides when something was just put there.
    look: float = 1.0
    #: Telegram shows "typing" for five seconds.
    typing: float = 4.0
    #: First and longest wait after a failure; it doubles in between.
    retry_first: float = 1.0
    retry_most: float = 300
    #: How long an ending program lets open turns and sends finish.
    grace: float = 10
    #: Chats answered side by side, and chats sent to side by side.
    turns_at_once: int = 8
    sends_at_once: int = 64
    #: A chat may write so many messages in so many seconds before it is slowed down.
    flood_messages: int = 15
    flood_seconds: int = 20
    #: A message older than this is answered with a line that says so.
    late: int = HOUR
    #: A group is pointed to the private chat at most once in this time.
    group_silence: int = HOUR
    #: An update that failed so often is given up, with an apology.
    tries: int = 3
    #: Updates, their numbers and unsent replies are kept no longer than this.
    keep_updates: int = 2 * DAY
    #: A chat that was silent for so long is forgotten.
    keep_chats: int = 30 * DAY
    #: How often reminders are looked at, so that a clock that jumps is noticed as soon.
    remind: float = 60
    #: A reminder waits until a conversation has been silent for so long.
    pause: int = HOUR // 4
    #: A reminder that is overdue by more than this is dropped.
    keep_reminders: int = 2 * DAY
    #: How often what is too old is deleted.
    expire: float = HOUR

    def backoff(self, tries: int) -> float:
        """Return the wait after the failure number `tries`, counted from 1."""
        return min(self.retry_first * 2.0 ** min(tries - 1, 30), self.retry_most)
