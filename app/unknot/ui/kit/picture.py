"""What stands in the disc or on a tile: a still, one frame of a motion, or what is drawn in their place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QImageReader

FORMAT = QImage.Format.Format_ARGB32_Premultiplied
"""What is drawn without being converted first."""


class Picture(Protocol):
    """One picture. The art shows the right side acting; it is mirrored for the left. Compared by value."""

    @property
    def whole(self) -> QSizeF:
        """Its natural size; only the ratio counts."""

    @property
    def box(self) -> QRectF:
        """The part of the whole that the image fills, in the same unit."""

    @property
    def sharpest(self) -> QSize | None:
        """The size from which on it gets no sharper; None where there is none."""

    @property
    def quick(self) -> bool:
        """Whether it takes no time to speak of, so that it is made at once and by who asks. What takes time is made by
        another thread, and touches nothing that belongs to this one."""

    def image(self, size: QSize) -> QImage:
        """What fills ``box``, at this size in device pixels; a null one when that can't be had."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture in a file. ``whole``: width and height of the picture that it is a part of; ``part``: x, y, width and
    height of it in there, in pixels of the file. ``twin``: the file of the same at twice the size, if there is one."""

    path: Path
    whole_size: tuple[int, int]
    part: tuple[int, int, int, int]
    twin: Path | None = None

    @property
    def whole(self) -> QSizeF:
        """As in the file."""
        return QSizeF(*self.whole_size)

    @property
    def box(self) -> QRectF:
        """As in the file."""
        return QRectF(*self.part)

    @property
    def sharpest(self) -> QSize:
        """The pixels of its largest file."""
        return QSize(*self.part[2:]) * (2 if self.twin else 1)

    @property
    def quick(self) -> bool:
        """Reading takes 5 to 25 ms."""
        return False

    def image(self, size: QSize) -> QImage:
        """Read at this size: what is scaled while it is read needs no scaling when painted."""
        larger = size.width() > self.part[2] and self.twin is not None
        reader = QImageReader(str(self.twin if larger else self.path))
        if reader.size() != size:
            reader.setScaledSize(size)
        image = reader.read()
        return image if image.isNull() else image.convertToFormat(FORMAT)


def still(path: Path) -> Photo | None:
    """The whole picture in a file; None when it can't be read."""
    reader = QImageReader(str(path))
    size = reader.size()
    if size.isEmpty() or not reader.canRead():
        return None
    twin = path.with_stem(f"{path.stem}@2x")
    wide, high = size.width(), size.height()
    return Photo(path, (wide, high), (0, 0, wide, high), twin if twin.is_file() else None)


def place(whole: QSizeF, centre: QPointF, radius: float, edge: float) -> QRectF:
    """Where a picture of this shape stands in a disc of this radius: a square fills the disc's square, a wide one its
    full width within the ring, which covers ``edge`` of the radius."""
    if whole.isEmpty():
        return QRectF()
    width = height = 2 * radius
    if whole.width() > whole.height():
        width -= 2 * edge
        height = width * whole.height() / whole.width()
    else:
        width = height * whole.width() / whole.height()
    return QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)


def fitted(whole: QSizeF, room: QRectF) -> QRectF:
    """The largest place of this shape in the middle of a room."""
    size = whole.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRectF(room.center().x() - size.width() / 2, room.center().y() - size.height() / 2, *size.toTuple())


def spot(picture: Picture, mirrored: bool, place: QRectF, ratio: float) -> QRect:
    """Where the image of a picture stands, in device pixels, when its whole stands at ``place`` on a screen of this
    ratio."""
    whole, box = picture.whole, picture.box
    if whole.isEmpty() or place.isEmpty():
        return QRect()
    across, down = place.width() / whole.width() * ratio, place.height() / whole.height() * ratio
    first = whole.width() - box.right() if mirrored else box.left()
    left, top = place.left() * ratio + first * across, place.top() * ratio + box.top() * down
    corner = QPointF(left + box.width() * across, top + box.height() * down)
    return QRect(QPointF(left, top).toPoint(), corner.toPoint()).adjusted(0, 0, -1, -1)
