"""The ledger as sentences: what was decided for each slot, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from unknot.core.day import Slot, Span
from unknot.core.history import Away, Entry, Event, Outcome, Reason, SlotKind
from unknot.core.library import Library
from unknot.core.presence import Hold
from unknot.core.worktime import later
from unknot.ui.tr import tr
from unknot.ui.words.day import hold, outcome, reason
from unknot.ui.words.exercises import routine_name
from unknot.ui.words.plain import clock_time, minutes

TOLD = frozenset({Event.ANSWERED, Event.HELD, Event.SNOOZED, Event.MOVED, Event.UNDONE})
"""Events that tell a person something at a glance; the others (planned, asked, started) stand in the long list only."""
_PLAIN = frozenset({None, Reason.BY_PERSON})


@dataclass(frozen=True, slots=True)
class Told:
    """One decision in words. ``mark``: its shape, one of marks.STATES."""

    entry: Entry
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """What makes a line of the ledger a sentence. ``slots``: by (day, id). ``busy``: the calendar's busy time that
    touches a stretch, as its title ("" for none, or one without a title). ``away``: time away, in any order."""

    library: Library | None = None
    slots: Callable[[date, str], Slot | None] = lambda _day, _id: None
    busy: Callable[[Span], str] = lambda _span: ""
    away: Sequence[Away] = ()


def tell(entries: Sequence[Entry], known: Known) -> tuple[Told, ...]:
    """Each decision as a sentence, newest first. ``entries``: newest first, as the coach answers them.

    What was written down only because it came due (a prompt is planned in the moment in which it is asked) is one
    decision, and so are a hold and the asking that followed.
    """
    dues: dict[tuple[date, str], datetime] = {}
    lines: list[tuple[Entry, datetime | None]] = []
    for each in reversed(entries):
        entry, key = each, (each.day, each.slot)
        if lines and _is_one(lines[-1][0], each):
            planned = lines.pop()[0]
            entry = replace(each, reason=each.reason or planned.reason, due=each.due or planned.due)
        lines.append((entry, dues.get(key)))
        if entry.due is not None:
            dues[key] = entry.due
    asked: dict[tuple[date, str], datetime] = {}
    told: list[Told] = []
    for entry, before in reversed(lines):
        key = (entry.day, entry.slot)
        said = sentence(_completed(entry, known), known, before, asked.get(key))
        told.append(Told(entry, mark_of(entry), said))
        if entry.event is Event.SHOWN:
            asked[key] = entry.at
        elif entry.event in (Event.HELD, Event.ANSWERED):
            asked.pop(key, None)
    return tuple(told)


def _is_one(before: Entry, entry: Entry) -> bool:
    same = (before.day, before.slot, before.at) == (entry.day, entry.slot, entry.at)
    due = before.due is not None and before.due.timestamp() <= before.at.timestamp()
    return same and due and before.event is Event.PLANNED and entry.event in (Event.SHOWN, Event.HELD, Event.ANSWERED)


_SHAPES = {Event.PLANNED: "coming", Event.MOVED: "coming", Event.SNOOZED: "coming", Event.HELD: "held"}


def mark_of(entry: Entry) -> str:
    """The shape beside a decision, one of marks.STATES; "" for one that left the slot as it was."""
    return str(entry.outcome) if entry.outcome is not None else _SHAPES.get(entry.event, "")


def sentence(
    entry: Entry, known: Known, before: datetime | None = None, asked: datetime | None = None
) -> str:
    """One line of the ledger: ``Stand up, held for the call, asked at 14:06``. ``before``: where its slot was due until
    then. ``asked``: when it was asked for after all, for one that was held."""
    if entry.event is Event.ANSWERED and entry.outcome is not None:
        return _ending(entry, known)
    if entry.event is Event.PLANNED:
        return _planned(entry, known, before)
    name, when = _name(entry, known.library), clock_time(entry.due) if entry.due else ""
    if entry.event is Event.HELD:
        said = tr("{name}, {held}").format(name=name, held=held_for(entry.why))
        return tr("{said}, asked at {time}").format(said=said, time=clock_time(asked)) if asked else said
    if entry.event is Event.MOVED and entry.due is not None:
        moved = tr("{name}, moved by you from {was} to {time}") if before else tr("{name}, moved by you to {time}")
        return moved.format(name=name, was=clock_time(before) if before else "", time=when)
    phrases = {
        Event.SHOWN: tr("{name}, asked"),
        Event.SNOOZED: tr("{name}, snoozed until {time}") if when else tr("{name}, snoozed"),
        Event.MOVED: tr("{name}, moved by you"),
        Event.RELEASED: tr("{name}, no longer held"),
        Event.UNDONE: tr("{name}, skip undone"),
        Event.STARTED: tr("{name}, started"),
        Event.ANSWERED: tr("{name}, answered"),
        Event.EXPLAINED: tr("{name}, why it was skipped"),
    }
    said = phrases[entry.event].format(name=name, time=when)
    return said if entry.reason in (*_PLAIN, Reason.SNOOZED) else _because(said, reason(entry.reason))


def held_for(why: str) -> str:
    """``held for the call``, from the holds as the ledger has them (comma separated)."""
    names = [part.strip() for part in why.split(",")]
    holds = [Hold(name) for name in names if name in list(Hold)]
    if set(holds) & {Hold.CALL, Hold.SAID_CALL} and len(holds) == 1:
        return tr("held for the call")
    return tr("held: {why}").format(why=", ".join(hold(each) for each in holds).lower()) if holds else tr("held")


def _planned(entry: Entry, known: Known, before: datetime | None) -> str:
    name, time = _name(entry, known.library), clock_time(entry.due) if entry.due else ""
    if entry.reason is Reason.SHORT_VERSION and before in (None, entry.due):
        return tr("{name}, shortened to {minutes}").format(name=name, minutes=minutes(round(entry.minutes or 2)))
    if entry.due is None:
        said = tr("{name}, planned").format(name=name)
    elif before is None:
        said = tr("{name}, planned for {time}").format(name=name, time=time)
    elif before == entry.due:
        said = tr("{name}, stays at {time}").format(name=name, time=time)
    else:
        said = tr("{name}, moved from {was} to {time}").format(name=name, was=clock_time(before), time=time)
    if entry.reason is Reason.SPREAD_AGAIN:
        return tr("{said} to even out the day").format(said=said)
    if entry.reason is Reason.MOVED_FOR_GAP:
        return tr("{said} to keep a gap").format(said=said)
    if entry.reason in (Reason.MOVED_FOR_BUSY, Reason.BUSY):
        return _because(said, _in_calendar(before or entry.due, entry.minutes, known))
    return _because(said, reason(entry.reason))


def _in_calendar(at: datetime | None, long: float, known: Known) -> str:
    """``Team meeting in your calendar``, by what the calendar has at that moment."""
    title = known.busy(Span(at, later(at, timedelta(minutes=max(1.0, long))))) if at else ""
    return tr("{title} in your calendar").format(title=title) if title else reason(Reason.BUSY)


def _ending(entry: Entry, known: Known) -> str:
    name, how = _name(entry, known.library), entry.outcome
    assert how is not None
    if how is Outcome.DONE and entry.kind is not SlotKind.POSTURE and entry.seconds:
        return f"{name}, {minutes(max(1, round(entry.seconds / 60)))}"
    if how is Outcome.SKIPPED and entry.reason in (*_PLAIN, Reason.DISMISSED):
        closed = entry.reason is Reason.DISMISSED
        return (tr("{name}, closed by you") if closed else tr("{name}, skipped by you")).format(name=name)
    said = tr("{name}, {outcome}").format(name=name, outcome=outcome(how).lower())
    if entry.reason is Reason.BUSY:
        return _because(said, _in_calendar(entry.due, entry.minutes, known))
    if how is Outcome.CREDITED and entry.reason is Reason.TIME_AWAY:
        gone = _away(entry, known.away)
        return _because(said, tr("{minutes} away").format(minutes=minutes(gone)) if gone else reason(entry.reason))
    return said if entry.reason is None else _because(said, reason(entry.reason))


def _because(said: str, why: str) -> str:
    return tr("{said}: {why}").format(said=said, why=why) if why else said


def _away(entry: Entry, away: Sequence[Away]) -> int:
    """Minutes of the time away that an entry was written in, or right after; 0 where none is known."""
    at = entry.at.timestamp()
    near = [one for one in away if one.start.timestamp() <= at <= one.end.timestamp() + 60]
    return max((round((one.end.timestamp() - one.start.timestamp()) / 60) for one in near), default=0)


def _name(entry: Entry, library: Library | None) -> str:
    if entry.kind is SlotKind.POSTURE:
        return tr("Stand up")
    named = routine_name(entry.routine, library) if library and entry.routine else ""
    if named or entry.kind is SlotKind.QUICK:
        return named or tr("Quick stretch")
    if entry.due is not None and entry.event not in (Event.PLANNED, Event.MOVED, Event.SNOOZED):
        return tr("Session at {time}").format(time=clock_time(entry.due))
    return tr("Stretch session")


def _completed(entry: Entry, known: Known) -> Entry:
    """With the routine and the time of its slot, where the line of the ledger has none."""
    slot = known.slots(entry.day, entry.slot)
    if slot is None:
        return entry
    return replace(entry, routine=entry.routine or slot.routine, due=entry.due or slot.due)
