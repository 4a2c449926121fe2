"""Columns side by side, with the number in each and a goal as a dashed line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from unknot.ui.charts.paper import Letters, Paper
from unknot.ui.theme import space

HIGH = 88.0
"""From the line to the top of the highest."""
WIDEST, SHARE = 40.0, 0.62
"""A column's width: so much at most, and so much of the room that it has."""
CORNER = 4.0
DASH = [4.0, 3.0]


@dataclass(frozen=True, slots=True)
class Column:
    """``value`` with what it is of: ``label`` beneath, ``text`` in words for whoever can't see it. ``ahead``: it is
    still to come, and has no value."""

    label: str
    value: float
    text: str
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """``goal``: 0 for none; ``goal_text`` stands at its line's end."""

    columns: tuple[Column, ...]
    goal: float = 0.0
    goal_text: str = ""

    def height(self, width: float, letters: Letters) -> float:
        """The same at every width."""
        return letters.line("small") + HIGH + space.xs + letters.line("small")

    def _plot(self, room: QRectF, letters: Letters) -> QRectF:
        beside = letters.wide(self.goal_text, "small") + space.s if self.goal else 0.0
        top = room.top() + letters.line("small")
        return QRectF(room.left(), top, room.width() - beside, HIGH)

    def _most(self) -> float:
        return max([self.goal * 1.04, *(column.value for column in self.columns), 1.0])

    def boxes(self, room: QRectF, letters: Letters) -> list[QRectF]:
        """The columns, as if written from left to right."""
        plot, most = self._plot(room, letters), self._most()
        pitch = plot.width() / max(1, len(self.columns))
        wide = min(WIDEST, pitch * SHARE)
        found = []
        for index, column in enumerate(self.columns):
            high = plot.height() * column.value / most
            left = plot.left() + pitch * (index + 0.5) - wide / 2
            found.append(QRectF(left, plot.bottom() - high, wide, high))
        return found

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Columns, line, labels, and the goal over all of it."""
        letters, plot = paper.letters, self._plot(room, paper.letters)
        pitch = plot.width() / max(1, len(self.columns))
        every = self._label_step(pitch, letters)
        for index, (column, box) in enumerate(zip(self.columns, self.boxes(room, letters), strict=True)):
            self._column(paper, room, column, box)
            if index % every == 0:
                wide = pitch * every
                under = QRectF(box.center().x() - wide / 2, plot.bottom() + space.xs, wide, letters.line("small"))
                paper.text(
                    paper.place(under, room), column.label, "small", "ink2", Qt.AlignmentFlag.AlignHCenter
                )
        foot = plot.bottom() + 0.5
        ends = (paper.at(plot.left(), room), paper.at(plot.right(), room))
        paper.line(QPointF(ends[0], foot), QPointF(ends[1], foot), "border")
        if self.goal:
            self._goal(paper, room, plot)

    def _label_step(self, pitch: float, letters: Letters) -> int:
        """Every label, or every second, ..., so that none touches the next."""
        widest = max((letters.wide(column.label, "small") for column in self.columns), default=0.0) + space.xs
        return next((n for n in (1, 2, 3, 5, 7, 10, 15) if pitch * n >= widest), 31)

    def _column(self, paper: Paper, room: QRectF, column: Column, box: QRectF) -> None:
        letters, at = paper.letters, paper.place(box, room)
        if column.value > 0:
            paper.painter.save()
            paper.painter.setClipRect(at.adjusted(-1, -1, 1, 0))
            face = at.adjusted(0.75, 0.75, -0.75, CORNER)  # its foot has no corners
            paper.fill(face, "tint", CORNER, "accent")
            paper.painter.restore()
        if column.ahead or column.value <= 0:
            return
        number, line = str(round(column.value)), letters.line("caption")
        if letters.wide(number, "caption") > max(box.width(), self._room_for(room, letters)):
            return
        inside = box.height() >= line + space.s
        y = at.bottom() - line - space.xs if inside else at.top() - line
        spot = QRectF(at.center().x() - WIDEST, y, 2 * WIDEST, line)
        paper.text(spot, number, "caption", "ink", Qt.AlignmentFlag.AlignHCenter)

    def _room_for(self, room: QRectF, letters: Letters) -> float:
        return self._plot(room, letters).width() / max(1, len(self.columns)) - space.hair

    def _goal(self, paper: Paper, room: QRectF, plot: QRectF) -> None:
        y = plot.bottom() - plot.height() * self.goal / self._most()
        pen = QPen(QColor(paper.tokens.ink), 1.5)
        pen.setDashPattern(DASH)
        paper.painter.setPen(pen)
        paper.painter.drawLine(QLineF(paper.at(plot.left(), room), y, paper.at(plot.right(), room), y))
        line = paper.letters.line("small")
        wide = paper.letters.wide(self.goal_text, "small") + 1
        beside = QRectF(plot.right() + space.s, y - line / 2, wide, line)
        paper.text(paper.place(beside, room), self.goal_text, "small")

    def words(self) -> tuple[str, ...]:
        """What each column says."""
        return tuple(column.text for column in self.columns if not column.ahead)

    def tip(self, at: QPointF, room: QRectF, letters: Letters) -> str:
        """What the column at this x says."""
        plot = self._plot(room, letters)
        if not self.columns or not plot.left() <= at.x() < plot.right():
            return ""
        column = self.columns[int((at.x() - plot.left()) / plot.width() * len(self.columns))]
        return "" if column.ahead else column.text
