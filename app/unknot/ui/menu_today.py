"""What the tray's menu has for the working day: the profile in force, and today's hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from unknot.core.day_end import until
from unknot.core.hours import Ranges
from unknot.core.profiles import DayChange
from unknot.core.rota import Rota
from unknot.core.settings import Settings
from unknot.core.worktime import later, working_spans
from unknot.ui import words
from unknot.ui.menu_item import SEPARATOR, Item
from unknot.ui.shell import Shell
from unknot.ui.tr import tr

ENDS = 3
"""So many later ends of the day are offered."""


def items(shell: Shell) -> tuple[Item, ...]:
    """``Profile: Office`` and ``Today's hours``."""
    return profiles(shell), hours(shell)


def profiles(shell: Shell) -> Item:
    """The profiles, the one in force marked."""
    settings, today = shell.preferences.current, shell.coach.plan().day
    here = settings.profile_on(today)
    names = {profile.id: words.profile(profile) for profile in settings.profiles}
    label = tr("Profile: {name}").format(name=names[here])
    field = "days" if _named_by_day(settings, today) else "profile"
    if field in shell.preferences.locked:
        return Item(tr("{label} (set by your organisation)").format(label=label))

    def switch(id_: str) -> Callable[[], object]:
        return lambda: shell.preferences.put(switched(shell.preferences.current, today, id_))

    return Item(label, children=tuple(Item(names[id_], switch(id_), chosen=id_ == here) for id_ in names))


def switched(settings: Settings, today: date, profile: str) -> Settings:
    """With this profile in force: from now on, or only today where a rule or a change names today's profile."""
    if not _named_by_day(settings, today):
        return settings.with_changes(profile=profile)
    usual = settings.profile_days[today.weekday()] or settings.profile
    hours = settings.change_of(today).hours
    return settings.with_day(DayChange(today, hours, "" if profile == usual else profile))


def _named_by_day(settings: Settings, today: date) -> bool:
    return bool(settings.change_of(today).profile or settings.profile_days[today.weekday()])


def hours(shell: Shell) -> Item:
    """Today until another time, off today, or as usual."""
    preferences, today = shell.preferences, shell.coach.plan().day
    settings, label = preferences.current, tr("Today's hours")
    if "days" in preferences.locked:
        return Item(tr("{label} (set by your organisation)").format(label=label))
    change = settings.change_of(today)

    def put(ranges: Ranges | None) -> Callable[[], object]:
        return lambda: preferences.put(preferences.current.with_day(DayChange(today, ranges, change.profile)))

    longer = tuple(
        Item(tr("Until {time}").format(time=words.clock_time(end)), put(ranges), chosen=ranges == change.hours)
        for end, ranges in later_ends(shell, today)
    )
    return Item(label, children=(
        *longer,
        SEPARATOR,
        Item(tr("Off today"), put(()), chosen=change.hours == ()),
        Item(tr("As usual"), put(None), chosen=change.hours is None),
    ))


def later_ends(shell: Shell, today: date) -> list[tuple[datetime, Ranges]]:
    """The next full hours after now and after the usual end of the day, with the day's hours for each; the one that the
    person chose among them."""
    preferences, now, zone = shell.preferences, shell.clock.now(), shell.clock.zone
    change = preferences.current.change_of(today)
    unchanged = Rota(preferences.current.with_day(DayChange(today, None, change.profile)), preferences.rota.holiday)
    usual, spans = unchanged.ranges(today), working_spans(today, unchanged, zone)
    found: list[tuple[datetime, Ranges]] = []
    if change.hours:
        end = working_spans(today, preferences.rota, zone)[-1].end
        if end.timestamp() > now.timestamp():
            found.append((end, change.hours))
    if not usual and now.date() != today:
        return found  # after midnight, hours from now on would be those of the night before
    last = max([now, *(span.end for span in spans)], key=datetime.timestamp)
    whole = later(last, timedelta(minutes=-last.minute, seconds=-last.second, microseconds=-last.microsecond))
    for step in range(1, ENDS + 1):
        end = later(whole, step * timedelta(hours=1))
        try:
            ranges = until(usual, end.time(), now.time())
        except ValueError:
            break
        if all(end != other for other, _ in found):
            found.append((end, ranges))
    return sorted(found, key=lambda each: each[0].timestamp())
