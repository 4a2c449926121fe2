"""The Library's chips: where on the body, in which position, how long, with what, what sort, and only favourites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from unknot.core.body import Area
from unknot.core.library import Position
from unknot.ui import words
from unknot.ui.kit.button import Chip
from unknot.ui.kit.flow import FlowLayout
from unknot.ui.kit.focus import RING
from unknot.ui.pages.library_items import Item, Sort, areas_in, sort_word, tools_in
from unknot.ui.pages.library_wanted import LENGTHS, NO_TOOLS, Wanted, tool_word, up_to
from unknot.ui.pages.parts import open_menu
from unknot.ui.theme import space


class Filters(QWidget):
    """Chips in rows that wrap. ``changed`` tells the new Wanted; nothing is shown as chosen until ``show_wanted`` says
    so. ``items``: all there are, for what menus offer."""

    changed = Signal(object)
    body_asked = Signal()
    """The body map is to open, or to close."""

    def __init__(self, items: Callable[[], Sequence[Item]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = items
        self._wanted = Wanted()
        self.body = Chip(self.tr("Body"), arrow=True)
        self.areas = {area: Chip(words.area(area), drops=True) for area in Area}
        self.places = {position: Chip(words.position(position)) for position in Position}
        self.minutes = Chip(self.tr("Minutes"), arrow=True)
        self.tools = Chip(self.tr("Tools"), arrow=True)
        self.sorts = Chip(self.tr("Kind"), arrow=True)
        self.starred = Chip(self.tr("Favourites"))
        chips = FlowLayout(self, gap=space.s - 2 * RING, row_gap=0)
        for chip in (
            self.body, *self.areas.values(), *self.places.values(), self.minutes, self.tools, self.sorts, self.starred,
        ):
            chips.addWidget(chip)
        self._connect()

    def _connect(self) -> None:
        self.body.clicked.connect(self.body_asked)
        for area, chip in self.areas.items():
            chip.setAccessibleName(self.tr("Drop {filter}").format(filter=chip.text()))
            chip.clicked.connect(lambda _on=False, area=area: self._drop(area))
        for position, chip in self.places.items():
            chip.clicked.connect(lambda on, position=position: self._toggle_place(position, on))
        self.minutes.clicked.connect(lambda: self._open(self.minutes, self.fill_minutes))
        self.tools.clicked.connect(lambda: self._open(self.tools, self.fill_tools))
        self.sorts.clicked.connect(lambda: self._open(self.sorts, self.fill_sorts))
        self.starred.clicked.connect(lambda on: self._want(starred=on))

    def show_wanted(self, wanted: Wanted, *, picking: bool) -> None:
        """Bring the chips in line with what is looked for. ``picking``: the body map is open."""
        self._wanted = wanted
        self.body.setChecked(picking)
        for area, chip in self.areas.items():
            chip.setVisible(area in wanted.areas)
        for position, chip in self.places.items():
            chip.setChecked(position in wanted.positions)
        _label(self.minutes, up_to(wanted.minutes) if wanted.minutes else self.tr("Minutes"), bool(wanted.minutes))
        _label(self.tools, tool_word(wanted.tool) if wanted.tool else self.tr("Tools"), bool(wanted.tool))
        _label(self.sorts, sort_word(wanted.sort) if wanted.sort else self.tr("Kind"), wanted.sort is not None)
        self.starred.setChecked(wanted.starred)

    def toggle_area(self, area: Area) -> None:
        """Look there too, or no longer."""
        self._want(areas=self._wanted.areas ^ {area})

    # menus

    def fill_areas(self, menu: QMenu) -> None:
        """All areas that anything works on; any number can be chosen. For when there is no map."""
        every = menu.addAction(self.tr("All areas"))
        every.setCheckable(True)
        every.setChecked(not self._wanted.areas)
        every.triggered.connect(lambda: self._want(areas=frozenset()))
        for area in areas_in(self._items()):
            action = menu.addAction(words.area(area))
            action.setCheckable(True)
            action.setChecked(area in self._wanted.areas)
            action.triggered.connect(lambda _on=False, area=area: self.toggle_area(area))

    def fill_minutes(self, menu: QMenu) -> None:
        """Lengths; one can be chosen."""
        offered = [(up_to(minutes), replace(self._wanted, minutes=minutes)) for minutes in LENGTHS]
        self._fill(menu, [(self.tr("Any length"), replace(self._wanted, minutes=0)), *offered])

    def fill_tools(self, menu: QMenu) -> None:
        """What it takes; one can be chosen."""
        offered = [(tool_word(tool), replace(self._wanted, tool=tool)) for tool in (NO_TOOLS, *tools_in(self._items()))]
        self._fill(menu, [(self.tr("With or without tools"), replace(self._wanted, tool="")), *offered])

    def fill_sorts(self, menu: QMenu) -> None:
        """What sort of thing; one can be chosen."""
        there = {item.sort for item in self._items()}
        offered = [(sort_word(sort), replace(self._wanted, sort=sort)) for sort in Sort if sort in there]
        self._fill(menu, [(self.tr("All kinds"), replace(self._wanted, sort=None)), *offered])

    def _fill(self, menu: QMenu, offered: Sequence[tuple[str, Wanted]]) -> None:
        group = QActionGroup(menu)
        for label, wanted in offered:
            action = menu.addAction(label)
            action.setCheckable(True)
            action.setChecked(wanted == self._wanted)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, wanted=wanted: self.changed.emit(wanted))

    def _open(self, chip: Chip, fill: Callable[[QMenu], None]) -> None:
        self.show_wanted(self._wanted, picking=self.body.isChecked())  # a click has checked it; only a choice may
        open_menu(chip, fill)

    # changes

    def _want(self, **parts: object) -> None:
        self.changed.emit(replace(self._wanted, **parts))  # type: ignore[arg-type]  # names of Wanted's own fields

    def _toggle_place(self, position: Position, on: bool) -> None:
        places = self._wanted.positions
        self._want(positions=places | {position} if on else places - {position})

    def _drop(self, area: Area) -> None:
        """The chip goes; whoever pressed it with the keyboard is back at the map's."""
        if self.areas[area].hasFocus():
            ringed = self.areas[area].ring_shown()
            self.body.setFocus(Qt.FocusReason.TabFocusReason if ringed else Qt.FocusReason.OtherFocusReason)
        self.toggle_area(area)


def _label(chip: Chip, text: str, on: bool) -> None:
    if chip.text() != text:
        chip.setText(text)
        chip.updateGeometry()
    chip.setChecked(on)
