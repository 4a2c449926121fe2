"""Rows with a thumbnail, a name and a line: the steps of a routine, and what can be added to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from unknot.ui.kit.blocks import paint_tile
from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.kit.layout import right_to_left
from unknot.ui.pages.library_tiles import LazyStills
from unknot.ui.pages.pictures import Stills
from unknot.ui.theme import font, icons, line_height, radius, size, space, theme
from unknot.ui.theme.windows import editor

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
GRIP_DOTS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """``told``: a caution in place of the line below it. ``spoken``: what a screen reader says of the whole."""

    name: str
    meta: str
    picture: str
    told: str = ""
    spoken: str = ""
    key: str = ""


class Rows(QAbstractListModel):
    """The rows there are."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; where there are as many as before, the chosen one stays."""
        if len(rows) != len(self.rows):
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()
        elif tuple(rows) != self.rows:
            self.rows = tuple(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken or ", ".join(part for part in (row.name, row.meta, row.told) if part)
        return row if role == ROW else None


class RowDelegate(QStyledItemDelegate):
    """Paints a row. ``grip``: with dots at its end to drag it by."""

    def __init__(self, stills: LazyStills, view: QListView, *, grip: bool) -> None:
        super().__init__(view)
        self._stills, self._view, self._grip = stills, view, grip

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = line_height("label") + 2 * line_height("small") + space.m
        return QSize(space.xxl, max(editor.row, lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        face = QRectF(option.rect).adjusted(RING, 2, -RING, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each text as its language is written
        self._paint_ground(painter, face, chosen, over)
        if chosen and isinstance(self._view, RowView) and self._view.ring_shown():
            draw_ring(painter, face.adjusted(RING, RING, -RING, -RING), radius.control - RING)
        flip = right_to_left(self._view)
        inner = face.adjusted(space.s, 0, -space.s, 0)
        side = float(editor.tile)
        x = inner.right() - side if flip else inner.left()
        tile = QRectF(x, inner.center().y() - side / 2, side, side)
        still = self._stills.get(row.picture, editor.tile - 8, self._view.devicePixelRatioF())
        paint_tile(painter, tile, still, pad=4)
        aside = side + space.sm
        room = inner.adjusted(0, 0, -aside, 0) if flip else inner.adjusted(aside, 0, 0, 0)
        if self._grip:
            end = editor.grip + space.xs
            self._paint_grip(painter, inner, flip)
            room = room.adjusted(end, 0, 0, 0) if flip else room.adjusted(0, 0, -end, 0)
        self._paint_words(painter, room, row, flip)
        painter.restore()

    def _paint_ground(self, painter: QPainter, face: QRectF, chosen: bool, over: bool) -> None:
        t = theme().tokens
        if chosen or over:
            painter.setPen(QPen(QColor(t.accent), 2) if chosen and t.contrast else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.bg if t.contrast else t.tint if chosen else t.side))
            painter.drawRoundedRect(face, radius.control, radius.control)

    def _paint_grip(self, painter: QPainter, inner: QRectF, flip: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().tokens.border))
        x = inner.left() + editor.grip / 2 if flip else inner.right() - editor.grip / 2
        for line in range(GRIP_DOTS):
            y = inner.center().y() + (line - 1) * 6
            for shift in (-3, 3):
                painter.drawEllipse(QRectF(x + shift - 1.5, y - 1.5, 3, 3))

    def _paint_words(self, painter: QPainter, room: QRectF, row: Row, flip: bool) -> None:
        t = theme().tokens
        lines = [("label", t.ink, row.name, False), ("small", t.ink2, row.meta, False)]
        if row.told:
            lines.append(("small", t.ochre, row.told, True))
        lines = [line for line in lines if line[2]]
        y = room.center().y() - sum(line_height(role) for role, *_ in lines) / 2
        side = Qt.AlignmentFlag.AlignRight if flip else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        for role, colour, text, marked in lines:
            place = QRectF(room.left(), y, room.width(), line_height(role))
            if marked:
                icon = size.icon_small
                box = QRectF(place.right() - icon if flip else place.left(), place.center().y() - icon / 2, icon, icon)
                icons.draw(painter, "caution", colour, box)
                aside = icon + space.xs
                place = place.adjusted(0, 0, -aside, 0) if flip else place.adjusted(aside, 0, 0, 0)
            painter.setFont(font(role))
            painter.setPen(QColor(colour))
            elided = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, flags, elided)
            y += line_height(role)


class RowView(Ringed, QListView):
    """Rows one below the other; arrows walk, and what is current is chosen."""

    def __init__(self, stills: Stills, name: str, *, grip: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = Rows(self)
        self.setModel(self.model_)
        lazy = LazyStills(stills, self)
        lazy.arrived.connect(self.viewport().update)
        self.setItemDelegate(RowDelegate(lazy, self, grip=grip))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.verticalScrollBar().setSingleStep(size.row)
        self.setMinimumHeight(editor.row)
        theme().changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True  # who came with the mouse goes on with keys
        super().keyPressEvent(event)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self.model_.rows

    def show_rows(self, rows: Sequence[Row], current: int = -1) -> None:
        """Show these; ``current`` is chosen, unless it is -1."""
        self.model_.show_rows(rows)
        if 0 <= current < len(rows) and current != self.currentIndex().row():
            self.setCurrentIndex(self.model_.index(current))

    @property
    def current(self) -> int:
        """The chosen row, -1 for none."""
        return self.currentIndex().row()
