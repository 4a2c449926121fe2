"""The posture prompts still to come: what they keep clear of, and those by the clock."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from unknot.core.frame import ABSORBS, BREAK, BUSY_LIMIT, Draft, Frame
from unknot.core.history import Away, Outcome, Reason, SlotKind
from unknot.core.story import Story
from unknot.core.worktime import moment_at

LENGTH = 60.0
"""Seconds of a posture break."""
_LATE = 300.0
"""Seconds after its minute until which a clock prompt that nobody knew of is still due."""
_SHOWING = 30.0
"""Seconds that a prompt may take until it is on the screen, which don't count against the next one."""
_HERE = ("off", "quit")
"""Kinds of time away in which the app did not run: nothing was to be asked then."""


def window(frame: Frame) -> float:
    """Seconds around a session in which a prompt is absorbed; a wider gap between prompts widens it."""
    return max(ABSORBS, frame.settings.prompt_gap * 60.0)


def prompt(id_: str, due: float, reason: Reason, dropped: Reason | None = None) -> Draft:
    """A posture prompt that the ledger doesn't know. ``dropped``: why it won't show; near a session or in time away it
    is as good as done."""
    draft = Draft(id_, SlotKind.POSTURE, due, LENGTH, reason, Story(id_, SlotKind.POSTURE))
    if dropped is not None:
        credited = dropped in (Reason.SESSION_NEAR, Reason.TIME_AWAY)
        draft.outcome, draft.outcome_reason = Outcome.CREDITED if credited else Outcome.DROPPED, dropped
    return draft


@dataclass(slots=True)
class Coming:
    """Walks the rest of the day: each prompt is done when due, each session too and counts as a break. ``since``: the
    end of the last break; ``last_asked``: when anything was last on the screen; ``last_came``: when that appeared, or
    when the session was over."""

    frame: Frame
    sessions: Sequence[Draft]
    last_asked: float
    last_came: float
    since: float

    @property
    def gap(self) -> float:
        """Seconds between any two prompts."""
        return self.frame.settings.prompt_gap * 60.0

    def session_near(self, due: float) -> Draft | None:
        """The session still to come that absorbs a prompt due then, or that comes before it."""
        now, near = self.frame.now, window(self.frame)
        for session in self.sessions:
            if self.end(session) <= self.since:
                continue
            absorbs = abs(session.due - due) <= near
            before = session.due <= due + near and due > now
            return session if absorbs or before else None
        return None

    def after(self, session: Draft | None) -> None:
        """The session was had, and is a break."""
        if session is not None:
            self.last_asked = self.last_came = self.end(session)
            self.since = max(self.since, self.last_asked)

    def asked(self, moment: float) -> None:
        """A prompt was asked for, and done."""
        self.since = self.last_asked = self.last_came = moment

    def end(self, session: Draft) -> float:
        """When a session will be over."""
        return max(session.due, self.frame.now) + session.length


@dataclass(slots=True)
class ClockPrompts:
    """Prompts at minutes of the clock. ``known``: ids that the ledger has. A local time that doesn't exist becomes the
    first valid minute after it, one that comes twice means the first."""

    way: Coming
    known: Collection[str]
    away: Sequence[Away]

    def drafts(self) -> Iterator[Draft]:
        """In order of time: what is due by now and not yet known, and what is coming."""
        frame = self.way.frame
        for due, id_ in clock_moments(frame):
            if id_ in self.known or self._long_ago(due):
                continue
            passed = due <= frame.now
            if self._was_away(due):
                if passed:
                    yield prompt(id_, due, Reason.CLOCK, Reason.TIME_AWAY)
            elif self._near_session(due):
                if passed:
                    yield prompt(id_, due, Reason.CLOCK, Reason.SESSION_NEAR)
            else:
                yield self._place(id_, due)

    def _place(self, id_: str, due: float) -> Draft:
        """At its minute or behind a busy time; later by as long as the prompt before it stood on the screen, so that
        minutes which are a gap apart are all kept."""
        way, now = self.way, self.way.frame.now
        free = way.frame.next_free(due)
        if free is None or free - due > BUSY_LIMIT:
            return prompt(id_, due, Reason.CLOCK, Reason.BUSY)
        if self._near_session(free):
            return prompt(id_, due, Reason.CLOCK, Reason.SESSION_NEAR)
        start = max(free, way.last_asked + way.gap)
        if free + _SHOWING < way.last_came + way.gap or not way.frame.is_free(start) or self._near_session(start):
            return prompt(id_, due, Reason.CLOCK, Reason.NO_ROOM)
        way.asked(max(start, now))
        moved = Reason.MOVED_FOR_GAP if start > free else Reason.MOVED_FOR_BUSY
        return prompt(id_, start, Reason.CLOCK if start == due else moved)

    def _near_session(self, due: float) -> bool:
        near = window(self.way.frame)
        return any(s.due - near <= due <= max(s.due + near, self.way.end(s) + self.way.gap) for s in self.way.sessions)

    def _long_ago(self, due: float) -> bool:
        """Nobody knew of it when it came, and nobody was away: the app did not run, or other settings were in force."""
        now = self.way.frame.now
        return self.way.frame.live and due < now - _LATE and not self._was_away(due)

    def _was_away(self, due: float) -> bool:
        """Whether it came while the person was away, or just back from a break of their own."""
        for gone in self.away:
            start, end = gone.start.timestamp(), gone.end.timestamp()
            rested = self.way.gap if end - start >= BREAK else 0.0
            if gone.why not in _HERE and end - start >= LENGTH and start <= due <= end + rested:
                return True
        return False


def clock_moments(frame: Frame) -> list[tuple[float, str]]:
    """(POSIX seconds, id) of all clock prompts in the working time, in order. Of several that a clock change brings to
    one moment only the last stays."""
    found = dict[float, str]()
    shifts = _shifts(frame)
    wall, last = _walls(frame, max(shifts) - min(shifts))
    while wall <= last:
        for minute in sorted(frame.settings.clock_minutes):
            naive = wall.replace(minute=minute)
            if len(shifts) == 1:  # the zone needn't be asked for each minute
                moment = (naive - _EPOCH - shifts[0]).total_seconds()
            else:
                moment = moment_at(naive.date(), naive.time(), frame.zone).timestamp()
            if moment in frame:
                found[moment] = f"c{naive:%H%M}"
        wall += _HOUR
    return sorted(found.items())


def _walls(frame: Frame, change: timedelta) -> tuple[datetime, datetime]:
    """The full hours by the wall clock within which all of the working time lies, a clock change included."""
    first, last = (moment.replace(tzinfo=None) for moment in (frame.spans[0].start, frame.spans[-1].end))
    return (first - change).replace(minute=0, second=0, microsecond=0), last + change


def _shifts(frame: Frame) -> list[timedelta]:
    """How far the zone is ahead of UTC on these two dates: one answer, unless its clocks change then."""
    midnights = [datetime.combine(frame.day + timedelta(days=n), time(), frame.zone) for n in (0, 1, 2)]
    return list({midnight.utcoffset() or timedelta() for midnight in midnights})


_HOUR = timedelta(hours=1)
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall times are naive until their offset is taken off
