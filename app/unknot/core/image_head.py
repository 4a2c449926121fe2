"""What kind of picture some bytes are, and how large: from the bytes alone, before anything decodes them."""

from __future__ import annotations

import re

MOST_SCANS = 64
"""Of a JPEG; what programs write has about ten. Each costs the time of all pixels, and may have 40 bytes only."""
WEBP_HEAD = 30
"""Bytes, as far as the sizes of all three kinds of WebP."""
_PNG = b"\x89PNG\r\n\x1a\n"
_NO_SIZE = frozenset({0x01, *range(0xD0, 0xD9)})  # JPEG markers without a length
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # those that begin a frame; the others are tables
_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd8\xff]")
_SCAN, _END = 0xDA, 0xD9


def image_head(content: bytes) -> tuple[str, int, int] | None:
    """``png``, ``jpeg`` or ``webp``, width and height in pixels; None for anything else, or when it breaks off."""
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and len(content) >= 24:
        return "png", int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    if content.startswith(b"\xff\xd8"):
        found = _jpeg_size(content)
        return ("jpeg", *found) if found else None
    found = webp_size(content)
    return ("webp", *found) if found else None


def is_whole_jpeg(content: bytes) -> bool:
    """Whether a JPEG goes on to its end, in no more than MOST_SCANS."""
    at = scans = 0
    while scans <= MOST_SCANS and (found := _MARKER.search(content, at)):
        at, marker = found.end(), found[0][1]
        if marker == _END:
            return True
        scans += marker == _SCAN
        at += int.from_bytes(content[at : at + 2], "big")
    return False


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xFF:  # filling
            at += 1
        elif marker in _NO_SIZE:
            at += 2
        elif marker in _FRAMES:
            high, wide = (int.from_bytes(content[at + n : at + n + 2], "big") for n in (5, 7))
            return wide, high
        else:
            at += 2 + max(2, int.from_bytes(content[at + 2 : at + 4], "big"))
    return None


def webp_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a WebP picture (RFC 9649); None for anything else."""
    head = content[:WEBP_HEAD]
    if len(head) < WEBP_HEAD or head[:4] != b"RIFF" or head[8:12] != b"WEBP":
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
