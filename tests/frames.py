"""Small pictures and motions for tests: each frame of one plain colour, told apart by it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter

SIZE = (64, 64)
BOX = (8, 16, 40, 32)


def colour(frame: int) -> QColor:
    """A frame's colour: the more red the later it is."""
    return QColor(40 + 6 * frame, 120, 60)


STILL_COLOUR = QColor(20, 40, 220)


def write_motion(art: Path, name: str, *, frames: int = 8, still: int = -1, kind: str = "hold", rate: int = 12,
                 stops: Sequence[int] = (), twin: bool = True) -> None:
    """A still (and its twin of twice the size) that fills BOX of SIZE, and the frames of its motion."""
    art.mkdir(parents=True, exist_ok=True)
    box = QRect(*BOX)
    for mark, scale in (("", 1), ("@2x", 2)) if twin else (("", 1),):
        image = QImage(QSize(*SIZE) * scale, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        painter.fillRect(QRect(box.topLeft() * scale, box.size() * scale), STILL_COLOUR)
        painter.end()
        assert image.save(str(art / f"{name}{mark}.webp"), "webp", 95)
    folder = art / name
    folder.mkdir()
    for frame in range(frames):
        image = QImage(box.size(), QImage.Format.Format_ARGB32)
        image.fill(colour(frame))
        assert image.save(str(folder / f"{frame:02}.webp"), "webp", 95)
    (folder / "motion.toml").write_text(
        f'kind = "{kind}"\nrate = {rate}\nsize = {list(SIZE)}\nbox = {list(BOX)}\nframes = {frames}\n'
        f"stops = {list(stops)}\nstill = {still}\n",
        encoding="utf-8",
    )
