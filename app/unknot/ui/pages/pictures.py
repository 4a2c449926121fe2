"""Stills and place icons for pages: each still scaled once for its size and screen, then kept."""

from __future__ import annotations

from PySide6.QtGui import QPixmap

from unknot.core.library import Position
from unknot.ui.pages.showing import Showing
from unknot.ui.session.pictures import Pictures
from unknot.ui.shell import Shell

PLACES = {Position.SEAT: "seat", Position.STAND: "stand", Position.FLOOR: "floor", Position.WALL: "wall"}
"""The icon of each position."""
_KEPT = 96


class Stills:
    """Small pictures by name; ``showing`` plays their motions."""

    def __init__(self, shell: Shell) -> None:
        self._library = shell.library
        self._pictures = Pictures(shell.picture, self._place, shell.library.motions)
        self.showing = Showing(self._pictures, shell.clock.monotonic, shell.report)
        self._kept: dict[tuple[str, int, float, bool], QPixmap] = {}

    def forget(self) -> None:
        """The library changed, and pictures with it: read what is needed anew."""
        self._kept.clear()
        self._pictures.forget(self._library.motions)

    def _place(self, picture: str) -> str:
        """The icon of where somebody is in this picture."""
        shown = (e for e in self._library.exercises.values() if picture in (e.picture, e.id) and e.positions)
        exercise = next(shown, None)
        return PLACES[exercise.positions[0]] if exercise else "stand"

    def whole(self, name: str, side: int, ratio: float) -> QPixmap:
        """The whole figure."""
        return self._get(name, side, ratio, close=False)

    def portrait(self, name: str, side: int, ratio: float) -> QPixmap:
        """Someone upright from the knees up."""
        return self._get(name, side, ratio, close=True)

    def _get(self, name: str, side: int, ratio: float, close: bool) -> QPixmap:
        key = (name, side, ratio, close)
        if key not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.pop(next(iter(self._kept)))
            make = self._pictures.portrait if close else self._pictures.thumbnail
            self._kept[key] = make(name, side, ratio)
        return self._kept[key]
