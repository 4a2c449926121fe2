"""The frame of the main window: sidebar, and pages that scroll."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from unknot.ui.kit.button import Look, edge_width, paint_face
from unknot.ui.kit.focus import Ringed, draw_ring
from unknot.ui.theme import font, icons, radius, size, space, theme

STEP = size.row + space.xs
BAR = 3


class SideBar(Ringed, QWidget):
    """Rows of icon and word; the last one stands at the foot. One is chosen; arrow keys walk, Enter is not needed.

    ``rows``: (id, word, icon). ``compact`` shows icons only, for narrow windows.
    """

    chosen = Signal(str)

    def __init__(self, rows: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows, self._index, self._over, self._compact = tuple(rows), 0, -1, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.update)

    def set_compact(self, on: bool) -> None:
        """Icons only, or with words."""
        if on != self._compact:
            self._compact = on
            self.updateGeometry()
            self.update()

    def choose(self, name: str, *, tell: bool = False) -> None:
        """Choose a row by its id."""
        for index, row in enumerate(self._rows):
            if row[0] == name:
                self._choose(index, tell)

    def _choose(self, index: int, tell: bool) -> None:
        self._index = index
        self.setAccessibleName(self._rows[index][1])
        self.update()
        if tell:
            self.chosen.emit(self._rows[index][0])

    def sizeHint(self) -> QSize:
        words = max(QFontMetricsF(font("label")).horizontalAdvance(row[1]) for row in self._rows)
        wide = max(size.sidebar, round(words) + 2 * space.s + size.icon + 2 * space.m + space.s)
        return QSize(size.icon + 2 * space.l if self._compact else wide, len(self._rows) * STEP + 2 * space.m)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _row(self, index: int) -> QRectF:
        y = space.m + index * STEP
        if index == len(self._rows) - 1:
            y = max(y, self.height() - space.m - size.row)
        return QRectF(space.s, y, self.width() - 2 * space.s, size.row)

    def _at(self, x: float, y: float) -> int:
        return next((i for i in range(len(self._rows)) if self._row(i).contains(x, y)), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position().x(), event.position().y())
        if index >= 0:
            self._choose(index, tell=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._over = self._at(event.position().x(), event.position().y())
        self.setToolTip(self._rows[self._over][1] if self._compact and self._over >= 0 else "")
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._over = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._choose(max(0, min(len(self._rows) - 1, self._index + step)), tell=True)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(t.side))
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        edge = 0 if right_to_left else self.width() - 1
        painter.fillRect(edge, 0, 1, self.height(), QColor(t.line))
        for index, (_, word, icon_name) in enumerate(self._rows):
            self._paint_row(painter, index, word, icon_name, right_to_left)

    def _paint_row(self, painter: QPainter, index: int, word: str, icon_name: str, flip: bool) -> None:
        t, row, on = theme().tokens, self._row(index), index == self._index
        painter.setPen(Qt.PenStyle.NoPen)
        if t.contrast and index == self._over:
            paint_face(painter, row, Look("", t.accent, t.ink, edge_width(t)))
            painter.setPen(Qt.PenStyle.NoPen)
        elif on or index == self._over:
            painter.setBrush(QColor(t.tint if on else t.line))
            painter.drawRoundedRect(row, radius.control, radius.control)
        if on:
            painter.setBrush(QColor(t.accent))
            left = row.right() - BAR if flip else row.left()
            bar = QRectF(left, row.top() + space.xs, BAR, row.height() - 2 * space.xs)
            painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
        colour = t.accent if on else t.ink2
        inset = (row.width() - size.icon) / 2 if self._compact else space.sm
        x = row.right() - inset - size.icon if flip else row.left() + inset
        icons.draw(painter, icon_name, colour, QRectF(x, row.center().y() - size.icon / 2, size.icon, size.icon))
        if not self._compact:
            gap = inset + size.icon + space.sm
            room = row.adjusted(space.s, 0, -gap, 0) if flip else row.adjusted(gap, 0, -space.s, 0)
            painter.setFont(font("label" if on else "medium"))
            painter.setPen(QColor(t.ink if on else t.ink2))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, word)
        if on and self.ring_shown():
            draw_ring(painter, row.adjusted(4, 4, -4, -4), radius.control - 4)


class ScrollPage(QScrollArea):
    """A page that scrolls up and down, never sideways. Fill ``body``; ``foot`` stays pinned outside by who uses it."""

    def __init__(self, margin: int = space.xxl, top: int = space.l, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = QWidget()
        self.page.setObjectName("page")
        self.body = QVBoxLayout(self.page)
        self.body.setContentsMargins(margin, top, margin, space.l)
        self.body.setSpacing(0)
        self.setWidget(self.page)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
