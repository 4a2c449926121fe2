"""What a day, a week and a run of days came to, from the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from enum import StrEnum

from unknot.core.care import blocks
from unknot.core.day import counts_as_done
from unknot.core.frame import counts_as_session
from unknot.core.history import UNPLANNED, CareAnswer, Entry, Outcome, SlotKind
from unknot.core.rota import Rota
from unknot.core.story import Story, stories
from unknot.core.worktime import working_spans

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DaySummary:
    """One day in numbers. ``wanted`` and ``done`` count sessions: one stopped early after half is done, and so is a
    quick stretch of 2 minutes. ``seconds``: time in exercises."""

    day: date
    wanted: int = 0
    done: int = 0
    stopped_early: int = 0
    skipped: int = 0
    missed: int = 0
    dropped: int = 0
    quick: int = 0
    prompts_done: int = 0
    prompts_credited: int = 0
    prompts_skipped: int = 0
    prompts_missed: int = 0
    seconds: float = 0.0
    enough: bool = False
    """A streak day: at least half of its sessions done, or stopped early after half."""
    states: tuple[Outcome | None, ...] = ()
    """Of the sessions in order; one that was made up for is told by what stood for it."""


def summarise(day: date, entries: Iterable[Entry]) -> DaySummary:
    """The summary of one day from its entries."""
    told = stories(entry for entry in entries if entry.day == day)
    sessions = [s for s in told.values() if s.kind is SlotKind.SESSION]
    prompts = [s for s in told.values() if s.kind is SlotKind.POSTURE]
    quick = [s for s in told.values() if s.kind is SlotKind.QUICK and counts_as_session(s)]
    planned = [s for s in sessions if not s.stands_for]
    wanted = sum(1 for s in planned if s.outcome is not Outcome.DROPPED or s.outcome_reason not in UNPLANNED)
    stands = {s.stands_for: s.id for s in sessions if s.stands_for and _stands(s, told)}
    instead = set(stands.values())
    done = sum(1 for s in sessions if counts_as_done(s.outcome, s.share)) + len(quick)
    return DaySummary(
        day=day,
        wanted=wanted,
        done=done,
        stopped_early=_count(sessions, Outcome.STOPPED_EARLY),
        skipped=_count(sessions, Outcome.SKIPPED),
        missed=_count(sessions, Outcome.MISSED),
        dropped=_count(sessions, Outcome.DROPPED),
        quick=len(quick),
        prompts_done=_count(prompts, Outcome.DONE),
        prompts_credited=_count(prompts, Outcome.CREDITED),
        prompts_skipped=_count(prompts, Outcome.SKIPPED),
        prompts_missed=_count(prompts, Outcome.MISSED),
        seconds=sum(s.seconds for s in told.values()),
        enough=bool(planned) and done > 0 and done * 2 >= wanted,
        states=tuple(
            s.outcome for s in sorted(sessions, key=_moment)
            if s.id in instead or not (s.stands_for or s.id in stands)
        ),
    )


def week_of(day: date, entries: Sequence[Entry]) -> tuple[DaySummary, ...]:
    """Monday to Sunday of the week that ``day`` is in."""
    monday = day - _DAY * day.weekday()
    return tuple(summarise(monday + _DAY * n, entries) for n in range(7))


def streak(
    today: date, entries: Sequence[Entry], rota: Rota, zone: tzinfo, answers: Sequence[CareAnswer] = ()
) -> int:
    """Days in a row with enough sessions, up to today; today counts once it has enough. Days off and days blocked by
    Care neither break nor lengthen it."""
    by_day: dict[date, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.day, []).append(entry)
    told = {day: verdict(summarise(day, of_day)) for day, of_day in by_day.items()}
    return len(run(today, min(by_day, default=today), told.get, rota, zone, answers).days)


class Verdict(StrEnum):
    """What a day with entries is for a run: OFF neither breaks nor lengthens it."""

    ENOUGH = "enough"
    OFF = "off"
    SHORT = "short"


def verdict(found: DaySummary) -> Verdict:
    """Of a day that has entries."""
    if found.enough:
        return Verdict.ENOUGH
    return Verdict.SHORT if found.wanted else Verdict.OFF


@dataclass(frozen=True, slots=True)
class Run:
    """``days``: those with enough, newest first. ``broken``: the day that ended it; None where none did."""

    days: tuple[date, ...]
    broken: date | None


def run(
    today: date, first: date, told: Callable[[date], Verdict | None], rota: Rota, zone: tzinfo,
    answers: Sequence[CareAnswer] = (),
) -> Run:
    """The run of good days from ``today`` back to ``first``. ``told``: the verdict of a day, None for one without
    entries; asked for one day after the other, and no further back than needed."""
    blocked = _blocked_days(answers, today, zone)
    good: list[date] = []
    day = today
    while day >= first:
        found = told(day)
        if found is None:
            found = Verdict.SHORT if working_spans(day, rota, zone) else Verdict.OFF
        if day not in blocked:
            if found is Verdict.ENOUGH:
                good.append(day)
            elif found is Verdict.SHORT and day != today:
                return Run(tuple(good), day)
        day -= _DAY
    return Run(tuple(good), None)


def _blocked_days(answers: Sequence[CareAnswer], today: date, zone: tzinfo) -> set[date]:
    days: set[date] = set()
    for start, end in blocks(answers):
        day, last = start.astimezone(zone).date(), end.astimezone(zone).date() if end else today
        while day <= last:
            days.add(day)
            day += _DAY
    return days


def _count(found: Iterable[Story], outcome: Outcome) -> int:
    return sum(1 for story in found if story.outcome is outcome)


def _stands(story: Story, told: Mapping[str, Story]) -> bool:
    """Whether it made up for a session, or still may: not when that was done after all, or when no room was left."""
    original = told.get(story.stands_for)
    return original is not None and original.lost and story.outcome is not Outcome.DROPPED


def _moment(story: Story) -> float:
    return story.due.timestamp() if story.due else 0.0
