"""Frames in, pixmaps out: another thread reads pictures ahead of their time, and they are kept while they are needed.

The thread begins with the first picture and ends with :meth:`Player.stop`. It knows neither widgets nor pixmaps: it
makes images and hands them over by a queued signal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Condition, Thread

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from unknot.collector import go_on, stand_still
from unknot.ui.kit.picture import Picture

KEEP = 24 * 2**20
"""Bytes of pictures that a motion which goes round may keep, so that it is read only once."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A picture at one size in device pixels, turned to one side."""

    picture: Picture
    width: int
    height: int
    mirrored: bool = False

    def image(self) -> QImage:
        """Ready to be painted; null when the picture can't be had."""
        image = self.picture.image(QSize(self.width, self.height))
        return image.flipped(Qt.Orientation.Horizontal) if self.mirrored else image

    @property
    def bytes(self) -> int:
        """What it takes."""
        return 4 * self.width * self.height


class Player(QObject):
    """The pictures of one place, one after the other. ``arrived``: the one that is wanted now is there. ``failed``
    tells a picture that can't be had."""

    arrived = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._there: dict[Cut, QPixmap] = {}
        self._broken: set[Picture] = set()
        self._now: Cut | None = None
        self._wanted: tuple[Cut, ...] = ()
        self._reader: Reader | None = None
        self._asked: list[Cut] = []

    @property
    def busy(self) -> bool:
        """Whether the picture that is wanted now is still to come."""
        return self._now is not None and self._now not in self._there and self._now.picture not in self._broken

    def show(self, now: Cut, ahead: Sequence[Cut] = (), keep: bool = False) -> QPixmap | None:
        """Want this picture now and those soon; what was wanted before is not any more. ``keep``: those that were there
        will come again, and stay as far as KEEP allows. The picture, if it is there."""
        self._now, self._wanted = now, (now, *ahead)
        if now.picture.quick and now not in self._there:
            self._there[now] = QPixmap.fromImage(now.image())
        self._tidy(KEEP if keep else 0)
        missing = [cut for cut in self._wanted if self._missing(cut)]
        if missing and self._reader is None:
            self._reader = Reader()
            self._reader.read.connect(self._take, Qt.ConnectionType.QueuedConnection)
            self.destroyed.connect(self._reader.end)
        if self._reader is not None and missing != self._asked:
            self._reader.want(missing)
            self._asked = missing
        return self._there.get(now)

    def stop(self) -> None:
        """Read nothing any more, and keep nothing; what is shown next begins anew."""
        if self._reader is not None:
            self.destroyed.disconnect(self._reader.end)
            self._reader.end()
            self._reader, self._asked = None, []
        self.forget()

    def forget(self) -> None:
        """Let go of all pictures: they are drawn anew for another theme or size."""
        self._now, self._wanted = None, ()
        self._there.clear()

    def _missing(self, cut: Cut) -> bool:
        return cut not in self._there and not cut.picture.quick and cut.picture not in self._broken

    def _tidy(self, room: int) -> None:
        """Let go of what is neither wanted nor within the room there is: the last come first, as a round that does not
        fit as a whole then still finds its beginning."""
        taken = 0
        for cut in list(self._there):
            taken += cut.bytes
            if taken > room and cut not in self._wanted:
                del self._there[cut]
                taken -= cut.bytes

    def _take(self, cut: Cut, image: QImage) -> None:
        if self._reader is not None:
            self._reader.taken(cut)
            self._asked = [asked for asked in self._asked if asked != cut]
        if image.isNull():
            self._broken.add(cut.picture)
            self.failed.emit(cut.picture)
        if image.isNull() or cut not in self._wanted or cut in self._there:
            return  # broken, or too late
        self._there[cut] = QPixmap.fromImage(image)
        if cut == self._now:
            self.arrived.emit()


class Reader(QObject):
    """A thread that makes images, the most wanted first; ``read`` hands each over."""

    read = Signal(object, QImage)

    def __init__(self) -> None:
        super().__init__()
        self._changed = Condition()
        self._jobs: list[Cut] = []
        self._out: set[Cut] = set()
        self._ended = False
        self._still = stand_still()
        self._thread = Thread(target=self._run, name="pictures", daemon=True)
        self._thread.start()

    def want(self, cuts: Sequence[Cut]) -> None:
        """These, in this order, and none of those that were wanted before."""
        with self._changed:
            self._jobs = [cut for cut in cuts if cut not in self._out]
            self._changed.notify()

    def taken(self, cut: Cut) -> None:
        """An image has come to who wanted it; if it is wanted again, it is made again."""
        with self._changed:
            self._out.discard(cut)

    def end(self) -> None:
        """End the thread; waits for the image that it is making, if any."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        self._thread.join()
        go_on(self._still)

    def _run(self) -> None:
        while (cut := self._next()) is not None:
            self.read.emit(cut, cut.image())

    def _next(self) -> Cut | None:
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self._jobs)
            if self._ended:
                return None
            cut = self._jobs.pop(0)
            self._out.add(cut)
            return cut
