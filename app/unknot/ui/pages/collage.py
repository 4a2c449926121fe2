"""Several stills on one tile, each of them whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBitmap, QPixmap, QRegion

from unknot.ui.theme import space


def opaque(still: QPixmap) -> QRectF:
    """The part of a still where anything is seen, in its own pixels."""
    mask = still.toImage().createAlphaMask(Qt.ImageConversionFlag.ThresholdDither)
    return QRectF(QRegion(QBitmap.fromImage(mask)).boundingRect())


def arranged(sizes: Sequence[QSizeF], room: QRectF) -> tuple[QRectF, ...]:
    """Where pictures of these sizes, one at least, stand in a room: side by side on one line, or below each other where
    most are wider than tall. All are made smaller by the same share, as far as is needed."""
    gaps, centre = space.s * (len(sizes) - 1), room.center()
    lying = 2 * sum(size.width() > size.height() for size in sizes) > len(sizes)
    wides, talls = [size.width() for size in sizes], [size.height() for size in sizes]
    wide, tall = (max(wides), sum(talls)) if lying else (sum(wides), max(talls))
    across, down = (0, gaps) if lying else (gaps, 0)
    scale = min(1.0, (room.width() - across) / max(1.0, wide), (room.height() - down) / max(1.0, tall))
    x, y = centre.x() - (wide * scale + across) / 2, centre.y() - (tall * scale + down) / 2
    found = []
    for size in sizes:
        part = size * scale
        if lying:
            found.append(QRectF(QPointF(centre.x() - part.width() / 2, y), part))
            y += part.height() + space.s
        else:
            found.append(QRectF(QPointF(x, y + tall * scale - part.height()), part))
            x += part.width() + space.s
    return tuple(found)
