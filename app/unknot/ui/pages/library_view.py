"""The Library's tiles: a list in icon mode; the one under the pointer or the keyboard moves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from unknot.ui.kit.blocks import TILE_PAD
from unknot.ui.kit.figure import Figure
from unknot.ui.kit.picture import fitted
from unknot.ui.pages.library_items import Item
from unknot.ui.pages.library_tiles import ITEM, Index, LazyStills, TileDelegate
from unknot.ui.pages.pictures import Stills
from unknot.ui.theme import size, space, theme


class Items(QAbstractListModel):
    """The items shown now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Item, ...] = ()

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these instead."""
        if [item.id for item in self._items] != [item.id for item in items]:
            self.beginResetModel()
            self._items = tuple(items)
            self.endResetModel()
        elif tuple(items) != self._items:
            self._items = tuple(items)
            self.dataChanged.emit(self.index(0), self.index(len(self._items) - 1))

    def row_of(self, name: str) -> int:
        """The row of an item's id, -1 when it isn't shown."""
        return next((row for row, item in enumerate(self._items) if item.id == name), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.name}, {item.meta}, {self.tr('favourite')}" if item.starred else f"{item.name}, {item.meta}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return item.described
        return item if role == ITEM else None


class TileView(QListView):
    """Tiles in rows. Arrows walk, and what is current is chosen; Enter or a double click ``entered`` it."""

    picked = Signal(object)
    entered_item = Signal(object)
    typed = Signal(str)
    """Letters were typed here: somebody looks for something."""

    def __init__(self, stills: Stills, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items = Items(self)
        self.setModel(self.items)
        self.lazy = LazyStills(stills, self)
        self.lazy.arrived.connect(self.viewport().update)
        self._showing = stills.showing
        self._moving = QPersistentModelIndex()
        self.figure = Figure(self.viewport(), self._place, self.viewport().update)
        self.delegate = TileDelegate(self.lazy, self, self._figure_at)
        self.setItemDelegate(self.delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Moves, massage, routines and advice"))
        self.verticalScrollBar().setSingleStep(size.row)
        self.activated.connect(self._entered)
        self.entered.connect(self._linger)
        self.viewportEntered.connect(self._leave)
        theme().changed.connect(self.viewport().update)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these, and as much room for names as they need."""
        self._leave()
        self.delegate.fit(items)
        self.setGridSize(self.delegate.cell())
        self.items.show_items(items)

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.width() - space.xxl  # up to the page's margin; beyond is the scroll bar
        refit = self.delegate.fit_width(room)
        if refit:
            self.setGridSize(self.delegate.cell())
        super().resizeEvent(event)
        if refit and self.currentIndex().isValid():
            self.executeDelayedItemsLayout()
            self.scrollTo(self.currentIndex())

    def current(self) -> Item | None:
        """The chosen item."""
        found = self.currentIndex().data(ITEM)
        return found if isinstance(found, Item) else None

    def choose(self, name: str) -> None:
        """Choose an item by its id, if it is shown."""
        row = self.items.row_of(name)
        if row >= 0:
            self.setCurrentIndex(self.items.index(row))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        item = current.data(ITEM) if current.isValid() else None
        if isinstance(item, Item):
            self.picked.emit(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._entered(self.currentIndex())
            return
        super().keyPressEvent(event)
        self._linger(self.currentIndex())

    def keyboardSearch(self, search: str) -> None:
        self.typed.emit(search)

    # what moves

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._linger(self.currentIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._leave()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._leave()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._leave()
        return super().viewportEvent(event)

    def _linger(self, index: Index) -> None:
        """The pointer or the keyboard is at an item."""
        item = index.data(ITEM) if index.isValid() else None
        if not isinstance(item, Item) or len(item.pictures) != 1:
            self._leave()
        elif QPersistentModelIndex(index) != self._moving:
            self._leave()
            self._moving = QPersistentModelIndex(index)
            self._showing.soon(self.figure, item.pictures[0])

    def _leave(self) -> None:
        self._showing.leave(self.figure)
        self._moving = QPersistentModelIndex()

    def _figure_at(self, index: Index) -> Figure | None:
        return self.figure if self._moving.isValid() and self._moving.row() == index.row() else None

    def _place(self, whole: QSizeF) -> QRectF:
        """Where the picture stands in the tile that moves."""
        cell = QRectF(self.visualRect(self.model().index(self._moving.row(), 0)))
        tile = self.delegate.tile_in(cell, self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        return fitted(whole, tile.adjusted(TILE_PAD, TILE_PAD, -TILE_PAD, -TILE_PAD))

    def _entered(self, index: QModelIndex) -> None:
        item = index.data(ITEM)
        if isinstance(item, Item):
            self.entered_item.emit(item)
