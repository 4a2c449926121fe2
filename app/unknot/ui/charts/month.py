"""The days of a month, each with a small cord of its sessions in their shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from unknot.ui.charts.paper import SCREEN, Letters, Paper
from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.kit.layout import right_to_left
from unknot.ui.kit.marks import paint_mark
from unknot.ui.theme import radius, space, theme

MARK, PITCH = 9.5, 12.5
SESSION_FROM = 16.0
"""From this size on a mark has the shape of a session's, below it that of a prompt's."""
POINT = 1.75
CORD = 1.5
WIDEST, LEAST = 68.0, 40.0
PER_ROW = 4
PAD = RING + space.s
"""From a day's edge, its focus ring included, to its words."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One day. ``states``: of marks.STATES, in the day's order. ``text``: the day in words. ``ahead``: it is to come,
    and can't be opened. ``free``: a day without working time."""

    day: date
    number: str
    states: tuple[str, ...]
    text: str
    today: bool = False
    ahead: bool = False
    free: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """Rows of seven, None where another month's day would stand; ``names`` of the weekdays in the same order."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...] = field(default=())

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All its days."""
        return tuple(cell for row in self.rows for cell in row if cell is not None)


def cell_high(rows: Sequence[Sequence[Cell | None]], letters: Letters) -> float:
    """Higher where a day has more sessions than fit beside one another."""
    most = max((len(cell.states) for row in rows for cell in row if cell), default=0)
    lines = max(1, -(-most // _per_row(most)))
    return letters.line("body") + space.s + lines * (MARK + space.xs) + space.sm


def paint_names(paper: Paper, room: QRectF, month: Month) -> None:
    """The weekdays over their columns."""
    wide = room.width() / 7
    for index, name in enumerate(month.names):
        box = QRectF(room.left() + index * wide + PAD, room.top(), wide - PAD, room.height())
        paper.text(paper.place(box, room), name, "small", "ink2")


def paint_cell(paper: Paper, box: QRectF, cell: Cell) -> None:
    """One day into its box: the number, and the cord below it."""
    letters = paper.letters
    if cell.today:
        paper.fill(box.adjusted(1, 1, -1, -1), "tint", radius.control, "accent" if paper.tokens.contrast else "")
    role = "label" if cell.today else "medium"
    number = QRectF(box.left() + space.s, box.top() + space.xs, box.width() - space.s, letters.line("body"))
    colour = "ink2" if cell.free or cell.ahead else "ink"
    paper.text(paper.place(number, box), cell.number, role, colour)
    per_row = _per_row(len(cell.states))
    y = number.bottom() + space.xs
    for start in range(0, len(cell.states), per_row):
        at = QRectF(box.left() + space.s, y, box.width() - space.s, MARK)
        paint_cord(paper, at, box, cell, cell.states[start : start + per_row], MARK, PITCH)
        y += MARK + space.xs


def _per_row(count: int) -> int:
    return max(1, count) if count <= PER_ROW + 1 else PER_ROW


def paint_cord(
    paper: Paper, at: QRectF, whole: QRectF, cell: Cell, states: Sequence[str], mark: float, pitch: float
) -> float:
    """Sessions as marks of this size on a cord through the middle of ``at``, which is inside ``whole``; closer together
    where they would not fit. Answers how much of the width they took."""
    if not states:
        return 0.0
    room = at.width() - mark
    pitch = min(pitch, room / (len(states) - 1)) if len(states) > 1 else 0.0
    y = at.center().y()
    xs = [at.left() + mark / 2 + index * pitch for index in range(len(states))]
    _thread(paper, whole, cell, states, xs, y, mark / 2)
    painter = paper.painter
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if paper.flip else Qt.LayoutDirection.LeftToRight)
    kind = "session" if mark >= SESSION_FROM else "prompt"
    for x, state in zip(xs, states, strict=True):
        spot = QPointF(paper.at(x, whole), y)
        if cell.ahead:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(paper.tokens.border))
            painter.drawEllipse(spot, POINT, POINT)
        else:
            shape = "coming" if kind == "prompt" and state == "next" else state
            paint_mark(painter, QRectF(spot.x() - mark / 2, y - mark / 2, mark, mark), kind, shape, paper.tokens)
    return xs[-1] + mark / 2 - at.left()


