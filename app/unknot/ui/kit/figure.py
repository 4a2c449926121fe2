"""The figure on the stage or on a tile: still or in motion, fading from one picture to another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEasingCurve, QObject, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from unknot.ui.kit.glide import Glide
from unknot.ui.kit.picture import FORMAT, Picture, differing, spot
from unknot.ui.kit.player import Cut, Player
from unknot.ui.theme import duration

EDGE = 2.0
"""How far a part that changes reaches over its edge once it is scaled, in logical pixels."""


@dataclass(frozen=True, slots=True)
class Look:
    """A picture turned to one side."""

    picture: Picture
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What is painted until something else is there."""

    look: Look
    pixmap: QPixmap


class Figure(QObject):
    """What a widget shows of its pictures. ``place`` tells where the whole of a picture of a shape stands in it, in
    logical pixels. The widget calls ``paint``; it is updated where the figure changes. Nothing is read while the
    widget can't be seen. ``failed`` tells a picture that can't be had."""

    failed = Signal(object)

    def __init__(self, owner: QWidget, place: Callable[[QSizeF], QRectF], update: Callable[[QRect], None]) -> None:
        super().__init__(owner)
        self._owner = owner
        self._place = place
        self._update = update
        self._player = Player(self)
        self._player.arrived.connect(self.look_again)
        self._player.failed.connect(self.failed)
        self._wanted: Look | None = None
        self._ahead: tuple[Look, ...] = ()
        self._keep = False
        self._fades = False
        self._seen: Seen | None = None
        self._before: Seen | None = None
        self._covered: QRectF | None = None
        self._fade = Glide(owner, duration.fade, self._faded, QEasingCurve.Type.OutCubic, value=1.0)

    @property
    def look(self) -> Look | None:
        """What is wanted now, be it there or still to come."""
        return self._wanted

    @property
    def there(self) -> bool:
        """Whether there is anything to paint."""
        return self._seen is not None

    @property
    def late(self) -> bool:
        """Whether what is wanted now is still to come."""
        return self._player.busy

    @property
    def busy(self) -> bool:
        """Whether what is wanted now is still to come, or still fading in."""
        return self.late or self._fade.running

    def show(self, look: Look | None, ahead: Sequence[Look] = (), *, keep: bool = False, fade: bool = True) -> None:
        """Show this, and get those ready; ``keep``: they will come again. What is there stays until this one has come;
        ``fade``: then one fades into the other."""
        if look is None:
            self.clear()
            return
        self._fades = self._fades or (fade and look != self._wanted)
        self._wanted, self._ahead, self._keep = look, tuple(ahead), keep
        self.look_again()

    def look_again(self) -> None:
        """The widget has another size or screen, or can be seen now, or what was wanted has come."""
        self._covered = None
        look = self._wanted
        if look is None or not (self._owner.isVisible() or look.picture.quick):
            return
        cut = self._cut(look)
        if cut.width <= 0 or cut.height <= 0:
            return
        pixmap = self._player.show(cut, [self._cut(each) for each in self._ahead], self._keep)
        if pixmap is not None:
            self._adopt(look, pixmap)

    def finish(self) -> None:
        """The widget can't be seen any more: nothing fades, nothing is read."""
        self._fade.finish()
        self._player.stop()

    def forget(self) -> None:
        """Pictures look different from now on, as in another theme."""
        self._before = self._seen = self._covered = None
        self._player.forget()
        self.look_again()

    def clear(self) -> None:
        """Show nothing."""
        rect = self.rect()
        self._wanted, self._ahead = None, ()
        self._before = self._seen = self._covered = None
        self._player.stop()
        self._update(rect)

    def rect(self) -> QRect:
        """All that it covers now, in logical pixels."""
        covered = QRectF()
        for seen in (self._seen, self._before):
            if seen is not None:
                covered = covered.united(self._target(seen.look))
        return covered.toAlignedRect()

    def paint(self, painter: QPainter, part: QRectF) -> None:
        """Paint it where it stands, unless that is outside of what is to be painted."""
        if self._covered is None:
            self._covered = QRectF(self.rect())
        if not part.intersects(self._covered):
            return
        if self._before is not None and self._seen is not None and self._fade.value < 1.0:
            self._paint_between(painter, self._before, self._seen)
        elif self._seen is not None:
            self._paint(painter, self._seen)

    # how it works

    def _adopt(self, look: Look, pixmap: QPixmap) -> None:
        if self._seen is not None and self._seen.look == look and self._seen.pixmap.size() == pixmap.size():
            return
        before, covered, self._covered = self._seen, self.rect(), None
        pixmap.setDevicePixelRatio(self._owner.devicePixelRatioF())
        self._seen = Seen(look, pixmap)
        fades, self._fades = self._fades, False
        if fades and before is not None:
            self._before = before
            self._fade.go(1.0, start=0.0)
        changed = self._changed(before.look, look) if before is not None and self._before is None else None
        self._update(covered.united(self.rect()) if changed is None else changed.toAlignedRect())

    def _faded(self) -> None:
        rect = self.rect()
        if self._fade.value >= 1.0:
            self._before = self._covered = None
        self._update(rect)

    def _spot(self, look: Look) -> QRect:
        return spot(self._place(look.picture.whole), self._owner.devicePixelRatioF())

    def _changed(self, before: Look, after: Look) -> QRectF | None:
        """The part of the figure that another frame of the same motion paints anew; None where it is all."""
        part = differing(before.picture, after.picture)
        if part is None or before.mirrored != after.mirrored:
            return None
        whole, target = after.picture.whole, self._target(after)
        across, down = target.width() / whole.width(), target.height() / whole.height()
        left = whole.width() - part.right() if after.mirrored else part.left()
        x, y = target.left() + left * across, target.top() + part.top() * down
        return QRectF(x, y, part.width() * across, part.height() * down).adjusted(-EDGE, -EDGE, EDGE, EDGE)

    def _cut(self, look: Look) -> Cut:
        """On a dense screen a frame is enlarged as it is painted: enlarged while it is read, it would take four times
        the room and twice the time."""
        size, sharpest = self._spot(look).size(), look.picture.sharpest
        if sharpest is not None and size.width() > sharpest.width():
            size = sharpest
        return Cut(look.picture, size.width(), size.height(), look.mirrored)

    def _target(self, look: Look) -> QRectF:
        """Where it is painted; on whole device pixels, so that nothing is blurred."""
        ratio, there = self._owner.devicePixelRatioF(), self._spot(look)
        return QRectF(there.x() / ratio, there.y() / ratio, there.width() / ratio, there.height() / ratio)

    def _paint(self, painter: QPainter, seen: Seen) -> None:
        target = self._target(seen.look)
        if seen.pixmap.size() == self._spot(seen.look).size():
            painter.drawPixmap(target.topLeft(), seen.pixmap)
        else:  # enlarged, or the widget has another size since
            painter.drawPixmap(target, seen.pixmap, QRectF(seen.pixmap.rect()))

    def _paint_between(self, painter: QPainter, before: Seen, after: Seen) -> None:
        """Both by their shares, added up: where both are solid, nothing behind them shines through."""
        covered = self.rect()
        both = self._share(before, 1.0 - self._fade.value, covered)
        adding = QPainter(both)
        adding.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
        adding.drawImage(0, 0, self._share(after, self._fade.value, covered))
        adding.end()
        painter.drawImage(covered.topLeft(), both)

    def _share(self, seen: Seen, strength: float, covered: QRect) -> QImage:
        """One of two by its share, on a ground of its own: added to another with its strength still to come, it would
        reach the limit of what pixels hold."""
        ratio = self._owner.devicePixelRatioF()
        layer = QImage(covered.size() * ratio, FORMAT)
        layer.setDevicePixelRatio(ratio)
        layer.fill(Qt.GlobalColor.transparent)
        painter = QPainter(layer)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(-covered.topLeft())
        painter.setOpacity(strength)
        self._paint(painter, seen)
        painter.end()
        return layer
