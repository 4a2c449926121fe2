"""Pages to look at: all stills, one motion as a strip, or one picture, on the session window's light or dark disc."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from . import studio
from .output import ART
from .posefile import PoseFile

GROUNDS = (("#F6F2EA", "#FDFBF7", "#595B6A"), ("#28262C", "#3F3C46", "#BAB5AF"))
COLUMNS, STRIP_COLUMNS = 6, 8
LABEL = 24


def contact_sheet(names: list[str], size: int) -> Image.Image:
    """Every still of the pose files called `names`, `size` pixels wide, light above dark."""
    files = [p for p in sorted(ART.glob("*.webp")) if "@" not in p.stem and any(_belongs(p.stem, n) for n in names)]
    pictures = [(path.stem, Image.open(path).convert("RGBA")) for path in files]
    return _page(pictures, size, min(COLUMNS, max(1, len(files))), GROUNDS)


def strip(file: PoseFile, count: int, size: int, dark: bool) -> Image.Image:
    """`count` pictures of a motion in order, drawn roughly; of a file without one its stills."""
    shot = studio.shot(small(file, size))
    if file.motion:
        steps = np.linspace(0, len(shot.frames) - 1, count)
        shown = [(f"{file.name} {i}", shot.frames[i]) for i in sorted({round(s) for s in steps})]
    else:
        shown = [(still.name, one) for still, one in zip(file.stills, shot.stills, strict=True)]
    pictures = [(name, Image.fromarray(studio.draw(shot, one, samples=2))) for name, one in shown]
    return _page(pictures, size, min(STRIP_COLUMNS, len(pictures)), GROUNDS[1:] if dark else GROUNDS[:1])


def draft(file: PoseFile, size: int, at: float | None) -> Image.Image:
    """One picture on the light disc: the held one, or the frame nearest to `at` seconds."""
    shot = studio.shot(small(file, size))
    shown = shot.stills[0]
    if at is not None and file.motion:
        shown = shot.frames[int(np.abs(np.array(file.motion.times) - at).argmin())]
    return _page([(file.name, Image.fromarray(studio.draw(shot, shown, samples=2)))], size, 1, GROUNDS[:1])


def small(file: PoseFile, size: int) -> PoseFile:
    """The file with pictures `size` pixels wide."""
    return replace(file, size=(size, round(file.size[1] * size / file.size[0])))


def _page(
    pictures: list[tuple[str, Image.Image]], size: int, columns: int, grounds: tuple[tuple[str, str, str], ...]
) -> Image.Image:
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (columns * size, rows * (size + LABEL) * len(grounds)))
    font = ImageFont.load_default(max(11, size // 22))
    pen = ImageDraw.Draw(sheet)
    for half, (back, disc, ink) in enumerate(grounds):
        top = half * rows * (size + LABEL)
        pen.rectangle((0, top, sheet.width, top + rows * (size + LABEL)), fill=back)
        for i, (name, picture) in enumerate(pictures):
            x, y = i % columns * size, top + i // columns * (size + LABEL)
            pen.ellipse((x + 2, y + 2, x + size - 2, y + size - 2), fill=disc)
            picture.thumbnail((size, size), Image.Resampling.LANCZOS)
            at = (x + (size - picture.width) // 2, y + (size - picture.height) // 2)
            sheet.paste(picture, at, picture)
            pen.text((x + size / 2, y + size + 4), name, fill=ink, font=font, anchor="ma")
    return sheet


def _belongs(stem: str, name: str) -> bool:
    return stem == name or (stem.startswith(name + "-") and stem[len(name) + 1 :].isdigit())
