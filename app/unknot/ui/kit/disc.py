"""What stands around the figure: the card, the disc with its lamp, the light that a hold breathes, and the ring."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QRadialGradient
from PySide6.QtWidgets import QWidget

from unknot.ui.kit.ring import MOVING, Mode, Ring
from unknot.ui.theme import radius, theme

GLOW = 0.08
"""How strong the light is at its brightest, at the disc's edge."""


class Disc:
    """Card and disc of a widget. Drawn once for its size and screen: gradients take longer than all the rest.
    ``card``: whether the disc lies on a card, or on what is behind the widget."""

    def __init__(self, owner: QWidget, *, card: bool = True) -> None:
        self._owner = owner
        self._card = card
        self._ground: QPixmap | None = None
        self._light: QPixmap | None = None
        self._ring: tuple[Mode, int, float, QPixmap] | None = None

    def forget(self) -> None:
        """Size, screen or theme are others."""
        self._ground = self._light = self._ring = None

    def paint_ring(
        self, painter: QPainter, ring: Ring, part: QRectF, mode: Mode, fraction: float, segments: int
    ) -> None:
        """Paint the ring as far as it lies within ``part``, from a picture of it: drawing strokes takes longer than all
        the rest, and what stands behind it changes more often than the ring."""
        if not ring.touches(part):
            return
        box = ring.reach
        if self._ring is None or self._ring[:2] != (mode, segments):
            drawn = self._drawn(box, lambda onto: ring.paint(onto, mode, fraction, segments, theme().tokens))
            self._ring = (mode, segments, fraction, drawn)
        elif mode in MOVING and self._ring[2] != fraction:
            self._turn(ring, self._ring[2], fraction, self._ring[3])
            self._ring = (mode, segments, fraction, self._ring[3])
        painter.drawPixmap(box.topLeft(), self._ring[3])

    def _turn(self, ring: Ring, old: float, fraction: float, picture: QPixmap) -> None:
        """Bring the picture of the ring up to date where it has changed."""
        assert self._ring is not None
        mode, segments = self._ring[:2]
        part = ring.strip(old, fraction).toAlignedRect()
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-ring.reach.topLeft())
        painter.setClipRect(part)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(part, Qt.GlobalColor.transparent)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        ring.paint(painter, mode, fraction, segments, theme().tokens, (old, fraction))
        painter.end()

    def paint(self, painter: QPainter, ring: Ring, glow: float) -> None:
        """Paint what lies behind the figure; ``glow``: how bright the light is, from 0 to 1."""
        if self._ground is None:
            self._ground = self._drawn(self._owner.rect(), lambda onto: self._draw_ground(onto, ring))
        painter.drawPixmap(0, 0, self._ground)  # clipped to what is to be painted
        if glow:
            box = ring.box.toAlignedRect()
            if self._light is None:
                self._light = self._drawn(box, lambda onto: self._draw_light(onto, ring))
            painter.setOpacity(glow)
            painter.drawPixmap(box.topLeft(), self._light)
            painter.setOpacity(1.0)

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
        if self._card:
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
