"""How large a WebP picture is, from the first bytes of its file (RFC 9649)."""

from __future__ import annotations

from pathlib import Path

_HEAD = 30  # bytes, as far as the sizes of all three kinds


def webp_size(path: Path) -> tuple[int, int] | None:
    """Width and height in pixels; None when the file can't be read or is no WebP picture."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return None
    if len(head) < _HEAD or head[:4] != b"RIFF" or head[8:12] != b"WEBP":
        return None
    match head[12:16]:
        case b"VP8X":  # with transparency, and more; less one, in 24 bits each
            return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
        case b"VP8L":  # lossless; less one, in 14 bits each
            bits = int.from_bytes(head[21:25], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        case b"VP8 ":  # in 14 bits of 16 each; the other two are a scale
            return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(head[28:30], "little") & 0x3FFF
    return None
