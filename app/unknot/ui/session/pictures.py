"""What stands in the disc: the art, its motions, or a drawn placeholder until there is any."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QBitmap, QColor, QImage, QImageReader, QPainter, QPainterPath, QPen, QPixmap, QRegion

from unknot.core.library import Problem
from unknot.core.motion import STILL, Motion, Shown, frame_name
from unknot.ui.kit.figure import Look
from unknot.ui.kit.picture import FORMAT, Base, Frame, Photo, Picture, still
from unknot.ui.theme import icons, theme

SIDE = 640.0
"""A placeholder's side, as that of the art."""
UPRIGHT = 1.25
"""From this much taller than wide someone stands or sits upright."""
AIR = 1.12
"""How much larger than the figure its portrait is, where it shows the whole of it."""
FROM_KNEES = 0.68
"""The share of an upright figure that a portrait shows."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Until the art is there: a loop of cord, loosely tied, around where the body is."""

    icon_name: str

    @property
    def whole(self) -> QSizeF:
        """As the art."""
        return QSizeF(SIDE, SIDE)

    @property
    def sharpest(self) -> None:
        """Strokes are sharp at any size."""
        return

    @property
    def quick(self) -> bool:
        """A few strokes, in the colours of the theme."""
        return True

    def image(self, size: QSize) -> QImage:
        """Drawn at this size."""
        image = QImage(size, FORMAT)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme().tokens
        painter.scale(size.width() / SIDE, size.height() / SIDE)
        under, over = _loop(QPointF(320, 470), 150)
        for strand, cap in ((under, Qt.PenCapStyle.RoundCap), (over, Qt.PenCapStyle.FlatCap)):
            for width, colour in ((28, tokens.border), (18, tokens.track)):
                painter.setPen(QPen(QColor(colour), width, c=cap, j=Qt.PenJoinStyle.RoundJoin))
                painter.drawPath(strand)
        icons.draw(painter, self.icon_name, tokens.ink2, QRectF(248, 222, 144, 144))
        painter.end()
        return image


class Pictures:
    """The pictures of one window, for the stage and the tiles.

    ``find``: the file of a picture's name, None where there is none; a numbered picture (the second move of a sequence,
    ``prayer-cat-camel-2``) falls back to the one without its number. ``place_of``: the name of the icon that a
    placeholder shows, from a picture's name. ``motions``: how they move, by name.
    """

    def __init__(
        self,
        find: Callable[[str], Path | None],
        place_of: Callable[[str], str],
        motions: Mapping[str, Motion] | None = None,
    ) -> None:
        self._find = find
        self._place_of = place_of
        self._motions = dict(motions or {})
        self._large: dict[tuple[str, int], Picture] = {}
        self._base = Base()

    def forget(self, motions: Mapping[str, Motion]) -> None:
        """Files were replaced: read them anew when they are needed. ``motions``: how they move from now on."""
        self._motions = dict(motions)
        self._large.clear()

    def motion(self, name: str) -> Motion | None:
        """How a picture moves; None where it stands still."""
        return self._motions.get(name)

    def large(self, name: str, frame: int = STILL) -> Picture:
        """A still or a frame, at any size."""
        key = (name, frame)
        if key not in self._large:
            self._large[key] = self._frame(name, frame) or self._still(name)
        return self._large[key]

    def look(self, shown: Shown) -> Look:
        """What is to be seen, as a picture."""
        return Look(self.large(shown.picture, shown.frame), shown.mirrored)

    def broken(self, picture: Picture) -> Problem | None:
        """A picture turned out to be unreadable: its motion is done without, or the still itself. What to say of it;
        None when it was said before."""
        names = {name for (name, _), each in self._large.items() if each == picture}
        if not isinstance(picture, Photo | Frame) or not names:
            return None
        frame = isinstance(picture, Frame)
        for name in names:
            self._motions.pop(name, None)
            self._large = {key: each for key, each in self._large.items() if key[0] != name}
            if not frame:
                self._large[name, STILL] = Placeholder(self._place_of(name))
        folder = f"{picture.path.parent.name}/" if frame else ""
        return Problem(f"art/{folder}{picture.path.name}", "", "unreadable")

    def _frame(self, name: str, frame: int) -> Frame | None:
        motion, base = self._motions.get(name), self.large(name) if frame != STILL else None
        if motion is None or not isinstance(base, Photo) or not 0 <= frame < motion.frames:
            return None
        return Frame(base.path.with_suffix("") / frame_name(frame), base, motion.box, self._base)

    def _still(self, name: str) -> Picture:
        found = (still(path) for path in self._files(name))
        return next((photo for photo in found if photo is not None), Placeholder(self._place_of(name)))

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
        return QPixmap.fromImage(Placeholder(self._place_of(name)).image(QSize(pixels, pixels)))


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
