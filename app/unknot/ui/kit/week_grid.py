"""The week's working time, painted by dragging, or with the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from unknot.core.hours import Hours
from unknot.ui.kit import week_grid_edit as edit
from unknot.ui.kit.focus import RING, Ringed
from unknot.ui.kit.layout import right_to_left
from unknot.ui.kit.week_grid_axis import Axis, Hit, On, extent, hit, pieces
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
SIDE = 16
"""Room at both sides of names and tracks, for the words at the axis's ends and for tips."""
SPREADS = (2, 3, 4, 6)
"""Every so many hours is labelled: the first that has room."""
MANY_FROM = 640
"""From this width of the tracks on every second hour is labelled."""


class WeekGrid(Ringed, QWidget):
    """Seven rows, the hours across.

    Drag on empty time paints, a bar moves, its ends resize; Escape puts everything back. By keys: arrows move the
    cursor, Enter begins and ends a span, Shift and an arrow resize, Ctrl and an arrow move, Delete removes, Ctrl+Z
    undoes. ``menu_wanted`` leaves it to the owner what a day's menu offers.
    """

    changed = Signal(object)
    """Other hours (Hours), once an edit is through."""
    changing = Signal(object)
    """Hours during a drag, and again as they were when it is given up."""
    day_taken = Signal(int)
    """A weekday whose hours are in the hand now."""
    menu_wanted = Signal(int, object, object)
    """A weekday, the bar (Bar or None), and where on the screen (QPoint) its menu should open."""
    times_wanted = Signal(int)
    """Somebody would rather type this weekday's times."""
    axis_changed = Signal()

    def __init__(self, hours: Hours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._week: Week = bars_of(hours)
        self._order = row_order(QLocale())
        self._cursor = Cursor(self._order[0], 9 * HOUR)
        self._drag: Drag | None = None
        self._over: Hit | None = None
        self._past: list[Hours] = []
        self._undone: list[Hours] = []
        self._locked = False
        self._today: int | None = None
        self._axis_was: Axis | None = None
        self.names = [DayName(day, self) for day in self._order]
        for name in self.names:
            name.clicked.connect(lambda _on=False, name=name: self._open_menu(name.day, None, name.below()))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Working time"))
        self._tell_names()
        theme().changed.connect(self.update)

    # What the owner says and asks

    @property
    def hours(self) -> Hours:
        """What is shown now; during a drag what it would come to."""
        return hours_of(self.week)

    @property
    def week(self) -> Week:
        """The same as bars."""
        return self._drag.week if self._drag else self._cursor.painted(self._week)

    def set_hours(self, hours: Hours) -> None:
        """Show these. Hours from elsewhere can't be undone here."""
        if hours == hours_of(self._week):
            return
        self._drag, self._past, self._undone = None, [], []
        self._put(bars_of(hours))

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

    def apply(self, week: Week) -> None:
        """An edit made elsewhere, as by a menu: told, and it can be undone."""
        if week != self._week and not self._locked:
            self._past.append(hours_of(self._week))
            self._undone.clear()
            self._put(week)
            self.changed.emit(hours_of(week))

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to undo."""
        return bool(self._past)

    def undo(self) -> None:
        """Back by one edit."""
        self._turn(self._past, self._undone)

    def redo(self) -> None:
        """Forward again."""
        self._turn(self._undone, self._past)

    def _turn(self, source: list[Hours], target: list[Hours]) -> None:
        if source and not self._locked:
            target.append(hours_of(self._week))
            self._put(bars_of(source.pop()))
            self.changed.emit(hours_of(self._week))

    def _put(self, week: Week) -> None:
        self._week = week
        self._cursor.anchor = None
        self._tell_names()
        self._shown()

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
        names = SIDE + self._name_width()
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
            left = self.width() - SIDE - width if right_to_left(self) else SIDE
            name.setGeometry(left, round(row.track.top()) - (pitch - bar) // 2, width, pitch)
        self._shown()

    def _tell_names(self) -> None:
        for name in self.names:
            own = [bar for bar in self._week if bar.day == name.day]
            name.show_day(day_said(name.day, own), today=name.day == self._today, off=not own, locked=self._locked)
        self._describe()

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._give_up()
        found = self.hit(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or found is None or self._locked:
            return
        self._cursor.go(found.day, min(max(found.minute // edit.STEP * edit.STEP, 0), DAY - edit.STEP))
        self._drag = Drag(self._week, self.axis, found, event.position().x())
        self.day_taken.emit(found.bar.day if found.bar else found.day)
        self._over = found
        self._point(found)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            self._hover(self.hit(event.position()))
        elif self._drag.to(event.position().x()):
            self.changing.emit(hours_of(self._drag.week))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag is not None and event.button() is Qt.MouseButton.LeftButton:
            self.apply(drag.result())
            self._hover(self.hit(event.position()))
            self._shown()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.hit(event.position())
        if found is not None and not self._locked:
            self._drag = None
            self.times_wanted.emit(found.day)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._give_up()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            found = self.hit(QPointF(event.pos()), anywhere=True)
            if found is not None:
                self._open_menu(found.day, found.bar, event.globalPos())
        else:
            row = self.rows()[self._order.index(self._cursor.day)]
            place = QPointF(self.axis.x(self._cursor.minute), row.track.bottom()).toPoint()
            self._open_menu(self._cursor.day, self._at_cursor(), self.mapToGlobal(place))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._give_up()

    def _open_menu(self, day: int, bar: Bar | None, place: object) -> None:
        if not self._locked:
            self.menu_wanted.emit(day, bar, place)

    def _hover(self, found: Hit | None) -> None:
        if found != self._over:
            self._over = found
            bar = found.bar if found else None
            self.setToolTip(span_text(bar.first, bar.last) if bar else "")
            self._point(found)
            self.update()

    def _point(self, found: Hit | None) -> None:
        """The pointer's shape says what a drag would do."""
        if found is None or self._locked:
            self.unsetCursor()
        elif found.on is On.BAR:
            self.setCursor(Qt.CursorShape.ClosedHandCursor if self._drag else Qt.CursorShape.OpenHandCursor)
        else:
            ends = Qt.CursorShape.SizeHorCursor
            self.setCursor(Qt.CursorShape.CrossCursor if found.on is On.EMPTY else ends)

    def _give_up(self) -> None:
        """Everything as it was before the drag, or the span begun by keys."""
        begun = self._drag is not None or self._cursor.anchor is not None
        self._drag, self._cursor.anchor = None, None
        if begun:
            self.changing.emit(hours_of(self._week))
            self._shown()

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self._drag is not None or self._cursor.anchor is not None):
            self._give_up()
        elif self._drag is not None or not (self._walked(event) or (not self._locked and self._edited(event))):
            event.ignore()

    def _walked(self, event: QKeyEvent) -> bool:
        """Keys that only move the cursor."""
        plain = not event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        if not plain or not self._cursor.walk(Qt.Key(event.key()), self._order, right_to_left(self), self.axis):
            return False
        self._by_keyboard = True
        if self._cursor.anchor is not None:
            self.day_taken.emit(self._cursor.day)
            self.changing.emit(self.hours)
        self._moved()
        return True

    def _edited(self, event: QKeyEvent) -> bool:
        """Keys that change something; answers whether it was one."""
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if control and key is Qt.Key.Key_Z:
            (self.redo if shift else self.undo)()
        elif control and key is Qt.Key.Key_Y:
            self.redo()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            ahead = (key is Qt.Key.Key_Right) is not right_to_left(self)
            self.apply(self._cursor.pushed(self._week, edit.STEP if ahead else -edit.STEP, resize=shift))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            bar = self._at_cursor()
            self.apply(edit.remove(self._week, bar) if bar else self._week)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key is Qt.Key.Key_F2:
            self.times_wanted.emit(self._cursor.day)
        else:
            return False
        self._by_keyboard = True
        self._moved()
        return True

    def _enter(self) -> None:
        if self._cursor.anchor is not None:
            made = edit.joined(self._cursor.painted(self._week))
            self._cursor.anchor = None
            self.apply(made)
        elif self._at_cursor() is not None:
            self.times_wanted.emit(self._cursor.day)
        else:
            self._cursor.anchor = self._cursor.minute

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._moved()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._give_up()
        self._shown()

    def _at_cursor(self) -> Bar | None:
        return self._cursor.bar(self.week)

    def _moved(self) -> None:
        """The cursor is elsewhere, or what is under it has changed."""
        self._describe()
        if self.ring_shown():
            said = f"{self._cursor_text()}, {self.accessibleDescription()}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self._shown()

    def _cursor_text(self) -> str:
        if self._cursor.anchor is not None:
            low, high = self._cursor.span()
            return span_text(low, high)
        return time_text(self._cursor.minute)

    def _describe(self) -> None:
        day = self._cursor.day
        own = [bar for bar in self._week if bar.day == day]
        self.setAccessibleDescription(day_said(day, own))

    # Paint

    def _tip(self) -> Tip | None:
        if self._drag is not None and self._drag.moved:
            said = self._drag.said()
            texts = {"first": self.tr("From {time}"), "last": self.tr("Until {time}")}
            text = texts.get(said.word, "{time}").format(time=said.time)
            return Tip(self._order.index(self._drag.row), said.minute, text)
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
            rows, self.axis, self.every, labels, self.tr("Day off"), held, caret, self._tip(), self._locked,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        GridPainter(self.grid(), painter).paint()
        painter.end()
