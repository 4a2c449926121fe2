"""How a tile of the Library is painted: pictures that are read when they come into view, a star, a name, a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from unknot.ui.kit.blocks import TILE_PAD, paint_tile
from unknot.ui.kit.figure import Figure
from unknot.ui.kit.focus import RING, draw_ring
from unknot.ui.pages.collage import arranged, opaque
from unknot.ui.pages.library_items import Item
from unknot.ui.pages.pictures import Stills
from unknot.ui.theme import font, icons, line_height, radius, size, space, theme
from unknot.ui.theme.style import FADED
from unknot.ui.theme.windows import library

Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole
A_TURN = 2
"""So many stills are read before the event loop gets its turn."""
HOVER_VEIL = 0.04


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

    def forget(self) -> None:
        """Pictures were replaced: read them anew."""
        self._there.clear()
        self._parts.clear()
        self.arrived.emit()

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
        if item.left_out:
            painter.setOpacity(FADED)
        self._paint_pictures(painter, tile, item, HOVER_VEIL if over else 0.0, self._figure_at(index))
        painter.setOpacity(1.0)
        if item.starred:
            self._paint_star(painter, tile, flip)
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
        if item.sign:
            box = QRectF(0, 0, library.sign, library.sign)
            box.moveCenter(tile.center())
            icons.draw(painter, item.sign, theme().tokens.ink2, box)
        if not item.pictures:
            return
        parts = [
            (self._stills.get(name, side, ratio), self._stills.part(name, side, ratio)) for name in item.pictures
        ]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = tile.adjusted(space.s, space.s, -space.s, -space.s)
        places = arranged([part.size() / ratio for _, part in parts], room)
        for (still, part), place in zip(parts, places, strict=True):
            if still is not None:
                painter.drawPixmap(place, still, part)

    def _paint_star(self, painter: QPainter, tile: QRectF, flip: bool) -> None:
        """In the upper corner at the end, on the tile's own ground: a picture may be there."""
        away = space.s + space.xs
        left = tile.left() + away if flip else tile.right() - away - size.icon_small
        box = QRectF(left, tile.top() + away, size.icon_small, size.icon_small)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().tokens.tile))
        painter.drawEllipse(box.adjusted(-space.xs, -space.xs, space.xs, space.xs))
        icons.draw(painter, "star-filled", theme().tokens.accent, box)

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
        icons.draw(painter, item.icon, theme().tokens.ink2, QRectF(x, y, icon, icon))
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
