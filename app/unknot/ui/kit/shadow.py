"""The soft shadow beneath what floats: drawn once a theme and screen, then stretched as a nine-patch."""

from __future__ import annotations

from functools import lru_cache
from math import erfc, sqrt

from PySide6.QtCore import QMargins, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from unknot.ui.theme import radius, theme

SOFT_DOWN, SOFT_SIGMA = 12, 14.0
CRISP_DOWN, CRISP_SIGMA, CRISP_STRENGTH = 1, 1.0, 0.10
"""Two lights: a wide one from above and a thin line of contact. Pixels down, standard deviation of the blur."""
CORNER = 48
"""How far into the card a corner of the patch reaches, in pixels: all that is not straight lies in it. A card lower
than two of them gets a patch of its own height."""


def paint_shadow(painter: QPainter, rect: QRect, margins: QMargins, ratio: float) -> None:
    """Paint the shadow of a card that is ``margins`` smaller than ``rect``, for a screen of this pixel ratio."""
    sides = (margins.left(), margins.top(), margins.right(), margins.bottom())
    wide = min(CORNER, max(0, rect.width() - margins.left() - margins.right()) // 2)
    high = min(CORNER, max(0, rect.height() - margins.top() - margins.bottom()) // 2)
    patch = _patch(sides, wide, high, theme().tokens.dark, ratio)
    whole = patch.deviceIndependentSize()
    cuts_x = (0.0, margins.left() + wide, whole.width() - margins.right() - wide, whole.width())
    cuts_y = (0.0, margins.top() + high, whole.height() - margins.bottom() - high, whole.height())
    to_x = _stretched(cuts_x, rect.left(), rect.width())
    to_y = _stretched(cuts_y, rect.top(), rect.height())
    for column in range(3):
        for row in range(3):
            target = QRectF(to_x[column], to_y[row], to_x[column + 1] - to_x[column], to_y[row + 1] - to_y[row])
            source = QRectF(cuts_x[column] * ratio, cuts_y[row] * ratio, (cuts_x[column + 1] - cuts_x[column]) * ratio,
                            (cuts_y[row + 1] - cuts_y[row]) * ratio)
            if not target.isEmpty():
                painter.drawPixmap(target, patch, source)


def _stretched(cuts: tuple[float, ...], start: float, length: float) -> tuple[float, ...]:
    """Where the cuts come to lie over a length: both ends keep their size."""
    return start, start + cuts[1], start + length - (cuts[3] - cuts[2]), start + length


@lru_cache(maxsize=8)
def _patch(margins: tuple[int, int, int, int], wide: int, high: int, dark: bool, ratio: float) -> QPixmap:
    left, top, right, bottom = margins
    width, height = left + right + 2 * wide + 2, top + bottom + 2 * high + 2
    # Sixteen bits a channel: each of the many faint layers is less than one step of eight.
    image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_RGBA64_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    face = QRectF(left, top, width - left - right, height - top - bottom)
    _lay(painter, face.translated(0, SOFT_DOWN), SOFT_SIGMA, 0.5 if dark else 0.16)
    _lay(painter, face.translated(0, CRISP_DOWN), CRISP_SIGMA, CRISP_STRENGTH)
    painter.end()
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(ratio)
    return made


def _lay(painter: QPainter, face: QRectF, sigma: float, strength: float) -> None:
    """A blurred card: rounded outlines from the outermost inward, each adding what a Gaussian edge gains there."""
    reach, before = 2.6 * sigma, 0.0
    steps = max(8, round(2 * reach))
    for index in range(steps + 1):
        out = reach - 2 * reach * index / steps
        here = strength * 0.5 * erfc(out / (sigma * sqrt(2)))
        shade = QColor.fromRgbF(0, 0, 0, (here - before) / (1 - before))
        before = here
        box = face.adjusted(-out, -out, out, out)
        corner = max(radius.tile + out, sigma * 0.75)
        painter.setBrush(shade)
        painter.drawRoundedRect(box, corner, corner)
