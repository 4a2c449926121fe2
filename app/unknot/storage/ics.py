"""The busy times of one .ics file on given days.

What counts as busy: events with a time of day, also tentative ones (a prompt that waits some minutes for nothing costs
little, one in a meeting costs a lot). What doesn't: whole days, events marked as free, cancelled ones, events without
length, and everything that is no VEVENT (tasks, alarms, free/busy lists). Whether the person declined an invitation
can't be known: the file doesn't say who the person is.

Nothing here opens any address that a file names. Importing this loads nothing heavy; the first event to be read does.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from unknot.core.library import Problem
from unknot.core.worktime import moment_at
from unknot.ports import Busy
from unknot.storage.ics_lines import Cut, Event, Line, cut, name_of

EARLIEST, LATEST = date(1900, 1, 1), date(9000, 1, 1)
"""No calendar is asked about days beyond; at the ends of Python's own calendar sums of days fail."""
MOST_BUSY = 20_000
"""Busy times of one file on the days asked for; those beyond are left out, with a Problem."""
MOST_STEPS = 150_000
"""How many dates a repeating event may run through from its start to the last day (about a second): every day for four
hundred years, every hour for seventeen, but not every second. On the days themselves it's MOST_BUSY."""
MOST_TOGETHER = 2_000
"""Events of one UID that are worked out together; of more, each is read on its own."""
LONGEST_RULE = 2_000
"""Letters of an RRULE; every day of a year takes fewer."""
MOST_TURNS = 3_000
"""Days in two years that the rules of one zone may be about, counted as ``steps`` does: some fifty rules that name
their month."""
MOST_NAMED = 10
"""Problems named one by one, a file; then only their number."""

_FREE = frozenset({"FREE", "WORKINGELSEWHERE"})
_READ = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE")
_UNIT = {
    "SECONDLY": 1, "MINUTELY": 60, "HOURLY": 3600, "DAILY": 86400, "WEEKLY": 7 * 86400, "MONTHLY": 30 * 86400,
    "YEARLY": 365 * 86400,
}  # fmt: skip
_DAY = timedelta(days=1)


def read_ics(
    content: bytes, file: str, zone: tzinfo, first: date, last: date, in_time: Callable[[], bool] = lambda: True
) -> tuple[tuple[Busy, ...], tuple[Problem, ...]]:
    """Busy times that touch the days from ``first`` to ``last`` in ``zone``, in order of start, and what was wrong.

    ``file`` is the display name for Problems; their field says ``line 231, RRULE``. Times that name no zone are in the
    calendar's own (X-WR-TIMEZONE), else in ``zone``. ``in_time`` is asked before each series of events; once it says
    no, the rest is left out with a Problem. Never raises for bad content, and a series takes seconds at the worst.
    """
    first, last = max(first, EARLIEST), min(last, LATEST)
    cuts, problems = cut(content, file, first, last)
    reader = _Reader(file, zone, first, last, problems, in_time)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # guesses about zones' names, to nobody who could read them
        for each in cuts:
            if each.series and not each.called_off and not reader.read(each):
                break
    return tuple(sorted(reader.found, key=order)), tuple(_named(file, problems))


def order(busy: Busy) -> tuple[float, float, str]:
    """To sort by start, as moments."""
    return busy.start.timestamp(), busy.end.timestamp(), busy.title


class _BadEventError(Exception):
    """An event that can't be read: the field at fault, and a Problem's ``what``, ``found`` and ``allowed``."""

    def __init__(self, field: str, what: str, found: str = "", allowed: str = "") -> None:
        super().__init__(field)
        self.args = (field, what, found[:80], allowed)


