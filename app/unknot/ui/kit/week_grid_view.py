"""What a week grid shows and where: its rows, its axis, the names of the days, the cursor of the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from unknot.core.hours import Hours
from unknot.ui.kit.focus import RING, Ringed
from unknot.ui.kit.layout import right_to_left
from unknot.ui.kit.week_grid_axis import Axis, Hit, extent, hit, pieces
from unknot.ui.kit.week_grid_drag import Cursor, Drag
from unknot.ui.kit.week_grid_edit import DAY, HOUR, Bar, Week, bars_of, hours_of
from unknot.ui.kit.week_grid_names import DayName, day_said, row_order
from unknot.ui.kit.week_grid_paint import Grid, GridPainter, Row, Tip, hour_text, span_text, time_font, time_text
from unknot.ui.theme import font, space, theme

PITCH, BAR = 36, 28
HEAD = 28
"""The room of the hours above the rows."""
AIR = 16
"""Between the words on the axis."""
NAME_PAD = space.xs
"""Of a day's name, whose words are flush with what stands above and below the grid."""
SIDE = 16
"""Room at both sides of names and tracks, for the words at the axis's ends and for tips."""
SPREADS = (2, 3, 4, 6)
"""Every so many hours is labelled: the first that has room."""
MANY_FROM = 640
"""From this width of the tracks on every second hour is labelled."""


