"""What stands in the disc: a picture handed in, painted once for its place and kept, in dark with a warm rim."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, qRgba

RIM = 0.8
RIM_STRENGTH = 0.43
SOLID = 0.6
"""Alpha from which the figure counts as solid: its shadow on the floor must get no rim."""


class Picture(Protocol):
    """One picture of an exercise. The art shows the right side acting; the stage mirrors it for the left."""

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        """Paint it so that it fills ``rect``, which has the shape of ``size``."""

    def size(self) -> QSizeF:
        """Its natural size; only the ratio counts."""


def place(picture: Picture, centre: QPointF, radius: float, edge: float) -> QRectF:
    """Where a picture stands in a disc of this radius: a square fills the disc's square, a wide one its full width
    within the ring, which covers ``edge`` of the radius."""
    size = picture.size()
    if size.isEmpty():
        return QRectF()
    width = height = 2 * radius
    if size.width() > size.height():
        width -= 2 * edge
        height = width * size.height() / size.width()
    else:
        width = height * size.width() / size.height()
    return QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)


def drawn(picture: Picture, size: QSizeF, ratio: float, mirrored: bool, rim: str | None) -> QPixmap:
    """The picture at ``size`` logical pixels for a screen of this ratio, with a rim of that colour around the solid
    part of it."""
    image = QImage((size * ratio).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    if mirrored:
        painter.translate(size.width(), 0)
        painter.scale(-1, 1)
    picture.paint(painter, QRectF(QPointF(), size))
    painter.end()
    return QPixmap.fromImage(_with_rim(image, rim) if rim else image)


def _with_rim(image: QImage, colour: str) -> QImage:
    mask = _solid(image, QColor(colour))
    halo = _blank(image)
    painter = QPainter(halo)
    for offset in (QPointF(RIM, 0), QPointF(-RIM, 0), QPointF(0, RIM), QPointF(0, -RIM)):
        painter.drawImage(offset, mask)
    painter.end()
    result = _blank(image)
    painter = QPainter(result)
    painter.setOpacity(RIM_STRENGTH)
    painter.drawImage(QPointF(), halo)
    painter.setOpacity(1.0)
    painter.drawImage(QPointF(), image)
    painter.end()
    return result


def _solid(image: QImage, colour: QColor) -> QImage:
    """The solid part as one colour: the alpha channel read as an index into a table that fades in above SOLID."""
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    wide, high = alpha.width(), alpha.height()
    indexed = QImage(alpha.constBits(), wide, high, alpha.bytesPerLine(), QImage.Format.Format_Indexed8)
    red, green, blue = colour.red(), colour.green(), colour.blue()
    indexed.setColorTable([qRgba(red, green, blue, _strength(value / 255)) for value in range(256)])
    mask = indexed.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    mask.setDevicePixelRatio(image.devicePixelRatio())
    return mask


def _strength(alpha: float) -> int:
    return round(255 * min(1.0, max(0.0, (alpha - SOLID) / (0.9 - SOLID))))


def _blank(like: QImage) -> QImage:
    image = QImage(like.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(like.devicePixelRatio())
    image.fill(Qt.GlobalColor.transparent)
    return image

