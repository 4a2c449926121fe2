"""What stands in the disc or on a tile: a still, one frame of a motion, or what is drawn in their place."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

FORMAT = QImage.Format.Format_ARGB32_Premultiplied
"""What is drawn without being converted first."""


class Picture(Protocol):
    """One picture. The art shows the right side acting; it is mirrored for the left. Compared by value."""

    @property
    def whole(self) -> QSizeF:
        """Its natural size; only the ratio counts."""

    @property
    def sharpest(self) -> QSize | None:
        """The size from which on it gets no sharper; None where there is none."""

    @property
    def quick(self) -> bool:
        """Whether it takes no time to speak of, so that it is made at once and by who asks. What takes time is made by
        another thread, and touches nothing that belongs to this one."""

    def image(self, size: QSize) -> QImage:
        """The whole of it, at this size in device pixels; a null one when that can't be had."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture in a file of ``pixels`` (width, height). ``twin``: the file of the same at twice the size, if there is
    one."""

    path: Path
    pixels: tuple[int, int]
    twin: Path | None = None

    @property
    def whole(self) -> QSizeF:
        """As in the file."""
        return QSizeF(*self.pixels)

    @property
    def sharpest(self) -> QSize:
        """The pixels of its largest file."""
        return QSize(*self.pixels) * (2 if self.twin else 1)

    @property
    def quick(self) -> bool:
        """Reading takes 5 to 25 ms."""
        return False

    def image(self, size: QSize) -> QImage:
        """Read at this size: what is scaled while it is read needs no scaling when painted."""
        larger = size.width() > self.pixels[0] and self.twin is not None
        reader = QImageReader(str(self.twin if larger else self.path))
        if reader.size() != size:
            reader.setScaledSize(size)
        image = reader.read()
        return image if image.isNull() else image.convertToFormat(FORMAT)


class Base:
    """The still that frames are patches on: read once for all frames of a motion. Threads may share one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: tuple[Photo, tuple[int, int, int, int]] | None = None
        self._sheet = QImage()

    def patched(self, still: Photo, part: tuple[int, int, int, int], patch: QImage, size: QSize) -> QImage:
        """The still with a part of it replaced, at this size: put together first and scaled then, so that no seam is
        seen. A null image when the still can't be read."""
        with self._lock:
            if self._last != (still, part):  # each patch of a motion covers the one before
                self._last, self._sheet = (still, part), still.image(QSize(*still.pixels))
            if self._sheet.isNull():
                return QImage()
            painter = QPainter(self._sheet)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.drawImage(QRect(*part), patch)
            painter.end()
            if self._sheet.size() == size:
                return self._sheet.copy()
            ignoring, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            return self._sheet.scaled(size, ignoring, smooth)


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of a motion: the ``still`` with its ``part`` (x, y, width, height) replaced by what is in the file."""

    path: Path
    still: Photo
    part: tuple[int, int, int, int]
    base: Base = field(compare=False, repr=False)

    @property
    def whole(self) -> QSizeF:
        """As the still."""
        return self.still.whole

    @property
    def sharpest(self) -> QSize:
        """The pixels of the still's file: frames have no twins."""
        return QSize(*self.still.pixels)

    @property
    def quick(self) -> bool:
        """Reading and scaling take 5 ms."""
        return False

    def image(self, size: QSize) -> QImage:
        """The whole still, this frame's part in it; a null image when its file is of another size than the part."""
        patch = QImage(str(self.path))
        if patch.size() != QRect(*self.part).size():
            return QImage()
        return self.base.patched(self.still, self.part, patch, size)


def differing(one: Picture, other: Picture) -> QRectF | None:
    """The part in which two pictures differ, in the unit of their wholes; None where that may be anywhere."""
    if isinstance(one, Frame) and isinstance(other, Frame) and (one.still, one.part) == (other.still, other.part):
        return QRectF(*one.part)
    return None


def still(path: Path) -> Photo | None:
    """The whole picture in a file; None when it can't be read."""
    reader = QImageReader(str(path))
    size = reader.size()
    if size.isEmpty() or not reader.canRead():
        return None
    twin = path.with_stem(f"{path.stem}@2x")
    wide, high = size.width(), size.height()
    return Photo(path, (wide, high), twin if twin.is_file() else None)


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


def spot(place: QRectF, ratio: float) -> QRect:
    """A place on whole device pixels of a screen of this ratio."""
    corner = place.topLeft() * ratio
    end = QPointF(place.right() * ratio, place.bottom() * ratio)
    return QRect(corner.toPoint(), end.toPoint()).adjusted(0, 0, -1, -1)
