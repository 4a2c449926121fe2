"""A course from 0 to 10 over days: a line with a mark on each day that was told, and the last one filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLineF, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from unknot.core.care_records import WORST
from unknot.ui.theme import font, space, theme
from unknot.ui.tr import tr

LEVELS = (WORST, WORST // 2, 0)
"""Where the hairlines are."""
HEIGHT = 80
"""From 0 to 10, pixels at the usual text size."""
MARK = 3.5
LAST = 5.5
LINE = 2.0
CROWDED = 11.0
"""Marks closer together than this leave out the ones between; the line still goes through them."""
REACH = 12.0
"""So near to a mark the pointer is told what it says."""


@dataclass(frozen=True, slots=True)
class Told:
    """One day's strength, 0 to WORST."""

    day: date
    value: int


def short_day(day: date) -> str:
    """Day and month, short: 14 Nov."""
    return QLocale().toString(QDate(day.year, day.month, day.day), tr("d MMM"))


class Course(QWidget):
    """The chart. ``colour``: a token. A screen reader is told ``name``, then every day and its number."""

    def __init__(self, name: str, colour: str = "clay", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour = name, colour
        self._told: tuple[Told, ...] = ()
        self._last = self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_course(self, told: Sequence[Told], last: date, today: date) -> None:
        """Show these days, in order; the axis ends at ``last``, written as "today" when it is."""
        self._told = tuple(told)
        self._last, self._today = max([last, *(each.day for each in told)]), today
        days = ", ".join(tr("{day}: {n}").format(day=self._day(each.day), n=each.value) for each in self._told)
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(days)
        self.update()

    def _day(self, day: date) -> str:
        return tr("today") if day == self._today else short_day(day)

    # where things are

    def sizeHint(self) -> QSize:
        low = QFontMetricsF(font("small")).height()
        return QSize(280, round(HEIGHT + 1.5 * low + space.s + LAST))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def plot(self) -> QRectF:
        """Where the lines are: all but the numbers beside it and the days below."""
        metrics = QFontMetricsF(font("small"))
        beside = metrics.horizontalAdvance(str(WORST)) + space.sm
        room = QRectF(self.rect()).adjusted(LAST + 1, metrics.height() / 2, -beside - LAST, 0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            room.translate(beside, 0)
        room.setHeight(HEIGHT)
        return room

    def points(self) -> list[QPointF]:
        """The middle of each day's mark, in order. A course that began today stands at the end."""
        if not self._told:
            return []
        plot, first = self.plot(), self._told[0].day
        span = (self._last - first).days
        flip = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        found = []
        for each in self._told:
            share = (each.day - first).days / span if span else 1.0
            x = plot.left() + plot.width() * ((1 - share) if flip else share)
            found.append(QPointF(x, plot.bottom() - plot.height() * each.value / WORST))
        return found

    # paint

    def paintEvent(self, event: QPaintEvent) -> None:
        t, plot = theme().tokens, self.plot()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("small"))
        self._paint_levels(painter, plot)
        points = self.points()
        if not points:
            return
        self._paint_days(painter, plot)
        colour = QColor(getattr(t, self._colour))
        pen = QPen(colour, LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(QColor(t.bg))
        for point in spread_out(points):
            painter.drawEllipse(point, MARK, MARK)
        painter.setBrush(colour)
        painter.drawEllipse(points[-1], LAST, LAST)

    def _paint_levels(self, painter: QPainter, plot: QRectF) -> None:
        t, metrics = theme().tokens, QFontMetricsF(painter.font())
        flip = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        edge = 0.0 if flip else float(self.width())
        for level in LEVELS:
            y = round(plot.bottom() - plot.height() * level / WORST) + 0.5
            painter.setPen(QPen(QColor(t.border if t.contrast else t.line), 1))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
            painter.setPen(QColor(t.ink2))
            word = str(level)
            x = edge if flip else edge - metrics.horizontalAdvance(word)
            painter.drawText(QPointF(x, y + metrics.capHeight() / 2), word)

    def _paint_days(self, painter: QPainter, plot: QRectF) -> None:
        """The first and the last day, beneath their ends; only the last when there is one alone, or no room."""
        metrics = QFontMetricsF(painter.font())
        painter.setPen(QColor(theme().tokens.ink2))
        y = plot.bottom() + space.s + metrics.ascent()
        flip = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        first, last = self._day(self._told[0].day), self._day(self._last)
        wide = metrics.horizontalAdvance(last)
        painter.drawText(QPointF(plot.left() if flip else plot.right() - wide, y), last)
        taken = wide + metrics.horizontalAdvance(first) + space.m
        if first != last and taken <= plot.width():
            x = plot.right() - metrics.horizontalAdvance(first) if flip else plot.left()
            painter.drawText(QPointF(x, y), first)

    # the pointer

    def tip(self, at: QPointF) -> str:
        """What the mark under the pointer says."""
        close = [(QLineF(at, point).length(), each) for point, each in zip(self.points(), self._told, strict=True)]
        if not close:
            return ""
        far, each = min(close, key=lambda pair: pair[0])
        return tr("{day}: {n}").format(day=self._day(each.day), n=each.value) if far <= REACH else ""

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip(QPointF(event.pos())), self)
            return True
        return super().event(event)


def spread_out(points: Sequence[QPointF]) -> list[QPointF]:
    """Those that have room for a mark of their own: the first, and each far enough from the one before it and from the
    last, whose mark is larger."""
    kept: list[QPointF] = []
    for point in points[:-1]:
        if (not kept or abs(point.x() - kept[-1].x()) >= CROWDED) and abs(points[-1].x() - point.x()) >= CROWDED:
            kept.append(point)
    return kept
