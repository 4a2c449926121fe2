"""The Library's tiles: a list in icon mode whose delegate paints them; stills are read when they come into view."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from unknot.ui.kit.blocks import TILE_PAD, paint_tile
from unknot.ui.kit.figure import Figure
from unknot.ui.kit.focus import RING, draw_ring
from unknot.ui.kit.picture import fitted
from unknot.ui.pages.collage import arranged, opaque
from unknot.ui.pages.library_items import Item
from unknot.ui.pages.pictures import PLACES, Stills
from unknot.ui.theme import font, icons, line_height, radius, size, space, theme
from unknot.ui.theme.windows import library

Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole
A_TURN = 2
"""So many stills are read before the event loop gets its turn."""
HOVER_VEIL = 0.04


class Items(QAbstractListModel):
    """The items shown now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Item, ...] = ()

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these instead."""
        if tuple(items) != self._items:
            self.beginResetModel()
            self._items = tuple(items)
            self.endResetModel()

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
            return f"{item.name}, {item.meta}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return item.described
        return item if role == ITEM else None


class LazyStills(QObject):
    """Stills for painting: what isn't there yet is read soon, a few a turn."""

    arrived = Signal()

    def __init__(self, stills: Stills, parent: QObject) -> None:
        super().__init__(parent)
        self._stills = stills
        self._there: dict[tuple[str, int, float], QPixmap] = {}
        self._parts: dict[tuple[str, int, float], QRectF] = {}
        self._wanted: dict[tuple[str, int, float], None] = {}
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._read_some)

    def get(self, name: str, side: int, ratio: float) -> QPixmap | None:
        """The still if it is there."""
        key = (name, side, ratio)
        if key not in self._there:
            self._wanted[key] = None
            if not self._turn.isActive():
                self._turn.start()
        return self._there.get(key)

    def part(self, name: str, side: int, ratio: float) -> QRectF:
        """Where in the still anything is seen, in its pixels; all of it as long as it isn't there."""
        key = (name, side, ratio)
        if key not in self._there:
            return QRectF(0, 0, side * ratio, side * ratio)
        if key not in self._parts:
            self._parts[key] = opaque(self._there[key])
        return self._parts[key]

    def _read_some(self) -> None:
        for _ in range(A_TURN):
            if not self._wanted:
                break
            key = next(iter(self._wanted))
            del self._wanted[key]
            self._there[key] = self._stills.whole(*key)
        if not self._wanted:
            self._turn.stop()
        self.arrived.emit()


