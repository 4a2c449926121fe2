"""An .ics file cut into its events, as text: which lines belong to which, and where each stands in the file.

A calendar of ten years has some thousand events of which a handful touch the days asked for. So the file is read line
by line, only the lines that say when an event is are kept, and events that can't touch those days are dropped here,
before anything is parsed: a large file costs little more than reading it, and a broken event spoils no other.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from unknot.core.library import Problem

MOST_EVENTS = 100_000
"""Events of one file; those beyond are left out, with a Problem."""

LONGEST = 200_000
"""Letters of one event or zone, without what is left out anyway: some ten thousand dates in a list. A longer one is
left out, with a Problem."""
LONGEST_TITLE = 200
DEEPEST = 20
"""Components within one another; of those further in nobody keeps count."""

Line = tuple[int, str]
"""Number in the file, 1-based, and the text with its folding undone."""

_OF_EVENTS = frozenset({
    "UID", "SUMMARY", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE",
    "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-CDO-ALLDAYEVENT",
})  # fmt: skip
_DATE = re.compile(r":\s*(\d{4})(\d\d)(\d\d)(?!\d)")
_UNTIL = re.compile(r"UNTIL=(\d{4})(\d\d)(\d\d)(?!\d)", re.IGNORECASE)
_ANY_ZONE = timedelta(days=2)
"""What a date may be off by, seen from another zone, with a day of air."""


@dataclass(slots=True)
class Event:
    """A VEVENT. ``number``: the line on which it begins. ``lines``: those that say when it is and what it is called.
    ``named``: the first of each name."""

    number: int
    lines: list[Line] = field(default_factory=list)
    named: dict[str, Line] = field(default_factory=dict)
    letters: int = 0

    def add(self, name: str, number: int, text: str) -> None:
        """One more line."""
        line = (number, text[:LONGEST_TITLE] if name == "SUMMARY" else text)
        self.lines.append(line)
        self.named.setdefault(name, line)
        self.letters += len(line[1])

    def text_of(self, name: str) -> str:
        """The first line of that name, whole; "" when there is none."""
        return self.named[name][1] if name in self.named else ""

    def line_of(self, name: str) -> int:
        """The number of that line; of the event itself when it has none."""
        return self.named[name][0] if name in self.named else self.number

    @property
    def uid(self) -> str:
        """Its UID; one of its own when it names none."""
        return self.text_of("UID").partition(":")[2].strip() or f"line {self.number}"

    @property
    def changes(self) -> str:
        """The date of its series that it stands for; "" for an event or a series itself."""
        return self.text_of("RECURRENCE-ID").partition(":")[2].strip()

    @property
    def rank(self) -> tuple[int, int]:
        """Of several that stand for the same, those of the highest rank count: of changes the last one, of events and
        series all of the newest SEQUENCE, because some programs give each the same UID."""
        said = self.text_of("SEQUENCE").partition(":")[2].strip()
        newer = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
        return newer, self.number if self.changes else 0


@dataclass(slots=True)
class Cut:
    """One VCALENDAR. ``series``: events that may touch the days, those of one UID together, in the file's order.
    ``zones``: its VTIMEZONEs. ``zone``: X-WR-TIMEZONE, the zone that the calendar's owner lives in. ``called_off``:
    METHOD:CANCEL, a message that its events won't be."""

    series: dict[str, list[Event]] = field(default_factory=dict)
    zones: list[list[Line]] = field(default_factory=list)
    zone: Line = (0, "")
    called_off: bool = False


def name_of(line: str) -> str:
    """``DTSTART`` of ``dtstart;TZID=Europe/Berlin:20261123T090000``."""
    return line.partition(":")[0].partition(";")[0].strip().upper()


def cut(content: bytes, file: str, first: date, last: date) -> tuple[list[Cut], list[Problem]]:
    """The calendars in a file. Only events that may touch the days from ``first`` to ``last`` are kept; one that says
    too little to tell is kept. Never raises for bad content."""
    cutter = _Cutter(file, first, last)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        content = content.decode("utf-16", "replace").encode()
    for number, text in _unfolded(content.removeprefix(b"\xef\xbb\xbf"), encoding_of(content)):
        if not cutter.take(number, text):
            break
    cutter.finish()
    return cutter.found, cutter.problems


