"""Pain as words: places, entries, what the log advises, and why exercises were stopped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.care import Stop
from unknot.core.care_records import PainEntry
from unknot.core.history import CareEvent
from unknot.core.pain_rules import WEEK, Concern, Rules, Worry, read_places
from unknot.ui.tr import tr
from unknot.ui.words.exercises import area
from unknot.ui.words.plain import capital, clock_time, number_word


def place(which: Place) -> str:
    """``Neck, left``, ``Neck, both sides``; the eyes have no sides here."""
    name = area(which.area)
    if which.area is Area.EYES:
        return name
    return {
        Side.LEFT: tr("{area}, left"), Side.RIGHT: tr("{area}, right"), Side.BOTH: tr("{area}, both sides"),
    }[which.side].format(area=name)


def places(several: Iterable[Place]) -> str:
    """All of them; left and right of one area are its both sides. "" for none."""
    sides: dict[Area, set[Side]] = {}
    for each in several:
        sides.setdefault(each.area, set()).add(each.side)
    return " · ".join(
        place(Place(which, next(iter(found)) if len(found) == 1 else Side.BOTH)) for which, found in sides.items()
    )


def where(entry: PainEntry) -> str:
    """Where an entry says that it hurt."""
    return places(read_places(entry.places)) or tr("No pain")


def extras(entry: PainEntry) -> str:
    """What else an entry says: painkillers, since when, the note."""
    said = (
        tr("painkillers") if entry.painkillers else "",
        tr("as long as you can remember") if entry.always else "",
        tr("“{note}”").format(note=entry.note) if entry.note else "",
    )
    text = " · ".join(part for part in said if part)
    return capital(text)


def strength(value: int) -> str:
    """``4 of 10``, or ``None``."""
    return tr("{n} of 10").format(n=value) if value else tr("None", "pain")


def day(which: date, today: date) -> str:
    """``Today``, ``Yesterday``, else ``Wed 4 March``, with the year where it is another one."""
    return capital(day_within(which, today))


def day_within(which: date, today: date) -> str:
    """The same inside a sentence."""
    days = (today - which).days
    if days in (0, 1):
        return tr("today") if days == 0 else tr("yesterday")
    form = tr("ddd d MMMM") if which.year == today.year else tr("ddd d MMMM yyyy")
    return QLocale().toString(QDate(which.year, which.month, which.day), form)


def advice_title(concern: Concern, rules: Rules) -> str:
    """What the log has seen, in a few words."""
    if concern.worry is Worry.PAINKILLERS:
        if rules.course == WEEK:
            return tr("A week with painkillers and still pain.")
        return tr("{n} days with painkillers and still pain.").format(n=rules.course)
    if concern.always:
        return tr("Pain for as long as you can remember.")
    return tr("Pain for {weeks} weeks now.").format(weeks=number_word(rules.weeks))


def advice_do() -> str:
    """What to do about it."""
    return tr("A doctor should have a look.")


def advice_why(concern: Concern, rules: Rules, today: date) -> str:
    """What exactly made the log say so."""
    since = day_within(concern.since, today)
    if concern.worry is Worry.PAINKILLERS:
        first = tr("You first noted painkillers on {day}.").format(day=since)
        longer = tr("Taken for longer than a week, they are not safe without a doctor.")
        return f"{first} {longer}"
    if concern.always:
        return tr("That is worth an examination, even if you are used to it.")
    counted = tr("Since {day} you noted pain on {days} days or more in each of {weeks} weeks.").format(
        day=since, days=number_word(rules.days), weeks=number_word(rules.weeks)
    )
    return f"{counted} {tr('Where to draw that line is our choice.')}"


def stopped(stop: Stop, today: date) -> str:
    """When exercises were off: ``Wed 4 March, 14:02, to Thu 5 March, 9:10``."""
    start = _moment(stop.start, today)
    if stop.end is None:
        return tr("Since {start}").format(start=start)
    same = stop.end.date() == stop.start.date()
    end = clock_time(stop.end) if same else _moment(stop.end, today)
    return capital(tr("{start} to {end}").format(start=start, end=end))


def _moment(at: datetime, today: date) -> str:
    return tr("{day}, {time}").format(day=day_within(at.date(), today), time=clock_time(at))


def lifted(stop: Stop) -> str:
    """What ended it."""
    if stop.lifted is None:
        return tr("Still off")
    return tr("Ticked by mistake") if stop.lifted is CareEvent.MISTAKE else tr("Seen by a doctor")


def times_hurt(count: int) -> str:
    """How often an exercise hurt on a day."""
    return tr("An exercise hurt") if count == 1 else tr("An exercise hurt, {n} times").format(n=count)


def days_of_pain(n: int, of: int) -> str:
    """``Pain on 4 of 30 days``."""
    if n == 0:
        return tr("No pain in {of} days").format(of=of)
    return tr("Pain on {n} of {of} days").format(n=n, of=of)


def days_of_painkillers(n: int) -> str:
    """``Painkillers on 2 days.``"""
    if n == 0:
        return tr("No painkillers noted.")
    return tr("Painkillers on 1 day.") if n == 1 else tr("Painkillers on {n} days.").format(n=n)
