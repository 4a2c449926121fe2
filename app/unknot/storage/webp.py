"""How large a WebP picture is, from the first bytes of its file."""

from __future__ import annotations

from pathlib import Path

from unknot.core import image_head


def webp_size(path: Path) -> tuple[int, int] | None:
    """Width and height in pixels; None when the file can't be read or is no WebP picture."""
    try:
        with path.open("rb") as file:
            return image_head.webp_size(file.read(image_head.WEBP_HEAD))
    except OSError:
        return None
