"""The schedule: the week grid, and the page in Settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget
from tests.gallery import scene
from tests.gallery.long_words import spoken_at_length
from tests.shells import Home

from unknot.core.hours import DEFAULT_HOURS, Hours, week_of
from unknot.core.settings import PostureBy, SessionsAt, Settings
from unknot.ui.kit.week_grid import WeekGrid
from unknot.ui.main_window import MainWindow
from unknot.ui.pages.settings_schedule import SchedulePart
from unknot.ui.shell import Page

WIDE = (896, 300)


def grid_of(hours: Hours) -> QWidget:
    """A grid on the ground of a page, on a Wednesday."""
    page = QWidget()
    column = QVBoxLayout(page)
    grid = WeekGrid(hours)
    grid.set_today(2)
    column.addWidget(grid)
    column.addStretch(1)
    return page


@scene("week-grid", WIDE)
def week_grid() -> QWidget:
    return grid_of(DEFAULT_HOURS)


@scene("week-grid-night", WIDE)
def week_grid_night() -> QWidget:
    return grid_of(week_of("22:00-02:00", "02:45-06:00"))


@scene("week-grid-empty", (560, 300))
def week_grid_empty() -> QWidget:
    return grid_of(week_of(days=0))


@scene("week-grid-right-to-left", WIDE, right_to_left=True)
def week_grid_right_to_left() -> QWidget:
    return grid_of(DEFAULT_HOURS)


DESIGN, SMALL, LEAST = (1120, 708), (760, 600), (640, 340)


def page_at(home: Home, then: Callable[[SchedulePart], object] = lambda _part: None) -> QWidget:
    """The whole window at the schedule."""
    window = MainWindow(home.shell)
    window.show_page(Page.SETTINGS, "schedule")
    then(part_of(window))
    return window


def part_of(window: QWidget) -> SchedulePart:
    """The schedule in a window."""
    return window.findChildren(SchedulePart)[0]


@scene("schedule", DESIGN)
def schedule() -> QWidget:
    return page_at(Home())


@scene("schedule-small", SMALL)
def schedule_small() -> QWidget:
    return page_at(Home())


@scene("schedule-least", LEAST)
def schedule_least() -> QWidget:
    return page_at(Home())


@scene("schedule-long-words", DESIGN)
def schedule_long_words() -> QWidget:
    with spoken_at_length():
        return page_at(Home())


@scene("schedule-right-to-left", DESIGN, right_to_left=True)
def schedule_right_to_left() -> QWidget:
    return page_at(Home())


@scene("schedule-night", DESIGN)
def schedule_night() -> QWidget:
    return page_at(Home(settings=replace(Settings(), profile="night")))


@scene("schedule-other-ways", (1120, 900))
def schedule_other_ways() -> QWidget:
    settings = replace(
        Settings(), posture=PostureBy.CLOCK, clock_minutes=(0, 50), sessions_at=SessionsAt.FIXED,
        session_routines=("", "neck"), profile_days=("", "", "", "", "home", "", ""),
    )
    return page_at(Home(settings=settings), lambda part: part.edit("home"))
