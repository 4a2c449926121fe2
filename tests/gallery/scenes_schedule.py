"""The schedule: the week grid, and the page in Settings."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from tests.gallery import scene

from unknot.core.hours import DEFAULT_HOURS, Hours, week_of
from unknot.ui.kit.week_grid import WeekGrid

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
