"""Layouts that line up faces, not widgets: a control is RING larger on every side than what one sees of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from unknot.ui.kit.focus import RING
from unknot.ui.theme import space

if TYPE_CHECKING:
    from PySide6.QtWidgets import QBoxLayout as Base
else:
    Base = object

BOTH = QSize(2 * RING, 2 * RING)


class LetOut(Base):
    """Mixin before a box layout: what it holds reaches RING over its edges, so that the faces end at them.

    Qt takes negative margins for unset ones, hence this. The room for the ring is the margin of what is around.
    """

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect.adjusted(-RING, -RING, RING, RING))

    def sizeHint(self) -> QSize:
        return super().sizeHint() - self._reach()

    def minimumSize(self) -> QSize:
        return super().minimumSize() - self._reach()

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width + BOTH.width()) - self._reach().height()

    def minimumHeightForWidth(self, width: int) -> int:
        return super().minimumHeightForWidth(width + BOTH.width()) - self._reach().height()

    def _reach(self) -> QSize:
        """Nothing reaches out of a box all of whose widgets are hidden."""
        return QSize(0, 0) if self.isEmpty() else BOTH


class Controls(LetOut, QHBoxLayout):
    """Controls in a row, their faces ``gap`` apart (at least 2 RING) and flush with text; None is a stretch."""

    def __init__(self, *parts: QWidget | None, gap: int = space.s) -> None:
        super().__init__()
        fill(self, parts, gap)


class Stacked(LetOut, QVBoxLayout):
    """The same, one below the other: what a row becomes when it does not fit."""

    def __init__(self, *parts: QWidget | None, gap: int = space.s) -> None:
        super().__init__()
        fill(self, parts, gap)


def fill(box: LetOut, parts: tuple[QWidget | None, ...], gap: int) -> None:
    """Put ``parts`` into a box whose faces are to be ``gap`` apart."""
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(max(0, gap - 2 * RING))
    for part in parts:
        if part is None:
            box.addStretch(1)
        else:
            box.addWidget(part)


def empty(layout: QLayout) -> None:
    """Take away all that a layout holds. The widgets are hidden at once and go once none of their code runs."""
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()


def set_margins(widget: QWidget, box: QLayout, start: int, top: int, end: int, bottom: int) -> None:
    """Margins by reading direction, which Qt's own are not; to be said again when ``widget``'s direction changes."""
    left, right = (end, start) if right_to_left(widget) else (start, end)
    box.setContentsMargins(left, top, right, bottom)


def right_to_left(widget: QWidget) -> bool:
    """Whether this widget's layout runs from right to left."""
    return widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
