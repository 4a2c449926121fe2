"""Small things that only the welcome has."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap, QRadialGradient
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from unknot.ui.kit.button import Look, paint_face
from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.theme import font, radius, size, space, theme
from unknot.ui.theme.windows import welcome


class StepDots(QWidget):
    """Which of the steps this is."""

    def __init__(self, of: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._of, self._at = of, 0
        width = (of - 1) * (welcome.step + space.s) + welcome.step_on
        self.setFixedSize(width, welcome.step)
        theme().changed.connect(self.update)

    def show_step(self, at: int) -> None:
        """This one, from 0."""
        self._at = at
        self.setAccessibleName(self.tr("Step {n} of {of}").format(n=at + 1, of=self._of))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        x = 0.0
        flip = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for step in range(self._of):
            wide = welcome.step_on if step == self._at else welcome.step
            painter.setBrush(QColor(tokens.accent if step == self._at else tokens.border))
            left = self.width() - x - wide if flip else x
            painter.drawRoundedRect(QRectF(left, 0, wide, welcome.step), welcome.step / 2, welcome.step / 2)
            x += wide + space.s


class DayToggle(Ringed, QAbstractButton):
    """A day of the week that is worked on, or not."""

    def __init__(self, short: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(short)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(font("label")).horizontalAdvance(self.text()) + 2 * space.s
        return QSize(round(max(size.button, width)) + 2 * RING, size.button + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        width = QFontMetricsF(font("label")).horizontalAdvance(self.text()) + 2 * space.xs
        return QSize(round(width) + 2 * RING, size.button + 2 * RING)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        if self.isChecked():
            look = Look(t.tint, t.accent, t.accent)
        else:
            look = Look(t.side if self.underMouse() else t.surface, t.border, t.ink)
        paint_face(painter, face, look)
        painter.setFont(font("label" if self.isChecked() else "medium"))
        painter.setPen(QColor(look.text))
        painter.drawText(face, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.ring_shown():
            draw_ring(painter, face, radius.control)


class TrialPicture(QWidget):
    """The stage of a session, at rest: the disc, a full ring, and the movement."""

    def __init__(self, picture: QPixmap, described: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self.setAccessibleName(described)
        self.setMinimumHeight(welcome.picture // 2)
        self.setMaximumHeight(welcome.picture)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(welcome.width - 2 * space.m, welcome.picture)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.stage))
        painter.drawRoundedRect(QRectF(self.rect()), radius.stage, radius.stage)
        middle = QRectF(self.rect()).center()
        reach = min(welcome.disc, self.height() - 2 * space.m) / 2
        lamp = QRadialGradient(middle, reach)
        lamp.setColorAt(0, QColor(t.disc))
        lamp.setColorAt(1, QColor(t.disc_edge))
        painter.setBrush(lamp)
        painter.drawEllipse(middle, reach, reach)
        side = 2 * (reach - welcome.ring - space.xs)
        box = QRectF(middle - QPointF(side / 2, side / 2), middle + QPointF(side / 2, side / 2))
        painter.drawPixmap(box, self._picture, QRectF(self._picture.rect()))
        painter.setPen(QPen(QColor(t.accent), welcome.ring))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, reach - welcome.ring / 2, reach - welcome.ring / 2)
