"""One mark of the day line as a thing of its own: what the keyboard, the mouse and a screen reader meet."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from unknot.ui.kit.day_layout import Placed
from unknot.ui.kit.focus import Ringed

STEP = 5
"""Minutes that one press of an arrow moves a session."""
DRAG_FROM = 4.0
_WALK = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Line(Protocol):
    """What a knot asks of its day line."""

    def walk(self, knot: Knot, step: int) -> None:
        """Give the focus to the knot that many places to the right."""

    def ends(self, last: bool) -> None:
        """Give the focus to the first or the last knot of the day."""

    def push(self, knot: Knot, minutes: int) -> None:
        """Ask for its session to be moved; positive is to the right."""

    def drag(self, knot: Knot, x: float) -> None:
        """Follow the finger."""

    def drop(self, knot: Knot, kept: bool) -> None:
        """End of a drag; not ``kept``: put it back."""


class Knot(Ringed, QAbstractButton):
    """Invisible: the line paints. Its name is the mark's sentence; arrows walk, Ctrl and arrows move."""

    def __init__(self, line: QWidget, owner: Line) -> None:
        super().__init__(line)
        self._line = owner
        self._home = line
        self._pressed_at: QPointF | None = None
        self.dragging = False
        self.placed: Placed | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def stand_for(self, placed: Placed, target: QRect) -> None:
        """Take the place of a mark; ``target`` is what can be hit."""
        self.placed = placed
        self.setGeometry(target)
        self.setAccessibleName(placed.text)
        self.setToolTip(placed.text)
        movable = placed.mark.movable and not placed.merged
        self.setAccessibleDescription(self.tr("Ctrl and the arrow keys move it by 5 minutes.") if movable else "")
        self.setCursor(Qt.CursorShape.OpenHandCursor if movable else Qt.CursorShape.PointingHandCursor)

    @property
    def movable(self) -> bool:
        """Whether the person may move it."""
        return self.placed is not None and self.placed.mark.movable and not self.placed.merged

    def take_focus(self) -> None:
        """Be focused as by the keyboard."""
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the day line paints every mark."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._home.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._home.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _WALK:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._line.push(self, _WALK[key] * STEP)
            else:
                self._line.walk(self, _WALK[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._line.ends(key is Qt.Key.Key_End)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key is Qt.Key.Key_Escape and self.dragging:
            self._end_drag(kept=False)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position() if event.button() is Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or not self.movable:
            return
        if not self.dragging and abs(event.position().x() - self._pressed_at.x()) >= DRAG_FROM:
            self.dragging = True
            self.setDown(False)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self.dragging:
            self._line.drag(self, self.mapToParent(event.position()).x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.dragging:
            self._end_drag(kept=True)
        elif self._pressed_at is not None:
            super().mouseReleaseEvent(event)
        self._pressed_at = None

    def _end_drag(self, kept: bool) -> None:
        self.dragging = False
        self._pressed_at = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._line.drop(self, kept)
