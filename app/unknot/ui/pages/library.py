"""The Library page: everything that can be done or read, found by typing or by chips, and started."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from unknot.ports import Undo
from unknot.ui.kit.button import Button, Chip, Role
from unknot.ui.kit.fields import SearchField
from unknot.ui.kit.flow import FlowLayout
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import empty, set_margins
from unknot.ui.kit.text import Text
from unknot.ui.pages.library_body import BodyPane
from unknot.ui.pages.library_detail import Detail
from unknot.ui.pages.library_filters import Filters
from unknot.ui.pages.library_items import Item, items_of
from unknot.ui.pages.library_view import TileView
from unknot.ui.pages.library_wanted import Wanted
from unknot.ui.pages.parts import Followed, open_menu
from unknot.ui.pages.pictures import Stills
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import library


class LibraryPage(Followed, QWidget):
    """Search, chips, tiles, and the chosen one in detail: beside them, or in their place when narrow."""

    def __init__(self, shell: Shell, stills: Stills, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Library"))
        self._shell = shell
        self._stills = stills
        self._items = items_of(shell.library, shell.preferences.current)
        self._wanted = Wanted()
        self._narrow = False
        self._reading = False
        self._picking = False
        self.search = SearchField(self.tr("Search {n} moves and pages").format(n=len(self._items)))
        self.search.setMinimumWidth(max(library.search + 2 * RING, self.search.full_width()))
        self.new = Button(self.tr("New"), Role.QUIET, "plus")
        self.new.setVisible(shell.workshop.works)
        self.count = Text("", "body", "ink2", wrap=False)
        self.filters = Filters(lambda: self._items)
        self.tiles = TileView(stills)
        self.nothing = QWidget()
        self.detail = Detail(shell, stills)
        self.pane: BodyPane | None = None
        self._lay_out()
        self._connect()
        no_longer = shell.workshop.on_change(self._forget_pictures)
        self.destroyed.connect(lambda *_gone: no_longer())
        self._narrow_down(Wanted())
        self.tiles.choose(self._items[0].id if self._items else "")
        self._arrange()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(space.s)
        top.addWidget(self.search)
        top.addWidget(self.new)
        top.addStretch(1)
        top.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)
        self._empty_chips = FlowLayout(gap=0, row_gap=0)
        nothing = QVBoxLayout(self.nothing)
        nothing.setContentsMargins(0, space.xl, 0, 0)
        nothing.setSpacing(space.m)
        said = QHBoxLayout()
        said.setContentsMargins(RING, 0, 0, 0)
        said.addWidget(Text(self.tr("Nothing fits all of these. Drop one filter?"), "lead"))
        nothing.addLayout(said)
        nothing.addLayout(self._empty_chips)
        nothing.addStretch(1)
        self.list = QWidget()
        column = QVBoxLayout(self.list)
        column.setSpacing(space.s)
        head = QVBoxLayout()
        head.setSpacing(space.s)
        self._column, self._head = column, head
        self._set_margins()
        head.addLayout(top)
        head.addWidget(self.filters)
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
        self.new.clicked.connect(lambda: open_menu(self.new, self._fill_new))
        self.filters.changed.connect(self._narrow_down)
        self.filters.body_asked.connect(self._open_body)
        self.tiles.picked.connect(self.detail.show_item)
        self.tiles.entered_item.connect(self._entered)
        self.tiles.typed.connect(self._typed)
        self.tiles.clicked.connect(lambda _index: self._open_detail())
        self.detail.back.connect(self._close_detail)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._find)
        escape = QShortcut(QKeySequence("Esc"), self.detail, self._close_detail)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # following

    def follow(self) -> Sequence[Undo]:
        return (
            self._shell.workshop.on_change(self.refresh),
            self._shell.preferences.on_change(lambda _old, _new: self.refresh()),
        )

    def refresh(self) -> None:
        """Show what there is now: own things come and go, favourites change."""
        items = items_of(self._shell.library, self._shell.preferences.current)
        if items != self._items:
            self._items = items
            self.search.setPlaceholderText(self.tr("Search {n} moves and pages").format(n=len(items)))
            self._narrow_down(self._wanted)
        self._show_anew()

    def _forget_pictures(self) -> None:
        """Own things were made, changed or deleted, and their pictures with them, in sight or not."""
        self._stills.forget()
        self.tiles.lazy.forget()

    def _show_anew(self) -> None:
        """The detail says what is true of its item now. Where that is gone and nothing else fits, all is shown."""
        there = self.tiles.current() or next((item for item in self._items if item.id == self.detail.shown), None)
        if there is not None:
            self.detail.show_item(there)
        else:
            self._narrow_down(Wanted())

    def open_part(self, name: str) -> None:
        """Show this item in full; an unknown one changes nothing. What hides it is no longer looked for."""
        if name not in (item.id for item in self._items):
            return
        if self.tiles.items.row_of(name) < 0:
            self._narrow_down(Wanted())
        self.tiles.choose(name)
        self._open_detail()

    def _fill_new(self, menu: QMenu) -> None:
        from unknot.ui.editor.menus import fill_new  # the editor is rarely needed

        fill_new(menu, self._shell, self)

    # looking for something

    def _find(self) -> None:
        if self._narrow:
            self._picking = False
            self._show_wanted()
        self._close_detail()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _typed(self, letters: str) -> None:
        """Whoever types at the tiles searches."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.insert(letters)

    def _open_body(self) -> None:
        """Open the map or close it; without one, the areas by name."""
        body = self.filters.body
        if self.pane is None:
            shapes = self._shell.body_map()
            if shapes is None:
                self._show_wanted()  # a click has checked the chip; only a choice may
                open_menu(body, self.filters.fill_areas)
                return
            self.pane = BodyPane(shapes)
            self.pane.picked.connect(self.filters.toggle_area)
            self.pane.cleared.connect(lambda: self._narrow_down(replace(self._wanted, areas=frozenset())))
            self.pane.done.connect(self._close_body)
            escape = QShortcut(QKeySequence("Esc"), self.pane, self._close_body)
            escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._places_row.addWidget(self.pane, 0)
            self._fit()
        by_keyboard = body.ring_shown()
        self._picking = not self._picking
        self._show_wanted()
        self._arrange()
        if self._picking and by_keyboard:
            self.pane.map.take_focus()

    def _close_body(self) -> None:
        self._picking = False
        self._show_wanted()
        self._arrange()
        self.filters.body.setFocus(Qt.FocusReason.TabFocusReason)

    def _narrow_down(self, wanted: Wanted) -> None:
        before, self._wanted = self._wanted, wanted
        self._show_wanted()
        chosen = self.tiles.current()
        shown = wanted.of(self._items)
        self.tiles.show_items(shown)
        if shown:
            there = chosen is not None and any(item.id == chosen.id for item in shown)
            self.tiles.choose(chosen.id if chosen is not None and there else shown[0].id)
        self.count.set_text(self.tr("{n} shown").format(n=len(shown)) if shown else "")
        self.tiles.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        if not shown:
            self._offer_to_drop()
        if wanted != before and self.isVisible():
            self._tell(self.count.text or self.tr("Nothing fits all of these."))

    def _tell(self, said: str) -> None:
        """To a screen reader, whose focus stays in the field."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _show_wanted(self) -> None:
        """Bring field and chips in line with what is looked for."""
        wanted = self._wanted
        if self.search.text() != wanted.text:
            self.search.setText(wanted.text)
        self.filters.show_wanted(wanted, picking=self._picking)
        if self.pane is not None:
            self.pane.show_areas(wanted.areas)

    def _offer_to_drop(self) -> None:
        empty(self._empty_chips)
        for label, without in self._wanted.parts:
            chip = Chip(label, checkable=False)
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
