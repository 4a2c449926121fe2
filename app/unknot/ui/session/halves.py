"""The two halves of a session's window, and how they share it."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget

from unknot.ui.kit.stage import Stage
from unknot.ui.session.column import OUT, Column
from unknot.ui.theme import space
from unknot.ui.theme.windows import session as sizes

Way = QBoxLayout.Direction


class Halves:
    """The stage and the column side by side, or the stage on top; beside again where it is too low for that."""

    def __init__(self, window: QWidget, stage: Stage, column: Column) -> None:
        self._window, self._stage, self._column = window, stage, column
        self._layout = QBoxLayout(Way.LeftToRight, window)
        self._layout.addWidget(stage, 1)
        self._layout.addWidget(column)

    def fit(self) -> None:
        """Share the room that the window has now."""
        wide, high = self._window.width(), self._window.height()
        column = max(self._column.least_width(), sizes.column + 2 * OUT)
        low = high < sizes.short_below and wide >= column + sizes.stage_least + 3 * space.m
        stacked = not low and (wide < sizes.stacked_below or wide - column < sizes.stage_least)
        if stacked:
            self._stack(wide, high)
        else:
            self._put_beside(wide, high, column, edge=space.m if low else space.xl)
        self._column.set_narrow(stacked or low)
        if stacked:
            self._layout.activate()
            self._column.trim()
            self._stage.setFixedHeight(max(sizes.stage_least, self._on_top(high) - self._column.overflow()))

    @staticmethod
    def _on_top(high: int) -> int:
        """The height of the stage above the column, as long as the words have room."""
        return min(sizes.stage_stacked, high - sizes.below_stage)

    def _stack(self, wide: int, high: int) -> None:
        self._layout.setDirection(Way.TopToBottom)
        self._layout.setContentsMargins(space.m, space.m, space.m, space.s)
        self._layout.setSpacing(space.s + space.xs)
        self._stage.setFixedHeight(max(sizes.stage_least, self._on_top(high)))
        self._stage.setMaximumWidth(wide)
        self._column.setContentsMargins(space.m - OUT, 0, space.m - OUT, 0)
        self._column.setMinimumWidth(0)
        self._column.setMaximumWidth(wide)

    def _put_beside(self, wide: int, high: int, column: int, edge: int) -> None:
        self._layout.setDirection(Way.LeftToRight)
        self._layout.setContentsMargins(space.m, space.m, edge - OUT, space.m)
        self._layout.setSpacing(edge - OUT)
        self._stage.setMinimumHeight(0)
        self._stage.setMaximumHeight(high)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setFixedWidth(min(column, wide - sizes.stage_least - 2 * space.m - edge))
