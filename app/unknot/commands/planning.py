"""``unknot plan``: what the settings will do on any days, by the same engine as the app's, with its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta, tzinfo
from functools import cached_property
from typing import Any

from unknot.commands.sentences import DAYS_OFF, OUTCOMES, REASONS, one_line
from unknot.core.choosing import areas_of
from unknot.core.day import DayPlan, Slot, Span
from unknot.core.history import Reason, SlotKind
from unknot.core.plan import Given, plan_day
from unknot.core.profiles import OFFICE
from unknot.core.rota import Rota
from unknot.core.settings import Settings
from unknot.grammar import UsageError
from unknot.ports import Busy

_DAY = timedelta(days=1)


def always(settings: Settings, profile: str) -> Settings:
    """The settings as they would be with this profile in force on every day. Raises UsageError."""
    if not settings.has_profile(profile):
        raise UsageError(f"there is no profile '{profile}'; there are {', '.join(p.id for p in settings.profiles)}")
    days = tuple(replace(change, profile="") for change in settings.days if change.hours is not None)
    return replace(settings.of_profile(profile), profile=OFFICE, profile_days=("",) * 7, days=days)


@dataclass(frozen=True)
class Days:
    """Some days to plan. ``busy``: all busy times that touch them. ``profile``: the one laid over all, or ""."""

    first: date
    count: int
    zone: tzinfo
    settings: Settings
    holidays: Mapping[date, str]
    busy: Sequence[Busy] = ()
    profile: str = ""

    @cached_property
    def rota(self) -> Rota:
        """Which hours each date has."""
        settings = always(self.settings, self.profile) if self.profile else self.settings
        return Rota(settings, lambda day: self.holidays.get(day, ""))

    def plans(self) -> list[DayPlan]:
        """The plan of each day. Raises UsageError."""
        given = Given(settings=self.rota.settings, zone=self.zone, holiday=self.rota.holiday)
        try:
            days = [self.first + n * _DAY for n in range(self.count)]
            return [plan_day(day, replace(given, busy=tuple(map(_span, self.busy_on(day))))) for day in days]
        except (OverflowError, ValueError):
            raise UsageError("no calendar goes that far") from None

    def busy_on(self, day: date) -> tuple[Busy, ...]:
        """Busy times that may touch this working day: those of the date, and of the next for who works at night."""
        if not self._by_date:
            return ()
        found = dict.fromkeys((*self._by_date.get(day, ()), *self._by_date.get(day + _DAY, ())))
        return tuple(sorted(found, key=lambda busy: busy.start.timestamp()))

    def profile_on(self, day: date) -> str:
        """The profile in force."""
        return self.profile or self.settings.profile_on(day)

    @cached_property
    def _by_date(self) -> dict[date, list[Busy]]:
        found: dict[date, list[Busy]] = {}
        first, last = self.first, self.first + self.count * _DAY
        for busy in self.busy:
            day, end = max(first, busy.start.astimezone(self.zone).date()), busy.end.astimezone(self.zone).date()
            while day <= min(end, last):
                found.setdefault(day, []).append(busy)
                day += _DAY
        return found


def as_data(plan: DayPlan, days: Days) -> dict[str, Any]:
    """A day's plan as plain data: date, working ranges, why it is off, the busy times in it, and every slot with local
    time and offset."""
    off = days.rota.why_off(plan.day)
    return {
        "date": plan.day.isoformat(),
        "profile": days.profile_on(plan.day),
        "work": [[span.start.isoformat(), span.end.isoformat()] for span in plan.work],
        "off": str(off) if off else None,
        "holiday": days.rota.holiday(plan.day) or None,
        "busy": [
            {"start": busy.start.isoformat(), "end": busy.end.isoformat(), "title": busy.title}
            for busy in _in_work(plan, days)
        ],
        "slots": [_slot_data(slot) for slot in plan.slots],
    }


def _slot_data(slot: Slot) -> dict[str, Any]:
    return {
        "id": slot.id,
        "kind": str(slot.kind),
        "at": slot.due.isoformat(),
        "minutes": slot.length.total_seconds() / 60,
        "reason": str(slot.reason),
        "state": str(slot.state),
        "outcome": str(slot.outcome) if slot.outcome else None,
        "outcome_reason": str(slot.outcome_reason) if slot.outcome_reason else None,
        "snoozes": slot.snoozes,
        "routine": slot.routine or None,
    }


def as_lines(plan: DayPlan, days: Days) -> list[str]:
    """The same to read: a line on the day, then all that happens in order of time."""
    profile = days.profile_on(plan.day)
    named = f"  [{profile}]" if profile != OFFICE else ""
    head = f"{plan.day:%A} {plan.day}"
    off = days.rota.why_off(plan.day)
    if off is not None:
        holiday = one_line(days.rota.holiday(plan.day))
        return [f"{head}: day off ({DAYS_OFF[off].format(weekday=f'{plan.day:%A}', holiday=holiday)}){named}"]
    work = ", ".join(f"{span.start:%H:%M}-{span.end:%H:%M}" for span in plan.work)
    every = days.rota.settings.on(plan.day).prompt_every
    lines = [(slot.due.timestamp(), _slot_line(slot, every)) for slot in plan.slots]
    for busy in _in_work(plan, days):
        start, end = busy.start.astimezone(days.zone), busy.end.astimezone(days.zone)
        text = f"  {start:%H:%M}  busy   {f'until {end:%H:%M}':13}  {one_line(busy.title)}"
        lines.append((start.timestamp(), text.rstrip()))
    return [f"{head}: {work}{named}", *(line for _, line in sorted(lines))]


def _slot_line(slot: Slot, every: int) -> str:
    what = f"session {round(slot.length.total_seconds() / 60)} min" if slot.kind is SlotKind.SESSION else "stand up"
    named = " and ".join(areas_of(slot.routine)) or slot.routine
    routine = f"{named}: " if named else ""
    why = f"after {every} min at the desk" if slot.reason is Reason.INTERVAL else REASONS[slot.reason]
    if slot.outcome:
        because = f": {REASONS[slot.outcome_reason]}" if slot.outcome_reason else ""
        why = f"{OUTCOMES[slot.outcome].removeprefix('was ')}{because}"
    return f"  {slot.due:%H:%M}  {slot.id:5}  {what:13}  {routine}{why}"


def _in_work(plan: DayPlan, days: Days) -> list[Busy]:
    if not plan.work:
        return []
    start, end = plan.work[0].start.timestamp(), plan.work[-1].end.timestamp()
    return [b for b in days.busy_on(plan.day) if b.start.timestamp() < end and b.end.timestamp() > start]


def _span(busy: Busy) -> Span:
    return Span(busy.start, busy.end)
