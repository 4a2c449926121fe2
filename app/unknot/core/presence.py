"""What is known of the person and the machine, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Hold(StrEnum):
    """A reason to show nothing now. The set of reasons decides."""

    LOCKED = "locked"
    ASLEEP = "asleep"
    AWAY = "away"
    FULL_SCREEN = "full screen"
    DO_NOT_DISTURB = "do not disturb"
    CALL = "in a call"
    """Microphone or camera in use."""
    SAID_CALL = "in a call by hand"
    """The person said so; it has an end."""
    SHARING = "screen shared"
    PRESENTING = "presenting"
    PAUSED = "paused"
    TYPING = "typing"
    SESSION = "in a session"
    BLOCKED = "red flag"


ASKED = frozenset({Hold.FULL_SCREEN, Hold.DO_NOT_DISTURB, Hold.CALL, Hold.SHARING, Hold.PRESENTING, Hold.TYPING})
"""Holds that are asked for when a prompt is due; all others are told as they begin and end."""


@dataclass(frozen=True, slots=True)
class Held:
    """One reason with the moment it began (aware)."""

    why: Hold
    since: datetime


@dataclass(frozen=True, slots=True)
class Presence:
    """Everything that holds prompts at this moment, and when the last hold ended.

    ``paused_until`` is None for a pause "until I say" or when not paused; ``call_until`` is the end of a call that the
    person told of.
    """

    holds: tuple[Held, ...] = ()
    cleared_at: datetime | None = None
    paused_until: datetime | None = None
    call_until: datetime | None = None
    idle_known: bool = True

    def has(self, why: Hold) -> bool:
        """Whether this reason holds now."""
        return any(held.why is why for held in self.holds)

    def until(self, why: Hold) -> datetime | None:
        """When a hold ends by itself; None where nobody can say."""
        return {Hold.PAUSED: self.paused_until, Hold.SAID_CALL: self.call_until}.get(why) if self.has(why) else None

    def begin(self, why: Hold, at: datetime) -> Presence:
        """The same with one more reason; a reason that holds already keeps its own beginning."""
        return self if self.has(why) else replace(self, holds=(*self.holds, Held(why, at)))

    def end(self, why: Hold | Iterable[Hold], at: datetime) -> Presence:
        """The same without these reasons; remembers when the last one ended. Typing counts for nothing there: a lull
        needs no settling."""
        gone = {why} if isinstance(why, Hold) else set(why)
        left = tuple(held for held in self.holds if held.why not in gone)
        if len(left) == len(self.holds):
            return self
        cleared = _settles(self.holds) and not _settles(left)
        return replace(self, holds=left, cleared_at=at if cleared else self.cleared_at)

    def without(self, why: Iterable[Hold]) -> Presence:
        """The same without these reasons, as if they had never been: nothing has to settle."""
        gone = set(why)
        return replace(self, holds=tuple(held for held in self.holds if held.why not in gone))


def _settles(holds: Iterable[Held]) -> bool:
    """Whether one of them must be followed by quiet."""
    return any(held.why is not Hold.TYPING for held in holds)
