"""The day as a cord: what was done is straight, what is to come is a loop."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QEvent, QLocale, QRect, QRectF, QSize, Qt, QTime, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from unknot.ui.kit.cord_path import LOOP_HEIGHT, Loop, Sag, cord_path
from unknot.ui.kit.day_knot import Knot
from unknot.ui.kit.day_layout import MINI_HEIGHT, Day, Mark, Placed, Scale, place_marks
from unknot.ui.kit.day_paint import DayPainter, Sheet
from unknot.ui.kit.glide import Glide
from unknot.ui.theme import duration, size, theme

__all__ = ["Day", "DayLine", "Loop", "Mark", "Sag", "cord_path"]

ABOVE = 56
"""From the top of the widget to the line."""
BELOW = 52
MINI_ABOVE = 42
MINI_BELOW = 16
INSET = 0.0


class DayLine(QWidget):
    """A day's cord with its marks. Each mark is a child that a screen reader meets; arrow keys walk along them.

    ``mini``: a preview, smaller, without hours and Now. ``inset``: pixels left free at each end of the day.
    """

    activated = Signal(str)
    """The id of a mark that was clicked, or entered."""
    move_requested = Signal(str, int)
    """The id of a session and the minute where it should go. Nothing moves until ``set_day`` says so."""

    def __init__(self, parent: QWidget | None = None, *, mini: bool = False, inset: float = INSET) -> None:
        super().__init__(parent)
        self._mini = mini
        self._inset = inset
        self._day = Day(0, 1)
        self._placed: list[Placed] = []
        self._knots: dict[str, Knot] = {}
        self._dragged: tuple[str, int] | None = None
        self._pulled = ""
        self._pull = Glide(self, duration.pull, self._pulling, QEasingCurve.Type.InOutQuart)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The day"))
        theme().changed.connect(self.update)

    # What the owner says

    def set_day(self, day: Day) -> None:
        """Show this day. The focus stays on the mark it was on."""
        self._day = day
        self._dragged = None
        self._arrange()

    def pull(self, mark_id: str) -> None:
        """Pull the loop of a session that was just done straight, once."""
        self._pulled = mark_id
        self._pull.go(0.0, start=1.0)

    # Geometry

    @property
    def line_y(self) -> float:
        """The height of the line in the widget."""
        return MINI_ABOVE if self._mini else ABOVE

    def sizeHint(self) -> QSize:
        return QSize(784, MINI_ABOVE + MINI_BELOW if self._mini else ABOVE + BELOW)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def scale(self) -> Scale:
        """The present axis."""
        flipped = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return Scale(self._day.start_minute, self._day.end_minute, self.width(), self._inset, flipped)

    def placed(self) -> list[Placed]:
        """The marks where they stand."""
        return list(self._placed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange):
            self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pull.finish()

    def _arrange(self) -> None:
        marks = [self._where_dragged(mark) for mark in self._day.marks]
        self._placed = place_marks(marks, self.scale())
        wanted = {placed.mark.id: placed for placed in self._placed}
        for gone in [name for name in self._knots if name not in wanted]:
            knot = self._knots.pop(gone)
            knot.hide()
            knot.deleteLater()
        for name, placed in wanted.items():
            knot = self._knots.get(name) or self._add_knot(name)
            knot.stand_for(placed, self._target(placed))
            knot.show()
        for placed in self._placed:
            if placed.mark.kind == "session":
                self._knots[placed.mark.id].raise_()
        if not any(knot.hasFocus() for knot in self._knots.values()):
            self._rove(self._first_ahead())
        self.update()

    def _add_knot(self, name: str) -> Knot:
        knot = Knot(self, self)
        knot.clicked.connect(lambda: self.activated.emit(name))
        self.setFocusProxy(None)  # type: ignore[arg-type]  # else Qt sorts the knot in behind the proxy
        QWidget.setTabOrder(self, knot)
        self._knots[name] = knot
        return knot

    def _where_dragged(self, mark: Mark) -> Mark:
        if self._dragged is None or mark.id != self._dragged[0]:
            return mark
        minute = self._dragged[1]
        time = QLocale().toString(QTime(minute // 60 % 24, minute % 60), QLocale.FormatType.ShortFormat)
        return replace(mark, minute=minute, label=time)

    def _target(self, placed: Placed) -> QRect:
        """What can be hit: at least 32 px square; a loop with its time."""
        side = float(size.small_button)
        top = self.line_y - side / 2
        if placed.is_loop:
            high = MINI_HEIGHT if self._mini else LOOP_HEIGHT
            return QRectF(placed.x - side / 2, self.line_y - high - 2, side, high + side / 2).toAlignedRect()
        return QRectF(placed.x - side / 2, top, side, side).toAlignedRect()

    # The keyboard and the mouse, told by the knots

    def _first_ahead(self) -> str:
        """The next session, else the first mark to come, else the last of the day."""
        names = [one.mark.id for one in self._placed if one.mark.state == "next"]
        names += [one.mark.id for one in self._placed if one.mark.state == "coming"]
        names += [one.mark.id for one in reversed(self._placed)]
        return names[0] if names else ""

    def _rove(self, name: str) -> None:
        """Make one knot the one that Tab reaches."""
        for each, knot in self._knots.items():
            policy = Qt.FocusPolicy.StrongFocus if each == name else Qt.FocusPolicy.ClickFocus
            knot.setFocusPolicy(policy)
        if name:
            self.setFocusProxy(self._knots[name])

    def _focus(self, name: str) -> None:
        self._rove(name)
        self._knots[name].take_focus()

    def walk(self, knot: Knot, step: int) -> None:
        """Give the focus to the knot that many places to the right."""
        row = sorted(self._placed, key=lambda one: one.x)
        here = next(index for index, one in enumerate(row) if self._knots[one.mark.id] is knot)
        self._focus(row[min(max(0, here + step), len(row) - 1)].mark.id)

    def ends(self, last: bool) -> None:
        """Give the focus to the first or the last knot of the day."""
        self._focus(self._placed[-1 if last else 0].mark.id)

    def push(self, knot: Knot, minutes: int) -> None:
        """Ask for a session to be moved by some minutes; positive is to the right."""
        if knot.movable and knot.placed is not None:
            mark = knot.placed.mark
            way = -minutes if self.scale().flipped else minutes
            minute = min(self._day.end_minute, max(self._day.start_minute, mark.minute + way))
            self.move_requested.emit(mark.id, minute)

    def drag(self, knot: Knot, x: float) -> None:
        """Let a session follow the finger."""
        if knot.placed is not None:
            self._dragged = (knot.placed.mark.id, self.scale().minute(x))
            self._arrange()

    def drop(self, knot: Knot, kept: bool) -> None:
        """End of a drag: ask for the move, or put it back."""
        dragged, self._dragged = self._dragged, None
        self._arrange()
        if kept and dragged is not None:
            self.move_requested.emit(*dragged)

    def _pulling(self) -> None:
        if self._pull.value <= 0.0:
            self._pulled = ""
        self.update()

    # Paint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        DayPainter(self.sheet(), painter).paint()
        painter.end()

    def sheet(self) -> Sheet:
        """What is painted now."""
        ringed = next((name for name, knot in self._knots.items() if knot.ring_shown()), "")
        slack = {self._pulled: self._pull.value} if self._pulled else {}
        return Sheet(
            self._day, tuple(self._placed), self.scale(), self.line_y, self.tr("Now"), self._mini, slack, ringed,
        )