class _Cutter:
    """Takes line after line; knows which component it is in."""

    def __init__(self, file: str, first: date, last: date) -> None:
        self.found: list[Cut] = []
        self.problems: list[Problem] = []
        self._file, self._first, self._last = file, first, last
        self._open: list[str] = []
        self._event: Event | None = None
        self._zone: list[Line] | None = None
        self._events = 0
        self._newest: dict[tuple[str, str], tuple[int, int]] = {}

    def take(self, number: int, text: str) -> bool:
        """One line; False when it was one event too many and the rest isn't wanted."""
        name = name_of(text)
        if name == "BEGIN":
            return self._begin(number, text)
        if name == "END":
            self._end(number, text)
        elif self._zone is not None:
            self._zone.append((number, text))
        elif self._event is not None:
            if name in _OF_EVENTS and self._open[-1] == "VEVENT" and text.partition(":")[2].strip():
                self._event.add(name, number, text)  # some programs write an empty EXDATE where they mean none
        elif self._open == ["VCALENDAR"]:
            self._head(number, name, text)
        return True

    def finish(self) -> None:
        """The file is at its end."""
        if self._event is not None:
            self._note(f"line {self._event.number}, END:VEVENT", "missing")
        elif self._open:
            self._note(f"END:{self._open[0]}", "missing")
        self._drop_outdated()
        if not self.found:
            self._note("", "unreadable", "no BEGIN:VCALENDAR")

    def _begin(self, number: int, text: str) -> bool:
        kind = _kind(text)
        if kind == "VCALENDAR":
            self._close_event()
            self._drop_outdated()
            self._open, self._zone = [], None
            self.found.append(Cut())
        elif not self.found:
            return True  # before any calendar nothing means anything
        if kind == "VEVENT":
            self._close_event()
            self._open, self._zone = ["VCALENDAR"], None
            self._events += 1
            if self._events > MOST_EVENTS:
                self._open = []
                self._note("VEVENT", "range", f"more than {MOST_EVENTS}", f"0 to {MOST_EVENTS}")
                return False
            self._event = Event(number)
        elif kind == "VTIMEZONE" and self._event is None:
            self._zone = []
        if self._zone is not None:
            self._zone.append((number, text))
        if len(self._open) < DEEPEST:
            self._open.append(kind)
        return True

    def _end(self, number: int, text: str) -> None:
        kind = _kind(text)
        if self._zone is not None:
            self._zone.append((number, text))
            if kind == "VTIMEZONE":
                if (letters := sum(len(line) for _, line in self._zone)) <= LONGEST:
                    self.found[-1].zones.append(self._zone)
                else:
                    place = f"line {self._zone[0][0]}, VTIMEZONE"
                    self._note(place, "range", f"{letters} letters", f"0 to {LONGEST} letters")
                self._zone = None
        elif self._event is not None and kind == "VEVENT":
            self._keep(self._event)
            self._event = None
        elif kind == "VCALENDAR":
            self._close_event()
            self._open = ["VCALENDAR"]
        if kind in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(kind):]

    def _head(self, number: int, name: str, text: str) -> None:
        value = text.partition(":")[2].strip()
        if name == "X-WR-TIMEZONE":
            self.found[-1].zone = (number, value)
        elif name == "METHOD":
            self.found[-1].called_off = value.upper() == "CANCEL"

    def _close_event(self) -> None:
        """An event that something else begins in, or whose calendar ends: half of it is missing."""
        if self._event is not None:
            self._note(f"line {self._event.number}, END:VEVENT", "missing")
            self._event = None

    def _keep(self, event: Event) -> None:
        if event.letters > LONGEST:
            self._note(f"line {event.number}", "range", f"{event.letters} letters", f"0 to {LONGEST} letters")
            return
        days, key = days_of(event), (event.uid, event.changes)
        self._newest[key] = max(event.rank, self._newest.get(key, event.rank))
        if days is None or (days[0] <= self._last + _ANY_ZONE and days[1] >= self._first - _ANY_ZONE):
            self.found[-1].series.setdefault(event.uid, []).append(event)

    def _drop_outdated(self) -> None:
        """A calendar is through: leave what a newer version replaces, be that on other days."""
        series = self.found[-1].series if self.found else {}
        for uid, events in list(series.items()):
            series[uid] = [event for event in events if event.rank == self._newest[uid, event.changes]]
            if not series[uid]:
                del series[uid]
        self._newest = {}

    def _note(self, field: str, what: str, found: str = "", allowed: str = "") -> None:
        self.problems.append(Problem(self._file, field, what, found, allowed))


def days_of(event: Event) -> tuple[date, date] | None:
    """The first and the last date that an event could touch, by its text; None when that doesn't tell.

    It may answer too much, never too little: what is answered here is looked at no further.
    """
    start_text, duration = event.text_of("DTSTART"), event.text_of("DURATION")
    rule, moved = event.text_of("RRULE"), event.text_of("RECURRENCE-ID")
    start, end = _date_in(start_text), _date_in(event.text_of("DTEND") or start_text)
    if start is None or end is None or event.text_of("RDATE") or "RANGE" in moved.upper():
        return None
    if duration and not re.search(r":\+?PT?\d{1,2}[HMSD](\d{1,2}M)?(\d{1,2}S)?$", duration.strip(), re.IGNORECASE):
        return None
    length = max(end - start, timedelta()) + timedelta(days=99 if duration else 0)
    days = [start, end, _later(start, length)]
    if rule:
        until = _date_in(rule, _UNTIL)
        if until is None or sum(name_of(text) == "RRULE" for _, text in event.lines) > 1:  # one may go on for ever
            return min(days), date.max
        days.append(_later(until, length))
    if moved:
        was = _date_in(moved)
        if was is None:
            return None
        days.append(was)
    return min(days), max(days)


def _later(day: date, length: timedelta) -> date:
    try:
        return day + length
    except OverflowError:
        return date.max


def _date_in(text: str, pattern: re.Pattern[str] = _DATE) -> date | None:
    found = pattern.search(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _kind(text: str) -> str:
    return text.partition(":")[2].strip().upper()


def encoding_of(content: bytes) -> str:
    """UTF-8, as the standard says, or else the Western code page of old exports. The standard lets a line be folded
    within a letter; that makes it no less UTF-8."""
    whole = _is_utf8(content) or _is_utf8(re.sub(rb"\r?\n[ \t]", b"", content))
    return "utf-8" if whole else "cp1252"


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _unfolded(content: bytes, encoding: str) -> Iterator[Line]:
    """Logical lines: one that begins with a blank goes on from the one before."""
    number, parts = 0, [b""]
    for n, raw in enumerate(io.BytesIO(content), 1):
        line = raw.rstrip(b"\r\n")
        if line[:1] in (b" ", b"\t"):
            parts.append(line[1:])
            continue
        if whole := b"".join(parts):
            yield number, whole.decode(encoding, "replace")
        number, parts = n, [line]
    if whole := b"".join(parts):
        yield number, whole.decode(encoding, "replace")
