"""Shows a movement where the pointer lingers or the keyboard is: one at a time, on a page's tiles."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QEnterEvent, QHideEvent
from PySide6.QtWidgets import QWidget

from unknot.core.library import Problem
from unknot.core.loop import Loop, loop_of
from unknot.core.motion import MotionKind
from unknot.ui.kit.blocks import Tile
from unknot.ui.kit.figure import Figure
from unknot.ui.kit.picture import Picture
from unknot.ui.session.pictures import Pictures
from unknot.ui.theme import duration, theme

AHEAD = 2
SECOND = 1000


class Showing(QObject):
    """Plays the loop of a picture on a figure, ``linger`` milliseconds after it was asked to, until told to
    leave. Another one ends it. ``now``: monotonic seconds; ``report`` hears of broken pictures."""

    def __init__(
        self, pictures: Pictures, now: Callable[[], float], report: Callable[[Problem], object],
        linger: int = duration.linger,
    ) -> None:
        super().__init__()
        self._pictures = pictures
        self._now = now
        self._report = report
        self._linger = linger
        self._figure: Figure | None = None
        self._name = ""
        self._loop: Loop | None = None
        self._keep = False
        self._begun = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._turn)

    def soon(self, figure: Figure, name: str) -> None:
        """Play this picture's motion on this figure in a moment, if it has one and motion is wanted."""
        if (figure, name) == (self._figure, self._name):
            return
        self.leave()
        if theme().reduced_motion or self._pictures.motion(name) is None:
            return
        self._figure, self._name = figure, name
        figure.failed.connect(self._failed)
        self._timer.start(self._linger)

    def leave(self, figure: Figure | None = None) -> None:
        """Back to the still, at once: on this figure, or on whichever plays."""
        if self._figure is None or figure not in (None, self._figure):
            return
        self._timer.stop()
        self._figure.failed.disconnect(self._failed)
        self._figure.clear()
        self._figure, self._name, self._loop = None, "", None

    def _turn(self) -> None:
        """The next picture."""
        motion, figure = self._pictures.motion(self._name), self._figure
        if figure is None or motion is None or theme().reduced_motion:
            self.leave()
            return
        if self._loop is None:
            self._loop, self._begun = loop_of(self._name, motion), self._now()
            self._keep = motion.kind is MotionKind.CYCLE
        elapsed = self._now() - self._begun
        ahead = [self._pictures.look(each) for each in self._loop.ahead(elapsed, AHEAD)]
        figure.show(self._pictures.look(self._loop.at(elapsed)), ahead, keep=self._keep, fade=False)
        self._timer.start(ceil(self._loop.next_change(elapsed) * SECOND) + 1)

    def _failed(self, picture: Picture) -> None:
        self.leave()
        problem = self._pictures.broken(picture)
        if problem is not None:
            self._report(problem)


class LivingTile(Tile):
    """A tile whose picture moves while the pointer lingers on it."""

    def __init__(self, width: int, height: int, showing: Showing, parent: QWidget | None = None) -> None:
        super().__init__(width, height, parent)
        self._showing = showing
        self.moves = ""
        """The name of the picture that it shows."""

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._showing.soon(self.figure, self.moves)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._showing.leave(self.figure)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._showing.leave(self.figure)

    def show_moving(self, name: str) -> None:
        """It shows this picture from now on."""
        if name != self.moves:
            self._showing.leave(self.figure)
            self.moves = name
            if self.underMouse():
                self._showing.soon(self.figure, name)
