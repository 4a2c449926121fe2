"""A row of controls that becomes a column where it does not fit: words grow in other languages and larger text."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QBoxLayout, QLayoutItem, QWidget

from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import LetOut, fill
from unknot.ui.theme import space

Way = QBoxLayout.Direction


class Folding(LetOut, QBoxLayout):
    """Controls side by side, their faces ``gap`` apart and flush with text, or one below the other; None is a stretch.

    ``last_first``: as a column the last one, which is the primary one in a row of buttons, comes on top.
    """

    def __init__(self, *parts: QWidget | None, gap: int = space.s, last_first: bool = False) -> None:
        super().__init__(Way.LeftToRight)
        self._column = Way.BottomToTop if last_first else Way.TopToBottom
        fill(self, parts, gap)

    def _shown(self) -> list[QLayoutItem]:
        items = [self.itemAt(index) for index in range(self.count())]
        return [item for item in items if item is not None and not item.isEmpty()]

    def _row_width(self) -> int:
        """What the row needs; a layout's width counts the rings around its faces."""
        items = self._shown()
        return sum(item.sizeHint().width() for item in items) + self.spacing() * max(0, self.count() - 1)

    def _fits(self, width: int) -> bool:
        return self._row_width() <= width + 2 * RING

    def setGeometry(self, rect: QRect) -> None:
        way = Way.LeftToRight if self._fits(rect.width()) else self._column
        if way is not self.direction():
            self.setDirection(way)
        super().setGeometry(rect)

    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._shown()), default=0)
        return QSize(max(0, widest - 2 * RING), self._height(narrow=False))

    def sizeHint(self) -> QSize:
        return QSize(max(0, self._row_width() - 2 * RING), self._height(narrow=False))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height(narrow=not self._fits(width))

    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)

    def _height(self, narrow: bool) -> int:
        heights = [item.sizeHint().height() for item in self._shown()] or [2 * RING]
        all_of_them = sum(heights) + self.spacing() * (len(heights) - 1)
        return (all_of_them if narrow else max(heights)) - 2 * RING
