"""What the pain dialog is made of: where on the body, and the red-flag ticks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from unknot.core.body import Area, Side
from unknot.core.body_map import BodyShapes, Place
from unknot.core.care import RED_FLAGS
from unknot.ui import red_flags
from unknot.ui.kit.body_map import BodyMap
from unknot.ui.kit.button import Button, Chip, Role
from unknot.ui.kit.flow import FlowLayout
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import Controls, Stacked, empty
from unknot.ui.kit.text import Text
from unknot.ui.kit.tick import TickBox
from unknot.ui.pages.parts import HANG, Hung, open_menu
from unknot.ui.theme import size, space
from unknot.ui.theme.windows import pain
from unknot.ui.tr import tr
from unknot.ui.words.exercises import area as area_name
from unknot.ui.words.pain import place as in_words
from unknot.ui.words.pain import places as all_in_words


class Where:
    """The map, and beside it the chosen places as chips that a click takes away. Both show the same; the owner puts
    ``map``, ``chips`` and ``offer`` where it wants them.

    ``before``: the places of the entry before; they are offered as long as nothing is chosen.
    """

    def __init__(self, shapes: BodyShapes | None, before: Sequence[Place], changed: Callable[[], object]) -> None:
        self._changed = changed
        self._before = tuple(before)
        self.chosen: tuple[Place, ...] = ()
        self.map: BodyMap | Areas = BodyMap(shapes, in_words) if shapes is not None else Areas()
        self.chips = QWidget()
        self._flow = FlowLayout(self.chips, gap=0, row_gap=0)
        self.dropping: list[Chip] = []
        self.again = Button(tr("As last time"), Role.QUIET, "undo", height=size.small_button)
        self.again.clicked.connect(lambda: self.choose(self._before))
        self.offer = QWidget()
        named = all_in_words(before)
        self.again.setAccessibleName(tr("As last time: {places}").format(places=named))
        hung = QVBoxLayout(self.offer)
        hung.setContentsMargins(HANG, 0, HANG, 0)
        hung.setSpacing(0)
        hung.addLayout(Hung(self.again))
        hung.addWidget(Text(named, "small", "ink2"))
        self.map.picked.connect(self.toggle)
        self._show()

    def toggle(self, place: Place) -> None:
        """Choose a place, or take it away."""
        self.choose(tuple(p for p in self.chosen if p != place) if place in self.chosen else (*self.chosen, place))

    def choose(self, places: Sequence[Place]) -> None:
        """These and no others."""
        self.chosen = tuple(dict.fromkeys(places))
        self._show()
        self._changed()

    def _show(self) -> None:
        self.map.set_chosen(self.chosen)
        focused = next((index for index, chip in enumerate(self.dropping) if chip.hasFocus()), None)
        empty(self._flow)
        self.dropping = [self._chip(place) for place in self.chosen]
        for chip in self.dropping:
            self._flow.addWidget(chip)
            chip.show()
        self.chips.setVisible(bool(self.chosen))
        self.offer.setVisible(bool(self._before) and not self.chosen)
        if focused is not None and self.dropping:
            self.dropping[min(focused, len(self.dropping) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        elif focused is not None:
            self.map.take_focus()

    def _chip(self, place: Place) -> Chip:
        chip = Chip(in_words(place), drops=True, parent=self.chips)
        chip.setAccessibleName(tr("Take away {place}").format(place=in_words(place)))
        chip.clicked.connect(lambda: self.toggle(place))
        return chip


class Flags(QWidget):
    """The red-flag ticks; it keeps RING free at its sides, so put it into a ``Stacked``. ``ticked`` tells at each
    change whether any sign is there."""

    ticked = Signal(bool)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.boxes = {flag: TickBox(red_flags.label(flag)) for flag in RED_FLAGS}
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, 0, RING, 0)
        column.setSpacing(0)
        column.addWidget(Text(title, "label"))
        column.addSpacing(space.xs)
        column.addLayout(Stacked(*self.boxes.values(), gap=0))
        column.addSpacing(space.s)
        column.addWidget(Text(red_flags.source(), "small", "ink2"))
        for box in self.boxes.values():
            box.toggled.connect(lambda _on: self.ticked.emit(bool(self.flags())))

    def flags(self) -> tuple[str, ...]:
        """The signs that are ticked."""
        return tuple(flag for flag, box in self.boxes.items() if box.isChecked())

    def clear(self) -> None:
        """None is ticked."""
        for box in self.boxes.values():
            box.setChecked(False)


class Areas(QWidget):
    """In place of the map, when its file can't be read: the same places in a menu. ``picked`` as the map's."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(pain.map)
        self.pick = Button(tr("Pick an area…"))
        self.pick.clicked.connect(lambda: open_menu(self.pick, self.fill))
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, 0, RING, 0)
        column.setSpacing(space.sm)
        column.addWidget(Text(tr("The body map can't be read here."), "body", "ink2"))
        column.addLayout(Controls(self.pick, None))
        column.addStretch(1)

    def fill(self, menu: QMenu) -> None:
        """Every area, left, right and both."""
        for area in Area:
            sides = (Side.BOTH,) if area is Area.EYES else (Side.LEFT, Side.RIGHT, Side.BOTH)
            below = menu.addMenu(area_name(area)) if len(sides) > 1 else menu
            for side in sides:
                place = Place(area, side)
                action = below.addAction(in_words(place))
                action.triggered.connect(lambda _checked=False, place=place: self.picked.emit(place))

    def set_chosen(self, _places: Sequence[Place]) -> None:
        """The chips beside it show them."""

    def take_focus(self) -> None:
        """As by the keyboard."""
        self.pick.setFocus(Qt.FocusReason.TabFocusReason)
