"""The week grid under a hand and under keys: painted, moved, resized, given up, undone; told to a screen reader."""

from __future__ import annotations

from datetime import time

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from unknot.core.hours import DEFAULT_HOURS, Hours, WorkRange, week_of
from unknot.ui.kit.week_grid import WeekGrid
from unknot.ui.kit.week_grid_names import DayName, row_order
from unknot.ui.kit.week_grid_paint import GridPainter, Tip

MON, TUE, SAT = 0, 1, 5
Key = Qt.Key


def at(clock: str) -> int:
    hour, minute = map(int, clock.split(":"))
    return 60 * hour + minute


def said(hours: Hours, day: int) -> list[str]:
    return [str(work) for work in hours[day]]


@pytest.fixture
def grid(qtbot: QtBot) -> WeekGrid:
    return shown(qtbot, DEFAULT_HOURS)


def shown(qtbot: QtBot, hours: Hours, width: int = 960) -> WeekGrid:
    made = WeekGrid(hours)
    qtbot.addWidget(made)
    made.resize(width, made.sizeHint().height())
    with qtbot.waitActive(made):
        made.show()
    return made


def place(grid: WeekGrid, day: int, clock: str) -> QPointF:
    row = next(row for row in grid.rows() if row.day == day)
    return QPointF(grid.axis.x(at(clock)), row.track.center().y())


