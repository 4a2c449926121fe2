"""Icons drawn on a 24 grid, tinted when drawn, sharp at any ratio."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from unknot.bundled import resource_path


@lru_cache(maxsize=256)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    """The icon read once for each colour: painters come here with every frame."""
    text = resource_path(f"icons/{name}.svg").read_text("utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))


@lru_cache(maxsize=256)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    side = round(size * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _drawing(name, colour).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, colour: str, size: int = 20, ratio: float | None = None) -> QPixmap:
    """The icon in this colour, ``size`` logical pixels square, for a screen of this ratio (the app's by default)."""
    return _pixmap(name, colour, size, ratio or QGuiApplication.instance().devicePixelRatio())  # type: ignore[union-attr]


def icon(name: str, colour: str, size: int = 20) -> QIcon:
    """The same as a QIcon, in one and two device pixels a pixel."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(_pixmap(name, colour, size, ratio))
    return made


def draw(painter: QPainter, name: str, colour: str, rect: QRectF) -> None:
    """Paint it straight into ``rect``, as vectors."""
    _drawing(name, colour).render(painter, rect)
