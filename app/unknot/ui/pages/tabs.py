"""Tabs: words in a row, the chosen one underlined. They wrap when there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from unknot.ui.kit.blocks import Divider
from unknot.ui.kit.flow import FlowLayout
from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.theme import font, radius, size, space, theme
from unknot.ui.theme.windows import settings


class Tab(Ringed, QRadioButton):
    """One of them: a radio button, so that arrow keys and screen readers know what it is."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(font("label")).horizontalAdvance(self.text())
        return QSize(round(width + 0.5) + 2 * RING, size.row + RING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return self.rect().contains(pos)  # type: ignore[call-overload, no-any-return]

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = QRectF(self.rect()).adjusted(RING, RING, -RING, 0)
        on = self.isChecked()
        painter.setFont(font("label" if on else "medium"))
        painter.setPen(QColor(t.ink if on or self.underMouse() else t.ink2))
        painter.drawText(face, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, self.text())
        if on:
            bar = QRectF(face.left(), face.bottom() - settings.tab_bar, face.width(), settings.tab_bar)
            painter.fillRect(bar, QColor(t.accent))
        if self.ring_shown():
            draw_ring(painter, face.adjusted(0, space.s, 0, -space.s), radius.key)


class Tabs(QWidget):
    """A row of tabs over a hairline."""

    chosen = Signal(int)

    def __init__(self, labels: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.tabs = [Tab(label, self) for label in labels]
        self._flow = FlowLayout(gap=settings.tab_gap - 2 * RING, row_gap=0)
        for index, tab in enumerate(self.tabs):
            self._flow.addWidget(tab)
            tab.toggled.connect(lambda on, index=index: self.chosen.emit(index) if on else None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._flow)
        line = QVBoxLayout()
        line.setContentsMargins(RING, 0, RING, 0)
        line.addWidget(Divider())
        column.addLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def resizeEvent(self, event: QResizeEvent) -> None:
        gaps = settings.tab_gap * (len(self.tabs) - 1)
        words = sum(tab.sizeHint().width() - 2 * RING for tab in self.tabs)
        roomy = words + gaps + 2 * RING <= self.width()
        self._flow.set_gap((settings.tab_gap if roomy else space.m) - 2 * RING)
        super().resizeEvent(event)

    def choose(self, index: int) -> None:
        """Choose one."""
        self.tabs[index].setChecked(True)
