"""Whether the person can be asked now: what holds, since when, the pause, and the quiet after waking."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from unknot.core.gate import GRACE, counts_as_away
from unknot.core.history import Away
from unknot.core.presence import Held, Hold, Presence
from unknot.core.worktime import later
from unknot.ports import Clock, Ledger
from unknot.services.absence import BREAK, Absence, Jump

PAUSE = "pause"
"""The named value that holds a pause across restarts: when it began and, after a space, when it ends."""
CALL = "call"
"""The same for a call that the person told of, which always has an end."""
QUIT = "quit"
"""The named value that holds when the app was quit in good order."""
_A_LENGTH = timedelta(hours=4)
"""A pause up to this long is a length of time, which a clock set back must not stretch; a longer one ends at a time of
day."""

_BEFORE_ALL = timedelta(days=1)
"""Longer than any working day reaches back."""


class Attention:
    """Holds, pause and grace, with the time away kept in ``absence``."""

    def __init__(self, clock: Clock, ledger: Ledger, absence: Absence) -> None:
        self._clock = clock
        self._ledger = ledger
        self._absence = absence
        self._presence = Presence()
        self._quiet_until: datetime | None = None
        self._asked: set[Hold] = set()

    @property
    def presence(self) -> Presence:
        """What holds now."""
        return self._presence

    @property
    def quiet_until(self) -> datetime | None:
        """The end of the grace after a start, a wake or a jump of the clock."""
        return self._quiet_until

    # holds

    def begin(self, why: Hold) -> None:
        """A reason to hold begins; again is harmless."""
        self._presence = self._presence.begin(why, self._absence.begin(why))

    def end(self, why: Hold) -> Away | None:
        """It ends; answers the time away that ended with it, if worth noting."""
        if not self._presence.has(why):
            return None
        self._presence = self._presence.end(why, self._clock.now())
        return self._absence.end(why) if counts_as_away(why) else None

    def asked(self, holds: frozenset[Hold]) -> None:
        """What the sources that can only be asked have just said. What is told as it begins stays as it was told."""
        for why in holds:
            if not self._presence.has(why):
                self.begin(why)
                self._asked.add(why)
        for why in self._asked - holds:
            self.end(why)
        self._asked &= holds

    def forget_asked(self) -> None:
        """Nobody asks any more: what they said last is no news."""
        self._presence = self._presence.without(self._asked)
        self._asked.clear()

    def idle_known(self, known: bool) -> None:
        """Whether any source can tell idle time here."""
        self._presence = replace(self._presence, idle_known=known)

    def grace(self) -> None:
        """Quiet for a while from now on."""
        self._quiet_until = later(self._clock.now(), GRACE)

    def set_back(self, jump: Jump) -> None:
        """The clock was set back: holds and a pause keep their length, the quiet starts again."""
        self._absence.set_back(jump)
        now = jump.now
        holds = tuple(Held(held.why, later(held.since, jump.by)) for held in self._presence.holds)
        cleared = now if self._presence.cleared_at else None
        self._presence = replace(self._presence, holds=holds, cleared_at=cleared)
        for until, again in ((self._presence.paused_until, self.pause), (self._presence.call_until, self.call)):
            if until and until.timestamp() - jump.start.timestamp() <= _A_LENGTH.total_seconds():
                again(later(until, jump.by))
        self.grace()

    # the pause

    def pause(self, until: datetime | None) -> None:
        """No prompts until then, or until the person says (None)."""
        if not self._presence.has(Hold.PAUSED):
            self.begin(Hold.PAUSED)
        self._presence = replace(self._presence, paused_until=until)
        since = next(held.since for held in self._presence.holds if held.why is Hold.PAUSED)
        self._ledger.remember(PAUSE, f"{since.isoformat()} {until.isoformat() if until else ''}")

    def resume(self) -> None:
        """The pause is over."""
        self._ledger.remember(PAUSE, None)
        self._presence = replace(self._presence, paused_until=None)
        self.end(Hold.PAUSED)

    # a call, told of by hand

    def call(self, until: datetime) -> None:
        """In a call until then, as the person says. It outlasts a restart."""
        if not self._presence.has(Hold.SAID_CALL):
            self.begin(Hold.SAID_CALL)
        self._presence = replace(self._presence, call_until=until)
        since = next(held.since for held in self._presence.holds if held.why is Hold.SAID_CALL)
        self._ledger.remember(CALL, f"{since.isoformat()} {until.isoformat()}")

    def call_over(self) -> None:
        """The call has ended."""
        self._ledger.remember(CALL, None)
        self._presence = replace(self._presence, call_until=None)
        self.end(Hold.SAID_CALL)

    def call_ended(self) -> bool:
        """Whether a call has reached its end."""
        until = self._presence.call_until
        return until is not None and until.timestamp() <= self._clock.now().timestamp()

    def pause_over(self) -> bool:
        """Whether a pause with an end has reached it."""
        until = self._presence.paused_until
        return until is not None and until.timestamp() <= self._clock.now().timestamp()

    def recall(self) -> None:
        """Take a pause and a call up again after a start, unless they have ended meanwhile or can't be read."""
        for key, why in ((PAUSE, Hold.PAUSED), (CALL, Hold.SAID_CALL)):
            since, _, until = (self._ledger.recall(key) or "").partition(" ")
            begin, end = _moment(since), _moment(until)
            if begin is None or (until and end is None):
                continue
            now = self._clock.now()
            if end is not None and end.timestamp() <= now.timestamp():
                self._ledger.remember(key, None)
                continue
            held = self._presence.begin(why, begin.astimezone(now.tzinfo))
            until_then = end.astimezone(now.tzinfo) if end else None
            if why is Hold.PAUSED:
                self._presence = replace(held, paused_until=until_then)
            else:
                self._presence = replace(held, call_until=until_then)

    # start and end of the app

    def goodbye(self) -> None:
        """The app is quit in good order: what follows is time away."""
        for held in self._presence.holds:
            self._absence.end(held.why)
        self._ledger.remember(QUIT, self._clock.now().isoformat())

    def back_again(self, booted: datetime | None) -> None:
        """After a start: the time the app was not running is time away when it had been quit, or the machine was off.
        Killed on a machine that ran on, it says nothing about the person, and counts as working time. Before the very
        first start nobody counted: time at the desk begins now."""
        quit_at, seen = _moment(self._ledger.recall(QUIT)), self._ledger.last_seen()
        self._ledger.remember(QUIT, None)
        now = self._clock.now()
        last = max((m for m in (quit_at, seen) if m), key=datetime.timestamp, default=None)
        if last is None:
            self._absence.note(Away(later(now, -_BEFORE_ALL), now, "off"))
            return
        was_off = booted is not None and booted.timestamp() > last.timestamp()
        if not (quit_at or was_off):
            return
        if now.timestamp() - last.timestamp() >= BREAK.total_seconds():
            self._absence.note(Away(last.astimezone(now.tzinfo), now, "off" if was_off else "quit"))


def _moment(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None

