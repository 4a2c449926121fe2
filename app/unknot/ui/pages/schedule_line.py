"""A sentence with what can be done about it: beside it, or below it where that has no room."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from unknot.ui.kit.flow import FlowLayout
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import Stacked
from unknot.ui.kit.text import Text
from unknot.ui.theme import size, space

LEAST_TEXT = 280
"""A longer sentence wraps from this width on, before what is beside it goes below."""
Way = QBoxLayout.Direction


class Row(FlowLayout):
    """Controls that would rather stand in one row."""

    def row_width(self) -> int:
        """What one row takes."""
        widths = [
            item.sizeHint().width() for n in range(self.count())
            if (item := self.itemAt(n)) is not None and not item.isEmpty()
        ]
        return sum(widths)

    def sizeHint(self) -> QSize:
        return QSize(self.row_width(), super().sizeHint().height())


class Line(QBoxLayout):
    """``apart``: the controls stand at the far end, else right behind the words. ``steady``: as high without its
    controls as with them, so that nothing below jumps when they come."""

    def __init__(self, text: Text, *controls: QWidget, apart: bool = False, steady: bool = False) -> None:
        super().__init__(Way.LeftToRight)
        self._text, self._apart = text, apart
        self._row = Row(gap=0, row_gap=0)
        for control in controls:
            self._row.addWidget(control)
        around = Stacked()
        around.addLayout(self._row)
        self.setSpacing(space.m)
        if steady:
            self.addStrut(size.small_button)
        self.addWidget(text, int(apart), Qt.AlignmentFlag.AlignVCenter)
        self.addLayout(around, 0)
        if not apart:
            self.addStretch(1)

    def setGeometry(self, rect: QRect) -> None:
        """The words of the last control, not its face, are flush with what is above and below."""
        if self._apart and self.direction() is Way.LeftToRight:
            flip = self._text.layoutDirection() is Qt.LayoutDirection.RightToLeft
            rect = rect.adjusted(-space.sm, 0, 0, 0) if flip else rect.adjusted(0, 0, space.sm, 0)
        super().setGeometry(rect)

    def fold(self, width: int) -> None:
        """Beside one another or not, in so much room."""
        words = min(LEAST_TEXT, self._text.sizeHint().width())
        fits = words + self.spacing() + self._row.row_width() - 2 * RING <= width
        self.setDirection(Way.LeftToRight if fits else Way.TopToBottom)
