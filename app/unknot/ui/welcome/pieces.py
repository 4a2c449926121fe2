"""Small things that only the first windows have."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from unknot.ui.kit.button import Button, Look, edge_width, faded, paint_face
from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.kit.layout import right_to_left
from unknot.ui.theme import font, icons, radius, size, space, theme
from unknot.ui.theme.windows import welcome

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Sign(QWidget):
    """A large icon whose ink, not its box, is flush with the text below. Not read out."""

    def __init__(self, name: str, colour: str, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour, self._side = name, colour, side
        self._air = side // 16  # what the drawing leaves free at each side
        self.setFixedSize(side - 2 * self._air, welcome.sign)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(-self._air, (self.height() - self._side) / 2, self._side, self._side)
        icons.draw(painter, self._name, getattr(theme().tokens, self._colour), box)


class StepDots(QWidget):
    """Which of the steps this is."""

    def __init__(self, of: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._of, self._at = of, 0
        self.setFixedSize((of - 1) * (welcome.step + space.s) + welcome.step_on, welcome.step)
        theme().changed.connect(self.update)

    def show_step(self, at: int) -> None:
        """This one, from 0."""
        self._at = at
        self.setAccessibleName(self.tr("Step {n} of {of}").format(n=at + 1, of=self._of))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, x = theme().tokens, 0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(self._of):
            wide = welcome.step_on if step == self._at else welcome.step
            left = self.width() - x - wide if right_to_left(self) else x
            painter.setBrush(QColor(tokens.accent if step == self._at else tokens.border))
            painter.drawRoundedRect(QRectF(left, 0, wide, welcome.step), welcome.step / 2, welcome.step / 2)
            x += wide + space.s


class DayToggle(Ringed, QCheckBox):
    """A day of the week that is worked on, or not: a tick box by nature, so that screen readers say which."""

    def __init__(self, short: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(short, parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def _fit(self, pad: int) -> QSize:
        metrics = QFontMetricsF(font("label"))
        tall = max(size.button, round(metrics.height()) + space.sm)
        return QSize(round(metrics.horizontalAdvance(self.text())) + 2 * (pad + RING), tall + 2 * RING)

    def sizeHint(self) -> QSize:
        return self._fit(space.sm)

    def minimumSizeHint(self) -> QSize:
        return self._fit(space.hair)

    def hitButton(self, pos: object) -> bool:
        return self.rect().contains(pos)  # type: ignore[call-overload, no-any-return]

    def paintEvent(self, event: QPaintEvent) -> None:
        t, on = theme().tokens, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        over = self.underMouse()
        if t.contrast:
            look = Look(t.accent if on else "", t.accent if over else t.border, t.on_accent if on else t.ink, 2)
        elif on:
            look = Look(t.tint, t.accent, t.accent)
        else:
            look = Look(t.side if over else t.surface, t.border, t.ink2)
        look.width = edge_width(t)
        look = look if self.isEnabled() else faded(look, t)
        paint_face(painter, face, look)
        painter.setFont(font("label" if on else "medium"))
        painter.setPen(QColor(look.text))
        painter.drawText(face, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.ring_shown():
            draw_ring(painter, face, radius.control)


class MainButton(Button):
    """The window's one large button. While ``deliberate``, Enter and a double click do nothing: a key held down, or a
    second click meant for the button that was there before, must not answer a question."""

    deliberate = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self.deliberate and event.key() in ENTER):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not (self.deliberate and event.key() in ENTER):
            super().keyReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.deliberate:
            super().mouseDoubleClickEvent(event)
