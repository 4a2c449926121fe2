"""The week's working time, painted by dragging, or with the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget

from unknot.core.hours import Hours
from unknot.ui.kit import week_grid_edit as edit
from unknot.ui.kit.layout import right_to_left
from unknot.ui.kit.week_grid_axis import Hit, On
from unknot.ui.kit.week_grid_drag import Drag
from unknot.ui.kit.week_grid_edit import DAY, Bar, Week, bars_of, hours_of
from unknot.ui.kit.week_grid_paint import span_text
from unknot.ui.kit.week_grid_view import WeekGridView


class WeekGrid(WeekGridView):
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
    by_keys = Signal(bool)
    """Whether keys work on it now: the focus came by one, or has gone."""

    def __init__(self, hours: Hours, parent: QWidget | None = None) -> None:
        super().__init__(hours, parent)
        self._past: list[Hours] = []
        self._undone: list[Hours] = []
        for name in self.names:
            name.clicked.connect(lambda _on=False, name=name: self._open_menu(name.day, None, name.below()))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    # What the owner says and asks

    def set_hours(self, hours: Hours) -> None:
        """Show these. Hours from elsewhere can't be undone here."""
        if hours == hours_of(self._week):
            return
        self._drag, self._past, self._undone = None, [], []
        self._put(bars_of(hours))

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
        self._cursor.let_go()
        self._tell_names()
        self._shown()

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
        self._drag = None
        self._cursor.let_go()
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
            self._cursor.let_go()
            self.apply(made)
        elif self._at_cursor() is not None:
            self.times_wanted.emit(self._cursor.day)
        else:
            self._cursor.anchor = self._cursor.minute

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.by_keys.emit(self.ring_shown())
        self._moved()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._give_up()
            self.by_keys.emit(False)
        self._shown()

    def _moved(self) -> None:
        """The cursor is elsewhere, or what is under it has changed."""
        self._describe()
        if self.ring_shown():
            said = f"{self._cursor_text()}, {self.accessibleDescription()}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self._shown()
