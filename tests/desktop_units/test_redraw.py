"""A picture of the person's is checked before anything decodes it, and only what is seen of it is kept."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from unknot.core.image_head import MOST_SCANS, image_head
from unknot.desktop.redraw import EDGE, MOST_PIXELS, redraw
from unknot.ports import StoreError

pytestmark = pytest.mark.usefixtures("qapp")


def picture(kind: str, wide: int = 40, high: int = 30, *, see_through: bool = False, text: str = "") -> bytes:
    """A picture of one colour."""
    form = QImage.Format.Format_ARGB32 if see_through else QImage.Format.Format_RGB32
    image = QImage(wide, high, form)
    image.fill(QColor(0, 0, 0, 0) if see_through else QColor(20, 120, 110))
    if see_through:
        image.setPixelColor(wide // 2, high // 2, QColor("red"))
    if text:
        image.setText("Comment", text)
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(target, QByteArray(kind.encode())).write(image)
    return bytes(target.data().data())


def refused(content: bytes) -> str:
    with pytest.raises(StoreError) as told:
        redraw(content, "mine")
    assert told.value.problem.file == "mine"
    return told.value.problem.what


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_a_picture_of_every_kind_becomes_webp(kind: str) -> None:
    assert image_head(picture(kind)) == (kind, 40, 30)
    head = image_head(redraw(picture(kind), "mine"))
    assert head is not None
    assert head[0] == "webp"


def test_a_drawing_keeps_its_shape_and_what_is_see_through() -> None:
    image = QImage.fromData(redraw(picture("png", see_through=True), "mine"))
    assert (image.width(), image.height()) == (40, 30)
    assert image.pixelColor(0, 0).alpha() == 0


def test_a_photo_is_set_into_the_disc_with_its_corners_within() -> None:
    image = QImage.fromData(redraw(picture("jpeg", 400, 300), "mine"))
    assert (image.width(), image.height()) == (500, 500)
    assert image.pixelColor(3, 250).alpha() == 0
    assert image.pixelColor(250, 250).alpha() == 255
    assert image.pixelColor(51, 101).alpha() == 0  # its corners are round


@pytest.mark.parametrize("see_through", [True, False])
def test_a_large_picture_is_made_as_large_as_is_needed(see_through: bool) -> None:
    image = QImage.fromData(redraw(picture("png", 3000, 1500, see_through=see_through), "mine"))
    assert max(image.width(), image.height()) <= EDGE + 1


def test_a_very_long_one_stays_a_picture() -> None:
    image = QImage.fromData(redraw(picture("png", 9000, 1, see_through=False), "mine"))
    assert not image.isNull()


def test_what_was_written_beside_the_picture_is_gone() -> None:
    for kind in ("png", "jpeg"):
        raw = picture(kind, text="taken at home")
        assert b"taken at home" in raw
        assert b"home" not in redraw(raw, "mine")


def test_what_is_hidden_behind_its_end_is_gone() -> None:
    assert b"secret" not in redraw(picture("png") + b"secret" * 10, "mine")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"hello", b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
        b"GIF89a\x01\0\x01\0\0\0\0", b"BM" + b"\0" * 60, b"%PDF-1.7", b"\xff\xd8\xff\xe0", b"\xff\xd8" + b"\0" * 50,
        b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP",
    ],
)
def test_what_is_no_picture_of_the_three_kinds_is_refused(content: bytes) -> None:
    assert refused(content) == "kind"


def png_head(wide: int, high: int) -> bytes:
    """A PNG that says it is so large, with next to nothing in it."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = part(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 6, 0, 0, 0))
    body = part(b"IDAT", zlib.compress(b"\0" * 100_000, 9))
    return b"\x89PNG\r\n\x1a\n" + head + body + part(b"IEND", b"")


@pytest.mark.parametrize(("wide", "high"), [(30_000, 30_000), (100_000, 1), (1, 2**31 - 1), (0, 10), (6000, 4001)])
def test_a_picture_that_says_it_is_huge_is_refused_before_it_is_decoded(wide: int, high: int) -> None:
    assert wide * high > MOST_PIXELS or min(wide, high) < 1 or max(wide, high) > 12_000
    assert refused(png_head(wide, high)) == "range"


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_a_picture_that_breaks_off_is_refused(kind: str) -> None:
    raw = picture(kind, 200, 200)
    assert refused(raw[: len(raw) // 2]) == "unreadable"
    assert refused(raw[: len(raw) * 9 // 10]) == "unreadable"


def test_a_jpeg_that_would_be_drawn_a_thousand_times_over_is_refused_before_it_is_decoded() -> None:
    raw = picture("jpeg", 200, 200)
    scan = raw[raw.index(b"\xff\xda") : -2]
    assert refused(raw[:-2] + scan * (MOST_SCANS + 1) + raw[-2:]) == "unreadable"


def test_a_jpeg_with_a_preview_in_it_and_something_behind_it_is_taken() -> None:
    raw = picture("jpeg", 200, 200)
    preview = b"Exif\0\0" + picture("jpeg", 20, 20)
    raw = raw[:2] + b"\xff\xe1" + struct.pack(">H", len(preview) + 2) + preview + raw[2:]
    assert redraw(raw + b"\xff\xda" * 200, "mine")


CHANGES = st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=8)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(("png", "jpeg", "webp")), CHANGES)
def test_any_bytes_may_be_wrong(qapp: QApplication, kind: str, changes: list[tuple[int, int]]) -> None:
    raw = bytearray(picture(kind))
    for at, byte in changes:
        raw[at % len(raw)] = byte
    try:
        made = redraw(bytes(raw), "mine")
    except StoreError:
        return
    assert not QImage.fromData(made).isNull()


def test_a_jpeg_turned_by_its_camera_is_upright() -> None:
    raw = picture("jpeg", 400, 200)
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    turned = raw[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + raw[2:]
    image = QImage.fromData(redraw(turned, "mine"))
    middle = image.width() // 2
    assert image.pixelColor(middle, 30 + image.height() // 20).alpha() == 255  # tall now
    assert image.pixelColor(30 + image.width() // 20, middle).alpha() == 0
