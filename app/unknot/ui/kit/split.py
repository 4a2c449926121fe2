"""A button with an arrow beside it that opens a menu: Snooze."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from unknot.ui.kit.button import Look, edge_width, paint_face
from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.theme import font, icons, radius, size, space, theme

ARROW = 32


class SplitButton(Ringed, QWidget):
    """``clicked`` from the wide half; the arrow opens the menu that ``fill`` makes when it is needed."""

    clicked = Signal()

    def __init__(self, text: str, fill: Callable[[QMenu], None], height: int = size.prompt_button) -> None:
        super().__init__()
        self._text, self._fill, self._height = text, fill, height
        self._over = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme().changed.connect(self.update)

    def set_text(self, text: str) -> None:
        """Another label."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def open_menu(self) -> None:
        """Open the menu beneath (it turns upward where the screen ends)."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu)
        menu.popup(self.mapToGlobal(QPoint(RING, self.height())))

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(font("label")).horizontalAdvance(self._text) + 2 * space.sm + ARROW
        tall = max(self._height, round(QFontMetricsF(font("label")).height()) + space.s)
        return QSize(round(width + 0.5) + 2 * RING, tall + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _face(self) -> QRectF:
        return QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)

    def _arrow(self) -> QRectF:
        face = self._face()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return QRectF(face.left(), face.top(), ARROW, face.height())
        return QRectF(face.right() - ARROW, face.top(), ARROW, face.height())

    def _half(self, x: float) -> str:
        return "arrow" if self._arrow().left() <= x <= self._arrow().right() else "text"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._half(event.position().x())
        if over != self._over:
            self._over = over
            self.update()

    def leaveEvent(self, event: object) -> None:
        self._over = ""
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self.rect().contains(event.position().toPoint()):
            return
        if self._half(event.position().x()) == "arrow":
            self.open_menu()
        else:
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Menu):
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face, arrow = self._face(), self._arrow()
        paint_face(painter, face, Look(t.surface, t.border, t.ink, edge_width(t)))
        if self._over:
            painter.save()
            painter.setClipRect(arrow if self._over == "arrow" else face.adjusted(0, 0, -ARROW, 0))
            paint_face(painter, face, Look(t.side, t.accent if t.contrast else t.border, t.ink, edge_width(t)))
            painter.restore()
        edge = arrow.left() if arrow.left() > face.left() else arrow.right()
        painter.setPen(QPen(QColor(t.border), edge_width(t)))
        painter.drawLine(round(edge), round(face.top()) + 1, round(edge), round(face.bottom()) - 1)
        box = QRectF(arrow.center().x() - 8, arrow.center().y() - 8, 16, 16)
        icons.draw(painter, "chevron-down", t.ink, box)
        painter.setFont(font("label"))
        painter.setPen(QColor(t.ink))
        room = QRectF(face)
        if arrow.left() > face.left():
            room.setRight(arrow.left())
        else:
            room.setLeft(arrow.right())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._text)
        if self.ring_shown():
            draw_ring(painter, face, radius.control)
