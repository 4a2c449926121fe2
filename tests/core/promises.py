"""What a day's plan promises, checked from the outside: from the rules in words, not from the code that keeps them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from tests.core.zones import History

from unknot.core.day import DayPlan, Slot, Span
from unknot.core.history import Outcome, Reason, SlotKind
from unknot.core.hours import Hours, Ranges
from unknot.core.settings import PostureBy, Settings

GRID = 300.0
A_MINUTE = 60.0
NEAR = 15 * 60.0
"""Within so many seconds of a session a posture prompt is absorbed."""
LIMIT = 60 * 60.0
"""So many seconds may a busy time put something off."""
SHORT = 2 * 60.0
"""Seconds of the short version."""

Stretch = tuple[float, float]


def seconds(moment: datetime) -> float:
    return moment.timestamp()


def ends(slot: Slot) -> float:
    return slot.due.timestamp() + slot.length.total_seconds()


def stretches(spans: Sequence[Span]) -> list[Stretch]:
    return [(seconds(span.start), seconds(span.end)) for span in spans]


def working_time(day: date, hours: Hours, known: History) -> list[Stretch]:
    """A day's hours as instants: a time that doesn't exist moves forward, one that comes twice means the first. What
    the day before still needs is its own."""
    before = day - timedelta(days=1)
    ran_on = _instants(before, hours[before.weekday()], known)
    over = ran_on[-1][1] if ran_on else -math.inf
    return [(max(a, over), b) for a, b in _instants(day, hours[day.weekday()], known) if b > over]


def _instants(day: date, ranges: Ranges, known: History) -> list[Stretch]:
    found: list[Stretch] = []
    first = day
    for work, last in zip(ranges, [None, *ranges], strict=False):
        if last is not None and work.start < last.start:  # behind a break across midnight
            first = day + timedelta(days=1)
        until = first if work.end > work.start else first + timedelta(days=1)
        start = known.first_at(datetime.combine(first, work.start))
        end = known.first_at(datetime.combine(until, work.end))
        if found and start < end and found[-1][1] >= start:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return found


def keeps_its_promises(plan: DayPlan, settings: Settings, busy: Sequence[Span] = ()) -> None:
    """Everything that holds for any plan, a day that has begun included."""
    _every_slot_once(plan)
    _sessions_fit(plan, stretches(busy))
    _gaps(plan, settings)


def _every_slot_once(plan: DayPlan) -> None:
    assert len({slot.id for slot in plan.slots}) == len(plan.slots), "a slot comes twice"
    assert [seconds(s.due) for s in plan.slots] == sorted(seconds(s.due) for s in plan.slots), "not in order of time"
    work = stretches(plan.work)
    for slot in plan.slots:
        assert slot.day == plan.day
        assert (slot.outcome is None) == (slot in plan.coming())
        if slot.outcome is None:
            assert any(a <= seconds(slot.due) < b for a, b in work), f"{slot.id} outside working time"
        elif slot.outcome in (Outcome.DROPPED, Outcome.CREDITED):
            assert slot.outcome_reason is not None, f"{slot.id} doesn't show and nobody knows why"


def _sessions_fit(plan: DayPlan, busy: list[Stretch]) -> None:
    work = stretches(plan.work)
    for slot in plan.coming():
        start, end = seconds(slot.due), ends(slot)
        if slot.kind is SlotKind.SESSION:
            assert any(a <= start and end <= b for a, b in work), f"{slot.id} runs into a break or past the end"
        if not slot.fixed and slot.reason is not Reason.SNOOZED:
            assert not any(a < end and start < b for a, b in busy), f"{slot.id} lies in a busy time"


def between_sessions(settings: Settings) -> float:
    """Seconds from the end of a session to the next one: both are prompts, too."""
    return max(settings.session_gap, settings.prompt_gap) * 60.0


def _put_there(slot: Slot) -> bool:
    """By the person, or by the settings to the minute."""
    return slot.fixed or slot.reason in (Reason.FIXED_TIME, Reason.SNOOZED)


def _gaps(plan: DayPlan, settings: Settings) -> None:
    for before, after in pairwise(plan.coming(SlotKind.SESSION)):
        apart = seconds(after.due) - ends(before)
        assert _put_there(before) or _put_there(after) or apart >= between_sessions(settings), (before.id, after.id)
    for before, after in pairwise(plan.coming()):
        begins = ends(before) if before.kind is SlotKind.SESSION else seconds(before.due)
        apart = seconds(after.due) - begins
        both = _put_there(before) and _put_there(after)
        assert both or apart >= settings.prompt_gap * 60, f"{before.id} and {after.id} are {apart / 60:.1f} min apart"


@dataclass(frozen=True)
class Free:
    """Where a session may be on a day whose other sessions are where they are."""

    plan: DayPlan
    settings: Settings
    busy: Sequence[Stretch]

    def at(self, start: float, length: float, but: Slot) -> bool:
        """Whether a session of so many seconds could start there instead of ``but``."""
        end, gap = start + length, between_sessions(self.settings)
        others = (slot for slot in self.plan.coming(SlotKind.SESSION) if slot is not but)
        return (
            any(a <= start and end <= b for a, b in stretches(self.plan.work))
            and not any(a < end and start < b for a, b in self.busy)
            and not any(seconds(other.due) - gap < end and start < ends(other) + gap for other in others)
        )

    def nowhere(self, near: float, within: float, length: float, but: Slot) -> bool:
        """Whether no start on the grid is free at less than so many seconds from a moment."""
        steps = range(math.ceil(within / GRID))
        return not any(self.at(near + sign * step * GRID, length, but) for step in steps for sign in (1, -1))


def is_spread_evenly(plan: DayPlan, settings: Settings, busy: Sequence[Span] = ()) -> None:
    """A future day: as many sessions as wished for, each at its share of the working minutes to within the grid; moved
    only where it must be, and no further; shortened or dropped only where there is no room within the limit."""
    work, taken = stretches(plan.work), stretches(busy)
    sessions = sorted(plan.sessions, key=lambda slot: int(slot.id[1:]))
    assert len(sessions) == (settings.sessions if work else 0), "more or fewer than asked for"
    if any(slot.outcome_reason is Reason.NO_ROOM for slot in sessions):
        kept = sum(1 for slot in sessions if slot.outcome_reason is not Reason.NO_ROOM)
        packed = _packed(settings, work, taken)
        assert kept >= min(packed, settings.sessions), f"{packed} would fit, {kept} are kept"
        return
    for k, slot in enumerate(sessions):
        ideal = _share(work, (k + 0.5) / len(sessions))
        free, wish = Free(plan, settings, taken), _on_grid(ideal, slot)
        full, off = settings.session_minutes * 60.0, seconds(slot.due) - wish
        if slot.outcome:
            assert (slot.outcome, slot.outcome_reason) == (Outcome.DROPPED, Reason.BUSY), slot
            assert free.nowhere(wish, LIMIT, SHORT, slot), f"{slot.id} dropped although there is room near {slot.due}"
        elif slot.reason is Reason.SPREAD:
            assert abs(seconds(slot.due) - ideal) <= GRID / 2, f"{slot.id} is {off / 60:.0f} min off its share"
        elif slot.reason is Reason.SHORT_VERSION:
            assert ends(slot) - seconds(slot.due) == SHORT
            assert abs(off) <= LIMIT
            assert free.nowhere(wish, LIMIT, full, slot), f"{slot.id} shortened without need"
        else:
            assert slot.reason in (Reason.MOVED_FOR_GAP, Reason.MOVED_FOR_BUSY), slot
            assert free.nowhere(wish, abs(off), full, slot), f"{slot.id} could be nearer than {slot.due}"


def _share(work: list[Stretch], fraction: float) -> float:
    left = sum(b - a for a, b in work) * fraction
    for a, b in work:
        if left < b - a:
            return a + left
        left -= b - a
    return work[-1][1]


def _on_grid(moment: float, slot: Slot) -> float:
    """The five minutes of the wall clock nearest to a moment; halves go up."""
    offset = datetime.fromtimestamp(moment, slot.due.tzinfo).utcoffset()
    assert offset is not None
    shift = offset.total_seconds()
    return math.floor((moment + shift) / GRID + 0.5) * GRID - shift


def _packed(settings: Settings, work: list[Stretch], taken: list[Stretch]) -> int:
    """How many sessions fit, each as early as can be."""
    length, count, since = settings.session_minutes * 60.0, 0, work[0][0]
    while (start := _earliest(since, length, work, taken)) is not None:
        count, since = count + 1, start + length + between_sessions(settings)
    return count


def _earliest(since: float, length: float, work: list[Stretch], taken: list[Stretch]) -> float | None:
    for a, b in work:
        start = math.ceil(max(a, since) / GRID) * GRID
        while start + length <= b:
            clash = [y for x, y in taken if x < start + length and start < y]
            if not clash:
                return start
            start = math.ceil(max(clash) / GRID) * GRID
    return None


def is_at_fixed_times(plan: DayPlan, settings: Settings, known: History, busy: Sequence[Span] = ()) -> None:
    """A future day: each session at its time to the second; only a break or a busy time moves it on, to the first gap
    that is near enough; else it is dropped and says why."""
    work, taken = stretches(plan.work), stretches(busy)
    assert {slot.id for slot in plan.sessions} == (
        {f"s{k}" for k in range(1, len(settings.session_times) + 1)} if work else set()
    )
    for slot in plan.sessions:
        wall = settings.session_times[int(slot.id[1:]) - 1]
        days = (plan.day, plan.day + timedelta(days=1))
        moments = [known.first_at(datetime.combine(day, wall)) for day in days]
        inside = [moment for moment in moments if any(a <= moment < b for a, b in work)]
        if not inside:
            assert (slot.outcome, slot.outcome_reason) == (Outcome.DROPPED, Reason.OUTSIDE), slot
        elif seconds(slot.due) == inside[0] and slot.outcome is None:
            assert slot.reason is Reason.FIXED_TIME
        elif slot.outcome is None:
            assert 0 < seconds(slot.due) - inside[0] <= LIMIT
            assert slot.reason in (Reason.MOVED_FOR_BUSY, Reason.MOVED_FOR_GAP, Reason.SHORT_VERSION)
            full, steps = settings.session_minutes * 60.0, int(seconds(slot.due) - inside[0]) // 60
            assert not any(_clear(inside[0] + 60 * n, full, work, taken) for n in range(steps)), slot
        else:
            assert (slot.outcome, slot.outcome_reason) == (Outcome.DROPPED, Reason.BUSY), slot
            assert not any(_clear(inside[0] + 60 * n, SHORT, work, taken) for n in range(int(LIMIT / 60) + 1)), slot


def _clear(start: float, length: float, work: list[Stretch], taken: list[Stretch]) -> bool:
    end = start + length
    return any(a <= start and end <= b for a, b in work) and not any(a < end and start < b for a, b in taken)


@dataclass
class Asking:
    """Posture prompts as the rules would have them: (moment, reason, why it won't show)."""

    settings: Settings
    sessions: list[Stretch]
    work: list[Stretch]
    busy: list[Stretch]

    @property
    def gap(self) -> float:
        return self.settings.prompt_gap * 60.0

    @property
    def near(self) -> float:
        return max(NEAR, self.gap)

    def free_from(self, due: float) -> float | None:
        """The first moment with a minute free of busy times, before the next break."""
        until = next(b for a, b in self.work if a <= due < b)
        while due < until:
            clash = [y for x, y in self.busy if x < due + A_MINUTE and due < y]
            if not clash:
                return due
            due = max(clash)
        return None

    def by_interval(self) -> list[tuple[float, Reason, Reason | None]]:
        """Whenever the interval has gone by since the last break; breaks of under five minutes don't come here."""
        found: list[tuple[float, Reason, Reason | None]] = []
        least = -math.inf
        for begin, end in self.work:
            since = begin
            while (due := max(since + self.settings.prompt_every * 60.0, least)) < end:
                free = self.free_from(due)
                there = free if free is not None and free - due <= LIMIT else None
                until = due if there is None else there
                ahead = [b for a, b in self.sessions if b > since and a <= until + self.near]
                if ahead:
                    since, least = ahead[0], ahead[0] + self.gap
                elif there is None:
                    found.append((due, Reason.INTERVAL, Reason.BUSY))
                    since = due
                else:
                    found.append((there, Reason.INTERVAL if there == due else Reason.MOVED_FOR_BUSY, None))
                    since, least = there, there + self.gap
        return found

    def by_clock(self, day: date, known: History) -> list[tuple[float, Reason, Reason | None]]:
        """At the minutes of every hour; what a session absorbs doesn't appear."""
        walls = [time(hour, minute) for minute in self.settings.clock_minutes for hour in range(24)]
        days = (day, day + timedelta(days=1))
        moments = sorted({known.first_at(datetime.combine(on, wall)) for on in days for wall in walls})
        found: list[tuple[float, Reason, Reason | None]] = []
        last = -math.inf
        for due in moments:
            if not any(a <= due < b for a, b in self.work) or self._absorbed(due):
                continue
            free = self.free_from(due)
            if free is None or free - due > LIMIT:
                found.append((due, Reason.CLOCK, Reason.BUSY))
            elif self._absorbed(free):
                found.append((due, Reason.CLOCK, Reason.SESSION_NEAR))
            elif free < last + self.gap:
                found.append((due, Reason.CLOCK, Reason.NO_ROOM))
            else:
                found.append((free, Reason.CLOCK if free == due else Reason.MOVED_FOR_BUSY, None))
                last = free
        return found

    def _absorbed(self, due: float) -> bool:
        return any(a - self.near <= due <= max(a + self.near, b + self.gap) for a, b in self.sessions)


def asks_for_posture_as_ruled(plan: DayPlan, settings: Settings, known: History, busy: Sequence[Span] = ()) -> None:
    """A future day with someone at the desk throughout: exactly the prompts that the rules give, and for the same
    reasons."""
    sessions = [(seconds(slot.due), ends(slot)) for slot in plan.coming(SlotKind.SESSION)]
    rules = Asking(settings, sessions, stretches(plan.work), stretches(busy))
    by_clock = settings.posture is PostureBy.CLOCK
    expected = rules.by_clock(plan.day, known) if by_clock else rules.by_interval()
    prompts = [slot for slot in plan.slots if slot.kind is SlotKind.POSTURE]
    found = [(seconds(slot.due), slot.reason, slot.outcome_reason) for slot in prompts]
    assert sorted(found, key=str) == sorted(expected, key=str), _told(plan, expected)
    for slot in prompts if by_clock else ():
        if slot.reason is Reason.CLOCK:
            assert slot.id == f"c{slot.due:%H%M}" or slot.due.fold or _turned(slot), slot


def _turned(slot: Slot) -> bool:
    """Whether the clocks changed within the hour before: then the time that the id names may never have come."""
    return (slot.due - timedelta(hours=1)).utcoffset() != slot.due.utcoffset()


def _told(plan: DayPlan, expected: Sequence[tuple[float, Reason, Reason | None]]) -> str:
    zone = plan.work[0].start.tzinfo if plan.work else None
    wanted = [f"{datetime.fromtimestamp(due, zone):%H:%M:%S} {why} {lost or ''}" for due, why, lost in expected]
    slots = [f"{slot.id} {slot.due:%H:%M:%S} {slot.reason} {slot.outcome_reason or ''}" for slot in plan.slots]
    return "\n".join(["by the rules:", *wanted, "in the plan:", *slots])
