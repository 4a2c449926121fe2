"""What keys mean while a prompt covers the screens: typing answers nothing, and Esc twice always leaves."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

WAKE_SECONDS = 2.0
"""So long no key answers anything, and Skip sleeps."""
QUIET_SECONDS = 1.0
"""So long nothing must have been typed before a key may press a button: who writes on doesn't see the prompt yet."""
TWICE_SECONDS = 2.0
"""Within this, a second Esc leaves."""

_MODIFIERS = frozenset({
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R,
})
_MOVES = frozenset({
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Menu,
})
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_PRESSES = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Select, *_ENTERS})


class Meaning(Enum):
    """What a key does. PASS: as in any window. ONCE: the first Esc."""

    PASS = auto()
    NOTHING = auto()
    ONCE = auto()
    LEAVE = auto()


class Patience:
    """Judges each key by what was pressed before. Times in seconds of a clock that never jumps."""

    def __init__(self, now: float) -> None:
        self._awake = self._quiet = now + WAKE_SECONDS
        self._escape: float | None = None

    def left(self, now: float) -> float:
        """Seconds until keys and Skip wake; 0 afterwards."""
        return max(0.0, self._awake - now)

    def meaning(self, key: int, now: float, *, repeated: bool = False) -> Meaning:
        """What this key does now. ``repeated``: it is only held down."""
        if key == Qt.Key.Key_Escape:
            return Meaning.NOTHING if repeated else self._escaped(now)
        if key in _MODIFIERS:
            return Meaning.PASS
        self._escape = None
        if key in _MOVES:
            return Meaning.NOTHING if self.left(now) else Meaning.PASS
        quiet, self._quiet = now >= self._quiet, max(self._quiet, now + QUIET_SECONDS)
        return Meaning.PASS if key in _PRESSES and quiet and not repeated else Meaning.NOTHING

    def _escaped(self, now: float) -> Meaning:
        first, self._escape = self._escape, now
        if first is None or now - first > TWICE_SECONDS:
            return Meaning.ONCE
        return Meaning.LEAVE


class Keys(QObject):
    """Stands before the widgets that it watches. ``leave``: Esc was pressed twice; ``once``: for the first time."""

    def __init__(
        self, patience: Patience, now: Callable[[], float], once: Callable[[], object], leave: Callable[[], object]
    ) -> None:
        super().__init__()
        self._patience = patience
        self._now = now
        self._once = once
        self._leave = leave

    def watch(self, *widgets: QWidget) -> None:
        """Judge the keys of these."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        meaning = self._patience.meaning(event.key(), self._now(), repeated=event.isAutoRepeat())
        if meaning is Meaning.ONCE:
            self._once()
            return not isinstance(watched, QMenu)  # which it closes
        if meaning is Meaning.LEAVE:
            self._leave()
        elif meaning is Meaning.PASS and event.key() in _ENTERS and isinstance(watched, QPushButton):
            watched.click()
            return True
        return meaning is not Meaning.PASS
