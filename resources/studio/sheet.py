"""All stills on one page, on the light and the dark disc of the session window."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFont

from .studio import ART

GROUNDS = (("#F6F2EA", "#FDFBF7", "#595B6A"), ("#28262C", "#3F3C46", "#BAB5AF"))
COLUMNS = 6


def contact_sheet(names: list[str], size: int) -> Image.Image:
    """Every picture whose name starts with one of `names`, `size` pixels wide, light above dark."""
    files = [p for p in sorted(ART.glob("*.webp")) if "@" not in p.stem and any(_belongs(p.stem, n) for n in names)]
    columns = min(COLUMNS, max(1, len(files)))
    rows, label = -(-len(files) // columns), 24
    sheet = Image.new("RGB", (columns * size, rows * (size + label) * 2))
    font = ImageFont.load_default(max(11, size // 22))
    pen = ImageDraw.Draw(sheet)
    for half, (back, disc, ink) in enumerate(GROUNDS):
        top = half * rows * (size + label)
        pen.rectangle((0, top, sheet.width, top + rows * (size + label)), fill=back)
        for i, path in enumerate(files):
            x, y = i % columns * size, top + i // columns * (size + label)
            pen.ellipse((x + 2, y + 2, x + size - 2, y + size - 2), fill=disc)
            picture = Image.open(path).convert("RGBA")
            picture.thumbnail((size, size), Image.Resampling.LANCZOS)
            at = (x + (size - picture.width) // 2, y + (size - picture.height) // 2)
            sheet.paste(picture, at, picture)
            pen.text((x + size / 2, y + size + 4), path.stem, fill=ink, font=font, anchor="ma")
    return sheet


def _belongs(stem: str, name: str) -> bool:
    return stem == name or (stem.startswith(name + "-") and stem[len(name) + 1 :].isdigit())
