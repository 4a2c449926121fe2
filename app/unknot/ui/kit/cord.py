"""The day as a cord: what was done is straight, what is to come is a loop."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from unknot.ui.kit.cord_path import LOOP_HEIGHT, Loop, Sag, cord_path
from unknot.ui.kit.day_knot import Knot
from unknot.ui.kit.day_layout import MINI_HEIGHT, Band, Barred, Day, Mark, Placed, Scale, place_marks
from unknot.ui.kit.day_lift import Lift, Places
from unknot.ui.kit.day_paint import BAND, DayPainter, Sheet
from unknot.ui.kit.glide import Glide
from unknot.ui.theme import duration, size, theme

__all__ = ["Band", "Barred", "Day", "DayLine", "Loop", "Mark", "Sag", "cord_path"]

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
    """The id of a mark that was clicked, entered, or whose menu was asked for."""
    move_requested = Signal(str, int)
    """The id of a session and the minute where it should go. Nothing moves until ``set_day`` says so."""

    def __init__(self, parent: QWidget | None = None, *, mini: bool = False, inset: float = INSET) -> None:
        super().__init__(parent)
        self._mini = mini
        self._inset = inset
        self._day = Day(0, 1)
        self._placed: list[Placed] = []
        self._knots: dict[str, Knot] = {}
        self._bands: list[QWidget] = []
        self._places: Places = lambda _name: ()
        self._lift: Lift | None = None
        self._reached = ""
        self._pulled = ""
        self._pull = Glide(self, duration.pull, self._pulling, QEasingCurve.Type.InOutQuart)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The day"))
        theme().changed.connect(self.update)

    # What the owner says

    def set_day(self, day: Day) -> None:
        """Show this day. The focus stays on the mark it was on, and a session that is being moved in the hand."""
        self._day = day
        lift = self._lift
        if lift and not any(mark.id == lift.name and mark.movable for mark in day.marks):
            self._lift = None
        self._arrange()

    def set_places(self, places: Places) -> None:
        """Who knows where a session can't be put; asked once for each that is lifted."""
        self._places = places

    def knot(self, mark_id: str) -> QWidget | None:
        """The child that stands for a mark, None when it has none of its own."""
        return self._knots.get(mark_id)

    @property
    def lift(self) -> Lift | None:
        """The session that is being moved."""
        return self._lift

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
        return Scale.of(self._day, self.width(), self._inset, flipped)

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
        self._let_go()

    def _arrange(self) -> None:
        marks = [self._lift.carried(mark) if self._lift else mark for mark in self._day.marks]
        self._placed = place_marks(marks, self.scale())
        wanted = {placed.mark.id: placed for placed in self._placed}
        for gone in [name for name in self._knots if name not in wanted]:
            knot = self._knots.pop(gone)
            knot.hide()
            knot.deleteLater()
        self._lay_bands()
        for name, placed in wanted.items():
            knot = self._knots.get(name) or self._add_knot(name)
            knot.stand_for(placed, self._target(placed))
            knot.show()
        self._order_by_time()
        if not any(knot.hasFocus() for knot in self._knots.values()):
            self._rove(self._first_ahead())
        self.update()

    def _order_by_time(self) -> None:
        """A screen reader meets the knots in the day's order."""
        wanted = [self._knots[placed.mark.id] for placed in self._placed]
        if [child for child in self.children() if child in wanted] != wanted:
            for knot in wanted:
                knot.raise_()

    def _lay_bands(self) -> None:
        """What lies behind the line, for the pointer and a screen reader."""
        told = [band for band in self._day.bands if band.text]
        while len(self._bands) < len(told):
            self._bands.append(QWidget(self))
        for child, band in zip(self._bands, told, strict=False):
            low, high = self.scale().span(band.first, band.last)
            child.setGeometry(QRectF(low, self.line_y - BAND, max(BAND, high - low), 2 * BAND).toAlignedRect())
            child.setToolTip(band.text)
            child.setAccessibleName(band.text)
        for index, child in enumerate(self._bands):
            child.setVisible(index < len(told))
            child.lower()

    def _add_knot(self, name: str) -> Knot:
        knot = Knot(self, self)
        knot.clicked.connect(lambda: self.activated.emit(name))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # else Qt leaves the knot at the end of the window
        QWidget.setTabOrder(self, knot)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._knots[name] = knot
        return knot

    def _target(self, placed: Placed) -> QRect:
        """What can be hit: at least 32 px square; a loop with its time."""
        side = float(size.small_button)
        top = self.line_y - side / 2
        if placed.is_loop:
            high = MINI_HEIGHT if self._mini else LOOP_HEIGHT
            return QRectF(placed.x - side / 2, self.line_y - high - 2, side, high + side / 2).toAlignedRect()
        low, high = placed.x - side / 2, placed.x + side / 2
        for one in self._placed if placed.mark.kind != "session" else ():
            if one.mark.kind == "session" and abs(one.x - placed.x) < side:  # where both would be, it is the session
                low, high = (low, one.x - side / 2) if placed.x < one.x else (one.x + side / 2, high)
        return QRectF(low, top, high - low, side).toAlignedRect()

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
        self._reached = name

    def focusInEvent(self, event: QFocusEvent) -> None:
        """On to the knot. Not by a focus proxy: that would move the line itself to where its first child stands."""
        knot = self._knots.get(self._reached)
        if knot is not None:
            knot.setFocus(event.reason())

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

    def lifted(self, knot: Knot) -> bool:
        """Whether its session is being moved by keys."""
        return self._lift is not None and self._lift.by_keys and self._knots.get(self._lift.name) is knot

    def take(self, knot: Knot, x: float) -> None:
        """A finger takes hold of a session."""
        if knot.placed is not None:
            self._take(knot.placed.mark, grip=x - knot.placed.x)

    def nudge(self, knot: Knot, minutes: int) -> None:
        """Lift a session and move it to the next multiple of so many minutes; positive is to the right."""
        if not self.lifted(knot) and knot.placed is not None:
            self._take(knot.placed.mark, by_keys=True)
        if self._lift is not None:
            ahead = (minutes > 0) is not self.scale().flipped
            here, step = self._lift.minute, abs(minutes)
            self._carry(here // step * step + step if ahead else -(-here // step) * step - step)
            self._announce()

    def drag(self, x: float) -> None:
        """Let the session follow the finger."""
        if self._lift is not None:
            self._carry(self.scale().minute(x - self._lift.grip))

    def drop(self, kept: bool) -> None:
        """Ask for the move, or put the session back. By keys it stays in the hand where it can't be put down."""
        lift = self._lift
        if lift is None:
            return
        if kept and lift.by_keys and lift.why_not:
            self._announce()
            return
        self._let_go()
        if kept and not lift.why_not and lift.minute != lift.home:
            self.move_requested.emit(lift.name, lift.minute)

    def _take(self, mark: Mark, grip: float = 0.0, *, by_keys: bool = False) -> None:
        self._lift = Lift(mark.id, mark.minute, mark.minute, tuple(self._places(mark.id)), grip, by_keys)
        self._arrange()

    def _carry(self, minute: int) -> None:
        if self._lift is not None:
            within = min(self._day.end_minute, max(self._day.start_minute, minute))
            self._lift = replace(self._lift, minute=within)
            self._arrange()

    def _let_go(self) -> None:
        if self._lift is not None:
            self._lift = None
            self._arrange()

    def _announce(self) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._tip()))

    def _tip(self) -> str:
        """The time of the session in the hand, and why it can't be there."""
        if self._lift is None:
            return ""
        time, why = self._lift.time, self._lift.why_not
        return self.tr("{time}: {why}").format(time=time, why=why) if why else time

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
            self._lift, self._tip(),
        )