def send(grid: WeekGrid, kind: QEvent.Type, where: QPointF, held: bool = True) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button = none if kind is QEvent.Type.MouseMove else left
    event = QMouseEvent(kind, where, grid.mapToGlobal(where), button, left if held else none,
                        Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(grid, event)


def drag(grid: WeekGrid, day: int, *clocks: str, drop: bool = True, off: float = 0.0) -> None:
    """Press at the first time, go over the others, let go at the last."""
    first, *rest = (place(grid, day, clock) + QPointF(off, 0) for clock in clocks)
    send(grid, QEvent.Type.MouseButtonPress, first)
    for where in rest:
        send(grid, QEvent.Type.MouseMove, where)
    if drop:
        send(grid, QEvent.Type.MouseButtonRelease, rest[-1] if rest else first, held=False)


def focus(grid: WeekGrid) -> None:
    grid.clearFocus()
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    assert grid.ring_shown()


def keys(grid: WeekGrid, *pressed: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in pressed:
        QTest.keyClick(grid, key, modifier)


# The hand


def test_a_drag_on_empty_time_paints_and_tells_each_step(grid: WeekGrid, qtbot: QtBot) -> None:
    steps: list[Hours] = []
    grid.changing.connect(steps.append)
    with qtbot.waitSignal(grid.changed) as told:
        drag(grid, SAT, "10:00", "11:00", "12:30")
    assert [said(step, SAT) for step in steps] == [["10:00-11:00"], ["10:00-12:30"]]
    assert said(told.args[0], SAT) == ["10:00-12:30"]


def test_a_press_alone_changes_nothing(grid: WeekGrid, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(grid.changed):
        drag(grid, SAT, "10:00")
        drag(grid, MON, "10:00", "10:01")
    assert grid.hours == DEFAULT_HOURS


def test_a_bar_follows_the_hand(grid: WeekGrid) -> None:
    drag(grid, MON, "10:00", "9:00")
    assert said(grid.hours, MON) == ["07:30-11:15", "13:00-17:30"]


def test_an_end_is_taken_and_the_tip_says_until_when(grid: WeekGrid) -> None:
    drag(grid, MON, "17:30", "19:00", drop=False)
    tip = grid.grid().tip
    assert tip == Tip(MON, at("19:00"), "Until 19:00")
    assert GridPainter(grid.grid(), None).tip_box(tip).left() > grid.axis.x(at("19:00"))
    assert said(grid.hours, MON)[-1] == "13:00-19:00"


def test_the_first_end_says_from_when(grid: WeekGrid) -> None:
    drag(grid, MON, "8:30", "9:00", drop=False)
    tip = grid.grid().tip
    assert tip.text == "From 09:00"
    assert GridPainter(grid.grid(), None).tip_box(tip).right() < grid.axis.x(at("9:00")), "ahead of the bar"


def test_a_tip_without_room_beside_leaves_the_bar_in_sight(grid: WeekGrid) -> None:
    drag(grid, SAT, "20:00", "21:30", drop=False)
    row = next(row for row in grid.rows() if row.day == SAT)
    box = GridPainter(grid.grid(), None).tip_box(grid.grid().tip)
    assert not box.intersects(row.track)
    assert box.right() <= grid.width()


def test_escape_puts_a_drag_back(grid: WeekGrid, qtbot: QtBot) -> None:
    steps: list[Hours] = []
    grid.changing.connect(steps.append)
    with qtbot.assertNotEmitted(grid.changed):
        drag(grid, MON, "17:30", "19:00", drop=False)
        keys(grid, Key.Key_Escape)
        send(grid, QEvent.Type.MouseButtonRelease, place(grid, MON, "19:00"), held=False)
    assert steps[-1] == DEFAULT_HOURS
    assert grid.hours == DEFAULT_HOURS


def test_dragging_an_end_onto_its_neighbour_closes_the_break(grid: WeekGrid) -> None:
    drag(grid, MON, "12:15", "14:00")
    assert said(grid.hours, MON) == ["08:30-17:30"]


def test_a_drag_beyond_the_right_edge_goes_past_midnight_and_the_axis_widens_when_it_ends(grid: WeekGrid) -> None:
    axis = grid.axis
    send(grid, QEvent.Type.MouseButtonPress, place(grid, SAT, "21:00"))
    send(grid, QEvent.Type.MouseMove, QPointF(axis.x(at("25:00")), place(grid, SAT, "21:00").y()))
    assert grid.axis == axis
    assert grid.grid().tip.text == "Until 01:00"
    send(grid, QEvent.Type.MouseButtonRelease, QPointF(axis.x(at("25:00")), 0), held=False)
    assert said(grid.hours, SAT) == ["21:00-01:00"]
    assert (grid.axis.start, grid.axis.end) == (0, at("24:00"))


def test_a_night_goes_on_in_the_next_row_with_a_torn_end(qtbot: QtBot) -> None:
    grid = shown(qtbot, week_of("22:00-06:00", days=1))
    monday, tuesday = grid.rows()[0].pieces[0], grid.rows()[1].pieces[0]
    painter = GridPainter(grid.grid(), None)
    assert painter.torn(monday) == (False, True)
    assert painter.torn(tuesday) == (True, False)
    drag(grid, TUE, "6:00", "7:00")
    assert said(grid.hours, MON) == ["22:00-07:00"]


def test_from_right_to_left_a_drag_to_the_left_is_later(qtbot: QtBot) -> None:
    grid = WeekGrid(DEFAULT_HOURS)
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.addWidget(grid)
    grid.resize(960, grid.sizeHint().height())
    grid.show()
    assert grid.axis.x(at("17:30")) < grid.axis.x(at("8:30"))
    assert grid.names[0].x() > grid.width() / 2
    drag(grid, MON, "17:30", "18:00")
    assert said(grid.hours, MON)[-1] == "13:00-18:00"


def test_a_double_click_wants_the_times_typed(grid: WeekGrid, qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.times_wanted) as told:
        send(grid, QEvent.Type.MouseButtonDblClick, place(grid, TUE, "10:00"))
    assert told.args == [TUE]


def test_a_right_click_wants_the_menu_of_what_is_there(grid: WeekGrid, qtbot: QtBot) -> None:
    where = place(grid, TUE, "10:00").toPoint()
    with qtbot.waitSignal(grid.menu_wanted) as told:
        QApplication.sendEvent(grid, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, QPoint(5, 5)))
    assert told.args[0] == TUE
    assert told.args[1].first == at("8:30")


def test_a_days_name_opens_its_menu(grid: WeekGrid, qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.menu_wanted) as told:
        grid.names[2].click()
    assert told.args[:2] == [2, None]


# Undo


def test_edits_are_undone_and_made_again(grid: WeekGrid) -> None:
    drag(grid, MON, "17:30", "19:00")
    drag(grid, SAT, "10:00", "12:00")
    focus(grid)
    keys(grid, Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert said(grid.hours, SAT) == []
    keys(grid, Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert grid.hours == DEFAULT_HOURS
    assert not grid.can_undo
    keys(grid, Key.Key_Y, modifier=Qt.KeyboardModifier.ControlModifier)
    assert said(grid.hours, MON)[-1] == "13:00-19:00"


def test_hours_from_elsewhere_leave_nothing_to_undo(grid: WeekGrid) -> None:
    drag(grid, MON, "17:30", "19:00")
    grid.set_hours(grid.hours)
    assert grid.can_undo
    grid.set_hours(week_of("9:00-12:00"))
    assert not grid.can_undo


# The keys


def test_enter_begins_a_span_arrows_draw_it_and_enter_keeps_it(grid: WeekGrid) -> None:
    focus(grid)
    keys(grid, *[Key.Key_Down] * SAT, Key.Key_Return, Key.Key_PageDown, Key.Key_Right)
    assert said(grid.hours, SAT) == ["09:00-10:15"]
    assert grid.grid().tip.text.startswith("09:00")
    keys(grid, Key.Key_Return)
    assert said(grid.hours, SAT) == ["09:00-10:15"]
    assert grid.can_undo


def test_escape_gives_up_a_span(grid: WeekGrid, qtbot: QtBot) -> None:
    focus(grid)
    with qtbot.assertNotEmitted(grid.changed):
        keys(grid, *[Key.Key_Down] * SAT, Key.Key_Return, Key.Key_PageDown, Key.Key_Escape)
    assert grid.hours == DEFAULT_HOURS


def test_a_span_by_keys_goes_past_midnight(grid: WeekGrid) -> None:
    focus(grid)
    keys(grid, *[Key.Key_Down] * SAT, Key.Key_End, Key.Key_Return, *[Key.Key_PageDown] * 4, Key.Key_Return)
    assert said(grid.hours, SAT) == ["21:45-01:45"]
    assert grid.grid().caret == (SAT, 23 * 60 + 45), "the cursor is back in its row"
    keys(grid, Key.Key_Delete)
    assert said(grid.hours, SAT) == []


def test_shift_and_an_arrow_resize_at_the_nearer_end(grid: WeekGrid) -> None:
    focus(grid)
    keys(grid, Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert said(grid.hours, MON)[0] == "08:45-12:15"
    keys(grid, *[Key.Key_PageDown] * 3)
    keys(grid, Key.Key_Left, Key.Key_Left, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert said(grid.hours, MON)[0] == "08:45-11:45"


def test_control_and_an_arrow_move_a_bar(grid: WeekGrid) -> None:
    focus(grid)
    keys(grid, Key.Key_Left, Key.Key_Left, modifier=Qt.KeyboardModifier.ControlModifier)
    assert said(grid.hours, MON)[0] == "08:00-11:45"


def test_delete_removes_what_is_under_the_cursor(grid: WeekGrid) -> None:
    focus(grid)
    keys(grid, Key.Key_Delete)
    assert said(grid.hours, MON) == ["13:00-17:30"]


def test_enter_on_a_bar_wants_its_times_typed(grid: WeekGrid, qtbot: QtBot) -> None:
    focus(grid)
    with qtbot.waitSignal(grid.times_wanted) as told:
        keys(grid, Key.Key_Return)
    assert told.args == [MON]


def test_the_cursor_widens_the_axis_to_be_seen(grid: WeekGrid) -> None:
    focus(grid)
    keys(grid, *[Key.Key_PageUp] * 5)
    assert grid.axis.start == at("4:00")


def test_the_grid_is_one_stop_for_tab_and_its_names_are_none(grid: WeekGrid) -> None:
    focus(grid)
    assert grid.focusPolicy() is Qt.FocusPolicy.StrongFocus
    assert all(name.focusPolicy() is Qt.FocusPolicy.NoFocus for name in grid.names)


# What is told and shown


def test_each_day_tells_a_screen_reader_its_hours(grid: WeekGrid) -> None:
    names = [name.accessibleName() for name in grid.findChildren(DayName)]
    assert names[0] == "Monday: 08:30 to 12:15, 13:00 to 17:30"
    assert names[SAT] == "Saturday: day off"
    drag(grid, SAT, "10:00", "12:30")
    assert grid.names[SAT].accessibleName() == "Saturday: 10:00 to 12:30"


def test_the_grid_describes_the_day_under_its_cursor(grid: WeekGrid) -> None:
    focus(grid)
    keys(grid, *[Key.Key_Down] * SAT)
    assert grid.accessibleDescription() == "Saturday: day off"


@pytest.mark.parametrize(("locale", "first"), [("de_DE", 0), ("en_US", 6), ("ar_EG", 5)])
def test_the_week_begins_where_it_does_in_this_country(locale: str, first: int) -> None:
    order = row_order(QLocale(locale))
    assert order[0] == first
    assert sorted(order) == list(range(7))


@pytest.mark.parametrize(("width", "every"), [(960, 2), (620, 3), (400, 3)])
def test_the_axis_says_as_many_hours_as_have_room(qtbot: QtBot, width: int, every: int) -> None:
    assert shown(qtbot, DEFAULT_HOURS, width).every == every


def test_what_is_locked_takes_no_edit(grid: WeekGrid, qtbot: QtBot) -> None:
    grid.set_locked(True)
    focus(grid)
    with qtbot.assertNotEmitted(grid.changed), qtbot.assertNotEmitted(grid.menu_wanted):
        drag(grid, MON, "17:30", "19:00")
        keys(grid, Key.Key_Delete)
        grid.names[0].click()
    assert grid.hours == DEFAULT_HOURS
    assert grid.hours[MON][0] == WorkRange(time(8, 30), time(12, 15))
