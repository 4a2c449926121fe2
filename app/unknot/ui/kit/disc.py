"""What stands around the figure: the card, the disc with its lamp, the light that a hold breathes, and the ring."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QRadialGradient
from PySide6.QtWidgets import QWidget

from unknot.ui.kit.ring import STANDING, Mode, Ring
from unknot.ui.theme import radius, theme

GLOW = 0.08
"""How strong the light is at its brightest, at the disc's edge."""


class Disc:
    """Card and disc of a widget. Drawn once for its size and screen: gradients take longer than all the rest."""

    def __init__(self, owner: QWidget) -> None:
        self._owner = owner
        self._ground: QPixmap | None = None
        self._light: QPixmap | None = None
        self._standing: tuple[Mode, QPixmap] | None = None

    def forget(self) -> None:
        """Size, screen or theme are others."""
        self._ground = self._light = self._standing = None

    def paint_ring(
        self, painter: QPainter, ring: Ring, part: QRectF, mode: Mode, fraction: float, segments: int
    ) -> None:
        """Paint the ring as far as it lies within ``part``: one that never changes is drawn once for its mode."""
        if not ring.touches(part):
            return
        if mode not in STANDING:
            self._standing = None
            ring.paint(painter, mode, fraction, segments, theme().tokens, part)
            return
        if self._standing is None or self._standing[0] is not mode:
            drawn = self._drawn(self._owner.rect(), lambda on: ring.paint(on, mode, fraction, segments, theme().tokens))
            self._standing = (mode, drawn)
        self._put(painter, self._standing[1], part)

    def paint(self, painter: QPainter, ring: Ring, part: QRectF, glow: float) -> None:
        """Paint what lies within ``part``; ``glow``: how bright the light is, from 0 to 1."""
        if self._ground is None:
            self._ground = self._drawn(self._owner.rect(), lambda onto: self._draw_ground(onto, ring))
        self._put(painter, self._ground, part)
        if glow:
            box = ring.box.toAlignedRect()
            if self._light is None:
                self._light = self._drawn(box, lambda onto: self._draw_light(onto, ring))
            painter.setOpacity(glow)
            painter.drawPixmap(box.topLeft(), self._light)
            painter.setOpacity(1.0)

    def _put(self, painter: QPainter, picture: QPixmap, part: QRectF) -> None:
        ratio = self._owner.devicePixelRatioF()
        painter.drawPixmap(part, picture, QRectF(part.topLeft() * ratio, part.size() * ratio))

    def _drawn(self, box: QRect, draw: Callable[[QPainter], None]) -> QPixmap:
        """A part of the widget as a picture."""
        ratio = self._owner.devicePixelRatioF()
        made = QPixmap(box.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.translate(-box.topLeft())
        draw(painter)
        painter.end()
        return made

    def _draw_ground(self, painter: QPainter, ring: Ring) -> None:
        tokens = theme().tokens
        painter.fillRect(self._owner.rect(), QColor(tokens.bg))  # around the card's corners
        painter.setBrush(QColor(tokens.stage))
        painter.drawRoundedRect(QRectF(self._owner.rect()), radius.stage, radius.stage)
        if tokens.contrast:
            painter.setPen(QPen(QColor(tokens.ink), 2))
            painter.setBrush(QColor(tokens.surface))
        else:
            lamp = QRadialGradient(ring.centre - QPointF(0, 0.06 * ring.radius), 1.05 * ring.radius)
            lamp.setColorAt(0, QColor(tokens.disc))
            lamp.setColorAt(1, QColor(tokens.disc_edge))
            painter.setBrush(lamp)
        painter.drawEllipse(ring.box)

    @staticmethod
    def _draw_light(painter: QPainter, ring: Ring) -> None:
        light = QColor(theme().tokens.accent)
        glow = QRadialGradient(ring.centre, ring.radius)
        light.setAlphaF(0.0)
        glow.setColorAt(0.3, light)
        light.setAlphaF(GLOW)
        glow.setColorAt(1, light)
        painter.setBrush(glow)
        painter.drawEllipse(ring.box)
