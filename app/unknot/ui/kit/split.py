"""A button with an arrow beside it that opens a menu: Snooze, Start."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from unknot.ui.kit.button import Look, Role, edge_width, faded, look_of, paint_face
from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.kit.layout import right_to_left
from unknot.ui.theme import font, icons, radius, size, space, theme
from unknot.ui.tr import tr

ARROW = 32


class SplitButton(Ringed, QToolButton):
    """``clicked`` from the wide half; the arrow opens the menu that ``fill`` makes each time it is opened."""

    def __init__(
        self, text: str, fill: Callable[[QMenu], None], height: int = size.prompt_button, *, primary: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._primary = primary
        self._height, self._over_arrow = height, False
        self._fill = fill
        # not set as the tool button's own: a screen reader could then open it, but no longer press the button
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._refill)
        self.setAccessibleDescription(tr("Arrow down for more"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_text(text)
        theme().changed.connect(self.update)

    def set_text(self, text: str) -> None:
        """Another label."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def menu(self) -> QMenu:
        """What the arrow opens."""
        return self._menu

    def _refill(self) -> None:
        self._menu.clear()
        self._fill(self._menu)

    def open_menu(self) -> None:
        """Open the menu beneath (it turns upward where the screen ends)."""
        self._menu.popup(self.mapToGlobal(QPoint(RING, self.height())))

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("label"))
        width = metrics.horizontalAdvance(self.text()) + 2 * space.sm + ARROW
        tall = max(self._height, round(metrics.height()) + space.s)
        return QSize(round(width + 0.5) + 2 * RING, tall + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def face(self) -> QRectF:
        """Where the button is drawn, the room for the focus ring left out."""
        return QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)

    def arrow(self) -> QRectF:
        """The half that opens the menu."""
        face = self.face()
        left = face.left() if right_to_left(self) else face.right() - ARROW
        return QRectF(left, face.top(), ARROW, face.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self.arrow().contains(event.position())
        if over != self._over_arrow:
            self._over_arrow = over
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.arrow().contains(event.position()):
            self.open_menu()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Menu):
            self.open_menu()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face, arrow = self.face(), self.arrow()
        text_half = QRectF(face)
        if right_to_left(self):
            text_half.setLeft(arrow.right())
        else:
            text_half.setRight(arrow.left())
        look = self._look(warm=False)
        look = look if self.isEnabled() else faded(look, t)
        paint_face(painter, face, look)
        if self.underMouse() and self.isEnabled():
            painter.save()
            painter.setClipRect(arrow if self._over_arrow else text_half)
            paint_face(painter, face, self._look(warm=True))
            painter.restore()
        x = arrow.right() if right_to_left(self) else arrow.left()
        painter.setPen(QPen(QColor(look.text if self._primary else look.edge), look.width))
        painter.drawLine(round(x), round(face.top()) + 1, round(x), round(face.bottom()) - 1)
        half = size.icon_small / 2
        box = QRectF(arrow.center().x() - half, arrow.center().y() - half, size.icon_small, size.icon_small)
        icons.draw(painter, "chevron-down", look.text, box)
        painter.setFont(font("label"))
        painter.setPen(QColor(look.text))
        painter.drawText(text_half, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.ring_shown():
            draw_ring(painter, face, radius.control)

    def _look(self, *, warm: bool) -> Look:
        """The colours at rest, or of the half that the pointer is over."""
        t, pressed = theme().tokens, self.isDown() and not self._over_arrow
        if self._primary:
            return look_of(Role.PRIMARY, t, warm, warm and pressed)
        if not warm:
            return Look(t.surface, t.border, t.ink, edge_width(t))
        return Look(t.line if pressed else t.side, t.accent if t.contrast else t.border, t.ink, edge_width(t))