class TileDelegate(QStyledItemDelegate):
    """Paints a tile, its name and its line. ``figure_at``: what moves in place of an item's still, if anything does."""

    def __init__(
        self, stills: LazyStills, view: QListView, figure_at: Callable[[Index], Figure | None]
    ) -> None:
        super().__init__(view)
        self._stills = stills
        self._view = view
        self._figure_at = figure_at
        self._items: tuple[Item, ...] = ()
        self._below = 0
        self.wide = size.tile_library_width

    def fit(self, items: Sequence[Item]) -> None:
        """Make room for the words of these, each on library.most_lines lines at most."""
        self._items = tuple(items)
        self._below = max((self._height_of_words(item) for item in items), default=0)

    def name_of(self, item: Item) -> tuple[str, ...]:
        """An item's name in the lines it takes."""
        return lines_of(item.name, self.wide, "label")

    def meta_of(self, item: Item) -> tuple[str, ...]:
        """Where and how long, in the lines that takes beside its icon."""
        return lines_of(item.meta, self.wide - size.icon_small - space.s, "small")

    def _height_of_words(self, item: Item) -> int:
        return len(self.name_of(item)) * line_height("label") + len(self.meta_of(item)) * line_height("small")

    def fit_width(self, room: int) -> bool:
        """Make the tiles of a row end where ``room`` ends, as near to the design's width as whole tiles allow."""
        columns = max(1, (room + library.column_gap) // (library.least_tile + library.column_gap))
        wide = min(library.most_tile, (room + library.column_gap) // columns - library.column_gap)
        if wide == self.wide:
            return False
        self.wide = wide
        self.fit(self._items)
        return True

    def cell(self) -> QSize:
        """The room of one item, gaps included."""
        return QSize(
            self.wide + library.column_gap,
            size.tile_library + library.text_gap + self._below + library.row_gap,
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.cell()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(ITEM)
        if not isinstance(item, Item):
            return
        t = theme().tokens
        state = option.state
        flip = option.direction is Qt.LayoutDirection.RightToLeft
        tile = self.tile_in(QRectF(option.rect), flip)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_pictures(painter, tile, item, HOVER_VEIL if over else 0.0, self._figure_at(index))
        if chosen:
            draw_ring(painter, tile, radius.tile)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(t.ink2), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(tile.adjusted(4, 4, -4, -4), radius.control, radius.control)
        self._paint_words(painter, tile, item, t.accent if chosen else t.ink, flip)
        painter.restore()

    def tile_in(self, cell: QRectF, flip: bool) -> QRectF:
        """Where the tile stands in the room of its item."""
        left = cell.right() - RING - self.wide if flip else cell.left() + RING
        return QRectF(left, cell.top() + RING, self.wide, size.tile_library)

    def _paint_pictures(
        self, painter: QPainter, tile: QRectF, item: Item, veil: float, figure: Figure | None
    ) -> None:
        ratio = self._view.devicePixelRatioF()
        side = size.tile_library - 2 * TILE_PAD
        if len(item.pictures) == 1:
            paint_tile(painter, tile, self._stills.get(item.pictures[0], side, ratio), veil, figure=figure)
            return
        paint_tile(painter, tile, None, veil)
        parts = [
            (self._stills.get(name, side, ratio), self._stills.part(name, side, ratio)) for name in item.pictures
        ]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = tile.adjusted(space.s, space.s, -space.s, -space.s)
        places = arranged([part.size() / ratio for _, part in parts], room)
        for (still, part), place in zip(parts, places, strict=True):
            if still is not None:
                painter.drawPixmap(place, still, part)

    def _paint_words(self, painter: QPainter, tile: QRectF, item: Item, colour: str, flip: bool) -> None:
        side = Qt.AlignmentFlag.AlignRight if flip else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.setFont(font("label"))
        painter.setPen(QColor(colour))
        y = tile.bottom() + library.text_gap
        for line in self.name_of(item):
            painter.drawText(QRectF(tile.left(), y, tile.width(), line_height("label")), flags, line)
            y += line_height("label")
        y += space.hair
        icon = size.icon_small
        x = tile.right() - icon if flip else tile.left()
        icons.draw(painter, _icon(item), theme().tokens.ink2, QRectF(x, y, icon, icon))
        painter.setFont(font("small"))
        painter.setPen(QColor(theme().tokens.ink2))
        aside = icon + space.s
        for line in self.meta_of(item):
            room = QRectF(tile.left(), y, tile.width(), icon)
            painter.drawText(room.adjusted(0, 0, -aside, 0) if flip else room.adjusted(aside, 0, 0, 0), flags, line)
            y += line_height("small")


def lines_of(text: str, width: int, role: str) -> tuple[str, ...]:
    """A text of this role in the lines it takes below a tile; what does not fit library.most_lines lines of so wide
    ends in an ellipsis."""
    layout = QTextLayout(text, font(role))
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        if len(lines) == library.most_lines - 1:
            rest = QFontMetricsF(font(role)).elidedText(text[start:], Qt.TextElideMode.ElideRight, width)
            lines.append(rest)
            break
        lines.append(text[start : start + length].strip())
    layout.endLayout()
    return tuple(lines)


def _icon(item: Item) -> str:
    return PLACES[item.positions[0]] if item.positions else "library"


class TileView(QListView):
    """Tiles in rows. Arrows walk, and what is current is chosen; Enter or a double click ``entered`` it."""

    picked = Signal(object)
    entered_item = Signal(object)

    def __init__(self, stills: Stills, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items = Items(self)
        self.setModel(self.items)
        lazy = LazyStills(stills, self)
        lazy.arrived.connect(self.viewport().update)
        self._showing = stills.showing
        self._moving = QPersistentModelIndex()
        self.figure = Figure(self.viewport(), self._place, self.viewport().update)
        self.delegate = TileDelegate(lazy, self, self._figure_at)
        self.setItemDelegate(self.delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Moves and routines"))
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
