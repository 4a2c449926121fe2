"""The schedule: the week grid, and the page in Settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QEvent, QLocale, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QVBoxLayout, QWidget
from tests.fakes import BERLIN, FakeCalendars
from tests.gallery import scene
from tests.gallery.long_words import spoken_at_length
from tests.shells import Home

from unknot.core.hours import DEFAULT_HOURS, Hours, WorkRange, week_of
from unknot.core.library import Problem
from unknot.core.profiles import DayChange
from unknot.core.settings import PostureBy, SessionsAt, Settings
from unknot.ports import Busy
from unknot.ui.kit.week_grid import WeekGrid
from unknot.ui.main_window import MainWindow
from unknot.ui.pages.calendars_dialog import CalendarsDialog
from unknot.ui.pages.holidays_dialog import HolidaysDialog
from unknot.ui.pages.hours_editor import DayTimes
from unknot.ui.pages.profiles import ProfilesDialog
from unknot.ui.pages.schedule_dates import Month
from unknot.ui.pages.schedule_menu import fill
from unknot.ui.pages.schedule_popover import Popover
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


@scene("schedule-american", DESIGN)
def schedule_american() -> QWidget:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    try:
        return page_at(Home())
    finally:
        QLocale.setDefault(before)


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


@scene("schedule-off", DESIGN)
def schedule_off() -> QWidget:
    return page_at(Home(settings=replace(Settings(), hours=week_of(days=0))))


@scene("schedule-full", SMALL)
def schedule_full() -> QWidget:
    full = week_of("06:00-10:00", "10:15-12:30", "13:15-15:30", "15:45-18:00", "19:00-21:30", days=7)
    return page_at(Home(settings=replace(Settings(), hours=full, sessions=8, prompt_every=20)))


@scene("schedule-locked", DESIGN)
def schedule_locked() -> QWidget:
    home = Home()
    home.store.locked = frozenset({"hours", "prompt_every"})
    return page_at(home)


def busy_home(**settings: object) -> Home:
    """A Wednesday with meetings, Friday a holiday, today until 20:00."""
    calendars = FakeCalendars()
    today = date(2026, 3, 4)
    made = Home(
        settings=replace(
            Settings(), holidays="DE-BY", calendars=("~/Calendars/work.ics", "~/Calendars/team"),
            days=(
                DayChange(today, (WorkRange(time(8, 30), time(12, 15)), WorkRange(time(13), time(20)))),
                DayChange(date(2026, 3, 9), ()),
                DayChange(date(2026, 3, 12), None, "home"),
            ),
            **settings,  # type: ignore[arg-type]
        ),
        calendars=calendars,
    )
    begin = datetime(2026, 3, 4, 9, 0, tzinfo=BERLIN)
    busy = [Busy(begin + timedelta(hours=h), begin + timedelta(hours=h + 1), "Meeting") for h in (0, 5)]
    calendars.say(
        busy, {date(2026, 3, 6): "Tag der Frauen", date(2026, 4, 3): "Karfreitag", date(2026, 4, 6): "Ostermontag"},
        [Problem("work.ics", "line 12", "kind", "DTSTART:tomorrow", "a date")],
    )
    return made


@scene("schedule-busy", DESIGN)
def schedule_busy() -> QWidget:
    return page_at(busy_home())


@scene("schedule-public-holiday", DESIGN)
def schedule_public_holiday() -> QWidget:
    return page_at(busy_home(), lambda part: part.preview.go(date(2026, 3, 6)))


@scene("dialog-holidays")
def dialog_holidays() -> QWidget:
    return HolidaysDialog(busy_home().shell)


@scene("dialog-holidays-first")
def dialog_holidays_first() -> QWidget:
    return HolidaysDialog(Home().shell)


@scene("dialog-calendars")
def dialog_calendars() -> QWidget:
    return CalendarsDialog(busy_home().shell)


@scene("dialog-calendars-first", (640, 340))
def dialog_calendars_first() -> QWidget:
    return CalendarsDialog(Home().shell)


@scene("dialog-profiles", (480, 860))
def dialog_profiles() -> QWidget:
    return ProfilesDialog(Home(settings=replace(Settings(), profile_days=("", "", "", "", "home", "", ""))).shell)


@scene("popover-times")
def popover_times() -> QWidget:
    popover = Popover("Monday", QWidget())
    popover.body.addWidget(DayTimes("Monday", DEFAULT_HOURS[0]))
    return popover


@scene("popover-month")
def popover_month() -> QWidget:
    popover = Popover("Show a day", QWidget())
    popover.body.addWidget(Month(date(2026, 3, 4)))
    return popover


@scene("menu-of-a-day")
def menu_of_a_day() -> QWidget:
    grid, menu = WeekGrid(DEFAULT_HOURS), QMenu()
    fill(menu, grid, 0, grid.week[0], lambda: None)
    return menu


@scene("schedule-after-a-drag", DESIGN, arrange=lambda window: moves(window, 0, (17.5, 18.0), drop=True))
def schedule_after_a_drag() -> QWidget:
    return page_at(Home())


@scene("schedule-dragged", DESIGN, arrange=lambda window: moves(window, 3, (17.5, 19.0), drop=False))
def schedule_dragged() -> QWidget:
    return page_at(Home())


@scene("schedule-keys", DESIGN, arrange=lambda window: walked(part_of(window).grid))
def schedule_keys() -> QWidget:
    return page_at(Home())


def walked(grid: WeekGrid) -> None:
    """The keys' cursor on a Saturday morning."""
    grid.window().activateWindow()
    grid.clearFocus()
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    grid._cursor.go(5, 10 * 60)
    grid.update()


