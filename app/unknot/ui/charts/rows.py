"""Rows of one thing each: counted blocks, or bars with their number beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt

from unknot.ui.charts.paper import Letters, Paper
from unknot.ui.theme import space

BLOCK, BLOCK_HIGH, BLOCK_CORNER = 8.0, 14.0, 2.5
BAR, BAR_CORNER = 14.0, 2.5
LABELS = 0.5
"""At most so much of the width is for the words."""
LEAST_BAR = 2.0
"""What nothing still takes, so that the row has an end to be seen."""


@dataclass(frozen=True, slots=True)
class Count:
    """``label`` came ``n`` times."""

    label: str
    n: int


@dataclass(frozen=True, slots=True)
class Blocks:
    """Counts as blocks, one for each time, with hairlines between the rows and the number at the end. Where there is no
    room for so many, a bar stands for them."""

    counts: tuple[Count, ...]

    def height(self, width: float, letters: Letters) -> float:
        """Of all rows."""
        return sum(self._rows(width, letters)) + 1

    def _rows(self, width: float, letters: Letters) -> list[float]:
        room = _label_room([c.label for c in self.counts], width, letters)
        return [letters.high(count.label, room, "body") + space.sm for count in self.counts]

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Row by row."""
        letters = paper.letters
        label = _label_room([c.label for c in self.counts], room.width(), letters)
        number = max((letters.wide(str(c.n), "label") for c in self.counts), default=0.0)
        y = room.top()
        paper.line(QPointF(room.left(), y + 0.5), QPointF(room.right(), y + 0.5))
        for count, high in zip(self.counts, self._rows(room.width(), letters), strict=True):
            row = QRectF(room.left(), y, room.width(), high)
            paper.text(paper.place(QRectF(row.left(), y, label, high), room), count.label)
            start = row.left() + label + space.m
            self._blocks(paper, room, start, row.right() - number - space.m - start, row.center().y(), count.n)
            end = QRectF(row.right() - number - 1, y, number + 1, high)
            paper.text(paper.place(end, room), str(count.n), "label", align=Qt.AlignmentFlag.AlignTrailing)
            y += high
            paper.line(QPointF(room.left(), y + 0.5), QPointF(room.right(), y + 0.5))

    def _blocks(self, paper: Paper, whole: QRectF, x: float, wide: float, y: float, n: int) -> None:
        most = max(count.n for count in self.counts)
        if most * (BLOCK + space.hair) > wide:
            bar = QRectF(x, y - BLOCK_HIGH / 2, max(LEAST_BAR, wide * n / most), BLOCK_HIGH)
            paper.fill(paper.place(bar, whole), "ink2", BLOCK_CORNER)
            return
        for index in range(n):
            box = QRectF(x + index * (BLOCK + space.hair), y - BLOCK_HIGH / 2, BLOCK, BLOCK_HIGH)
            paper.fill(paper.place(box, whole), "ink2", BLOCK_CORNER)

    def words(self) -> tuple[str, ...]:
        """``Busy: 3``."""
        return tuple(f"{count.label}: {count.n}" for count in self.counts)

    def tip(self, at: QPointF, room: QRectF, letters: Letters) -> str:
        """Nothing: all numbers are there."""
        return ""


@dataclass(frozen=True, slots=True)
class Bar:
    """``value`` of whatever it is, ``text``: the same with its unit. ``part``: of ``value``, painted full while the
    rest is hollow; None where all of it is full."""

    label: str
    value: float
    text: str
    part: float | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from one line, each with its number at the end."""

    bars: tuple[Bar, ...]
    pitch: float = 24.0

    def height(self, width: float, letters: Letters) -> float:
        """Of all rows."""
        return sum(self._rows(width, letters))

    def _rows(self, width: float, letters: Letters) -> list[float]:
        room = _label_room([bar.label for bar in self.bars], width, letters)
        return [max(self.pitch, letters.high(bar.label, room) + space.xs) for bar in self.bars]

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Row by row."""
        letters = paper.letters
        label = _label_room([bar.label for bar in self.bars], room.width(), letters)
        number = max((letters.wide(bar.text, "tabular") for bar in self.bars), default=0.0) + 1
        most = max((bar.value for bar in self.bars), default=0.0)
        longest = max(space.s, room.width() - label - number - space.m - space.s)
        y = room.top()
        for bar, high in zip(self.bars, self._rows(room.width(), letters), strict=True):
            paper.text(paper.place(QRectF(room.left(), y, label, high), room), bar.label)
            wide = max(LEAST_BAR, longest * bar.value / most if most else 0.0)
            box = QRectF(room.left() + label + space.m, y + (high - BAR) / 2, wide, BAR)
            self._bar(paper, room, box, bar)
            beside = QRectF(box.right() + space.s, y, number, high)
            paper.text(paper.place(beside, room), bar.text, "tabular", "ink2")
            y += high

    @staticmethod
    def _bar(paper: Paper, whole: QRectF, box: QRectF, bar: Bar) -> None:
        if bar.value <= 0:
            paper.fill(paper.place(box, whole), "border")
            return
        if bar.part is None:
            paper.fill(paper.place(box, whole), "accent", BAR_CORNER)
            return
        hollow = box.adjusted(0.75, 0.75, -0.75, -0.75)
        paper.fill(paper.place(hollow, whole), "tint", BAR_CORNER, "accent")
        full = QRectF(box.left(), box.top(), box.width() * bar.part / bar.value, box.height())
        if full.width() >= 1:
            paper.fill(paper.place(full, whole), "accent", BAR_CORNER)

    def words(self) -> tuple[str, ...]:
        """``Neck: 41 min``."""
        return tuple(f"{bar.label}: {bar.text}" for bar in self.bars)

    def tip(self, at: QPointF, room: QRectF, letters: Letters) -> str:
        """Nothing: all numbers are there."""
        return ""


def _label_room(labels: Sequence[str], width: float, letters: Letters) -> float:
    """As wide as the longest label, but never more than its share."""
    longest = max((letters.wide(label) for label in labels), default=0.0) + 1
    return min(longest, width * LABELS)
