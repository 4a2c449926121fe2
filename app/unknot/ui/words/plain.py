"""Times, lengths and numbers as words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QTime

from unknot.ui.tr import tr


def clock_time(moment: datetime) -> str:
    """A time of day in the locale's short form: 14:30, or 2:30 PM."""
    return QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)


def day_name(day: date) -> str:
    """Weekday, day and month in the locale's words: Wednesday 22 November."""
    return QLocale().toString(QDate(day.year, day.month, day.day), tr("dddd d MMMM"))


def weekday(day: date) -> str:
    """``Wednesday``."""
    return QLocale().dayName(day.isoweekday(), QLocale.FormatType.LongFormat)


def at(moment: datetime, now: datetime) -> str:
    """``at 14:30``; with the weekday when it isn't today."""
    time = clock_time(moment)
    if moment.date() == now.date():
        return tr("at {time}").format(time=time)
    return tr("{weekday} at {time}").format(weekday=weekday(moment.date()), time=time)


def until(moment: datetime, now: datetime) -> str:
    """``in 12 min`` when near, ``at 14:30`` otherwise, ``now`` when due."""
    left = (moment - now).total_seconds() / 60
    if left < 0.5:
        return tr("now")
    if left < 60:
        return tr("in {n} min").format(n=max(1, round(left)))
    return at(moment, now)


def minutes_seconds(seconds: float) -> str:
    """A length as 1:52."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def minutes(n: int) -> str:
    """``1 minute``, ``3 minutes``."""
    return tr("1 minute") if n == 1 else tr("%n minutes", "", n)


def number_word(n: int) -> str:
    """Small numbers as words, for sentences; larger ones as digits."""
    words = (tr("no"), tr("one"), tr("two"), tr("three"), tr("four"), tr("five"), tr("six"), tr("seven"), tr("eight"))
    return words[n] if 0 <= n < len(words) else str(n)


def capital(text: str) -> str:
    """The same with its first letter large."""
    return text[:1].upper() + text[1:]


def sentences(parts: Sequence[str]) -> str:
    """Join sentences with a space, leaving out empty ones."""
    return " ".join(part for part in parts if part)


def listing(names: Sequence[str]) -> str:
    """Names in a row: ``Lower back, mid back``. In a language whose nouns keep their capital they stay as they are."""
    keeps = tr("small", "letters that the further names of a list begin with: small or large") != "small"
    return ", ".join(name if keeps or not index else name[:1].lower() + name[1:] for index, name in enumerate(names))
