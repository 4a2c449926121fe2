"""A sheet of paper: blocks laid one below the other on pages, as PDF or as a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSaveFile, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter

from unknot.core.library import Problem
from unknot.ports import StoreError
from unknot.ui.charts.chart import Figure
from unknot.ui.charts.paper import SHEET, Paper

DPI = 112.0
"""Lengths on a sheet are those of a window, so many to an inch: running text is 9 points high."""
FINE = 1200
"""Dots an inch of the PDF; only rounding depends on it."""
SHARP = 2
"""Pixels of a picture for each of a window's."""
MARGIN = 60.0
GAP = 20.0
CELL = 18.0
LONGEST_CELL = 360.0
"""A longer text wraps."""
NOTHING = ("", "0")
BELOW_HEAD = 8.0


class Block(Protocol):
    """Something on a sheet."""

    def height(self, width: float) -> float:
        """How high it is."""

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Paint it."""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str
    role: str = "body"
    colour: str = "ink"

    def height(self, width: float) -> float:
        """How high it is."""
        return SHEET.high(self.text, width, self.role)

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Paint it."""
        paper.text(room, self.text, self.role, self.colour)


@dataclass(frozen=True, slots=True)
class Titled:
    """A figure under its heading."""

    title: str
    figure: Figure
    note: str = ""

    def _heads(self, width: float) -> tuple[float, float]:
        """How high the heading and the line about it are."""
        note = SHEET.high(self.note, width, "small") if self.note else 0.0
        return SHEET.high(self.title, width, "label"), note

    def height(self, width: float) -> float:
        """How high it is."""
        return sum(self._heads(width)) + BELOW_HEAD + self.figure.height(width, SHEET)

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Paint it."""
        title, note = self._heads(room.width())
        paper.text(QRectF(room.left(), room.top(), room.width(), title), self.title, "label")
        paper.text(QRectF(room.left(), room.top() + title, room.width(), note), self.note, "small", "ink2")
        top = room.top() + title + note + BELOW_HEAD
        self.figure.paint(paper, QRectF(room.left(), top, room.width(), room.bottom() - top))


@dataclass(frozen=True, slots=True)
class Drawn:
    """Something with a painter of its own."""

    high: float
    draw: Callable[[Paper, QRectF], None]

    def height(self, width: float) -> float:
        """How high it is."""
        return self.high

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Paint it."""
        self.draw(paper, room)


