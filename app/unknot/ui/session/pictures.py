"""What stands in the disc: a still from resources/art, or a drawn placeholder until there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QBitmap, QColor, QImage, QImageReader, QPainter, QPainterPath, QPen, QPixmap, QRegion

from unknot.ui.kit.picture import Picture
from unknot.ui.theme import icons, theme

SIDE = 640.0
"""A placeholder's side, as that of the art."""
UPRIGHT = 1.25
"""From this much taller than wide someone stands or sits upright."""
AIR = 1.12
"""How much larger than the figure its portrait is, where it shows the whole of it."""
FROM_KNEES = 0.68
"""The share of an upright figure that a portrait shows."""


class Still:
    """A picture of the art, read from its file whenever it is painted at a new size: nothing large is kept."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def size(self) -> QSizeF:
        """Its pixels."""
        return QSizeF(QImageReader(str(self._path)).size())

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        """Fill ``rect`` with it. Made smaller while it is read: the painter would leave out pixels."""
        wanted = (rect.size() * painter.device().devicePixelRatio()).toSize()
        reader = QImageReader(str(self._path))
        if wanted.width() > reader.size().width():
            large = self._path.with_stem(f"{self._path.stem}@2x")  # drawn at twice the size, for dense screens
            reader = QImageReader(str(large if large.is_file() else self._path))
        if wanted.width() < reader.size().width():
            reader.setScaledSize(wanted)
        painter.drawImage(rect, reader.read())


class Placeholder:
    """Until the art is there: a loop of cord, loosely tied, around where the body is."""

    def __init__(self, icon_name: str) -> None:
        self._icon_name = icon_name

    def size(self) -> QSizeF:
        """As the art."""
        return QSizeF(SIDE, SIDE)

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        """Fill ``rect`` with it, in the colours of the theme."""
        tokens = theme().tokens
        painter.save()
        painter.translate(rect.topLeft())
        painter.scale(rect.width() / SIDE, rect.height() / SIDE)
        under, over = _loop(QPointF(320, 470), 150)
        for strand, cap in ((under, Qt.PenCapStyle.RoundCap), (over, Qt.PenCapStyle.FlatCap)):
            for width, colour in ((28, tokens.border), (18, tokens.track)):
                painter.setPen(QPen(QColor(colour), width, c=cap, j=Qt.PenJoinStyle.RoundJoin))
                painter.drawPath(strand)
        icons.draw(painter, self._icon_name, tokens.ink2, QRectF(248, 222, 144, 144))
        painter.restore()


class Pictures:
    """The pictures of one session, for the stage and the tiles.

    ``find``: the file of a picture's name, None where there is none; a numbered picture (the second move of a sequence,
    ``prayer-cat-camel-2``) falls back to the one without its number. ``place_of``: the name of the icon that a
    placeholder shows, from a picture's name.
    """

    def __init__(self, find: Callable[[str], Path | None], place_of: Callable[[str], str]) -> None:
        self._find = find
        self._place_of = place_of
        self._large: dict[str, Picture] = {}

    def large(self, name: str) -> Picture:
        """For the stage: always the same object for a name, so that the stage sees when it changes."""
        if name not in self._large:
            path = next((path for path in self._files(name) if QImageReader(str(path)).canRead()), None)
            self._large[name] = Still(path) if path else Placeholder(self._place_of(name))
        return self._large[name]

    def thumbnail(self, name: str, side: int, ratio: float) -> QPixmap:
        """For a tile of ``side`` logical pixels on a screen of this ratio."""
        pixels = round(side * ratio)
        image = self._image(name, QSize(pixels, pixels))
        made = QPixmap.fromImage(image) if image else self._placeholder(name, pixels)
        made.setDevicePixelRatio(ratio)
        return made

    def portrait(self, name: str, side: int, ratio: float) -> QPixmap:
        """The same, closer: someone upright is seen from the knees up, so that a small picture still tells."""
        pixels = round(side * ratio)
        image = self._image(name, QSize(2 * pixels, 2 * pixels))
        if image is None:
            return self.thumbnail(name, side, ratio)
        mask = image.createAlphaMask(Qt.ImageConversionFlag.ThresholdDither)
        box = QRegion(QBitmap.fromImage(mask)).boundingRect()
        upright = box.height() > UPRIGHT * box.width()
        edge = round(max(box.width() * AIR, box.height() * (FROM_KNEES if upright else AIR)))
        top = box.top() - round(edge * (AIR - 1) / 2) if upright else box.center().y() - edge // 2
        part = image.copy(box.center().x() - edge // 2, top, edge, edge)
        smooth = Qt.TransformationMode.SmoothTransformation
        made = QPixmap.fromImage(part.scaled(pixels, pixels, Qt.AspectRatioMode.KeepAspectRatio, smooth))
        made.setDevicePixelRatio(ratio)
        return made

    def _files(self, name: str) -> Iterator[Path]:
        for candidate in (name, name.rstrip("0123456789").rstrip("-")):
            path = self._find(candidate)
            if path is not None:
                yield path

    def _image(self, name: str, within: QSize) -> QImage | None:
        for path in self._files(name):
            reader = QImageReader(str(path))
            if reader.size().isValid():
                reader.setScaledSize(reader.size().scaled(within, Qt.AspectRatioMode.KeepAspectRatio))
            image = reader.read()
            if not image.isNull():  # a broken picture is as good as none
                return image
        return None

    def _placeholder(self, name: str, pixels: int) -> QPixmap:
        made = QPixmap(pixels, pixels)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        Placeholder(self._place_of(name)).paint(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        return made


def _loop(foot: QPointF, r: float) -> tuple[QPainterPath, QPainterPath]:
    """The mark's loop, ``r`` half its width, its crossing at ``foot``, with two short tails on one line: the whole
    cord, and the part of its end that crosses over its beginning."""
    x, y, w, tall = foot.x(), foot.y(), 1.3 * r, 2.15 * r
    path = QPainterPath(QPointF(x - w, y))
    path.cubicTo(x - 0.4 * r, y, x + r, y - 0.1 * tall, x + r, y - 0.55 * tall)
    path.cubicTo(x + r, y - 1.08 * tall, x - r, y - 1.08 * tall, x - r, y - 0.55 * tall)
    end = QPainterPath(path.currentPosition())
    end.cubicTo(x - r, y - 0.1 * tall, x + 0.4 * r, y, x + w, y)
    path.connectPath(end)
    over = QPainterPath(end.pointAtPercent(0.5))
    for step in range(11, 18):
        over.lineTo(end.pointAtPercent(step / 20))
    return path, over
