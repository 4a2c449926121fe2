"""The same numbers as tables: what a screen reader meets, and whoever likes numbers better."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView, QVBoxLayout, QWidget

from unknot.core.review import DayReview, Review, by_day
from unknot.ui import words
from unknot.ui.kit.text import Text
from unknot.ui.pages import history_figures as figures
from unknot.ui.pages.parts import HANG
from unknot.ui.theme import font, space, theme
from unknot.ui.tr import tr
from unknot.ui.words import history as told
from unknot.ui.words.skips import skip_why

Index = QModelIndex | QPersistentModelIndex
_PLACE = QModelIndex()
SHORT_HEAD = 8
"""Letters that a head has on one line."""
PAD, HEAD_PAD = 2, 5
"""Beside a cell, which keeps 3 for itself, and beside a head."""
Tell = Callable[[DayReview], str]
"""One number of a day as text, "" where there is none."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as text. ``heads``: of the columns; the first column names the row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Model(QAbstractTableModel):
    """A sheet for Qt's table. Every cell tells a screen reader its column too."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet = Sheet((), ())

    def show_sheet(self, sheet: Sheet) -> None:
        """Show this one; the same again changes nothing, so that the current cell stays."""
        if sheet != self._sheet:
            self.beginResetModel()
            self._sheet = sheet
            self.endResetModel()

    @property
    def sheet(self) -> Sheet:
        """What is shown."""
        return self._sheet

    def rowCount(self, parent: Index = _PLACE) -> int:
        return 0 if parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: Index = _PLACE) -> int:
        return 0 if parent.isValid() else len(self._sheet.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        text = self._sheet.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._sheet.heads[index.column()]}: {text or tr('nothing')}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeading if index.column() == 0 else Qt.AlignmentFlag.AlignTrailing
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            return font("medium" if index.column() == 0 else "tabular")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._sheet.heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return in_two_lines(self._sheet.heads[section])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sheet.heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeading if section == 0 else Qt.AlignmentFlag.AlignTrailing
            return side | Qt.AlignmentFlag.AlignBottom
        return None


def in_two_lines(head: str) -> str:
    """A head broken where its lines are nearest to equally long."""
    gaps = [index for index, letter in enumerate(head) if letter == " "]
    if not gaps or len(head) <= SHORT_HEAD:
        return head
    middle = min(gaps, key=lambda index: abs(index - len(head) / 2))
    return f"{head[:middle]}\n{head[middle + 1:]}"


class Table(QTableView):
    """As high as its rows; the page scrolls. Tab leaves it, arrow keys walk."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = Model(self)
        self.setModel(self.model_)
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setFont(font("caption"))
        self._dress()
        theme().changed.connect(self._dress)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show this."""
        self.model_.show_sheet(sheet)
        row = round(QFontMetricsF(font("body")).height()) + space.s
        self.verticalHeader().setDefaultSectionSize(row)
        head = 2 * round(QFontMetricsF(font("caption")).lineSpacing()) + space.s
        self.horizontalHeader().setFixedHeight(head)
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(head + row * len(sheet.rows) + bar + 2)

    def _dress(self) -> None:
        t = theme().tokens
        self.setStyleSheet(
            f"QTableView {{ background: transparent; color: {t.ink}; selection-background-color: {t.tint};"
            f" selection-color: {t.ink}; }} QTableView::item {{ border-bottom: 1px solid {t.line};"
            f" padding: 0 {PAD}px; }} QTableView::item:focus {{ border: 2px solid {t.accent}; }}"
            f" QHeaderView {{ background: transparent; }} QHeaderView::section {{ background: transparent;"
            f" color: {t.ink2}; border: none; border-bottom: 1px solid {t.border};"
            f" padding: 0 {HEAD_PAD}px {space.xs}px; }}"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()  # the page scrolls
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 0)


class Tables(QWidget):
    """Days, areas, skips and strengths, each under its heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = (tr("Days"), tr("Minutes by area"), tr("Skips, stand-ups included"), tr("Strength, 0 to 10"))
        self.headings = [Text(name, "label") for name in self._names]
        self.tables = [Table(name) for name in self._names]
        column = QVBoxLayout(self)
        column.setContentsMargins(HANG, 0, HANG, 0)
        column.setSpacing(space.s)
        for heading, table in zip(self.headings, self.tables, strict=True):
            column.addWidget(heading)
            column.addWidget(table)
            column.addSpacing(space.m)

    def show_review(self, shown: Review) -> None:
        """Show a period."""
        sheets = (days(shown), areas(shown), skips(shown), strengths(shown))
        for heading, table, sheet in zip(self.headings, self.tables, sheets, strict=True):
            table.show_sheet(sheet)
            table.setVisible(bool(sheet.rows))
            heading.setVisible(bool(sheet.rows))


def days(shown: Review) -> Sheet:
    """A row a day that had anything; columns that no day has are left out."""
    found = figures.rows_of(shown)
    columns = [(head, tell) for head, tell in _columns() if any(tell(day) not in ("", "0") for day in found)]
    heads = (tr("Day"), *(head for head, _ in columns))
    return Sheet(heads, tuple(
        (told.formatted(day.day, tr("ddd d MMM")), *(tell(day) for _, tell in columns)) for day in found
    ))


def _columns() -> Sequence[tuple[str, Tell]]:
    def number(n: float | None) -> str:
        return "" if n is None else str(round(n))

    def of(what: str) -> Tell:
        return lambda day: str(getattr(day.summary, what))

    def sessions(day: DayReview) -> str:
        told_of = day.summary
        if not (told_of.wanted or told_of.done):
            return ""
        return tr("{done} of {of}").format(done=told_of.done, of=max(told_of.wanted, told_of.done))

    return (
        (tr("Sessions"), sessions),
        (tr("Stopped early"), of("stopped_early")),
        (tr("Skipped"), of("skipped")),
        (tr("Missed"), of("missed")),
        (tr("Stand-ups"), of("prompts_done")),
        (tr("Counted, away"), of("prompts_credited")),
        (tr("Stand-ups skipped"), of("prompts_skipped")),
        (tr("Stand-ups missed"), of("prompts_missed")),
        (tr("Exercise, min"), lambda day: number(day.minutes)),
        (tr("Moving, min"), lambda day: number(day.moved.total)),
        (tr("Sitting, min"), lambda day: number(day.sitting)),
        (tr("Standing, min"), lambda day: number(day.standing)),
        (tr("Pain, 0 to 10"), lambda day: number(day.pain)),
        (tr("Painkillers"), lambda day: tr("yes") if day.painkillers else ""),
        (tr("Cold"), lambda day: str(day.cold)),
        (tr("Heat"), lambda day: str(day.heat)),
    )


def areas(shown: Review) -> Sheet:
    """Minutes by area."""
    rows = tuple((words.area(area), told.length(seconds / 60)) for area, seconds in shown.areas.items())
    return Sheet((tr("Area"), tr("Time")), rows)


def skips(shown: Review) -> Sheet:
    """Skips by reason."""
    return Sheet((tr("Why"), tr("Times")), tuple((skip_why(why), str(n)) for why, n in shown.skips.items()))


def strengths(shown: Review) -> Sheet:
    """A row a day on which anything was rated, a column for each knot and place."""
    courses = [(told.course(course), by_day(course)) for course in shown.courses if course.points]
    rated = sorted({day for _, values in courses for day in values})
    rows = tuple(
        (told.formatted(day, tr("ddd d MMM")), *(str(values.get(day, "")) for _, values in courses)) for day in rated
    )
    return Sheet((tr("Day"), *(name for name, _ in courses)), rows)
