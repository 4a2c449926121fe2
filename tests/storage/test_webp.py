"""The size of a WebP picture is read from its head, whichever of the three kinds it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from unknot.storage.webp import webp_size

SIZES = [(1, 1), (300, 7), (1280, 1120)]
OPAQUE, CLEAR = QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("form", "quality", "kind"), [(OPAQUE, 80, b"VP8 "), (CLEAR, 80, b"VP8X"), (CLEAR, 100, b"VP8L")]
)
def test_a_picture_has_the_size_it_was_written_with(
    tmp_path: Path, size: tuple[int, int], form: QImage.Format, quality: int, kind: bytes
) -> None:
    image = QImage(*size, form)
    image.fill(0)
    path = tmp_path / "one.webp"
    assert image.save(str(path), "webp", quality)
    assert path.read_bytes()[12:16] == kind
    assert webp_size(path) == size


@pytest.mark.parametrize("content", [b"", b"RIFF", b"x" * 99, b"RIFF0000WEBPVP8X", b"RIFF0000WEBPOTHER" + b"x" * 30])
def test_what_is_no_picture_has_no_size(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "one.webp"
    path.write_bytes(content)
    assert webp_size(path) is None


def test_a_picture_that_is_not_there_has_no_size(tmp_path: Path) -> None:
    assert webp_size(tmp_path / "none.webp") is None
    assert webp_size(tmp_path) is None