class _Reader:
    """Collects the busy times of one file."""

    def __init__(
        self, file: str, zone: tzinfo, first: date, last: date, problems: list[Problem], in_time: Callable[[], bool]
    ) -> None:
        self.found: set[Busy] = set()
        self._noted: set[tuple[int, str]] = set()
        self._file, self._zone, self._problems, self._in_time = file, zone, problems, in_time
        self._from = moment_at(first, time(), zone)
        self._to = moment_at(last + _DAY, time(), zone)
        # the libraries take a time without a zone for UTC here: a day of air on either side, and _as_busy is exact
        self._window = (self._from.astimezone(UTC) - _DAY, self._to.astimezone(UTC) + _DAY)

    def read(self, calendar: Cut) -> bool:
        """Add what one VCALENDAR holds; False when there was no time or no room for all of it."""
        import icalendar
        import recurring_ical_events  # noqa: F401 - here, so that a broken installation isn't taken for a broken event

        icalendar.use_zoneinfo()  # type: ignore[no-untyped-call] # forgets zones that another file has under these names
        for lines in calendar.zones:
            if not self._in_time():
                break
            self._read_zone(lines)
        head = self._head(calendar.zone)
        for events in (group for series in calendar.series.values() for group in _together(series)):
            if not self._in_time():
                self._note(events[0].number, "", "late")
                return False
            if len(self.found) > MOST_BUSY:
                self._note(events[0].number, "", "range", f"more than {MOST_BUSY}", f"0 to {MOST_BUSY}")
                return False
            self._read_series(head, events)
        return True

    def _read_zone(self, lines: Sequence[Line]) -> None:
        from icalendar import Calendar

        try:
            _check_zone(lines)
            Calendar.from_ical(_calendar(lines))  # it remembers the zone for the events that name it
        except Exception:  # whatever a library makes of hostile input
            self._note(lines[0][0], "VTIMEZONE", "kind", "", "a time zone")

    def _head(self, zone: Line) -> list[Line]:
        """What each series needs of its calendar: only the owner's zone, if it is one."""
        from icalendar.timezone import tzp

        number, name = zone
        if not name:
            return []
        try:
            key = getattr(tzp.timezone(name), "key", None)
        except OSError:  # the name is looked for as a file: it may be that of a folder, or too long for one
            key = None
        if key is None:
            self._note(number, "X-WR-TIMEZONE", "unknown", name[:80])
            return []
        return [(number, f"X-WR-TIMEZONE:{key}")]

    def _read_series(self, head: list[Line], events: list[Event]) -> None:
        """Events of one UID together; when that fails, each on its own, so that only the broken one is lost."""
        try:
            self.found.update(self._busy(head, events))
        except Exception as wrong:  # whatever a library makes of hostile input
            if len(events) > 1:
                for event in events:
                    self._read_series(head, [event])
            elif isinstance(wrong, _BadEventError):
                field, what, found, allowed = wrong.args
                self._note(events[0].line_of(field), field, what, found, allowed)
            else:
                self._note(events[0].number, "VEVENT", "kind", "", "an event")

    def _busy(self, head: list[Line], events: list[Event]) -> list[Busy]:
        """The busy times of one series. Raises _BadEventError, and whatever the libraries do."""
        import recurring_ical_events
        from icalendar import Calendar

        calendar = Calendar.from_ical(_calendar([*head, *(line for event in events for line in _whole(event))]))
        for event in calendar.walk("VEVENT"):
            _check(event)
            _check_rules(event, *self._window)
        found = []
        for event in recurring_ical_events.of(calendar).between(*self._window):
            busy = self._as_busy(event)
            if busy is not None:
                found.append(busy)
        return found

    def _as_busy(self, event: Any) -> Busy | None:
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        if not isinstance(start, datetime) or not isinstance(end, datetime) or not _counts(event, start, end):
            return None
        start, end = self._local(start), self._local(end)
        length = end.timestamp() - start.timestamp()
        if length <= 0 or start.timestamp() >= self._to.timestamp() or end.timestamp() <= self._from.timestamp():
            return None
        return Busy(start, end, _text(event, "SUMMARY"))

    def _local(self, moment: datetime) -> datetime:
        if moment.tzinfo is None:
            return moment_at(moment.date(), moment.time(), self._zone)
        return datetime.fromtimestamp(moment.timestamp(), self._zone)

    def _note(self, number: int, field: str, what: str, found: str = "", allowed: str = "") -> None:
        if (number, field) in self._noted:
            return  # a change that was read with each of several series
        self._noted.add((number, field))
        place = f"line {number}, {field}" if field else f"line {number}"
        self._problems.append(Problem(self._file, place, what, found, allowed))


def _together(events: list[Event]) -> Iterator[list[Event]]:
    """Events of one UID, as they belong together: a series and the changes of its dates. Where several share the UID,
    each with all changes: it can't be known whose they are, and one that is found twice counts once."""
    series = [event for event in events if not event.changes]
    changes = [event for event in events if event.changes]
    if max(1, len(series)) * len(changes) > MOST_TOGETHER:
        yield from ([event] for event in events)
    elif len(series) > 1:
        yield from ([event, *changes] for event in series)
    else:
        yield events


def _counts(event: Any, start: datetime, end: datetime) -> bool:
    """Whether an event with a time of day takes the person's time."""

    def said(name: str) -> str:
        return _text(event, name).upper()

    whole_days = start.time() == end.time() == time() and start.tzinfo == end.tzinfo
    return not (
        said("STATUS") == "CANCELLED"
        or said("TRANSP") == "TRANSPARENT"
        or said("X-MICROSOFT-CDO-BUSYSTATUS") in _FREE
        or said("X-MICROSOFT-CDO-ALLDAYEVENT") == "TRUE"
        or whole_days
    )


