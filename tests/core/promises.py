"""What a day's plan promises, checked from the outside: from the rules in words, not from the code that keeps them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from tests.core.zones import History

from unknot.core.day import DayPlan, Slot, Span
from unknot.core.history import Outcome, Reason, SlotKind
from unknot.core.hours import Hours, Ranges
from unknot.core.settings import Settings

GRID = 300.0
NEAR = 15 * 60.0
"""Within so many seconds of a session a posture prompt is absorbed."""
A_BREAK = 5 * 60.0

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
    _sessions_fit(plan, settings, stretches(busy))
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


def _sessions_fit(plan: DayPlan, settings: Settings, busy: list[Stretch]) -> None:
    work = stretches(plan.work)
    for slot in plan.coming(SlotKind.SESSION):
        start, end = seconds(slot.due), ends(slot)
        assert any(a <= start and end <= b for a, b in work), f"{slot.id} runs into a break or past the end"
        if not slot.fixed:
            assert not any(a < end and start < b for a, b in busy), f"{slot.id} lies in a busy time"


def _apart(settings: Settings) -> float:
    """Seconds from the end of a session to the next one: both are prompts, too."""
    return max(settings.session_gap, settings.prompt_gap) * 60.0


def _gaps(plan: DayPlan, settings: Settings) -> None:
    for before, after in pairwise(plan.coming(SlotKind.SESSION)):
        between = seconds(after.due) - ends(before)
        assert (before.fixed and after.fixed) or between >= _apart(settings), f"{before.id} and {after.id}"
    for before, after in pairwise(plan.coming()):
        begins = ends(before) if before.kind is SlotKind.SESSION else seconds(before.due)
        assert (before.fixed and after.fixed) or seconds(after.due) - begins >= settings.prompt_gap * 60, (
            f"{before.id} and {after.id}"
        )


def is_spread_evenly(plan: DayPlan, settings: Settings, busy: Sequence[Span] = ()) -> None:
    """A future day: as many sessions as wished for, each at its share of the working minutes to within the grid; moved
    only where it must be, and no further; dropped only where there is no room."""
    work, taken = stretches(plan.work), stretches(busy)
    sessions = sorted(plan.sessions, key=lambda slot: slot.number)
    assert len(sessions) == (settings.sessions if work else 0), "more or fewer than asked for"
    coming = [slot for slot in sessions if slot.outcome is None]
    for slot in sessions:
        if slot.outcome is not None:
            assert (slot.outcome, slot.outcome_reason) == (Outcome.DROPPED, Reason.NO_ROOM), slot
    if len(coming) < len(sessions):
        return _has_no_room(coming, settings, work, taken)
    for k, slot in enumerate(coming):
        ideal = _share(work, (k + 0.5) / len(coming))
        off = seconds(slot.due) - ideal
        wish = _on_grid(ideal, slot)
        blocked = not _free(wish, slot, coming, settings, work, taken)
        if slot.reason is Reason.SPREAD:
            assert abs(off) <= GRID / 2, f"{slot.id} is {off / 60:.0f} min off its share"
        else:
            assert slot.reason in (Reason.MOVED_FOR_GAP, Reason.MOVED_FOR_BUSY), slot
            assert blocked, f"{slot.id} was moved to {slot.due} without need"
            _no_further_than_needed(wish, slot, coming, settings, work, taken)
    return None


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


def _free(
    start: float, slot: Slot, coming: Sequence[Slot], settings: Settings, work: list[Stretch], taken: list[Stretch]
) -> bool:
    end, gap = start + slot.length.total_seconds(), _apart(settings)
    return (
        any(a <= start and end <= b for a, b in work)
        and not any(a < end and start < b for a, b in taken)
        and not any(
            other is not slot and seconds(other.due) - gap < end and start < ends(other) + gap for other in coming
        )
    )


def _no_further_than_needed(
    wish: float, slot: Slot, coming: Sequence[Slot], settings: Settings, work: list[Stretch], taken: list[Stretch]
) -> None:
    """Nothing nearer to the wish would have been free, with the others where they are."""
    away = abs(seconds(slot.due) - wish)
    for step in range(1, math.ceil(away / GRID)):
        for nearer in (wish - step * GRID, wish + step * GRID):
            assert not _free(nearer, slot, coming, settings, work, taken), f"{slot.id} could be nearer than {slot.due}"


def _has_no_room(coming: Sequence[Slot], settings: Settings, work: list[Stretch], taken: list[Stretch]) -> None:
    """Packed as tightly as can be, one more than are coming would not fit either."""
    length, gap = settings.session_minutes * 60.0, _apart(settings)
    packed, at = 0, work[0][0]
    while True:
        start = _earliest(at, length, work, taken)
        if start is None:
            break
        packed, at = packed + 1, start + length + gap
    assert len(coming) >= min(packed, settings.sessions), f"{packed} would fit, {len(coming)} come"


def _earliest(since: float, length: float, work: list[Stretch], taken: list[Stretch]) -> float | None:
    for a, b in work:
        start = math.ceil(max(a, since) / GRID) * GRID
        while start + length <= b:
            clash = [y for x, y in taken if x < start + length and start < y]
            if not clash:
                return start
            start = math.ceil(max(clash) / GRID) * GRID
    return None


def asks_for_posture_by_interval(plan: DayPlan, settings: Settings) -> None:
    """A future day with someone at the desk throughout: a prompt whenever the interval has gone by since the last
    break, and only then."""
    interval, gap = settings.prompt_every * 60.0, settings.prompt_gap * 60.0
    near = max(NEAR, gap)
    sessions = [(seconds(slot.due), ends(slot)) for slot in plan.coming(SlotKind.SESSION)]
    expected: list[float] = []
    for begin, end in _at_the_desk(stretches(plan.work)):
        since, least = begin, (expected[-1] + gap if expected else begin)
        while True:
            due = max(since + interval, least)
            ahead = [(a, b) for a, b in sessions if b > since and a <= due + near]
            if ahead and (ahead[0][0] < end):
                since, least = ahead[0][1], ahead[0][1] + gap
            elif due < end:
                expected.append(due)
                since, least = due, due + gap
            else:
                break
    found = [seconds(slot.due) for slot in plan.coming(SlotKind.POSTURE)]
    assert found == expected, (found, expected)
    assert all(slot.reason is Reason.INTERVAL for slot in plan.coming(SlotKind.POSTURE))


def _at_the_desk(work: list[Stretch]) -> list[Stretch]:
    """Working time between breaks of five minutes or more. Shorter breaks don't come in these tests."""
    for (_, a), (b, _) in pairwise(work):
        assert b - a >= A_BREAK
    return work
