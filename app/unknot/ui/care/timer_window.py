"""What the windows of a massage and of a compress share: a stage, a part that changes with the state, and keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from unknot.ui.care.timer_stage import TimerStage
from unknot.ui.kit.button import Button
from unknot.ui.kit.focus import RING
from unknot.ui.kit.folding import Folding
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.room import fitted
from unknot.ui.theme import space
from unknot.ui.theme.windows import frame
from unknot.ui.theme.windows import timers as sizes

NO_KEYS: Mapping[Button, str] = MappingProxyType({})


class Part(QWidget):
    """What is below the stage in one kind of state: itself the body; ``foot`` holds its controls."""

    def __init__(self) -> None:
        super().__init__()
        self.foot = QWidget()
        self.foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(RING, 0, RING, 0)  # no layout puts a control's ring at a negative place
        self.column.setSpacing(0)
        self._keyed: list[tuple[Button, str]] = []

    def set_foot(
        self, *buttons: Button | None, shares: Sequence[int] = (), keys: Mapping[Button, str] = NO_KEYS
    ) -> None:
        """Its controls in a row that folds; ``keys``: what their caps say where there is room for them."""
        row = Folding(*buttons)
        for index, share in enumerate(shares):
            row.setStretch(index, share)
        column = QVBoxLayout(self.foot)
        column.setContentsMargins(RING, RING, RING, RING)
        column.addLayout(row)
        self._keyed = list(keys.items())

    def set_low(self, low: bool) -> None:
        """Little room: no key caps."""
        for button, key in self._keyed:
            button.set_key("" if low else key)

    def height_at(self, width: int) -> int:
        """How high body and controls are at this width of the text."""
        high = 0
        for widget in (self, self.foot):
            layout = widget.layout()
            if layout is not None:
                layout.invalidate()
                layout.activate()
                needed = layout.totalHeightForWidth(width + 2 * RING)
                high += needed if needed >= 0 else layout.sizeHint().height()
        return high

    def first(self) -> QWidget:
        """What takes the focus when this comes."""
        raise NotImplementedError


class TimerWindow(QWidget):
    """Stage on top, or beside where the window is low; the part scrolls, its controls stay pinned at the foot.

    ``tick`` is called by a timer that runs only while the window can be seen and ``wait`` answers seconds.
    """

    def __init__(self, stage: TimerStage) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(sizes.least_width, frame.lowest)
        self.stage = stage
        self.part: Part | None = None
        self._parts: list[Part] = []
        self._by_keyboard = False
        self._page = ScrollPage(margin=0, top=0)
        # what scrolls needs no height of its own: in a column whose height follows its width it would insist on it
        self._page.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._feet = QVBoxLayout()
        self._feet.setContentsMargins(0, 0, 0, 0)
        words = QWidget()
        self._words = QVBoxLayout(words)
        self._words.setContentsMargins(0, 0, 0, 0)
        self._words.setSpacing(0)
        self._words.addWidget(self._page, 1)
        self._words.addLayout(self._feet)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._holder = QWidget()
        self._held = QVBoxLayout(self._holder)
        self._held.addWidget(stage)
        self._layout.addWidget(self._holder)
        self._layout.addWidget(words, 1)
        # exact: a coarse one rings before the second is full, and then again for what is left of it
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._ticked)
        self.resize(fitted(sizes.width, sizes.height))

    # for the two windows

    def wait(self) -> float | None:
        """Seconds until something else is to be seen; None while nothing runs."""
        raise NotImplementedError

    def tick(self) -> None:
        """Time has passed."""
        raise NotImplementedError

    def main(self) -> None:
        """What Space does."""
        raise NotImplementedError

    def put(self, part: Part) -> None:
        """Show this part."""
        if part is self.part:
            return
        if part not in self._parts:
            self._parts.append(part)
            self._page.body.addWidget(part)
            self._feet.addWidget(part.foot)
        for each in self._parts:
            each.setVisible(each is part)
            each.foot.setVisible(each is part)
        self.part = part
        reason = Qt.FocusReason.ShortcutFocusReason if self._by_keyboard else Qt.FocusReason.ActiveWindowFocusReason
        part.first().setFocus(reason)
        self._page.verticalScrollBar().setValue(0)
        self.reflow()

    def drop(self, part: Part | None) -> None:
        """This part is not needed any more."""
        if part is None or part not in self._parts:
            return
        self._parts.remove(part)
        if self.part is part:
            self.part = None
        for widget in (part, part.foot):
            widget.hide()
            widget.deleteLater()

    def key(self, code: Qt.Key, run: Callable[[], object]) -> None:
        """Let a key do this."""
        shortcut = QShortcut(QKeySequence(code), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self._typed(run))

    def announce(self, text: str) -> None:
        """Tell a screen reader, once."""
        if text and QApplication.instance() is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def set_timer(self) -> None:
        """Look at the clock again when something else is to be seen; not while nobody can see it."""
        wait = self.wait()
        if wait is None or not self.isVisible() or self.isMinimized():
            self._timer.stop()
        else:
            self._timer.start(max(1, round(wait * sizes.second_ms) + 1))

    def _ticked(self) -> None:
        self.tick()
        self.set_timer()

    def _typed(self, run: Callable[[], object]) -> None:
        self._by_keyboard = True
        run()
        self._by_keyboard = False

    # Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space where nothing focused takes it; Enter presses what is focused."""
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Space:
            self._typed(self.main)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QAbstractButton) and focused.isVisible():
                self._typed(focused.click)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reflow()
        self.set_timer()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self.set_timer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.reflow()

    def reflow(self) -> None:
        """Stage on top, or beside."""
        wide, high = self.width(), self.height()
        low = high < sizes.low and wide >= frame.widest - 2 * space.xxl
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.LeftToRight if low else direction.TopToBottom)
        edge = space.m if low else sizes.margin
        if self.part is not None:
            self.part.set_low(low)
        above, below = (space.sm if low else space.l) - RING, (space.m if low else space.l) - RING
        self._feet.setContentsMargins(edge - RING, above, edge - RING, below)
        self._page.body.setContentsMargins(edge - RING, space.m if low else 0, edge - RING, 0)
        if low:
            self._held.setContentsMargins(space.m, space.m, 0, space.m)
            self._holder.setFixedSize(wide * sizes.beside // 100 + space.m, high)
        else:
            words = self.part.height_at(wide - 2 * edge) if self.part is not None else 0
            taken = words + above + below + space.m + space.l
            room = max(self.stage.least_height, min(sizes.stage, high - taken))
            self._held.setContentsMargins(space.m, space.m, space.m, space.l)
            self._holder.setFixedSize(wide, room + space.m + space.l)
