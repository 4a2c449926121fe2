"""One mark of the day line as a thing of its own: what the keyboard, the mouse and a screen reader meet."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from unknot.ui.kit.day_layout import Placed
from unknot.ui.kit.focus import Ringed

STEP = 5
"""Minutes that one press of an arrow moves a session."""
DRAG_FROM = 4.0
_KEEP = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Select)
_WALK = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Line(Protocol):
    """What a knot asks of its day line."""

    def walk(self, knot: Knot, step: int) -> None:
        """Give the focus to the knot that many places to the right."""

    def ends(self, last: bool) -> None:
        """Give the focus to the first or the last knot of the day."""

    def lifted(self, knot: Knot) -> bool:
        """Whether its session is being moved by keys."""

    def take(self, knot: Knot, x: float) -> None:
        """A finger takes hold of its session."""

    def nudge(self, knot: Knot, minutes: int) -> None:
        """Move its session for now; positive is to the right."""

    def drag(self, x: float) -> None:
        """Follow the finger."""

    def drop(self, kept: bool) -> None:
        """Put the session down here; not ``kept``: back where it was."""


class Knot(Ringed, QAbstractButton):
    """Invisible: the line paints. Its name is the mark's sentence. Arrows walk; Ctrl and an arrow lift a session, then
    arrows move it, Enter puts it down and Escape back."""

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
        self.setToolTip("" if self.dragging else placed.text)
        self.setAccessibleDescription(
            self.tr("Ctrl and the arrow keys move it by 5 minutes, Enter keeps it there.") if self.movable else ""
        )
        self._point()

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
        if self._line.lifted(self):
            self._line.drop(kept=False)
        self._home.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        lifted = self._line.lifted(self)
        if key in _WALK and (lifted or (self.movable and event.modifiers() & Qt.KeyboardModifier.ControlModifier)):
            self._line.nudge(self, _WALK[key] * STEP)
        elif lifted and key in _KEEP:
            self._line.drop(kept=True)
        elif key is Qt.Key.Key_Escape and (lifted or self.dragging):
            self._let_go(kept=False)
        elif key in _WALK:
            self._line.walk(self, _WALK[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._line.ends(key is Qt.Key.Key_End)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._let_go(kept=False)
        self.click()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position() if event.button() is Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or not self.movable:
            return
        if not self.dragging and abs(event.position().x() - self._pressed_at.x()) >= DRAG_FROM:
            self._line.take(self, self.mapToParent(self._pressed_at).x())
            self.dragging = True
            self.setDown(False)
            self._point()
        if self.dragging:
            self._line.drag(self.mapToParent(event.position()).x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.dragging:
            self._let_go(kept=True)
        elif self._pressed_at is not None:
            super().mouseReleaseEvent(event)
        self._pressed_at = None

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.dragging = False
        self._pressed_at = None

    def _let_go(self, kept: bool) -> None:
        self.dragging = False
        self._pressed_at = None
        self._line.drop(kept)
        self._point()

    def _point(self) -> None:
        """The pointer's shape: an open hand over what can be moved, a closed one while it is."""
        rest = Qt.CursorShape.OpenHandCursor if self.movable else Qt.CursorShape.PointingHandCursor
        self.setCursor(Qt.CursorShape.ClosedHandCursor if self.dragging else rest)
