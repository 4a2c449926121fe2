"""What is kept on this computer, and what became of it, as words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from unknot.core.library import Problem
from unknot.ports_archive import Backup, Stock, Store
from unknot.ui.tr import tr
from unknot.ui.words.plain import capital, clock_time


def size(of: int) -> str:
    """``4.2 MB``."""
    return QLocale().formattedDataSize(of, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def long_date(day: date) -> str:
    """``3 March 2025``."""
    return QLocale().toString(QDate(day.year, day.month, day.day), tr("d MMMM yyyy"))


def records(count: int) -> str:
    """``12,480 records``."""
    if count == 1:
        return tr("1 record")
    return tr("{n} records").format(n=QLocale().toString(count))


def files(count: int) -> str:
    """``3 files``."""
    return tr("1 file") if count == 1 else tr("%n files", "", count)


def kind(name: str) -> str:
    """A kind of records by its name in the ledger, as it stands inside of a sentence."""
    return {
        "entry": tr("prompts and sessions"),
        "exercise_time": tr("exercises done"),
        "pain": tr("exercises that hurt"),
        "felt": tr("how sessions felt"),
        "away": tr("time away"),
        "care_answer": tr("answers to warning signs"),
        "knot": tr("knots"),
        "massage": tr("massages"),
        "compress": tr("heat and cold"),
        "injury": tr("injuries"),
        "pain_entry": tr("pain log"),
        "aerobic": tr("moving"),
        "stance": tr("sitting and standing"),
    }.get(name, name)


def store(which: Store) -> str:
    """The name of something that is kept."""
    return {
        Store.LEDGER: tr("History"),
        Store.SETTINGS: tr("Settings"),
        Store.OWN: tr("Own exercises"),
        Store.KEPT: tr("Kept copies"),
        Store.CALENDARS: tr("Calendars"),
    }[which]


def how_much(stock: Stock, which: Store) -> str:
    """``12,480 records since 3 March 2025, 4.2 MB``."""
    one = stock.of(which)
    if which is Store.LEDGER:
        if stock.first is None:
            return tr("No records yet, {size}").format(size=size(one.size))
        text = tr("{records} since {day}, {size}")
        return text.format(records=records(one.count), day=long_date(stock.first), size=size(one.size))
    if which is Store.OWN and not one.count:
        return tr("None yet")
    if which is Store.SETTINGS:
        return size(one.size) if one.count else tr("None changed yet")
    if which is Store.CALENDARS:
        return size(one.size)
    return tr("{files}, {size}").format(files=files(one.count), size=size(one.size))


def what_is_in(stock: Stock, which: Store) -> str:
    """A line more on what this is; "" where its name says enough."""
    if which is Store.LEDGER:
        return " · ".join(f"{capital(kind(name))} {QLocale().toString(count)}" for name, count in stock.kinds if count)
    if which is Store.KEPT:
        return tr("Your data as it was before a restore, or a history that could not be read.")
    if which is Store.CALENDARS:
        return tr("When your calendars say that you are busy, read from them. Made anew when it is missing.")
    return ""


def backup(told: Backup, zone_now: datetime) -> str:
    """What a backup holds: when it was made, and how much is in it."""
    made = told.made.astimezone(zone_now.tzinfo)
    head = tr("Backup of {day}, {time}").format(day=long_date(made.date()), time=clock_time(made))
    parts = [records(told.records)]
    if told.first is not None:
        parts = [tr("{records} since {day}").format(records=parts[0], day=long_date(told.first))]
    if told.settings:
        parts.append(tr("settings"))
    if told.own:
        parts.append(tr("1 own file") if told.own == 1 else tr("%n own files", "", told.own))
    return f"{head}: {', '.join(parts)}."


def days(first: date, last: date) -> str:
    """The days of an export or an erasure, as a phrase."""
    if (first, last) == (date.min, date.max):
        return tr("all days")
    if first == last:
        return long_date(first)
    return tr("{first} to {last}").format(first=long_date(first), last=long_date(last))


def erasure(stock: Stock, count: int, first: date, last: date) -> Sequence[str]:
    """What an erasure takes, and what it leaves, a sentence each."""
    everything = (first, last) == (date.min, date.max)
    lines = [tr("{records} of {days}.").format(records=records(count), days=days(first, last))]
    if kept := stock.of(Store.KEPT).count:
        lines.append(tr("The copies kept in the data folder: {files}.").format(files=files(kept)))
    if everything:
        lines.append(tr("Before the next session the warning signs are asked about again."))
    lines.append(tr("Settings, own exercises and files that you saved elsewhere stay."))
    lines.append(tr("You can back up first, if you may want the records again."))
    return lines


def trouble(which: Problem) -> str:
    """Why something could not be done with a file."""
    texts = {
        "absent": tr("{file} is not there any more."),
        "unreadable": tr("{file} is no backup of Unknot, or it is damaged. Nothing was changed."),
        "later": tr("{file} was made by a later version of Unknot. Nothing was changed."),
        "full": tr("The disk is full: {file} was not written."),
        "readonly": tr("{file} can't be written there."),
        "busy": tr("The records are erased. Another program is reading the history: its old pages go when it ends."),
    }
    return texts.get(which.what, tr("{file}: that did not work.")).format(file=which.file)
