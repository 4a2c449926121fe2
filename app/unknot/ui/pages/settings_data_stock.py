"""Settings, Data: what is kept on this computer, where, and how much of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from unknot.ports_archive import Stock, Store
from unknot.ui.kit.blocks import Divider
from unknot.ui.kit.text import Text
from unknot.ui.theme import space
from unknot.ui.theme.windows import settings
from unknot.ui.words import data as words

ONLY_IF_THERE = frozenset({Store.KEPT, Store.CALENDARS})
"""Told only where there are any: nobody has to wonder about what isn't."""
SIDE_BY_SIDE_FROM = 3 * settings.finding


class StockList(QWidget):
    """A line for each thing: its name, how much it is, where it lies."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = {store: Line(words.store(store)) for store in Store}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line in self.lines.values():
            column.addWidget(line)

    def show_stock(self, stock: Stock) -> None:
        """Say what there is now."""
        for store, line in self.lines.items():
            one = stock.of(store)
            line.setVisible(bool(one.count) or store not in ONLY_IF_THERE)
            line.say(words.how_much(stock, store), words.what_is_in(stock, store), str(one.where))


class Line(QWidget):
    """Name and text side by side, or one below the other where there is little room."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._label = Text(name, "body", "ink2")
        self.much = Text("")
        self.more = Text("", "small", "ink2")
        self.where = Text("", "small", "ink2")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        for text in (self.much, self.more, self.where):
            texts.addWidget(text)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(0, space.s, 0, space.s)
        self._row.setSpacing(space.sm)
        self._row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(texts, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Divider())
        column.addLayout(self._row)
        self._arrange(wide=True)

    def say(self, much: str, more: str, where: str) -> None:
        """How much, a line more or "", and the path."""
        self.much.set_text(much)
        self.more.set_text(more)
        self.more.setVisible(bool(more))
        self.where.set_text(breakable(where))
        self.where.setAccessibleName(where)
        self.setAccessibleName(f"{self._name}: {much}. {more} {where}".strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(wide=self.width() >= SIDE_BY_SIDE_FROM)

    def _arrange(self, *, wide: bool) -> None:
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)
        self._row.setSpacing(space.sm if wide else 0)
        self._label.setFixedWidth(settings.finding) if wide else self._label.setMinimumWidth(0)
        if not wide:
            self._label.setMaximumWidth(settings.levels)


def breakable(path: str) -> str:
    """A path that may go on in the next line after each of its folders."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