class WeekGridView(Ringed, QWidget):
    """All but the edits, which ``WeekGrid`` adds."""

    axis_changed = Signal()
    """The hours lie elsewhere now."""

    def __init__(self, hours: Hours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._week: Week = bars_of(hours)
        self._order = row_order(QLocale())
        self._cursor = Cursor(self._order[0], 9 * HOUR)
        self._drag: Drag | None = None
        self._over: Hit | None = None
        self._locked = False
        self._today: int | None = None
        self._axis_was: Axis | None = None
        self.names = [DayName(day, self) for day in self._order]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Working time"))
        self._tell_names()
        theme().changed.connect(self.update)

    @property
    def hours(self) -> Hours:
        """What is shown now; during a drag what it would come to."""
        return hours_of(self.week)

    @property
    def week(self) -> Week:
        """The same as bars."""
        return self._drag.week if self._drag else self._cursor.painted(self._week)

    def set_today(self, weekday: int | None) -> None:
        """The row in bold."""
        if weekday != self._today:
            self._today = weekday
            self._tell_names()

    def set_locked(self, on: bool) -> None:
        """Nothing can be changed."""
        self._locked = on
        self._tell_names()
        self.update()

    # Geometry

    def _pitch(self) -> tuple[int, int, int]:
        """(head, pitch, bar), larger for large text."""
        tall = round(QFontMetricsF(font("body")).height())
        bar = max(BAR, tall + space.s)
        return max(HEAD, tall + space.s), bar + PITCH - BAR, bar

    def sizeHint(self) -> QSize:
        head, pitch, bar = self._pitch()
        return QSize(784, head + 6 * pitch + bar + RING)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def _name_width(self) -> int:
        return max(name.sizeHint().width() for name in self.names)

    @property
    def axis(self) -> Axis:
        """The hours across the tracks. During a drag it stays as it was when that began."""
        if self._drag:
            return self._drag.axis
        start, end = extent(self._cursor.painted(self._week))
        if self.ring_shown():
            minute = self._cursor.minute
            start, end = min(start, minute // HOUR * HOUR), max(end, min(DAY, -(-minute // HOUR) * HOUR))
        flip, wide = right_to_left(self), float(self.width() - SIDE)
        names = SIDE - NAME_PAD + self._name_width()
        left, right = (SIDE, self.width() - names) if flip else (names, wide)
        return Axis(start, end, left, right, flip)

    @property
    def every(self) -> int:
        """Hours from one word on the axis to the next."""
        axis = self.axis
        room = axis.right - axis.left
        widest = max(QFontMetricsF(time_font()).horizontalAdvance(hour_text(hour * HOUR)) for hour in (10, 12, 22))
        for every in SPREADS[room < MANY_FROM:]:
            if abs(axis.x(every * HOUR) - axis.x(0)) >= widest + AIR:
                return every
        return SPREADS[-1]

    def rows(self) -> list[Row]:
        """The rows as they stand now."""
        axis, week = self.axis, self.week
        head, pitch, bar = self._pitch()
        return [
            Row(day, QRectF(axis.left, head + number * pitch, axis.right - axis.left, bar), pieces(week, day))
            for number, day in enumerate(self._order)
        ]

    def hit(self, place: QPointF, *, anywhere: bool = False) -> Hit | None:
        """What is at a place; ``anywhere``: the nearest row even beside the tracks."""
        rows, pitch = self.rows(), self._pitch()[1]
        row = min(rows, key=lambda row: abs(row.track.center().y() - place.y()))
        inside = row.track.adjusted(-RING, -RING, RING, RING).contains(place)
        if not inside and not (anywhere and abs(row.track.center().y() - place.y()) < pitch):
            return None
        return hit(row.pieces, row.day, place.x(), self.axis)

    def _shown(self) -> None:
        axis = self.axis
        if axis != self._axis_was:
            self._axis_was = axis
            self.axis_changed.emit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_names()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self._lay_names()

    def _lay_names(self) -> None:
        _, pitch, bar = self._pitch()
        width = self._name_width()
        for row, name in zip(self.rows(), self.names, strict=True):
            left = self.width() - SIDE + NAME_PAD - width if right_to_left(self) else SIDE - NAME_PAD
            name.setGeometry(left, round(row.track.top()) - (pitch - bar) // 2, width, pitch)
        self._shown()

    def _tell_names(self) -> None:
        for name in self.names:
            own = [bar for bar in self._week if bar.day == name.day]
            name.show_day(day_said(name.day, own), today=name.day == self._today, off=not own, locked=self._locked)
        self._describe()

    def _at_cursor(self) -> Bar | None:
        return self._cursor.bar(self.week)

    def _describe(self) -> None:
        day = self._cursor.day
        own = [bar for bar in self._week if bar.day == day]
        self.setAccessibleDescription(day_said(day, own))

    def _cursor_text(self) -> str:
        if self._cursor.anchor is not None:
            low, high = self._cursor.span()
            return span_text(low, high)
        return time_text(self._cursor.minute)

    # Paint

    def _tip(self) -> Tip | None:
        if self._drag is not None and self._drag.moved:
            said = self._drag.said()
            texts = {"first": self.tr("From {time}"), "last": self.tr("Until {time}")}
            text = texts.get(said.word, "{time}").format(time=said.time)
            return Tip(self._order.index(self._drag.row), said.minute, text, ahead=said.word == "first")
        if not self.ring_shown():
            return None
        number = self._order.index(self._cursor.day)
        if self._cursor.anchor is not None:
            low, high = self._cursor.span()
            return Tip(number, high if self._cursor.minute >= self._cursor.anchor else low, span_text(low, high))
        bar = self._at_cursor()
        return None if bar else Tip(number, self._cursor.minute, time_text(self._cursor.minute))

    def grid(self) -> Grid:
        """What is painted now."""
        held = self._drag.held() if self._drag else self._over.bar if self._over else None
        caret = None
        if self.ring_shown() and not self._drag:
            caret = self._order.index(self._cursor.day), self._cursor.minute
            held = held or self._at_cursor()
        rows = self.rows()
        labels = self._pitch()[0] - space.s - QFontMetricsF(time_font()).height()
        return Grid(
            rows, self.axis, self.width(), self.every, labels, self.tr("Day off"), held, caret, self._tip(),
            self._locked,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        GridPainter(self.grid(), painter).paint()
        painter.end()
