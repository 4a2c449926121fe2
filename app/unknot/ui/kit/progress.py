"""A bar that fills: something takes more than a moment."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from unknot.ui.kit.layout import right_to_left
from unknot.ui.theme import space, theme

HIGH = 4
FULL = 100


class ProgressBar(QProgressBar):
    """``name``: what goes on, told to screen readers."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, FULL)
        self.setTextVisible(False)
        self.setAccessibleName(name)
        theme().changed.connect(self.update)

    def set_share(self, share: float) -> None:
        """So much is done, 0 to 1."""
        self.setValue(round(FULL * share))

    def sizeHint(self) -> QSize:
        return QSize(25 * space.s, space.s)

    def minimumSizeHint(self) -> QSize:
        return QSize(8 * space.s, space.s)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        groove = QRectF(0, (self.height() - HIGH) / 2, self.width(), HIGH)
        done = QRectF(groove)
        done.setWidth(groove.width() * self.value() / FULL)
        if right_to_left(self):
            done.moveRight(groove.right())
        if tokens.contrast:  # in its strong colour a thin line, so that what is done stays the heavier part
            groove.adjust(0, HIGH / 2 - 0.5, 0, 0.5 - HIGH / 2)
        for rect, colour in ((groove, tokens.border if tokens.contrast else tokens.line), (done, tokens.accent)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(rect, HIGH / 2, HIGH / 2)