@dataclass(frozen=True, slots=True)
class Column:
    """Blocks below one another; part of a ``Beside``."""

    blocks: tuple[Block, ...]

    def height(self, width: float) -> float:
        """How high it is."""
        return sum(block.height(width) for block in self.blocks) + GAP * max(0, len(self.blocks) - 1)

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Paint it."""
        y = room.top()
        for block in self.blocks:
            high = block.height(room.width())
            block.paint(paper, QRectF(room.left(), y, room.width(), high))
            y += high + GAP


@dataclass(frozen=True, slots=True)
class Beside:
    """Two blocks side by side; ``share`` of the width is the first one's."""

    first: Block
    second: Block
    share: float = 0.5
    gap: float = 32.0

    def _widths(self, width: float) -> tuple[float, float]:
        first = (width - self.gap) * self.share
        return first, width - self.gap - first

    def height(self, width: float) -> float:
        """How high it is."""
        first, second = self._widths(width)
        return max(self.first.height(first), self.second.height(second))

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Paint it."""
        first, second = self._widths(room.width())
        left = QRectF(room.left(), room.top(), first, self.first.height(first))
        right = QRectF(room.right() - second, room.top(), second, self.second.height(second))
        self.first.paint(paper, paper.place(left, room))
        self.second.paint(paper, paper.place(right, room))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. ``wide``: of the columns. ``numbers``: from which column on they are set to the end."""

    cells: tuple[str, ...]
    wide: tuple[float, ...]
    head: bool = False
    numbers: int = 1

    def height(self, width: float) -> float:
        """How high it is: as its highest cell."""
        role = "caption" if self.head else "small"
        highs = [SHEET.high(cell, wide - 6, role) for cell, wide in zip(self.cells, self.wide, strict=True)]
        return max(CELL, max(highs) + 4)

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Paint it."""
        x = room.left()
        for index, (cell, wide) in enumerate(zip(self.cells, self.wide, strict=True)):
            box = QRectF(x, room.top(), wide - 6, room.height())
            side = Qt.AlignmentFlag.AlignLeading if index < self.numbers else Qt.AlignmentFlag.AlignTrailing
            role, colour = ("caption", "ink2") if self.head else ("small", "ink")
            paper.text(paper.place(box, room), cell, role, colour, side)
            x += wide
        y = room.bottom() - 0.5
        ends = paper.at(room.left(), room), paper.at(x - 6, room)
        paper.line(QPointF(ends[0], y), QPointF(ends[1], y), "border" if self.head else "line", 0.75)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], width: float, numbers: int = 1) -> list[Block]:
    """A table as rows that may stand on several pages. Columns that have no room beside the others follow in a table of
    their own, with the first column again; rows that have nothing there are left out of it. ``numbers``: from which
    column on they are set to the end."""
    wanted = [_needed(head, [row[index] for row in rows]) for index, head in enumerate(heads)]
    parts: list[list[int]] = [[0]]
    for index in range(1, len(heads)):
        if sum(wanted[one] for one in parts[-1]) + wanted[index] > width and len(parts[-1]) > 1:
            parts.append([0])
        parts[-1].append(index)
    made: list[Block] = []
    for part in parts:
        wide = _grown([wanted[one] for one in part], width)
        made.append(Row(tuple(heads[one] for one in part), wide, head=True, numbers=numbers))
        cells = [tuple(row[one] for one in part) for row in rows]
        told = [row for row in cells if len(parts) == 1 or any(cell not in NOTHING for cell in row[1:])]
        made += [Row(row, wide, numbers=numbers) for row in told]
    return made


def _needed(head: str, cells: Sequence[str]) -> float:
    """As wide as the longest word of the head, which wraps, and the longest cell, which does not."""
    words = max((SHEET.wide(word, "caption") for word in head.replace("-", "- ").split()), default=0.0)
    return min(max([words, *(SHEET.wide(cell, "small") for cell in cells)]), LONGEST_CELL) + 9


def _grown(wanted: Sequence[float], width: float) -> tuple[float, ...]:
    """What is left over goes to all alike, but never so much that a table of two columns is torn apart. What is too
    wide all the same becomes narrower."""
    more = min((width - sum(wanted)) / len(wanted), 40.0)
    return tuple(each + more for each in wanted)


@dataclass(frozen=True)
class Sheet:
    """Blocks on as many pages as they take. ``foot``: said at the foot of each page, with its number. Consecutive rows
    of a table stand close together."""

    title: str
    blocks: Sequence[Block]
    size: QPageSize.PageSizeId
    foot: str = ""
    flip: bool = False
    _pages: list[list[tuple[Block, QRectF]]] = field(default_factory=list)

    @property
    def paper(self) -> QSizeF:
        """The page, in lengths of a window."""
        inches = QPageSize(self.size).size(QPageSize.Unit.Inch)
        return QSizeF(inches.width() * DPI, inches.height() * DPI)

    @property
    def pages(self) -> list[list[tuple[Block, QRectF]]]:
        """What stands where on each page."""
        if not self._pages:
            self._lay_out()
        return self._pages

    def _lay_out(self) -> None:
        paper = self.paper
        width, bottom = paper.width() - 2 * MARGIN, paper.height() - MARGIN - SHEET.line("small")
        page: list[tuple[Block, QRectF]] = []
        y, head = MARGIN, None
        for index, block in enumerate(self.blocks):
            high = block.height(width)
            keep = self._kept_with(index, width)
            if page and y + high + keep > bottom:
                self._pages.append(page)
                page, y = [], MARGIN
                if head is not None and isinstance(block, Row) and not block.head:
                    page.append((head, QRectF(MARGIN, y, width, head.height(width))))
                    y += head.height(width)
            page.append((block, QRectF(MARGIN, y, width, high)))
            head = (block if block.head else head) if isinstance(block, Row) else None
            y += high + self._gap(index)
        self._pages.append(page)

    def _kept_with(self, index: int, width: float) -> float:
        """What has to stand on the same page below this one: a heading is never alone at the foot, nor a table's."""
        block = self.blocks[index]
        if index + 1 == len(self.blocks) or not (isinstance(block, Words) or (isinstance(block, Row) and block.head)):
            return 0.0
        return self._gap(index) + self.blocks[index + 1].height(width) + self._kept_with(index + 1, width)

    def _gap(self, index: int) -> float:
        block = self.blocks[index]
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if isinstance(following, Row) and isinstance(block, Row):
            return GAP if following.head else 0.0
        if isinstance(following, Row) and isinstance(block, Words):
            return 4.0
        return 4.0 if isinstance(block, Words) and isinstance(following, Words) else GAP

    def paint(self, painter: QPainter, number: int) -> None:
        """One page, from 0, on a painter whose unit is a window's pixel."""
        paper, size = Paper.of_sheet(painter, self.flip), self.paper
        painter.fillRect(QRectF(QPointF(), size), QColor(Qt.GlobalColor.white))
        for block, room in self.pages[number]:
            block.paint(paper, room)
        line = SHEET.line("small")
        foot = QRectF(MARGIN, size.height() - MARGIN + 8, size.width() - 2 * MARGIN, line)
        paper.text(foot, self.foot, "small", "ink2")
        place = f"{number + 1} / {len(self.pages)}"
        paper.text(foot, place, "small", "ink2", Qt.AlignmentFlag.AlignTrailing)

    # files

    def pdf(self) -> bytes:
        """All pages as a PDF."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(self.title)
        writer.setCreator("Unknot")
        writer.setResolution(FINE)
        writer.setPageSize(QPageSize(self.size))
        writer.setPageMargins(QMarginsF())
        painter = QPainter(writer)
        for number in range(len(self.pages)):
            if number:
                writer.newPage()
            painter.save()
            painter.scale(FINE / DPI, FINE / DPI)
            self.paint(painter, number)
            painter.restore()
        painter.end()
        return bytes(buffer.data().data())

    def png(self) -> bytes:
        """All pages below one another as a picture."""
        size, count = self.paper, len(self.pages)
        high = round(size.height() * SHARP)
        image = QImage(round(size.width() * SHARP), high * count, QImage.Format.Format_RGB32)
        image.setText("Title", self.title)
        painter = QPainter(image)
        for number in range(count):
            painter.save()
            painter.translate(0, high * number)
            painter.scale(SHARP, SHARP)
            self.paint(painter, number)
            painter.restore()
        painter.end()
        found = QByteArray()
        buffer = QBuffer(found)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want the format as bytes
        return bytes(found.data())


def save(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises StoreError."""
    file = QSaveFile(str(path))
    if not (file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(content) == len(content) and file.commit()):
        raise StoreError(Problem(path.name, "", "readonly", file.errorString()))