def _check(event: Any) -> None:
    """Refuse what the libraries would only guess at. Raises _BadEventError."""
    for name, _why in event.errors:
        if name in _READ:
            raise _BadEventError(name, "kind", str(event.get(name, "")), "an iCalendar value")
    if "DTSTART" not in event:
        raise _BadEventError("DTSTART", "missing")
    for name in _READ:
        values = _all(event, name)
        if len(values) > 1 and name not in ("RRULE", "RDATE", "EXDATE"):
            raise _BadEventError(name, "kind", f"{len(values)} times", "once")
        for value in values:
            if (unknown := _unknown_zone(value)) is not None:
                raise _BadEventError(name, "unknown", unknown)


def _check_rules(event: Any, first: datetime, last: datetime) -> None:
    """Refuse repetitions that would take the libraries too long. Raises _BadEventError."""
    start = _date(event["DTSTART"].dt)
    length = timedelta(days=_days_long(event))
    near = max(start, first.date() - _DAY - length)
    end = last.date() + length  # the library takes an end before the start for the start
    for rule in _all(event, "RRULE"):
        text = rule.to_ical().decode()
        if len(text) > LONGEST_RULE:
            raise _BadEventError("RRULE", "range", f"{len(text)} letters", f"0 to {LONGEST_RULE} letters")
        if steps(rule, start, end) > MOST_STEPS:
            raise _BadEventError("RRULE", "range", text, f"0 to {MOST_STEPS} dates")
        if steps(rule, near, end) > MOST_BUSY:
            raise _BadEventError("RRULE", "range", text, f"0 to {MOST_BUSY} dates")


def _days_long(event: Any) -> int:
    """Days from an event's start to its end, at least."""
    if "DURATION" in event:
        return int(abs(event["DURATION"].dt).days) + 1
    return abs(_date(event.get("DTEND", event["DTSTART"]).dt) - _date(event["DTSTART"].dt)).days


def _date(when: date | datetime) -> date:
    return date(when.year, when.month, when.day)


def _all(event: Any, name: str) -> list[Any]:
    value = event.get(name, [])
    return value if isinstance(value, list) else [value]


def _text(event: Any, name: str) -> str:
    return str(next(iter(_all(event, name)), "")).strip()


def _unknown_zone(value: Any) -> str | None:
    """The name of a zone that neither the file nor the system knows: its times would pass for local ones."""
    name = str(getattr(value, "params", {}).get("TZID", ""))
    dates = [each.dt for each in getattr(value, "dts", ())] or [getattr(value, "dt", None)]
    lost = any(isinstance(one, datetime) and one.tzinfo is None for one in dates)
    return name if name and lost else None


def steps(rule: Any, first: date, last: date) -> int:
    """About how many dates a rule runs through between two days, rather too many than too few. ``rule``: a parsed
    RRULE, a mapping of lists. Raises _BadEventError for one without a frequency."""
    unit = _UNIT.get(str((rule.get("FREQ") or [""])[0]).upper())
    if unit is None:
        raise _BadEventError("RRULE", "kind", rule.to_ical().decode(), ", ".join(_UNIT))
    every = int((rule.get("INTERVAL") or [1])[0])
    if every < 1:  # the library would look for the next date for ever
        raise _BadEventError("RRULE", "range", f"INTERVAL={every}", "1 or more")
    rounds = max(0, (last - first).days + 1) * 86400 // (unit * every) + 1
    by_day = any(rule.get(name) for name in ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"))
    several = unit // 86400 if by_day and unit > 86400 else 1
    several = min(several, 31 * len(rule.get("BYMONTH") or range(12)))
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        several *= max(1, len(rule.get(name) or ()))
    filtered = any(name.startswith("BY") for name in rule)
    count = None if filtered else (rule.get("COUNT") or [None])[0]
    return rounds * several if count is None else min(rounds, int(count))


def _check_zone(lines: Sequence[Line]) -> None:
    """A zone's own rules run from their beginning whenever a time is looked up: they are few, and turn some days of a
    year, no more. Raises _BadEventError."""
    from icalendar import vRecur

    turns = 0
    for _, text in lines:
        if name_of(text) == "RRULE":
            rule = vRecur.from_ical(text.partition(":")[2])
            turns += steps(rule, date(1601, 1, 1), date(1602, 1, 1))
            if str(rule["FREQ"][0]).upper() != "YEARLY" or turns > MOST_TURNS:
                raise _BadEventError("RRULE", "range", text, "once a year")


def _calendar(lines: Sequence[Line]) -> bytes:
    text = "\r\n".join(("BEGIN:VCALENDAR", *(text for _, text in lines), "END:VCALENDAR", ""))
    return text.encode("utf-8", "replace")


def _whole(event: Event) -> Iterator[Line]:
    yield event.number, "BEGIN:VEVENT"
    yield from event.lines
    yield event.number, "END:VEVENT"


def _named(file: str, problems: list[Problem]) -> list[Problem]:
    """The first few by name, the rest by number."""
    if len(problems) <= MOST_NAMED:
        return problems
    return [*problems[:MOST_NAMED], Problem(file, "", "more", str(len(problems) - MOST_NAMED))]
