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
        """It ends; answers the time away that ended with it, if worth noting. A lull in typing needs no settling."""
        if not self._presence.has(why):
            return None
        before, self._presence = self._presence, self._presence.end(why, self._clock.now())
        if why is Hold.TYPING:
            self._presence = replace(self._presence, cleared_at=before.cleared_at)
        return self._absence.end(why) if counts_as_away(why) else None

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
        until = self._presence.paused_until
        if until and until.timestamp() - jump.start.timestamp() <= _A_LENGTH.total_seconds():
            self.pause(later(until, jump.by))
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

    def pause_over(self) -> bool:
        """Whether a pause with an end has reached it."""
        until = self._presence.paused_until
        return until is not None and until.timestamp() <= self._clock.now().timestamp()

    def recall_pause(self) -> None:
        """Take a pause up again after a start, unless it has ended meanwhile or can't be read."""
        since, _, until = (self._ledger.recall(PAUSE) or "").partition(" ")
        try:
            end = datetime.fromisoformat(until) if until else None
            begin = datetime.fromisoformat(since)
        except ValueError:
            return
        now = self._clock.now()
        if end is not None and end.timestamp() <= now.timestamp():
            self._ledger.remember(PAUSE, None)
            return
        held = self._presence.begin(Hold.PAUSED, begin.astimezone(now.tzinfo))
        self._presence = replace(held, paused_until=end.astimezone(now.tzinfo) if end else None)

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

