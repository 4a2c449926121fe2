"""A home whose person can make routines: the real workshop on a folder of its own."""

from __future__ import annotations

from pathlib import Path

from tests.shells import Home
from tests.storage.parcels import own_in

from unknot.desktop.redraw import redraw


def home_in(folder: Path) -> Home:
    """At this folder."""
    own = own_in(folder)
    own.redraw = redraw
    return Home(library=own.load(), own=own)
