"""The Library page: everything that can be done, found by typing or by chips, and started."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QActionGroup, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from unknot.core.body import Area
from unknot.core.library import Position
from unknot.ui import words
from unknot.ui.kit.button import Chip
from unknot.ui.kit.fields import SearchField
from unknot.ui.kit.flow import FlowLayout
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import set_margins
from unknot.ui.kit.text import Text
from unknot.ui.pages.library_detail import Detail
from unknot.ui.pages.library_items import LENGTHS, Item, Wanted, areas_in, items_of, up_to
from unknot.ui.pages.library_view import TileView
from unknot.ui.pages.parts import open_menu
from unknot.ui.pages.pictures import Stills
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import library


class LibraryPage(QWidget):
    """Search, chips, tiles, and the chosen one in detail: beside them, or in their place when narrow."""

    def __init__(self, shell: Shell, stills: Stills, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Library"))
        self._items = items_of(shell.library)
        self._wanted = Wanted()
        self._narrow = False
        self.search = SearchField(self.tr("Search {n} moves and routines").format(n=len(self._items)))
        self.search.setMinimumWidth(max(library.search + 2 * RING, self.search.full_width()))
        self.count = Text("", "body", "ink2", wrap=False)
        self.area = Chip(self.tr("Area"), arrow=True)
        self.places = {position: Chip(words.position(position)) for position in Position}
        self.minutes = Chip(self.tr("Minutes"), arrow=True)
        self.routines = Chip(self.tr("Routines"))
        self.tiles = TileView(stills)
        self.nothing = QWidget()
        self.detail = Detail(shell, stills)
        self._lay_out()
        self._connect()
        self._narrow_down(Wanted())
        self.tiles.choose(self._items[0].id if self._items else "")
        self._reflow(narrow=False)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(space.m)
        top.addWidget(self.search)
        top.addStretch(1)
        top.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)
        chips = FlowLayout(gap=space.s - 2 * RING, row_gap=0)
        for chip in (self.area, *self.places.values(), self.minutes, self.routines):
            chips.addWidget(chip)
        self._empty_chips = FlowLayout(gap=0, row_gap=0)
        empty = QVBoxLayout(self.nothing)
        empty.setContentsMargins(0, space.xl, 0, 0)
        empty.setSpacing(space.m)
        said = QHBoxLayout()
        said.setContentsMargins(RING, 0, 0, 0)
        said.addWidget(Text(self.tr("Nothing fits all of these. Drop one filter?"), "lead"))
        empty.addLayout(said)
        empty.addLayout(self._empty_chips)
        empty.addStretch(1)
        self.list = QWidget()
        column = QVBoxLayout(self.list)
        column.setSpacing(space.s)
        head = QVBoxLayout()
        head.setSpacing(space.s)
        self._column, self._head = column, head
        self._set_margins()
        head.addLayout(top)
        head.addLayout(chips)
        column.addLayout(head)
        column.addSpacing(space.s)
        column.addWidget(self.tiles, 1)
        column.addWidget(self.nothing, 1)
        self._places_row = QHBoxLayout()
        self._places_row.setContentsMargins(0, 0, 0, 0)
        self._places_row.setSpacing(0)
        self._places_row.addWidget(self.list, 1)
        self._places_row.addWidget(self.detail, 0)
        self.setLayout(self._places_row)

    def _set_margins(self) -> None:
        """The tiles reach to the detail, so that the scroll bar stands there."""
        margin = space.xxl - RING
        set_margins(self, self._column, margin, space.l - RING, 0, 0)
        set_margins(self, self._head, 0, 0, margin, 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._set_margins()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda text: self._narrow_down(replace(self._wanted, text=text)))
        self.area.clicked.connect(self._open_areas)
        self.minutes.clicked.connect(self._open_minutes)
        for position, chip in self.places.items():
            chip.toggled.connect(lambda on, position=position: self._toggle_place(position, on))
        self.routines.toggled.connect(lambda on: self._narrow_down(replace(self._wanted, routines=on)))
        self.tiles.picked.connect(self.detail.show_item)
        self.tiles.entered_item.connect(self._entered)
        self.tiles.clicked.connect(lambda _index: self._open_detail() if self._narrow else None)
        self.detail.back.connect(self._close_detail)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._find)
        escape = QShortcut(QKeySequence("Esc"), self.detail, self._close_detail)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # looking for something

    def _find(self) -> None:
        self._close_detail()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _toggle_place(self, position: Position, on: bool) -> None:
        places = self._wanted.positions | {position} if on else self._wanted.positions - {position}
        self._narrow_down(replace(self._wanted, positions=places))

    def _open_areas(self) -> None:
        self._show_wanted()  # a click has checked the chip; only a choice may
        open_menu(self.area, self.fill_areas)

    def _open_minutes(self) -> None:
        self._show_wanted()
        open_menu(self.minutes, self.fill_minutes)

    def fill_areas(self, menu: QMenu) -> None:
        """All areas that anything works on; one can be chosen."""
        choices: list[tuple[str, Area | None]] = [(self.tr("All areas"), None)]
        choices += [(words.area(area), area) for area in areas_in(self._items)]
        group = QActionGroup(menu)
        for label, area in choices:
            action = menu.addAction(label)
            action.setCheckable(True)
            action.setChecked(area is self._wanted.area)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, area=area: self._narrow_down(replace(self._wanted, area=area)))

    def fill_minutes(self, menu: QMenu) -> None:
        """Lengths; one can be chosen."""
        group = QActionGroup(menu)
        for minutes in (0, *LENGTHS):
            action = menu.addAction(up_to(minutes) if minutes else self.tr("Any length"))
            action.setCheckable(True)
            action.setChecked(minutes == self._wanted.minutes)
            group.addAction(action)
            action.triggered.connect(
                lambda _on=False, minutes=minutes: self._narrow_down(replace(self._wanted, minutes=minutes))
            )

    def _narrow_down(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._show_wanted()
        chosen = self.tiles.current()
        shown = [item for item in self._items if wanted.fits(item)]
        self.tiles.show_items(shown)
        if shown:
            self.tiles.choose(chosen.id if chosen in shown else shown[0].id)
        self.count.set_text(self.tr("{n} shown").format(n=len(shown)) if shown else "")
        self.tiles.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        if not shown:
            self._offer_to_drop()

    def _show_wanted(self) -> None:
        """Bring field and chips in line with what is looked for."""
        wanted = self._wanted
        if self.search.text() != wanted.text:
            self.search.setText(wanted.text)
        self._label(self.area, words.area(wanted.area) if wanted.area else self.tr("Area"), bool(wanted.area))
        self._label(self.minutes, up_to(wanted.minutes) if wanted.minutes else self.tr("Minutes"), bool(wanted.minutes))
        for position, chip in self.places.items():
            chip.setChecked(position in wanted.positions)
        self.routines.setChecked(wanted.routines)

    @staticmethod
    def _label(chip: Chip, text: str, on: bool) -> None:
        if chip.text() != text:
            chip.setText(text)
            chip.updateGeometry()
        chip.setChecked(on)

    def _offer_to_drop(self) -> None:
        while self._empty_chips.count():
            item = self._empty_chips.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for label, without in self._wanted.parts:
            chip = Chip(f"{label}", checkable=False)
            chip.setAccessibleName(self.tr("Drop {filter}").format(filter=label))
            chip.clicked.connect(lambda _on=False, without=without: self._narrow_down(without))
            self._empty_chips.addWidget(chip)

    # the detail

    def _entered(self, item: Item) -> None:
        self.detail.show_item(item)
        self._open_detail()
        self.detail.start.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_detail(self) -> None:
        if self._narrow:
            self.list.hide()
            self.detail.show()

    def _close_detail(self) -> None:
        if self._narrow:
            self.detail.hide()
            self.list.show()
        self.tiles.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < library.stacked_below
        if narrow != self._narrow:
            self._reflow(narrow)
        beside = library.detail if self.width() >= library.roomy_from else library.detail_slim
        self.detail.fit(self.width() if narrow else beside)

    def _reflow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.detail.go_back.setVisible(narrow)
        self.list.show()
        self.detail.setVisible(not narrow)
