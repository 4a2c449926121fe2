"""The person's own routines and exercises, as the app and the command line have them."""

from __future__ import annotations

from pathlib import Path

from unknot.bundled import resources
from unknot.ports_own import OwnContent
from unknot.storage.own_files import OwnFiles


def own_content(own: Path) -> OwnContent:
    """The person's own routines and exercises."""
    def redraw(content: bytes, file: str) -> bytes:
        from unknot.desktop import redraw  # Qt's readers of pictures, for who brings one

        return redraw.redraw(content, file)

    return OwnFiles(resources(), own, redraw)
