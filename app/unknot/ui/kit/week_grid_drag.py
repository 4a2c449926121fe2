"""What a hand does on a week grid: a drag under way, and the cursor of the keys. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt

from unknot.ui.kit import week_grid_edit as edit
from unknot.ui.kit.week_grid_axis import Axis, Hit, On, pieces
from unknot.ui.kit.week_grid_edit import DAY, HOUR, STEP, Bar, Edge, Week
from unknot.ui.kit.week_grid_paint import span_text, time_text

FROM = 4.0
"""Pixels before a press becomes a drag."""
LATEST = DAY + 12 * HOUR
"""A span begun by keys reaches at most to the next noon."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the tip tells: the minute of the row it stands beside, ``first``, ``last`` or "" and the time."""

    minute: int
    word: str
    time: str


@dataclass(slots=True)
class Drag:
    """A press, and where it has gone so far. ``week``: what it comes to."""

    before: Week
    axis: Axis
    began: Hit
    x: float
    moved: bool = False
    week: Week = field(init=False)
    _ahead: bool = True

    def __post_init__(self) -> None:
        self.week = self.before

    @property
    def row(self) -> int:
        """The weekday of the row it began in."""
        return self.began.day

    @property
    def offset(self) -> int:
        """From minutes of the row to those of the bar's own day."""
        bar = self.began.bar
        return DAY if bar is not None and bar.day != self.row else 0

    def to(self, x: float) -> bool:
        """The pointer is here now. Answers whether the week has changed by it."""
        self.moved = self.moved or abs(x - self.x) >= FROM
        was, minute = self.week, self.axis.minute(x)
        if not self.moved:
            return False
        bar, edge = self.began.bar, self.began.on.edge
        if bar is None:
            self._ahead = minute >= self.began.minute
            self.week = edit.paint(self.before, self.row, self.began.minute, minute)
        elif edge is not None:
            self.week = edit.resize(self.before, bar, edge, minute + self.offset)
        else:
            self.week = edit.move(self.before, bar, minute - self.axis.minute(self.x))
        return self.week != was

    def result(self) -> Week:
        """What it came to. Bars that were made to touch are one; moved beside one another they stay two."""
        if not self.moved:
            return self.before
        return self.week if self.began.on is On.BAR else edit.joined(self.week)

    def held(self) -> Bar | None:
        """The bar in the hand as it is now."""
        bar = self.began.bar
        if bar is not None and self.week == self.before:
            return bar
        new = [each for each in self.week if each not in self.before]
        return new[0] if new else None

    def said(self) -> Said:
        """For the tip."""
        bar, on = self.held(), self.began.on
        if bar is None:
            minute = self.began.minute
            return Said(minute, "", time_text(minute // STEP * STEP))
        back = DAY if bar.day != self.row else 0
        if on is On.BAR:
            return Said(bar.last - back, "", span_text(bar.first, bar.last))
        first = on is On.FIRST or (on is On.EMPTY and not self._ahead)
        minute = bar.first if first else bar.last
        return Said(minute - back, Edge.FIRST.value if first else Edge.LAST.value, time_text(minute))


_STEPS = {
    Qt.Key.Key_Left: -STEP,
    Qt.Key.Key_Right: STEP,
    Qt.Key.Key_PageUp: -HOUR,
    Qt.Key.Key_PageDown: HOUR,
}


@dataclass(slots=True)
class Cursor:
    """Where the keys are: a weekday and a minute of its row. ``anchor``: where Enter began a span."""

    day: int
    minute: int
    anchor: int | None = None

    def go(self, day: int, minute: int) -> None:
        """Be there."""
        self.day, self.minute = day, minute

    def let_go(self) -> None:
        """No span is under way any more; from the next day's hours it comes back into its row."""
        self.anchor, self.minute = None, min(self.minute, DAY - STEP)

    def walk(self, key: Qt.Key, order: Sequence[int], flipped: bool, axis: Axis) -> bool:
        """Move as a key says; answers whether it was one that moves. A span that was begun stays in its row."""
        if key in _STEPS:
            way = -1 if flipped and key in (Qt.Key.Key_Left, Qt.Key.Key_Right) else 1
            most = DAY - STEP if self.anchor is None else LATEST
            self.minute = min(max(0, self.minute + way * _STEPS[key]), most)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.minute = axis.start if key is Qt.Key.Key_Home else axis.end - STEP
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if self.anchor is None:
                number = order.index(self.day) + (1 if key is Qt.Key.Key_Down else -1)
                self.day = order[min(max(0, number), len(order) - 1)]
        else:
            return False
        return True

    def bar(self, week: Week) -> Bar | None:
        """What is under it."""
        shown = pieces(week, self.day)
        return next((piece.bar for piece in shown if piece.first <= self.minute < piece.last), None)

    def span(self) -> tuple[int, int]:
        """The minutes of the span that was begun, at least one step."""
        anchor = self.minute if self.anchor is None else self.anchor
        low, high = sorted((anchor, self.minute))
        return low, max(high, low + STEP)

    def painted(self, week: Week) -> Week:
        """The week with the span that was begun."""
        if self.anchor is None:
            return week
        return edit.paint(week, self.day, self.anchor, self.minute)

    def pushed(self, week: Week, by: int, *, resize: bool) -> Week:
        """The bar under the cursor moved, or its nearer end put elsewhere; the cursor goes with it."""
        bar = self.bar(week)
        if bar is None:
            return week
        offset = DAY if bar.day != self.day else 0
        if not resize:
            made = edit.move(week, bar, by)
            self.minute = min(max(0, self.minute + by), DAY - STEP) if made != week else self.minute
            return made
        first = self.minute + offset - bar.first < bar.last - self.minute - offset - STEP
        edge = Edge.FIRST if first else Edge.LAST
        end = (bar.first if first else bar.last) + by
        made = edit.resize(week, bar, edge, end)
        new = next((each for each in made if each not in week), bar)
        at = (new.first if first else new.last - 1) - offset
        self.minute = min(max(0, at // STEP * STEP), DAY - STEP)
        return edit.joined(made)
