"""The frame of the main window: sidebar, and pages that scroll."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from unknot.ui.kit.button import Look, edge_width, paint_face
from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.kit.layout import right_to_left
from unknot.ui.theme import font, icons, radius, size, space, theme

BAR = 3


class SideRow(Ringed, QRadioButton):
    """One page in the sidebar. A radio button, so that arrow keys and screen readers know what it is."""

    def __init__(self, word: str, icon_name: str, parent: QWidget) -> None:
        super().__init__(word, parent)
        self._icon_name, self._compact = icon_name, False
        self.setAccessibleName(word)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_compact(self, on: bool) -> None:
        """Only the icon, the word as a tool tip."""
        self._compact = on
        self.setToolTip(self.text() if on else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("label"))
        word = 0 if self._compact else round(metrics.horizontalAdvance(self.text())) + space.sm + space.s
        return QSize(2 * space.sm + size.icon + word, max(size.row, round(metrics.height()) + space.m))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return self.rect().contains(pos)  # type: ignore[call-overload, no-any-return]

    def paintEvent(self, event: QPaintEvent) -> None:
        t, on, row = theme().tokens, self.isChecked(), QRectF(self.rect())
        flip = right_to_left(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, row, flip)
        colour = t.accent if on else t.ink2
        inset = (row.width() - size.icon) / 2 if self._compact else space.sm
        x = row.right() - inset - size.icon if flip else row.left() + inset
        icons.draw(painter, self._icon_name, colour, QRectF(x, row.center().y() - size.icon / 2, size.icon, size.icon))
        if not self._compact:
            gap = inset + size.icon + space.sm
            room = row.adjusted(space.s, 0, -gap, 0) if flip else row.adjusted(gap, 0, -space.s, 0)
            painter.setLayoutDirection(self.layoutDirection())
            painter.setFont(font("label" if on else "medium"))
            painter.setPen(QColor(t.ink if on else t.ink2))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self.text())
        if self.ring_shown():  # inside: rows stand closer than a ring around them needs
            draw_ring(painter, row.adjusted(RING, RING, -RING, -RING), radius.control - RING)

    def _paint_ground(self, painter: QPainter, row: QRectF, flip: bool) -> None:
        t, on, over = theme().tokens, self.isChecked(), self.underMouse()
        painter.setPen(Qt.PenStyle.NoPen)
        if t.contrast and over:
            paint_face(painter, row, Look("", t.accent, t.ink, edge_width(t)))
            painter.setPen(Qt.PenStyle.NoPen)
        elif on or over:
            painter.setBrush(QColor(t.tint if on else t.line))
            painter.drawRoundedRect(row, radius.control, radius.control)
        if on:
            painter.setBrush(QColor(t.accent))
            left = row.right() - BAR if flip else row.left()
            bar = QRectF(left, row.top() + space.xs, BAR, row.height() - 2 * space.xs)
            painter.drawRoundedRect(bar, BAR / 2, BAR / 2)


class SideBar(QWidget):
    """Rows of icon and word; the last one stands at the foot. One is chosen; arrow keys walk, Enter is not needed.

    ``rows``: (id, word, icon). ``compact`` shows icons only, for narrow windows.
    """

    chosen = Signal(str)

    def __init__(self, rows: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids = tuple(row[0] for row in rows)
        self._rows = [SideRow(word, icon_name, self) for _, word, icon_name in rows]
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.s, space.m, space.s, space.m)
        column.setSpacing(space.xs)
        for number, row in enumerate(self._rows):
            if number and number == len(self._rows) - 1:
                column.addStretch(1)
            group.addButton(row, number)
            column.addWidget(row)
        if self._rows:
            self._rows[0].setChecked(True)
        group.idClicked.connect(lambda number: self.chosen.emit(self._ids[number]))
        theme().changed.connect(self.update)

    def set_compact(self, on: bool) -> None:
        """Icons only, or with words."""
        if on != self._compact:
            self._compact = on
            for row in self._rows:
                row.set_compact(on)
            self.updateGeometry()

    def choose(self, name: str, *, tell: bool = False) -> None:
        """Choose a row by its id; unknown ids change nothing."""
        if name in self._ids:
            self._rows[self._ids.index(name)].setChecked(True)
            if tell:
                self.chosen.emit(name)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint if self._compact else hint.expandedTo(QSize(size.sidebar, 0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(t.side))
        edge = 0 if right_to_left(self) else self.width() - 1
        painter.fillRect(edge, 0, 1, self.height(), QColor(t.line))


class ScrollPage(QScrollArea):
    """A page that scrolls up and down, never sideways. Fill ``body``; ``foot`` stays pinned outside by who uses it. The
    scroll bar stands in the margin, so that nothing moves aside when it comes."""

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
        self.horizontalScrollBar().rangeChanged.connect(self._stay)

    def resizeEvent(self, event: QResizeEvent) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        self.page.setMinimumWidth(self.width() if self.body.contentsMargins().right() >= bar else 0)
        super().resizeEvent(event)

    def _stay(self, _least: int, most: int) -> None:
        """What lies below the bar is no reason to scroll sideways."""
        if most:
            self.horizontalScrollBar().setRange(0, 0)
