"""Short ways to say a day in tests: moments, ledger entries, plans as text."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from unknot.core.day import DayPlan
from unknot.core.history import Away, Entry, Event, Outcome, Reason, SlotKind
from unknot.core.hours import Hours, WorkRange
from unknot.core.plan import Given, plan_day
from unknot.core.settings import Settings

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 3, 2)


def at(text: str, day: date = MONDAY) -> datetime:
    """``at("09:30")``: that Monday in Berlin."""
    return datetime.combine(day, time.fromisoformat(text), BERLIN)


def entry(slot: str, event: Event, when: str, **more: Any) -> Entry:
    """One entry of the Monday."""
    kind = {"s": SlotKind.SESSION, "p": SlotKind.POSTURE, "q": SlotKind.QUICK}[slot[0]]
    due = more.pop("due", None)
    return Entry(MONDAY, slot, kind, event, at(when), at(due) if due else None, **more)


def planned(*slots: str, reason: Reason = Reason.SPREAD) -> list[Entry]:
    """``planned("s1 09:30")``."""
    parts = [slot.split() for slot in slots]
    return [entry(id_, Event.PLANNED, "08:00", due=due, reason=reason, minutes=3.0) for id_, due in parts]


def answered(slot: str, when: str, outcome: Outcome, reason: Reason | None = None, **more: Any) -> Entry:
    """An outcome."""
    return entry(slot, Event.ANSWERED, when, outcome=outcome, reason=reason, **more)


def asked(slot: str, when: str, until: str, outcome: Outcome, reason: Reason | None = None) -> list[Entry]:
    """Shown, then answered."""
    return [entry(slot, Event.SHOWN, when), answered(slot, until, outcome, reason)]


DEFAULT_PLAN = planned("s1 09:30", "s2 11:35", "s3 14:25", "s4 16:30")


def plan(now: str | None = None, entries: list[Entry] | None = None, **given: Any) -> DayPlan:
    """The Monday's plan; ``away`` as ("10:00", "10:10") pairs."""
    away = tuple(Away(at(a), at(b), "locked") for a, b in given.pop("away", ()))
    settings = given.pop("settings", None) or Settings().with_changes(**given.pop("change", {}))
    everything = Given(settings, BERLIN, at(now) if now else None, tuple(entries or ()), away, **given)
    return plan_day(MONDAY, everything)


def sessions(of: DayPlan) -> list[str]:
    """``["s1 09:30", ...]`` of those still coming."""
    return [f"{s.id} {s.due:%H:%M}" for s in of.sessions if s.outcome is None]


def prompts(of: DayPlan) -> list[str]:
    """Times of the posture prompts still coming."""
    return [f"{s.due:%H:%M}" for s in of.coming(SlotKind.POSTURE)]


def over(of: DayPlan) -> dict[str, tuple[Outcome | None, Reason | None]]:
    """Outcome and reason of the slots that are over."""
    return {s.id: (s.outcome, s.outcome_reason) for s in of.slots if s.outcome}


def minutes(n: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=n)


def week(*days: str) -> Hours:
    """Seven days, Monday first, as ``"08:30-12:15 13:00-17:30"``; one for all, or five and two."""
    if len(days) < 7:
        days = days * 7 if len(days) == 1 else (days[0],) * 5 + (days[1],) * 2
    return tuple(tuple(_range(text) for text in day.split()) for day in days)


def _range(text: str) -> WorkRange:
    start, end = (time.fromisoformat("00:00" if part == "24:00" else part) for part in text.split("-"))
    return WorkRange(start, end)
