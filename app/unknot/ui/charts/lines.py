"""Lines from 0 to 10 over days, told apart by marker, dash and the words at their ends; below them what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF

from unknot.core.care_records import WORST
from unknot.ui.charts.paper import Letters, Paper
from unknot.ui.theme import space

HIGH = 104.0
"""From 0 to 10."""
LEVELS = (WORST, WORST // 2, 0)
WIDTH = 2.0
MARK = 4.0
DASHES: tuple[tuple[float, ...], ...] = ((), (4.0, 2.5), (1.0, 2.5), (6.0, 2.0, 1.0, 2.0), (2.0, 2.0), (8.0, 3.0))
"""In pen widths."""
LABELS = 0.42
"""At most so much of the width is for the words at the ends."""
DONE_HIGH, DONE_WIDE = 20.0, 5.0
NEAR = 12.0


@dataclass(frozen=True, slots=True)
class Dot:
    """``x``: in days from the first; ``text``: day and number in words."""

    x: float
    value: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """``kind``: which marker and dash, counted from 0. ``colour``: a token."""

    label: str
    kind: int
    colour: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """``n`` sessions done at ``x``."""

    x: float
    n: int


@dataclass(frozen=True, slots=True)
class Lines:
    """``span``: days from the first to the last. ``ticks``: (x, label). ``done_text``: what the marks below are."""

    lines: tuple[Line, ...]
    span: float
    ticks: tuple[tuple[float, str], ...]
    done: tuple[Done, ...] = ()
    done_text: str = ""

    # where things are

    def height(self, width: float, letters: Letters) -> float:
        """With the axis and what was done."""
        whole = letters.line("small") + HIGH + space.s + letters.line("small")
        return whole + (DONE_HIGH + space.s if self.done else 0.0)

    def plot(self, room: QRectF, letters: Letters) -> QRectF:
        """From 0 to 10 and from the first day to the last."""
        beside = letters.wide(str(WORST), "small") + space.sm
        words = self._label_room(room.width(), letters)
        top = room.top() + letters.line("small") / 2
        left = room.left() + beside + MARK
        return QRectF(left, top, max(space.huge, room.right() - words - space.m - left), HIGH)

    def _label_room(self, width: float, letters: Letters) -> float:
        texts = [(line.label, "small") for line in self.lines]
        texts += [(self.done_text, "small")] if self.done else []
        return min(max((letters.wide(*text) for text in texts), default=0.0) + 1, width * LABELS)

    def _x(self, x: float, plot: QRectF) -> float:
        return plot.left() + plot.width() * (x / self.span if self.span else 0.5)

    def points(self, line: Line, plot: QRectF) -> list[QPointF]:
        """The middle of each mark, as if written from left to right."""
        return [
            QPointF(self._x(dot.x, plot), plot.bottom() - plot.height() * dot.value / WORST) for dot in line.dots
        ]

    # paint

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Levels, days, lines, words, and what was done."""
        plot = self.plot(room, paper.letters)
        self._levels(paper, room, plot)
        self._days(paper, room, plot)
        for line in self.lines:
            self._line(paper, room, plot, line)
        self._labels(paper, room, plot)
        if self.done:
            self._done(paper, room, plot)

    def _levels(self, paper: Paper, room: QRectF, plot: QRectF) -> None:
        high = paper.letters.line("small")
        for level in LEVELS:
            y = round(plot.bottom() - plot.height() * level / WORST) + 0.5
            start, end = paper.at(plot.left() - MARK, room), paper.at(plot.right() + MARK, room)
            paper.line(QPointF(start, y), QPointF(end, y), "border" if paper.tokens.contrast else "line")
            box = QRectF(room.left(), y - high / 2, plot.left() - MARK - space.s - room.left(), high)
            paper.text(paper.place(box, room), str(level), "small", "ink2", Qt.AlignmentFlag.AlignTrailing)

    def _days(self, paper: Paper, room: QRectF, plot: QRectF) -> None:
        high, y = paper.letters.line("small"), plot.bottom() + space.s
        for x, label in self.ticks:
            wide = paper.letters.wide(label, "small") + 2
            left = min(self._x(x, plot) - wide / 2, room.right() - wide)
            box = QRectF(left, y, wide, high)
            paper.text(paper.place(box, room), label, "small", "ink2", Qt.AlignmentFlag.AlignHCenter)

    def _line(self, paper: Paper, room: QRectF, plot: QRectF, line: Line) -> None:
        points = [QPointF(paper.at(p.x(), room), p.y()) for p in self.points(line, plot)]
        colour = QColor(getattr(paper.tokens, line.colour))
        pen = QPen(colour, WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
        dash = DASHES[line.kind % len(DASHES)]
        if dash:
            pen.setDashPattern(list(dash))
        paper.painter.setPen(pen)
        paper.painter.setBrush(Qt.BrushStyle.NoBrush)
        paper.painter.drawPolyline(QPolygonF(points))
        for point in apart(points):
            mark(paper, point, line.kind, line.colour)

    def _labels(self, paper: Paper, room: QRectF, plot: QRectF) -> None:
        """At the height of each line's end; where two would touch, they part."""
        letters, wide = paper.letters, self._label_room(room.width(), paper.letters)
        lines = sorted((line for line in self.lines if line.dots), key=lambda line: -line.dots[-1].value)
        heights = [letters.high(line.label, wide, "small") for line in lines]
        ends = [self.points(line, plot)[-1].y() for line in lines]
        tops = spread([y - high / 2 for y, high in zip(ends, heights, strict=True)], heights, room.top(),
                      plot.bottom() + letters.line("small") / 2)
        for line, top, high in zip(lines, tops, heights, strict=True):
            box = QRectF(plot.right() + space.m, top, wide, high)
            paper.text(paper.place(box, room), line.label, "small")

    def _done(self, paper: Paper, room: QRectF, plot: QRectF) -> None:
        foot = plot.bottom() + space.s + paper.letters.line("small") + space.s + DONE_HIGH
        most = max(done.n for done in self.done)
        for done in self.done:
            high = max(2.0, DONE_HIGH * done.n / most)
            x = self._x(done.x, plot)
            box = QRectF(x - DONE_WIDE / 2, foot - high, DONE_WIDE, high)
            paper.fill(paper.place(box, room), "accent", 1.5)
        start, end = paper.at(plot.left() - MARK, room), paper.at(plot.right() + MARK, room)
        paper.line(QPointF(start, foot + 0.5), QPointF(end, foot + 0.5), "border")
        wide = self._label_room(room.width(), paper.letters)
        box = QRectF(plot.right() + space.m, foot - DONE_HIGH, wide, DONE_HIGH)
        paper.text(paper.place(box, room), self.done_text, "small", "ink2")

    # words

    def words(self) -> tuple[str, ...]:
        """Each line with all its days."""
        return tuple(f"{line.label}: {', '.join(dot.text for dot in line.dots)}" for line in self.lines)

    def tip(self, at: QPointF, room: QRectF, letters: Letters) -> str:
        """The marks nearest to a point, all lines that meet there."""
        plot = self.plot(room, letters)
        found = [
            f"{line.label}: {dot.text}"
            for line in self.lines
            for dot, point in zip(line.dots, self.points(line, plot), strict=True)
            if QLineF(at, point).length() <= NEAR
        ]
        return "\n".join(found)


def apart(points: Sequence[QPointF]) -> list[QPointF]:
    """Those that have room for a mark of their own; the last always has one."""
    kept: list[QPointF] = []
    for point in reversed(points):
        if not kept or abs(kept[-1].x() - point.x()) >= 2.5 * MARK:
            kept.append(point)
    return kept


def spread(tops: Sequence[float], heights: Sequence[float], least: float, most: float) -> list[float]:
    """The same in order, moved apart so that none touches the next, within ``least`` and ``most`` where they fit."""
    found: list[float] = []
    y = least
    for top, high in zip(tops, heights, strict=True):
        y = max(y, top)
        found.append(y)
        y += high
    over = y - most
    for index in range(len(found) - 1, -1, -1):
        if over <= 0:
            break
        room = found[index] - (found[index - 1] + heights[index - 1] if index else least)
        for below in range(index, len(found)):
            found[below] -= min(over, max(0.0, room))
        over -= min(over, max(0.0, room))
    return found


def mark(paper: Paper, at: QPointF, kind: int, colour: str) -> None:
    """The marker of a line: a ring, a square, a triangle, a diamond, a disc, a hollow square."""
    edge, ground = QColor(getattr(paper.tokens, colour)), QColor(paper.tokens.bg)
    hollow = kind % 6 in (0, 3, 5)
    painter = paper.painter
    painter.setPen(QPen(edge, 1.75))
    painter.setBrush(ground if hollow else edge)
    shape = kind % 6
    if shape in (0, 4):
        painter.drawEllipse(at, MARK, MARK)
    elif shape in (1, 5):
        side = MARK * 0.85
        painter.drawRect(QRectF(at.x() - side, at.y() - side, 2 * side, 2 * side))
    else:
        corners = ((0, -1.15), (1.1, 0.85), (-1.1, 0.85)) if shape == 2 else ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0))
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) * MARK for x, y in corners]))