def _thread(
    paper: Paper, whole: QRectF, cell: Cell, states: Sequence[str], xs: Sequence[float], y: float, reach: float
) -> None:
    """The cord between the marks: strong where both ends are done, and hidden behind what is hollow."""
    for left, right, before, after in zip(xs, xs[1:], states, states[1:], strict=False):
        past = before in _SOLID and after in _SOLID
        start, end = left + (0 if before == "done" else reach), right - (0 if after == "done" else reach)
        if cell.ahead:
            start, end = left, right
        if end > start:
            ends = (QPointF(paper.at(start, whole), y), QPointF(paper.at(end, whole), y))
            paper.line(*ends, "accent" if past else "border", CORD if past else 1.0)


_SOLID = ("done", "stopped_early")


class Day(Ringed, QAbstractButton):
    """One day that can be opened: with the mouse, Enter or Space."""

    def __init__(self, owner: MonthChart) -> None:
        super().__init__(owner)
        self._owner = owner
        self.cell: Cell | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._picked)

    def show_cell(self, cell: Cell) -> None:
        """Stand for this day."""
        self.cell = cell
        self.setEnabled(not cell.ahead)
        self.setAccessibleName(cell.text)
        self.setToolTip(cell.text)
        self.update()

    def _picked(self) -> None:
        if self.cell is not None:
            self._owner.picked.emit(self.cell.day)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._owner.came_to(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif not self._owner.walk(self, key):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.cell is None:
            return
        painter = QPainter(self)
        paper = Paper.of_screen(painter, right_to_left(self))
        face = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        if self.underMouse() and self.isEnabled() and not self.cell.today:
            paper.fill(face, "side", radius.control)
        paint_cell(paper, face, self.cell)
        if self.ring_shown():
            draw_ring(painter, face, radius.control)
        painter.end()


class MonthChart(QWidget):
    """The calendar. Its days are children; arrow keys walk along them, and ``picked`` tells of one that was opened."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._month = Month(())
        self._days: list[Day] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme().changed.connect(self.update)

    def show_month(self, month: Month, name: str) -> None:
        """Show these days; ``name`` is said first."""
        self._month = month
        self.setAccessibleName(name)
        while len(self._days) < len(month.cells):
            self._days.append(Day(self))
        for day, cell in zip(self._days, month.cells, strict=False):
            day.show_cell(cell)
        self._arrange()
        reached = next((d for d in self._shown() if d.cell and d.cell.today), None) or next(iter(self._shown()), None)
        if reached is not None and not any(day.hasFocus() for day in self._days):
            self.came_to(reached)
        self.updateGeometry()
        self.update()

    def day(self, day: date) -> Day | None:
        """The child that stands for a day."""
        return next((child for child in self._shown() if child.cell and child.cell.day == day), None)

    def _shown(self) -> list[Day]:
        return self._days[: len(self._month.cells)]

    def came_to(self, reached: Day) -> None:
        """Make this the one that Tab reaches."""
        for day in self._days:
            day.setFocusPolicy(Qt.FocusPolicy.StrongFocus if day is reached else Qt.FocusPolicy.ClickFocus)

    def walk(self, here: Day, key: Qt.Key) -> bool:
        """Give the focus to the next day in a direction; False for another key."""
        ahead = -1 if right_to_left(self) else 1
        steps = {Qt.Key.Key_Left: -ahead, Qt.Key.Key_Right: ahead, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        able = [day for day in self._shown() if day.isEnabled()]
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            able[0 if key is Qt.Key.Key_Home else -1].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key not in steps or here not in able:
            return False
        there = able.index(here) + steps[key]
        if 0 <= there < len(able):
            able[there].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    # geometry

    def sizeHint(self) -> QSize:
        high = SCREEN.line("small") + space.xs + len(self._month.rows) * self._high()
        return QSize(round(7 * WIDEST), round(high))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(7 * LEAST), self.sizeHint().height())

    def _high(self) -> float:
        return cell_high(self._month.rows, SCREEN)

    def _arrange(self) -> None:
        wide, high, top = self._wide(), self._high(), SCREEN.line("small") + space.xs
        children = iter(self._days)
        flip = right_to_left(self)
        for number, row in enumerate(self._month.rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    box = QRectF(column * wide, top + number * high, wide, high)
                    if flip:
                        box.moveLeft(self.width() - box.right())
                    next(children).setGeometry(box.toRect())
        for index, day in enumerate(self._days):
            day.setVisible(index < len(self._month.cells))

    def _wide(self) -> float:
        return min(WIDEST, self.width() / 7)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        flip = right_to_left(self)
        wide = 7 * self._wide()
        left = self.width() - wide if flip else 0.0
        paint_names(Paper.of_screen(painter, flip), QRectF(left, 0, wide, SCREEN.line("small")), self._month)
        painter.end()
