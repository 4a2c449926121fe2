"""What can be added to a routine: every exercise and massage, found by typing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.body import Area
from unknot.core.library import Exercise, Library
from unknot.ui import words
from unknot.ui.editor.rows import Row, RowView
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.fields import SearchField
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.text import Text
from unknot.ui.pages.parts import Hung, Pane
from unknot.ui.pages.pictures import Stills
from unknot.ui.theme import space
from unknot.ui.theme.windows import library as measures
from unknot.ui.tr import tr
from unknot.ui.words import editor as said

_AREAS = tuple(Area)


class Picker(Pane):
    """``picked``: an exercise's id, to be added; any number, one after the other. ``done``: no more. ``new``: one that
    there isn't yet."""

    picked = Signal(str)
    done = Signal()
    new = Signal()

    def __init__(self, stills: Stills, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[tuple[Row, str], ...] = ()
        self.search = SearchField(tr("Search"))
        self.list = RowView(stills, tr("What can be added"))
        self.nothing = Text(tr("Nothing is called so."), "body", "ink2")
        self.added = Text("", "small", "ink2")
        self.make = Button(tr("New exercise…"), Role.QUIET, "plus")
        self.finish = Button(tr("Done"))
        margin = measures.detail_margin
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space.l, 0, space.m)
        column.setSpacing(space.s)
        head = QVBoxLayout()
        head.setContentsMargins(margin, 0, margin, 0)
        head.setSpacing(space.s)
        head.addWidget(Text(tr("Add a step"), "heading"))
        head.addLayout(_full(self.search))
        head.addWidget(self.nothing)
        head.addWidget(self.added)
        column.addLayout(head)
        around = QHBoxLayout()
        around.setContentsMargins(margin - space.sm, 0, space.xs, 0)
        around.addWidget(self.list)
        column.addLayout(around, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(margin, 0, margin, 0)
        foot.addLayout(Hung(self.make), 1)
        foot.addLayout(Controls(self.finish))
        column.addLayout(foot)
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.list.activated.connect(lambda index: self._pick(index.row()))
        self.list.clicked.connect(lambda index: self._pick(index.row()))
        self.list.installEventFilter(self)
        self.finish.clicked.connect(self.done)
        self.make.clicked.connect(self.new)

    def offer(self, library: Library) -> None:
        """All that there is now, from the neck down, massages last."""
        known = [e for e in library.exercises.values() if e.id in library.exercise_text]
        known.sort(key=lambda e: (e.limits is not None, _order(e), library.exercise_text[e.id].name))
        self._found = tuple((_row(e, library), _folded(e, library)) for e in known)
        self._narrow(self.search.text())

    def say(self, text: str) -> None:
        """What became of the last choice."""
        self.added.set_text(text)
        self.added.setVisible(bool(text))

    def fit(self, width: int) -> None:
        """Take this width."""
        self.setFixedWidth(width)

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        shown = [row for row, folded in self._found if all(word in folded for word in wanted)]
        self.list.show_rows(shown, 0)
        self.list.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self.say("")

    def _pick(self, row: int) -> None:
        if 0 <= row < len(self.list.rows):
            self.picked.emit(self.list.rows[row].key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the field into the list, Enter in the field adds what stands first."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if enter:
                self._pick(max(0, self.list.current))
                return True
            if watched is self.list and event.key() == Qt.Key.Key_Up and self.list.current <= 0:
                self.search.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)


def _full(field: SearchField) -> Controls:
    """The field over the whole width, its face flush with the text."""
    made = Controls()
    made.addWidget(field, 1)
    return made


def _order(exercise: Exercise) -> int:
    return _AREAS.index(exercise.areas[0]) if exercise.areas else len(_AREAS)


def _row(exercise: Exercise, library: Library) -> Row:
    kind = said.kind(exercise)
    place = words.listing([words.position(position) for position in exercise.positions[:2]])
    text = library.exercise_text[exercise.id]
    meta = " · ".join(part for part in (kind, place, words.short_dose(exercise, text.until)) if part)
    return Row(text.name, meta, exercise.picture or exercise.id, key=exercise.id)


def _folded(exercise: Exercise, library: Library) -> str:
    text = library.exercise_text[exercise.id]
    areas = [words.area(area) for area in exercise.areas]
    return " ".join((text.name, text.purpose, text.felt, exercise.id, said.kind(exercise), *areas)).casefold()
