"""A month on a sheet of paper, to show a physiotherapist: all its numbers, and nothing of the app around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageSize

from unknot.core.body_map import BodyShapes
from unknot.core.care_records import PainEntry
from unknot.core.review import Review
from unknot.ui.charts.body import HIGH, WIDE, paint_body, views
from unknot.ui.charts.month import Month, cell_high, paint_cell, paint_names
from unknot.ui.charts.paper import SHEET, Paper
from unknot.ui.charts.sheet import MARGIN, Beside, Block, Column, Drawn, Sheet, Titled, Words, table
from unknot.ui.kit.focus import RING
from unknot.ui.kit.marks import paint_mark
from unknot.ui.pages import history_figures as figures
from unknot.ui.pages import history_tables as tables
from unknot.ui.theme import space
from unknot.ui.tr import tr
from unknot.ui.words import history as words
from unknot.ui.words import pain

MAP = 0.78
"""How large the body is, of its size on the screen."""
MARK = 9.5
STATES = ("done", "stopped_early", "skipped", "missed", "coming")


def month_sheet(
    shown: Review, entries: Sequence[PainEntry], shapes: BodyShapes | None, week_starts: int,
    size: QPageSize.PageSizeId, name: str = "", flip: bool = False,
) -> Sheet:
    """The sheet of a month. ``name``: whose it is, "" to leave that out. ``entries``: what was noted of pain."""
    title = words.formatted(shown.period.first, "MMMM yyyy")
    blocks: list[Block] = [Words(tr("Stretching and pain, {month}").format(month=title), "title-small")]
    if name:
        blocks.append(Words(name, "lead"))
    first, last = shown.period.first, min(shown.period.last, shown.today)
    days = tr("{first} to {last}").format(
        first=words.formatted(first, tr("d MMMM")), last=words.formatted(last, tr("d MMMM yyyy"))
    )
    blocks.append(Words(days, "small", "ink2"))
    blocks += [Words(line) for line in words.in_the_third_person(shown) if line]
    blocks.append(Beside(_calendar(figures.month_of(shown, week_starts)), _beside(shown, week_starts), 0.56))
    blocks.append(Beside(_areas(shown, shapes), _strengths(shown), 0.56))
    sheet = Sheet(title, blocks, size, tr("Noted by the person, kept by Unknot on their own computer."), flip)
    width = sheet.paper.width() - 2 * MARGIN
    for heading, made in (
        (tr("Days"), tables.days(shown)), (tr("Strength, 0 to 10"), tables.strengths(shown)),
    ):
        if made.rows:
            blocks += [Words(heading, "label"), *table(made.heads, made.rows, width)]
    if entries:
        rows = [_entry(entry) for entry in entries]
        heads = (tr("Day"), tr("Where"), tr("0 to 10"), tr("Besides"))
        blocks += [Words(tr("Pain, as it was noted"), "label"), *table(heads, rows, width, numbers=4)]
    return sheet


def _entry(entry: PainEntry) -> tuple[str, str, str, str]:
    day = words.formatted(entry.day, tr("ddd d MMM"))
    return day, pain.where(entry), str(entry.strength), pain.extras(entry)


def _calendar(month: Month) -> Block:
    row, names = cell_high(month.rows, SHEET), SHEET.line("small")
    states = [state for state in STATES if any(state in cell.states for cell in month.cells if not cell.ahead)]

    def draw(paper: Paper, room: QRectF) -> None:
        room = room.translated(space.s if paper.flip else -space.s, 0)  # its words are flush with those above
        wide = room.width() / 7
        paint_names(paper, QRectF(room.left() - RING, room.top(), room.width(), names), month)
        for number, cells in enumerate(month.rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    box = QRectF(room.left() + column * wide, room.top() + names + number * row, wide, row)
                    paint_cell(paper, paper.place(box, room), replace(cell, today=False))
        _legend(paper, room, states)

    return Drawn(names + len(month.rows) * row + 2 * names, draw)


def _legend(paper: Paper, room: QRectF, states: Sequence[str]) -> None:
    x, line = room.left() + 8, SHEET.line("small")
    for state in states:
        word = words.state(state)
        mark = QRectF(x, room.bottom() - line / 2 - MARK / 2, MARK, MARK)
        paint_mark(paper.painter, paper.place(mark, room), "prompt", state, paper.tokens)
        wide = SHEET.wide(word, "small") + 2
        box = QRectF(x + MARK + 6, room.bottom() - line, wide, line)
        paper.text(paper.place(box, room), word, "small", "ink2")
        x = box.right() + 14


def _beside(shown: Review, week_starts: int) -> Block:
    parts: list[Block] = []
    if shown.skips:
        parts.append(Titled(tr("Skips, stand-ups included"), figures.skips_of(shown)))
    moving = figures.moving_of(shown, week_starts)
    if any(column.value > 0 for column in moving.columns):
        title = tr("Moving, against {n} minutes a day").format(n=shown.goal)
        parts.append(Titled(title, moving, tr("Average of days with work or moving, by week")))
    desk = figures.desk_of(shown, week_starts)
    if desk.bars:
        parts.append(Titled(tr("Hours standing"), desk, tr("Filled, of those at the desk")))
    return Column(tuple(parts))


def _areas(shown: Review, shapes: BodyShapes | None) -> Block:
    bars = figures.areas_of(shown)
    if not bars.bars:
        return Column(())
    beside: Block = Titled(tr("Minutes by area"), bars, tr("A move for two areas counts for both."))
    if shapes is None:
        return beside
    seen, high = views(shapes, shown.areas), HIGH * MAP

    def draw(paper: Paper, room: QRectF) -> None:
        for index, view in enumerate(seen):
            box = QRectF(room.left(), room.top() + index * high, WIDE * MAP, high)
            paint_body(paper, box, shapes, view, shown.areas)

    return Beside(Drawn(high * len(seen), draw), beside, 0.28, gap=12.0)


def _strengths(shown: Review) -> Block:
    lines = figures.strengths_of(shown)
    return Column((Titled(tr("Strength, 0 to 10"), lines),) if lines.lines else ())