def moves(window: QWidget, day: int, hours: tuple[float, ...], drop: bool) -> None:
    """A finger goes over these hours of a day's row."""
    grid = part_of(window).grid
    hold(grid, day, hours, drop)
    part_of(window).preview.refresh()


def hold(grid: WeekGrid, day: int, hours: tuple[float, ...], drop: bool = False) -> None:
    """Press, move, and perhaps let go."""
    row = next(row for row in grid.rows() if row.day == day)
    places = [QPointF(grid.axis.x(60 * hour), row.track.center().y()) for hour in hours]
    kinds = [QEvent.Type.MouseButtonPress, *[QEvent.Type.MouseMove] * (len(places) - 1)]
    if drop:
        kinds.append(QEvent.Type.MouseButtonRelease)
        places.append(places[-1])
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, place in zip(kinds, places, strict=True):
        button, held = (none, left) if kind is QEvent.Type.MouseMove else (left, left)
        QApplication.sendEvent(
            grid, QMouseEvent(kind, place, grid.mapToGlobal(place), button, held, Qt.KeyboardModifier.NoModifier)
        )


STRIPS: dict[str, tuple[int, tuple[float, ...]]] = {
    "paint": (5, (9.0, 9.5, 10.5, 12.0, 14.0)),
    "resize": (0, (17.5, 18.0, 19.5, 21.0, 23.5)),
    "move": (0, (10.0, 9.0, 7.0, 10.5, 13.0)),
    "night": (5, (20.0, 21.0, 22.0, 24.0, 26.0)),
}


def strip(day: int, hours: tuple[float, ...]) -> QWidget:
    """Frames of a drag, one below the other: the rows of two days each."""
    whole = QPixmap(880, 84 * len(hours))
    whole.fill(Qt.GlobalColor.transparent)
    painter = QPainter(whole)
    for number in range(1, len(hours) + 1):
        page = grid_of(DEFAULT_HOURS)
        page.setObjectName("window")
        page.resize(880, 300)
        grid = page.findChildren(WeekGrid)[0]
        page.show()
        QApplication.processEvents()
        hold(grid, day, hours[:number])
        top = round(grid.rows()[day].track.top()) + grid.y() - 20
        painter.drawPixmap(0, 84 * (number - 1), page.grab(page.rect()).copy(0, top, 880, 80))
        page.close()
    painter.end()
    label = QLabel()
    label.setPixmap(whole)
    return label


for name, (weekday, way) in STRIPS.items():
    scene(f"week-grid-drag-{name}", (880, 84 * len(way)))(lambda weekday=weekday, way=way: strip(weekday, way))  # type: ignore[misc]
