"""What a day's menu on the week grid offers: type its times, add a break, copy, clear, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu

from unknot.core.hours import Hours
from unknot.ui import words
from unknot.ui.kit import week_grid_edit as edit
from unknot.ui.kit.week_grid import WeekGrid
from unknot.ui.kit.week_grid_edit import Bar, Week
from unknot.ui.kit.week_grid_names import day_name
from unknot.ui.kit.week_grid_paint import span_text
from unknot.ui.tr import tr


def fill(menu: QMenu, grid: WeekGrid, day: int, bar: Bar | None, type_times: Callable[[], object]) -> None:
    """Everything for this day; ``bar`` is the one that was pointed at."""
    week = grid.week
    own = [each for each in week if each.day == day]

    def entry(into: QMenu, label: str, made: Callable[[], Week]) -> None:
        action = into.addAction(label)
        action.triggered.connect(lambda: grid.apply(made()))
        action.setEnabled(made() != week)

    menu.addAction(tr("Type the times…")).triggered.connect(lambda _on=False: type_times())
    _breaks(menu, week, bar if bar in own else None, own, entry)
    menu.addSeparator()
    name = day_name(day)
    entry(menu, tr("Copy {day} to all weekdays").format(day=name), lambda: edit.copy(week, day, edit.WEEKDAYS))
    entry(menu, tr("Copy {day} to every day").format(day=name), lambda: edit.copy(week, day, range(7)))
    menu.addSeparator()
    if bar is not None:
        span = span_text(bar.first, bar.last)
        entry(menu, tr("Remove {span}").format(span=span), lambda: edit.remove(week, bar))
    entry(menu, tr("{day} off").format(day=name), lambda: edit.clear(week, day))
    undo = menu.addAction(tr("Undo"))
    undo.triggered.connect(grid.undo)
    undo.setEnabled(grid.can_undo)


def _breaks(
    menu: QMenu, week: Week, bar: Bar | None, own: Sequence[Bar],
    entry: Callable[[QMenu, str, Callable[[], Week]], None],
) -> None:
    """A break of some lengths, in the bar that was pointed at or else in the longest."""
    inside = bar or max(own, key=lambda each: each.last - each.first, default=None)
    breaks = menu.addMenu(tr("Add a break"))
    for minutes in edit.LUNCHES:
        if inside is not None:
            entry(breaks, words.minutes(minutes), lambda minutes=minutes: edit.cut(week, inside, minutes))  # type: ignore[misc]
    breaks.setEnabled(inside is not None and any(edit.break_for(inside, minutes) for minutes in edit.LUNCHES))


def days_like(before: Hours, after: Hours, day: int) -> tuple[int, ...]:
    """The weekdays that were as this one before it was changed, and would be again if they were changed too."""
    if day not in edit.WEEKDAYS:
        return ()
    others = (other for other in edit.WEEKDAYS if other != day and after[other])
    return tuple(other for other in others if after[other] == before[day] and after[other] != after[day])


def names_of(days: Sequence[int]) -> str:
    """``Tuesday to Friday``, ``Tuesday and Thursday``, ``Monday, Wednesday and Friday``."""
    names = [day_name(day) for day in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return tr("{first} to {last}").format(first=names[0], last=names[-1])
    if len(names) < 2:
        return "".join(names)
    return tr("{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1])
