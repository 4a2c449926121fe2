"""Pieces of the prompt that covers the screens: controls on dimmed ground, and the lamp with the figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from unknot.ui.kit.button import Button, key_cap_width, paint_key_cap
from unknot.ui.kit.disc import Disc
from unknot.ui.kit.figure import Figure
from unknot.ui.kit.picture import place
from unknot.ui.kit.ring import BEAD, Mode, Ring
from unknot.ui.kit.split import SplitButton
from unknot.ui.kit.text import Text
from unknot.ui.theme import size, theme
from unknot.ui.theme.style import sheet
from unknot.ui.theme.windows import insistent as sizes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as Base
else:
    Base = object


class AtNight(Base):
    """Mixin before a widget class of the kit: it paints itself in the colours of a dimmed screen."""

    def paintEvent(self, event: QPaintEvent) -> None:
        with theme().at_night():
            super().paintEvent(event)


class NightButton(AtNight, Button):
    """A button."""


class NightText(AtNight, Text):
    """A paragraph."""


class NightSplit(AtNight, SplitButton):
    """A button with a menu."""

    def dress(self, menu: QMenu) -> None:
        """Give the menu the same colours; once it is asked for, for it takes a few milliseconds."""
        with theme().at_night() as tokens:
            menu.setStyleSheet(sheet(tokens))


class KeyCap(QWidget):
    """A key with its name, among words. Not read out: the words say it."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(key_cap_width(self._key) + 0.5), size.key_cap)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        with theme().at_night() as tokens:
            paint_key_cap(painter, QRectF(self.rect()), self._key, tokens.ink2)


class Lamp(QWidget):
    """The figure in its disc, and the ring that tells how long the prompt still waits. It keeps no time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fraction = 1.0
        self._ratio = self.devicePixelRatioF()
        self._disc = Disc(self, card=False)
        self._ring: Ring | None = None
        self.figure = Figure(self, self._place, self.update)
        theme().changed.connect(self._measure)

    @staticmethod
    def side(radius: float) -> int:
        """How wide and high a lamp of this radius is, its bead and all."""
        return round(2 * (radius + Lamp._width(radius) * BEAD / 2)) + 2

    @staticmethod
    def radius_in(side: float) -> float:
        """The largest radius, up to the design's, for a lamp of this width and height."""
        return min(float(sizes.radius), side / Lamp.side(sizes.radius) * sizes.radius)

    @staticmethod
    def _width(radius: float) -> float:
        return sizes.ring * radius / sizes.radius

    def ring(self) -> Ring:
        """The ring at the present size."""
        if self._ring is None:
            radius = self.radius_in(self.width())
            self._ring = Ring(QPointF(self.width() / 2, self.height() / 2), radius, self._width(radius))
        return self._ring

    def set_fraction(self, fraction: float) -> None:
        """How much of the waiting is left, from 1 to 0; repaints only the strip of the ring that changed."""
        old, self._fraction = self._fraction, fraction
        if old != fraction and self.isVisible():
            self.update(self.ring().strip(old, fraction).toAlignedRect())

    def _place(self, whole: QSizeF) -> QRectF:
        ring = self.ring()
        return place(whole, ring.centre, ring.radius, ring.width / 2)

    def _measure(self) -> None:
        self._ring = None
        self._disc.forget()
        self.figure.look_again()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.figure.look_again()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.figure.finish()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ratio != self.devicePixelRatioF():  # another screen
            self._ratio = self.devicePixelRatioF()
            self._measure()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        ring, part = self.ring(), QRectF(event.rect())
        with theme().at_night():
            self._disc.paint(painter, ring, 0.0)
            self.figure.paint(painter, part)
            self._disc.paint_ring(painter, ring, part, Mode.HOLD, self._fraction, 0)


def ground(alpha: float) -> QColor:
    """The colour of a dimmed screen; ``alpha``: how much of what lies beneath it hides."""
    with theme().at_night() as tokens:
        colour = QColor(tokens.bg)
    colour.setAlphaF(alpha)
    return colour
