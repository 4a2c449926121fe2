"""Finding a knot: one question after the other, beside the map on which it is placed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.body_map import Place
from unknot.core.knot_search import Search, Step
from unknot.core.pressing import Ground
from unknot.ui import words
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.knot_map import KnotMap
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.text import Text
from unknot.ui.pages.care_knot_steps import ENTER, Asked, Feel, HowStrong, Press, Where
from unknot.ui.pages.parts import HANG, Hung
from unknot.ui.pages.pictures import Stills
from unknot.ui.shell import Shell
from unknot.ui.theme import space

TAB = Qt.FocusReason.TabFocusReason


def reason_of(button: Button) -> Qt.FocusReason:
    """How the next thing gets the focus after this button was pressed: as the button had it."""
    return TAB if button.ring_shown() else Qt.FocusReason.OtherFocusReason


class Finder(QWidget):
    """The questions. ``left``: not wanted after all; ``found`` carries the finished Search. ``foot``, the buttons,
    stands below whatever scrolls this."""

    left = Signal()
    found = Signal(object)

    def __init__(self, shell: Shell, stills: Stills, body: KnotMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._map = shell, body
        self.search = Search()
        self.count = Text("", "caption", "ink2")
        self.title = Text("", "title-small")
        self.what = Text("", "body", "ink2")
        self.go_back = Button(self.tr("Back"))
        self.go_on = Button("", Role.PRIMARY)
        self.cancel = Button(self.tr("Cancel"), Role.QUIET)
        parts: tuple[Asked, ...] = (Feel(shell, stills), Where(), Press(), HowStrong())
        self.parts = {part.step: part for part in parts}
        self._lay_out()
        for part in parts:
            part.changed.connect(self._to)
        self.go_on.clicked.connect(lambda: self.on(reason_of(self.go_on)))
        self.go_back.clicked.connect(lambda: self.back(reason_of(self.go_back)))
        self.cancel.clicked.connect(self.left)
        body.pointed.connect(lambda x, y: self._place(lambda s, ground: s.point(ground, body.view, x, y)))
        body.picked.connect(self._pick)
        body.nudged.connect(lambda x, y: self._place(lambda s, ground: s.nudge(ground, x, y)))

    def _lay_out(self) -> None:
        self.foot = QWidget()
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(HANG, space.m, HANG, RING)
        foot.addLayout(Hung(self.cancel), 1)
        foot.addLayout(Controls(self.go_back, self.go_on))
        head = QVBoxLayout()
        head.setContentsMargins(HANG, RING, HANG, 0)
        head.setSpacing(space.xs)
        for text in (self.count, self.title, self.what):
            head.addWidget(text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.sm)
        column.addLayout(head)
        for part in self.parts.values():
            column.addWidget(part)

    # the search

    def begin(self, search: Search, reason: Qt.FocusReason) -> None:
        """Ask from here on. ``reason``: how the person came here; the focus shows itself to who uses the keyboard."""
        self._to(search)
        self.take_focus(reason)

    def on(self, reason: Qt.FocusReason = TAB) -> None:
        """Go on, or finish."""
        if not self.search.answered:
            return
        if self.search.last:
            self.found.emit(self.search)
        else:
            self._to(self.search.go_on())
            self.take_focus(reason)

    def back(self, reason: Qt.FocusReason = TAB) -> None:
        """One step back; the first one stays."""
        self._to(self.search.go_back())
        self.take_focus(reason)

    def _to(self, search: Search) -> None:
        self.search = search
        last = self.parts[search.step]
        for part in self.parts.values():
            part.setVisible(part is last)
        last.show_search(search)
        self.count.set_text(self.tr("Step {n} of {of}").format(n=search.at + 1, of=len(search.steps)))
        self.title.set_text(last.title())
        self.what.set_text(last.what())
        self.go_back.setVisible(search.at > 0)
        self.go_on.setEnabled(search.answered)
        self.go_on.setText(self._onward())
        self.go_on.updateGeometry()
        placing = search.step in (Step.FEEL, Step.PLACE)
        self._map.set_placing(placing)
        spot = search.spot
        name = self.tr("The knot: {place}").format(place=words.knot_place(spot)) if spot else ""
        self._map.set_chosen({Place(spot.area, spot.side)} if spot else ())
        self._map.show_pin((spot.view, spot.x, spot.y) if spot else None, name)

    def _onward(self) -> str:
        if self.search.last:
            return self.tr("Mark it") if self.search.steps[0] is Step.FEEL else self.tr("Save")
        return self.tr("I found one") if self.search.step is Step.FEEL else self.tr("Next")

    def _place(self, change: Callable[[Search, Ground], Search]) -> None:
        ground = self._shell.knots.ground
        if ground is None or not self.isVisible():
            return
        self._to(change(self.search, ground))
        where = self.parts[Step.PLACE]
        if isinstance(where, Where):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, where.spoken()))

    def _pick(self, place: object) -> None:
        """An area was entered by the keyboard: the pin takes it from there."""
        self._place(lambda s, ground: s.area(ground, self._map.view, place))  # type: ignore[arg-type]  # a Place
        self._map.focus_pin()

    def set_low(self, low: bool) -> None:
        """There is little height."""
        self.title.set_role("heading" if low else "title-small")

    # the keyboard

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """Give the keyboard to what is asked."""
        if self.search.step is Step.PLACE:
            self._map.focus_pin(reason)
        elif self.search.step is Step.FEEL:
            self.go_on.setFocus(reason)
        else:
            self.parts[self.search.step].take_focus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.on()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
