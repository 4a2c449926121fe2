"""Paints a week grid: axis, tracks, bars, the cursor and the dark tip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt, QTime
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from unknot.ui.kit.focus import draw_ring
from unknot.ui.kit.week_grid_axis import Axis, Piece
from unknot.ui.kit.week_grid_edit import DAY, HOUR, Bar
from unknot.ui.theme import font, space, theme

CORNER = 6.0
HANDLE = (6.0, 16.0)
"""Width and height of what the pointer takes hold of at a bar's ends."""
TEETH = 3
"""Of a torn end."""
TOOTH = 4.0
TIP_HEIGHT = 32.0
TIP_PAD = 12.0
TIP_CORNER = 8.0
CARET = 4.0
"""How far the cursor's upright reaches beyond a bar."""
EN_DASH = "\u2013"


def time_text(minute: int) -> str:
    """A minute of a day, or of the next one, in the locale's short form; the end of a day is 0:00."""
    return QLocale().toString(QTime(minute % DAY // HOUR, minute % HOUR), QLocale.FormatType.ShortFormat)


def span_text(first: int, last: int) -> str:
    """From a time to a time."""
    return f"{time_text(first)} {EN_DASH} {time_text(last)}"


def hour_text(minute: int) -> str:
    """An hour on the axis: ``8``, ``14``, ``2 PM``."""
    hour = minute // HOUR
    if "ap" not in QLocale().timeFormat(QLocale.FormatType.ShortFormat).lower():
        return str(hour)
    return f"{hour % 12 or 12} {QLocale().pmText() if 12 <= hour < 24 else QLocale().amText()}"


def time_font(role: str = "small") -> QFont:
    """A role with figures of one width."""
    made = font(role)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


@dataclass(frozen=True, slots=True)
class Row:
    """A day's row: its weekday, its track, and what lies in it."""

    day: int
    track: QRectF
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Tip:
    """The dark words beside a minute of a row: behind it, or ``ahead`` of it where a bar begins there."""

    row: int
    minute: int
    text: str
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """What is to be painted. ``held``: the bar under the pointer or the cursor. ``caret``: (row, minute) of the keys'
    cursor. ``off_word``: says that a day is off."""

    rows: Sequence[Row]
    axis: Axis
    width: float
    every: int
    labels_y: float
    off_word: str
    held: Bar | None = None
    caret: tuple[int, int] | None = None
    tip: Tip | None = None
    locked: bool = False


class GridPainter:
    """One painting."""

    def __init__(self, grid: Grid, painter: QPainter) -> None:
        self.grid = grid
        self.painter = painter
        self.tokens = theme().tokens

    def paint(self) -> None:
        """All of it."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._axis()
        for number, row in enumerate(self.grid.rows):
            self._track(row)
            for piece in row.pieces:
                if piece.last > self.grid.axis.start and piece.first < self.grid.axis.end:
                    self._bar(row, piece)
            if self.grid.caret and self.grid.caret[0] == number:
                self._caret(row, self.grid.caret[1])
        if self.grid.tip:
            self._tip(self.grid.tip)

    def _axis(self) -> None:
        self.painter.setFont(time_font())
        self.painter.setPen(QColor(self.tokens.ink2))
        metrics = QFontMetricsF(self.painter.font())
        for minute in self.grid.axis.hours(self.grid.every):
            text = hour_text(minute)
            wide = metrics.horizontalAdvance(text) + 2
            left = min(max(0.0, self.grid.axis.x(minute) - wide / 2), self.grid.width - wide)
            box = QRectF(left, self.grid.labels_y, wide, metrics.height())
            self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)

    def _track(self, row: Row) -> None:
        box = row.track.adjusted(0.5, 0.5, -0.5, -0.5)
        self.painter.setPen(QPen(QColor(self.tokens.line), 1))
        self.painter.setBrush(QColor(self.tokens.bg if self.grid.locked else self.tokens.surface))
        self.painter.drawRoundedRect(box, CORNER, CORNER)
        for minute in self.grid.axis.hours(1):
            x = round(self.grid.axis.x(minute)) + 0.5
            if box.left() + 1 < x < box.right() - 1:
                self.painter.drawLine(QPointF(x, box.top() + 1), QPointF(x, box.bottom() - 1))
        if not row.pieces:
            self.painter.setFont(font("small"))
            self.painter.setPen(QColor(self.tokens.ink2))
            metrics = QFontMetricsF(self.painter.font())
            words = QRectF(0, 0, metrics.horizontalAdvance(self.grid.off_word) + 2 * space.s, metrics.height())
            words.moveCenter(box.center())
            self.painter.fillRect(words, self.painter.brush())  # no hour's line runs through the words
            self.painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.grid.off_word)

    def _bar(self, row: Row, piece: Piece) -> None:
        held = piece.bar == self.grid.held and not self.grid.locked
        width = 2.0 if held or self.tokens.contrast else 1.0
        box = self._box(row, piece).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        solid = self.tokens.contrast
        self.painter.setPen(QPen(QColor(self.tokens.ink2 if self.grid.locked else self.tokens.accent), width))
        fill = self.tokens.region if self.grid.locked else self.tokens.accent if solid else self.tokens.tint
        self.painter.setBrush(QColor(fill))
        self.painter.drawPath(self._outline(box, piece))
        ink = self.tokens.on_accent if solid and not self.grid.locked else self.tokens.ink
        self._words(box, piece, ink)
        if held:
            self._handles(box, piece)

    def _box(self, row: Row, piece: Piece) -> QRectF:
        low, high = self.grid.axis.span(
            max(piece.first, self.grid.axis.start), min(piece.last, self.grid.axis.end)
        )
        return QRectF(low, row.track.top(), max(2.0, high - low), row.track.height())

    def torn(self, piece: Piece) -> tuple[bool, bool]:
        """Whether its left and its right end are torn: it goes on in another row, or beyond the axis."""
        begins = piece.from_before or piece.first < self.grid.axis.start
        goes_on = piece.goes_on or piece.last > self.grid.axis.end
        return (goes_on, begins) if self.grid.axis.flipped else (begins, goes_on)

    def _outline(self, box: QRectF, piece: Piece) -> QPainterPath:
        left, right = self.torn(piece)
        path = QPainterPath()
        path.addRoundedRect(box, CORNER, CORNER)
        if not left and not right:
            return path
        for torn, x, inward in ((left, box.left(), 1), (right, box.right(), -1)):
            if torn:
                square = QPainterPath()
                square.addRect(QRectF(min(x, x + inward * CORNER), box.top(), CORNER, box.height()))
                path = path.united(square).subtracted(_bites(x, inward, box))
        return path

    def _words(self, box: QRectF, piece: Piece, ink: str) -> None:
        """The times in full, else without AM and PM, else of a torn piece only the end that it shows."""
        self.painter.setFont(time_font())
        metrics = QFontMetricsF(self.painter.font())
        first, last = time_text(piece.bar.first), time_text(piece.bar.last)
        whole = span_text(piece.bar.first, piece.bar.last)
        own = f"{first} {EN_DASH}" if piece.goes_on else f"{EN_DASH} {last}" if piece.from_before else whole
        for text in (whole, _digits(whole), own, _digits(own)):
            if metrics.horizontalAdvance(text) + space.s <= box.width():
                self.painter.setPen(QColor(ink))
                self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
                return

    def _handles(self, box: QRectF, piece: Piece) -> None:
        left, right = self.torn(piece)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(self.tokens.on_accent if self.tokens.contrast else self.tokens.accent))
        for torn, x in ((left, box.left()), (right, box.right())):
            if not torn:
                handle = QRectF(0, 0, *HANDLE)
                handle.moveCenter(QPointF(x, box.center().y()))
                self.painter.drawRoundedRect(handle, HANDLE[0] / 2, HANDLE[0] / 2)

    def _caret(self, row: Row, minute: int) -> None:
        draw_ring(self.painter, row.track.adjusted(2, 2, -2, -2), CORNER - 2)
        x = self.grid.axis.x(minute)
        self.painter.setPen(QPen(QColor(self.tokens.ink), 2))
        self.painter.drawLine(QPointF(x, row.track.top() - CARET + 1), QPointF(x, row.track.bottom() + CARET - 1))

    def _tip(self, tip: Tip) -> None:
        box = self.tip_box(tip)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(self.tokens.ink))
        self.painter.drawRoundedRect(box, TIP_CORNER, TIP_CORNER)
        self.painter.setFont(time_font("label"))
        self.painter.setPen(QColor(self.tokens.bg))
        self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tip.text)

    def tip_box(self, tip: Tip) -> QRectF:
        """Beside its minute; where that has no room, above the row, and below the first one: never on the bar."""
        row, axis = self.grid.rows[tip.row], self.grid.axis
        width = QFontMetricsF(time_font("label")).horizontalAdvance(tip.text) + 2 * TIP_PAD
        x = min(max(axis.x(tip.minute), axis.left), axis.right)
        to_left = tip.ahead is not axis.flipped
        left, y = (x - space.sm - width if to_left else x + space.sm), row.track.center().y() - TIP_HEIGHT / 2
        if left < axis.left - space.m or left + width > axis.right + space.m:
            away = (row.track.height() + TIP_HEIGHT) / 2 + space.xs
            left, y = min(max(axis.left, x - width / 2), axis.right - width), y + (-away if tip.row else away)
        return QRectF(left, y, width, TIP_HEIGHT)


def _bites(x: float, inward: int, box: QRectF) -> QPainterPath:
    """The teeth of a torn end."""
    path = QPainterPath(QPointF(x - inward, box.top() - 1))
    step = (box.height() + 2) / (2 * TEETH)
    for number in range(1, 2 * TEETH + 1):
        path.lineTo(x + inward * (TOOTH if number % 2 else 0), box.top() - 1 + number * step)
    path.lineTo(x - inward, box.bottom() + 1)
    path.closeSubpath()
    return path


def _digits(text: str) -> str:
    """Times without the words for morning and afternoon."""
    return " ".join("".join(c for c in text if c.isdigit() or c in f":. {EN_DASH}").split())
