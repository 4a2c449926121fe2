"""What can be done with the chosen item of the Library: begin it, put it into a routine, leave it out of sessions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from unknot.core.kinds import LONGEST_REASON
from unknot.core.settings import Settings
from unknot.ports import StoreError, Undo
from unknot.ui import words
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.fields import LineEdit
from unknot.ui.kit.focus import RING
from unknot.ui.kit.folding import Folding
from unknot.ui.kit.layout import Stacked
from unknot.ui.pages.library_items import Item, Sort
from unknot.ui.pages.parts import HANG, Hanging, UndoRow, open_menu
from unknot.ui.shell import Page, Shell
from unknot.ui.theme import size, space
from unknot.ui.words.library import REASONS, opens, reason

FINDER = "locate-knot"
"""The exercise that is not played but opens the way to find a knot."""
FINDING = "care:find"


class Actions(QWidget):
    """The foot of the detail. What it changes is told by the preferences and the workshop; the page follows those."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._item: Item | None = None
        self._undo: Undo | None = None
        self.start = Button(self.tr("Start"), Role.PRIMARY, "play")
        self.start.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.add = Button(self.tr("Add to routine"))
        self.edit = Button(self.tr("Edit"))
        self.leave_out = Button(self.tr("Not for me…"), Role.BARE, height=size.small_button)
        self.take_back = Button(self.tr("For me after all"), Role.BARE, height=size.small_button)
        self.more = Button(self.tr("More"), Role.BARE, "chevron-down", height=size.small_button, icon_after=True)
        self.why = OwnWords(self._leave_out)
        self.done = UndoRow(self._undo_add)
        column = QVBoxLayout(self)
        column.setContentsMargins(HANG, RING, HANG, RING)
        column.setSpacing(space.s + space.xs)
        column.addLayout(Stacked(self.why))
        column.addWidget(self.done)
        column.addLayout(Folding(self.start, self.add, self.edit))
        column.addLayout(Hanging(self.leave_out, self.take_back, None, self.more))
        self.why.hide()
        self.done.hide()
        self._connect()

    def _connect(self) -> None:
        self.start.clicked.connect(self._start)
        self.add.clicked.connect(lambda: open_menu(self.add, self.fill_routines))
        self.edit.clicked.connect(self._edit)
        self.leave_out.clicked.connect(lambda: open_menu(self.leave_out, self.fill_reasons))
        self.take_back.clicked.connect(self._take_back)
        self.more.clicked.connect(lambda: open_menu(self.more, self._fill_more))

    def show_item(self, item: Item) -> None:
        """These actions are about this one from now on."""
        if self._item is None or self._item.id != item.id:
            self.why.hide()
            self.done.hide()
        self._item = item
        works, movable = self._shell.workshop.works, item.sort not in (Sort.ROUTINE, Sort.ADVICE)
        own = self._is_own(item.id)
        self._label_start(item)
        self.add.setVisible(works and movable)
        self.edit.setVisible(works and item.is_routine)
        self.edit.setText(self.tr("Edit") if own else self.tr("Edit a copy"))
        self.edit.updateGeometry()
        choosable = item.sort is not Sort.ADVICE and "not_for_me" not in self._shell.preferences.locked
        self.leave_out.setVisible(choosable and not item.left_out and self.why.isHidden())
        self.take_back.setVisible(choosable and item.left_out)
        self.more.setVisible(works and own)

    def _label_start(self, item: Item) -> None:
        place = self._opens(item)
        self.start.setText(opens(place) if place else self.tr("Start"))
        self.start.set_icon("chevron-right" if place else "play")
        self.start.setVisible(item.sort is not Sort.ADVICE or bool(place))
        said = self.start.text() if place else self.tr("Start {name}").format(name=item.name)
        self.start.setAccessibleName(said)

    def _opens(self, item: Item) -> str:
        """Where in the app it is done, "" for what is simply played."""
        if item.id == FINDER:
            return FINDING
        advice = self._shell.library.advice.get(item.id)
        return advice.opens if advice is not None and item.sort is Sort.ADVICE else ""

    def _is_own(self, id_: str) -> bool:
        library = self._shell.library
        found = library.routines.get(id_) or library.exercises.get(id_)
        return found is not None and found.own

    # begin

    def _start(self) -> None:
        if self._item is None:
            return
        place = self._opens(self._item)
        if place:
            page, _, part = place.partition(":")
            self._shell.windows.open(Page(page), part)
        elif self._item.sort is Sort.MASSAGE:
            self._shell.windows.open_massage(self._item.id)
        else:
            self._shell.verbs.start_named(self._item.id)

    # into a routine

    def fill_routines(self, menu: QMenu) -> None:
        """The person's own routines, and a new one."""
        for name in self._shell.workshop.routines:
            label = self._shell.library.routine_text[name].name.replace("&", "&&")
            menu.addAction(label, partial(self._add, name))
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(self.tr("New routine…"), self._add_to_new)

    def _add(self, routine: str) -> None:
        if self._item is None:
            return
        called = self._shell.library.routine_text[routine].name
        try:
            self._undo = self._shell.workshop.add_step(routine, self._item.id)
            said = self.tr("Added to “{routine}”.").format(routine=called)
        except StoreError as refused:
            self._undo, said = None, words.problem(refused.problem)
        except (KeyError, ValueError):
            self._undo, said = None, self.tr("“{routine}” can't take more.").format(routine=called)
        self.done.button.setVisible(self._undo is not None)
        self.done.say(said)

    def _undo_add(self) -> None:
        self.done.hide()
        if self._undo is None:
            return
        try:
            self._undo()
        except StoreError as refused:
            self.done.button.hide()
            self.done.say(words.problem(refused.problem))

    def _add_to_new(self) -> None:
        if self._item is not None:
            self._shell.windows.open_routine("", self._item.id)

    def _edit(self) -> None:
        if self._item is not None:
            self._shell.windows.open_routine(self._item.id)

    def _fill_more(self, menu: QMenu) -> None:
        from unknot.ui.editor.menus import fill_item  # the editor is rarely needed

        if self._item is not None:
            fill_item(menu, self._shell, self._item.id, self)

    # not for me

    def fill_reasons(self, menu: QMenu) -> None:
        """Why it is not for the person."""
        for code in REASONS:
            menu.addAction(reason(code), partial(self._leave_out, code))
        menu.addSeparator()
        menu.addAction(self.tr("In your own words…"), self._ask_why)

    def _ask_why(self) -> None:
        self.leave_out.hide()
        self.why.ask()

    def _leave_out(self, why: str) -> None:
        """With this reason; without one, ask no further."""
        self.why.hide()
        if self._item is None:
            return
        if why:
            self._change(lambda left_out: {**left_out, self._id(): why})
        self.show_item(self._item)

    def _take_back(self) -> None:
        self._change(lambda left_out: {id_: why for id_, why in left_out.items() if id_ != self._id()})

    def _change(self, to: Callable[[dict[str, str]], dict[str, str]]) -> None:
        current: Settings = self._shell.preferences.current
        self._shell.preferences.wish(not_for_me=tuple(sorted(to(dict(current.not_for_me)).items())))

    def _id(self) -> str:
        return self._item.id if self._item is not None else ""


class OwnWords(QWidget):
    """A line for a reason that is in no list. ``keep`` gets it, or "" when it was given up."""

    def __init__(self, keep: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self.line = LineEdit(name=self.tr("Why is it not for you?"))
        self.line.setPlaceholderText(self.tr("Why is it not for you?"))
        self.line.setMaxLength(LONGEST_REASON)
        self.keep = Button(self.tr("Leave out"))
        self.cancel = Button(self.tr("Cancel"), Role.QUIET)
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, RING, RING, RING)
        column.setSpacing(space.s)
        column.addLayout(Stacked(self.line))
        column.addLayout(Folding(self.keep, self.cancel, None))
        self.keep.clicked.connect(self._done)
        self.line.returnPressed.connect(self._done)
        self.cancel.clicked.connect(lambda: keep(""))
        escape = QShortcut(QKeySequence("Esc"), self, lambda: keep(""))
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def ask(self) -> None:
        """Show an empty line to write in."""
        self.line.clear()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self) -> None:
        self._keep(self.line.text().strip())
