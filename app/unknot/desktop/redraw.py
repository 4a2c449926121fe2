"""A picture of the person's, made fit to keep: checked before anything decodes it, then drawn anew.

Only what is seen is kept: no place where it was taken, no preview, no profile, nothing hidden behind its end.
"""

from __future__ import annotations

from math import hypot

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter, QPainterPath

from unknot.core.image_head import image_head, is_whole_jpeg
from unknot.core.library import Problem
from unknot.ports import StoreError

KINDS = "webp, png, jpeg"
MOST_PIXELS = 24_000_000
"""What a camera takes; decoded, 96 MB for a moment."""
LONGEST_EDGE = 12_000
EDGE = 1280
"""A picture is kept this large at most: twice what a session shows it at."""
CORNER = 0.06
"""How round the corners of a photo are, as a share of its shorter edge."""
QUALITY = 88


def redraw(content: bytes, file: str) -> bytes:
    """The picture in ``content`` as WebP of at most EDGE pixels. A photo, which has no see-through ground, is set into
    the round stage with its corners within. ``file``: named in the StoreError for what is no such picture, too large,
    or broken."""
    head = image_head(content)
    if head is None:
        raise StoreError(Problem(file, "", "kind", "", KINDS))
    kind, wide, high = head
    if not (0 < wide <= LONGEST_EDGE and 0 < high <= LONGEST_EDGE and wide * high <= MOST_PIXELS):
        raise StoreError(Problem(file, "", "range", f"{wide} x {high}", f"{MOST_PIXELS // 1_000_000} million pixels"))
    if kind == "jpeg" and not is_whole_jpeg(content):
        raise StoreError(Problem(file, "", "unreadable"))
    image = _decoded(content, kind, QSize(wide, high))
    if image is None:
        raise StoreError(Problem(file, "", "unreadable"))
    return _encoded(image if _see_through(image) else _set_into_disc(image))


def _decoded(content: bytes, kind: str, size: QSize) -> QImage | None:
    """In sRGB and upright; None when it is broken, or not of the size that its head says."""
    source = QBuffer()
    source.setData(QByteArray(content))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source, QByteArray(kind.encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    if reader.size() != size:
        return None
    if max(size.width(), size.height()) > EDGE:
        reader.setScaledSize(size.scaled(EDGE, EDGE, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        return None
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _see_through(image: QImage) -> bool:
    """Whether any of its corners is: a drawing, then, not a photo."""
    right, bottom = image.width() - 1, image.height() - 1
    corners = ((0, 0), (right, 0), (0, bottom), (right, bottom))
    return any(image.pixelColor(x, y).alpha() < 128 for x, y in corners)


def _set_into_disc(image: QImage) -> QImage:
    """In the middle of a square whose inscribed circle takes it in."""
    share = min(1.0, EDGE / hypot(image.width(), image.height()))
    wide, high = image.width() * share, image.height() * share
    side = max(1, round(hypot(wide, high)))
    made = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    place = QRectF((side - wide) / 2, (side - high) / 2, wide, high)
    round_ = CORNER * min(wide, high)
    shape = QPainterPath()
    shape.addRoundedRect(place, round_, round_)
    painter = QPainter(made)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(shape)
    painter.drawImage(place, image)
    painter.end()
    return made


def _encoded(image: QImage) -> bytes:
    for key in image.textKeys():
        image.setText(key, "")
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(target, QByteArray(b"webp"))
    writer.setQuality(QUALITY)
    if not writer.write(image):
        raise StoreError(Problem("", "", "unreadable", writer.errorString()))
    return bytes(target.data().data())
