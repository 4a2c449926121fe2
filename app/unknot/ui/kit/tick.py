"""The tick box."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.kit.layout import right_to_left
from unknot.ui.theme import font, icons, radius, size, space, theme
from unknot.ui.theme.style import FADED, mixed


class TickBox(Ringed, QCheckBox):
    """A tick box with text that wraps; the whole row is the target. ``role``: of the type scale."""

    def __init__(self, text: str, parent: QWidget | None = None, role: str = "body") -> None:
        super().__init__(text, parent)
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font(self._role))
        # wrapped text is laid out a hair wider than its advance, and would break where it just fits
        width = size.tick + space.m + metrics.horizontalAdvance(self.text()) + 3
        return QSize(round(width) + 2 * RING, max(size.small_button, round(metrics.height())) + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        return QSize(size.tick + 120, self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        room = self._room(width)
        box = QFontMetricsF(font(self._role)).boundingRect(room, Qt.TextFlag.TextWordWrap, self.text())
        return max(size.small_button, round(box.height()) + space.xs) + 2 * RING

    def hasHeightForWidth(self) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks. Enter does not, although some desktops press any button with it: it means "go on"."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def hitButton(self, pos: object) -> bool:
        return self.rect().contains(pos)  # type: ignore[call-overload, no-any-return]

    def _room(self, width: float) -> QRectF:
        return QRectF(0, 0, width - size.tick - space.m - 2 * RING, 1000)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        flip = right_to_left(self)
        x = self.width() - RING - size.tick if flip else RING
        box = QRectF(x, (self.height() - size.tick) / 2, size.tick, size.tick)
        off = not self.isEnabled()
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mixed(t.accent, t.bg, FADED) if off else t.accent))
            painter.drawRoundedRect(box, radius.key, radius.key)
            icons.draw(painter, "check-bold", t.on_accent, box.adjusted(2, 2, -2, -2))
        else:
            edge = mixed(t.border, t.bg, FADED) if off else t.ink2 if self.underMouse() else t.border
            painter.setPen(QPen(QColor(edge), 2 if t.contrast else 1.5))
            painter.setBrush(QColor(t.surface))
            painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), radius.key, radius.key)
        painter.setFont(font(self._role))
        painter.setPen(QColor(mixed(t.ink, t.bg, FADED) if off else t.ink))
        room = QRectF(self.rect()).adjusted(RING, 0, -RING, 0)
        room = room.adjusted(0, 0, -size.tick - space.m, 0) if flip else room.adjusted(
            size.tick + space.m, 0, 0, 0
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, self.text())
        if self.ring_shown():
            draw_ring(painter, QRectF(self.rect()).adjusted(RING, RING, -RING, -RING), radius.key)
