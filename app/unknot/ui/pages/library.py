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
from unknot.ui.pages.library_body import BodyPane
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
        self._body_map = shell.body_map
        self._narrow = False
        self._reading = False
        self._picking = False
        self.search = SearchField(self.tr("Search {n} moves and routines").format(n=len(self._items)))
        self.search.setMinimumWidth(max(library.search + 2 * RING, self.search.full_width()))
        self.count = Text("", "body", "ink2", wrap=False)
        self.body = Chip(self.tr("Body"), arrow=True)
        self.areas = {area: Chip(words.area(area), drops=True) for area in Area}
        self.places = {position: Chip(words.position(position)) for position in Position}
        self.minutes = Chip(self.tr("Minutes"), arrow=True)
        self.routines = Chip(self.tr("Routines"))
        self.tiles = TileView(stills)
        self.nothing = QWidget()
        self.detail = Detail(shell, stills)
        self.pane: BodyPane | None = None
        self._lay_out()
        self._connect()
        self._narrow_down(Wanted())
        self.tiles.choose(self._items[0].id if self._items else "")
        self._arrange()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(space.m)
        top.addWidget(self.search)
        top.addStretch(1)
        top.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)
        chips = FlowLayout(gap=space.s - 2 * RING, row_gap=0)
        for chip in (self.body, *self.areas.values(), *self.places.values(), self.minutes, self.routines):
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
        self.body.clicked.connect(self._open_body)
        for area, chip in self.areas.items():
            chip.setAccessibleName(self.tr("Drop {filter}").format(filter=chip.text()))
            chip.clicked.connect(lambda _on=False, area=area: self._drop_area(area))
        self.minutes.clicked.connect(self._open_minutes)
        for position, chip in self.places.items():
            chip.toggled.connect(lambda on, position=position: self._toggle_place(position, on))
        self.routines.toggled.connect(lambda on: self._narrow_down(replace(self._wanted, routines=on)))
        self.tiles.picked.connect(self.detail.show_item)
        self.tiles.entered_item.connect(self._entered)
        self.tiles.clicked.connect(lambda _index: self._open_detail())
        self.detail.back.connect(self._close_detail)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._find)
        escape = QShortcut(QKeySequence("Esc"), self.detail, self._close_detail)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # looking for something

    def _find(self) -> None:
        if self._narrow:
            self._picking = False
            self._show_wanted()
        self._close_detail()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _toggle_place(self, position: Position, on: bool) -> None:
        places = self._wanted.positions | {position} if on else self._wanted.positions - {position}
        self._narrow_down(replace(self._wanted, positions=places))

    def _open_body(self) -> None:
        """Open the map or close it; without one, the areas by name."""
        if self.pane is None:
            shapes = self._body_map()
            if shapes is None:
                self._show_wanted()  # a click has checked the chip; only a choice may
                open_menu(self.body, self.fill_areas)
                return
            self.pane = BodyPane(shapes)
            self.pane.picked.connect(self._toggle_area)
            self.pane.cleared.connect(lambda: self._narrow_down(replace(self._wanted, areas=frozenset())))
            self.pane.done.connect(self._close_body)
            escape = QShortcut(QKeySequence("Esc"), self.pane, self._close_body)
            escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._places_row.addWidget(self.pane, 0)
            self._fit()
        by_keyboard = self.body.ring_shown()
        self._picking = not self._picking
        self._show_wanted()
        self._arrange()
        if self._picking and by_keyboard:
            self.pane.map.take_focus()

    def _close_body(self) -> None:
        self._picking = False
        self._show_wanted()
        self._arrange()
        self.body.setFocus(Qt.FocusReason.TabFocusReason)

    def _toggle_area(self, area: Area) -> None:
        self._narrow_down(replace(self._wanted, areas=self._wanted.areas ^ {area}))

    def _drop_area(self, area: Area) -> None:
        """The chip goes; whoever pressed it with the keyboard is back at the map's."""
        if self.areas[area].hasFocus():
            ringed = self.areas[area].ring_shown()
            self.body.setFocus(Qt.FocusReason.TabFocusReason if ringed else Qt.FocusReason.OtherFocusReason)
        self._toggle_area(area)

    def _open_minutes(self) -> None:
        self._show_wanted()
        open_menu(self.minutes, self.fill_minutes)

    def fill_areas(self, menu: QMenu) -> None:
        """All areas that anything works on; any number can be chosen. For when there is no map."""
        every = menu.addAction(self.tr("All areas"))
        every.setCheckable(True)
        every.setChecked(not self._wanted.areas)
        every.triggered.connect(lambda: self._narrow_down(replace(self._wanted, areas=frozenset())))
        for area in areas_in(self._items):
            action = menu.addAction(words.area(area))
            action.setCheckable(True)
            action.setChecked(area in self._wanted.areas)
            action.triggered.connect(lambda _on=False, area=area: self._toggle_area(area))

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
        self.body.setChecked(self._picking)
        for area, chip in self.areas.items():
            chip.setVisible(area in wanted.areas)
        if self.pane is not None:
            self.pane.show_areas(wanted.areas)
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
        """Show the chosen one in place of the map, or of the tiles when narrow."""
        self._picking = False
        self._reading = self._narrow
        self._show_wanted()
        self._arrange()

    def _close_detail(self) -> None:
        self._reading = False
        self._arrange()
        self.tiles.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < library.stacked_below
        if narrow != self._narrow:
            self._narrow = narrow
            self._reading = False
            self._arrange()
        self._fit()

    def _fit(self) -> None:
        beside = library.detail if self.width() >= library.roomy_from else library.detail_slim
        self.detail.fit(self.width() if self._narrow else beside)
        if self.pane is not None:
            self.pane.setFixedWidth(self.width() if self._narrow else beside)

    def _arrange(self) -> None:
        """What is seen: the tiles, and beside them or in their place the map or the detail."""
        self.detail.go_back.setVisible(self._narrow)
        seen = {
            self.list: not (self._narrow and (self._picking or self._reading)),
            self.detail: not self._picking and (self._reading or not self._narrow),
        }
        if self.pane is not None:
            seen[self.pane] = self._picking
        for part in sorted(seen, key=lambda part: seen[part]):  # what goes goes first: both would widen the window
            part.setVisible(seen[part])
