"""The steps of a routine: dragged into another order, or moved there with Alt and the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QListView, QWidget

from unknot.ui.editor.rows import RowView
from unknot.ui.kit.focus import RING
from unknot.ui.pages.pictures import Stills
from unknot.ui.theme import size, space, theme
from unknot.ui.theme.windows import editor

Index = QModelIndex | QPersistentModelIndex
SCROLL_MS = 30
SCROLL_PX = 12
LINE = 3


class StepList(RowView):
    """``chosen``: another row is current. ``moved``: a row is to go to another place. ``removed``, ``entered_row``: by
    key or click."""

    chosen = Signal(int)
    moved = Signal(int, int)
    removed = Signal(int)
    entered_row = Signal(int)

    def __init__(self, stills: Stills, name: str, parent: QWidget | None = None) -> None:
        super().__init__(stills, name, grip=True, parent=parent)
        self._from = -1
        self._pressed: QPoint | None = None
        self._gap = -1
        self._step = 0
        self._scroll = QTimer(self, interval=SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.clicked.connect(lambda index: self.entered_row.emit(index.row()))

    @property
    def gap(self) -> int:
        """Where the dragged row would be put: before this row; -1 while nothing is dragged."""
        return self._gap

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(current.row() if current.isValid() else -1)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, alt = self.current, event.modifiers() & Qt.KeyboardModifier.AltModifier
        if self._gap >= 0 and event.key() == Qt.Key.Key_Escape:
            self._end_drag()
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._by_keyboard = True
            to = row + (1 if event.key() == Qt.Key.Key_Down else -1)
            if row >= 0 and 0 <= to < len(self.rows):
                self.moved.emit(row, to)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and row >= 0:
            self.removed.emit(row)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.entered_row.emit(row)
        else:
            super().keyPressEvent(event)

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self._from, self._pressed = index.row(), event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_hand(spot)
            super().mouseMoveEvent(event)
            return
        far = (spot - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._gap < 0 and not far:
            return
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._aim(spot)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at, gap = self._from, self._gap
        self._end_drag()
        if gap < 0:
            super().mouseReleaseEvent(event)
            return
        to = gap - 1 if gap > at else gap
        if to != at:
            self.moved.emit(at, to)

    def _show_hand(self, spot: QPoint) -> None:
        """Over the dots at a row's end the pointer says that it can be dragged."""
        index = self.indexAt(spot)
        rect = self.visualRect(index)
        reach = editor.grip + space.s + RING
        flip = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        on = spot.x() < rect.left() + reach if flip else spot.x() > rect.right() - reach
        shape = Qt.CursorShape.OpenHandCursor if index.isValid() and on else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _aim(self, spot: QPoint) -> None:
        gap = len(self.rows)
        for row in range(len(self.rows)):
            if spot.y() < self.visualRect(self.model_.index(row)).center().y():
                gap = row
                break
        edge = size.row
        at_edge = spot.y() < edge or spot.y() > self.viewport().height() - edge
        self._step = -SCROLL_PX if spot.y() < edge else SCROLL_PX
        if at_edge and not self._scroll.isActive():
            self._scroll.start()
        elif not at_edge:
            self._scroll.stop()
        self._gap = gap
        self.viewport().update()

    def _scroll_on(self) -> None:
        """The pointer rests at an edge of the list while it holds a row."""
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + self._step)
        if bar.value() == before:
            self._scroll.stop()

    def _end_drag(self) -> None:
        self._scroll.stop()
        self._pressed, self._from, self._gap = None, -1, -1
        self.viewport().unsetCursor()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap < 0:
            return
        last = self._gap >= len(self.rows)
        rect = self.visualRect(self.model_.index(len(self.rows) - 1 if last else self._gap))
        edge = rect.bottom() + 1 if last else rect.top()
        y = max(LINE / 2, min(self.viewport().height() - LINE / 2, edge))
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().tokens.accent))
        painter.drawRoundedRect(QRectF(RING, y - LINE / 2, rect.width() - 2 * RING, LINE), LINE / 2, LINE / 2)
        painter.drawEllipse(QRectF(RING - 1, y - LINE, 2 * LINE, 2 * LINE))
