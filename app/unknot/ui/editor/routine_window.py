"""The window in which a routine is made: its steps in order, one of them in full or what can be added, Save."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from unknot.core.drafts import Fault, Flaw, RoutineDraft, routine_of, step_for
from unknot.core.library import RoutineStep
from unknot.core.routine_edit import Editing, opened
from unknot.ports import StoreError, Undo
from unknot.services.unsaved import Unsaved
from unknot.ui.editor import menus
from unknot.ui.editor.picker import Picker
from unknot.ui.editor.routine_parts import Foot, Head, Question, lay_out
from unknot.ui.editor.rows import Row
from unknot.ui.editor.step_list import StepList
from unknot.ui.editor.step_pane import StepPane
from unknot.ui.kit.room import fitted
from unknot.ui.pages.parts import Followed, open_menu
from unknot.ui.pages.pictures import Stills
from unknot.ui.shell import Shell
from unknot.ui.theme import theme
from unknot.ui.theme.windows import editor, frame, library
from unknot.ui.tr import tr
from unknot.ui.words import editor as said

LATE = frozenset({Fault.NAME_MISSING, Fault.STEPS_MISSING})
"""Nobody is told that it is empty before they want to save it."""
TRIED = "quick"
"""The id of a routine that is tried before it was ever saved."""


class RoutineWindow(Followed, QWidget):
    """Edits a draft; the disk sees it with Save. ``name``: the id of a routine, of which a built-in one is copied.
    ``fresh``: it is not for going on with one that was left unsaved when the app was quit."""

    def __init__(self, shell: Shell, name: str = "", parent: QWidget | None = None, *, fresh: bool = False) -> None:
        super().__init__(parent)
        self._shell = shell
        left = None if fresh else shell.workshop.unsaved.offer(RoutineDraft, name, shell.library.routines)
        self._kept = left[0] if left else ""
        draft = shell.workshop.draft(name)
        if name and not draft.id and draft.name:
            draft = shell.workshop.copy(name, tr("{name}, mine").format(name=draft.name))
        self._copied = "" if draft.id else name
        self.editing = opened(draft)
        if left is not None and isinstance(left[1].draft, RoutineDraft):
            self.editing = self.editing.to(left[1].draft)
            draft = self.editing.draft
        self._narrow = self._picking = self._reading = self._asked = self._leaving = self._by = False
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stills = Stills(shell)
        self.head = Head()
        self.list = StepList(self._stills, tr("Steps"))
        self.step = StepPane(self._stills)
        self.picker = Picker(self._stills)
        self.foot = Foot()
        self.question = Question()
        self.parts = lay_out(self)
        self.setMinimumSize(frame.widest, frame.lowest)
        self.resize(fitted(editor.width, editor.height))
        self._connect()
        self.picker.offer(shell.library)
        self.head.show_words(draft)
        self._show(0 if draft.steps else -1)
        if not draft.steps:
            self._pick()
        if left is not None:
            back = partial(self._turn, self.editing.undo())
            self.foot.tell(tr("Not saved when Unknot was quit."), undo=back, keep=True, label=tr("Discard changes"))
        theme().changed.connect(self.update)

    def _connect(self) -> None:
        self.head.named.connect(lambda text: self._to(self.editing.rename(text)))
        self.head.described.connect(lambda text: self._to(self.editing.describe(text)))
        self.head.repeated.connect(lambda rounds: self._to(self.editing.repeat(rounds)))
        self.head.add.clicked.connect(self._pick)
        self.list.chosen.connect(lambda _row: self._show_step())
        self.list.entered_row.connect(self._enter)
        self.list.moved.connect(self.move_step)
        self.list.removed.connect(self.remove)
        self.step.changed.connect(lambda step, run: self._to(self.editing.put(self.list.current, step, run)))
        self.step.moved.connect(lambda by: self.move_step(self.list.current, self.list.current + by))
        self.step.removed.connect(lambda: self.remove(self.list.current))
        self.step.back.connect(self._leave_pane)
        self.picker.picked.connect(self.add)
        self.picker.done.connect(self._leave_pane)
        self.picker.new.connect(lambda: self._shell.windows.open_exercise(""))
        foot = self.foot
        for button, call in (
            (foot.undo, self.undo), (foot.redo, self.redo), (foot.play, self.play), (foot.save, self.save),
            (self.question.save, self._save_and_leave), (self.question.discard, self._discard),
            (self.question.stay, lambda: self._ask(False)),
        ):
            button.clicked.connect(call)
        foot.more.clicked.connect(lambda: open_menu(foot.more, self.fill_more))
        keys: tuple[tuple[QKeySequence.StandardKey | str, Callable[[], object]], ...] = (
            (QKeySequence.StandardKey.Undo, self.undo), (QKeySequence.StandardKey.Redo, self.redo),
            (QKeySequence.StandardKey.Save, self.save), (QKeySequence.StandardKey.New, self._pick),
            ("Ctrl+P", self.play), ("Esc", self._escape),
        )
        for key, act in keys:
            QShortcut(QKeySequence(key), self, act)

    def shows(self, name: str) -> bool:
        """Whether this is the window for a routine, or for a copy of one; for "", a new one that nobody has begun."""
        if not name:
            return not self.editing.draft.id and not self.editing.changed
        return name in (self.editing.draft.id, self._copied)

    def follow(self) -> Sequence[Undo]:
        return [self._shell.workshop.on_change(self._library_changed)]

    def refresh(self) -> None:
        self._show(self.list.current)

    def _library_changed(self) -> None:
        """An exercise was made, changed or removed; or this routine itself, elsewhere."""
        self.picker.offer(self._shell.library)
        now = self._shell.workshop.draft(self.editing.draft.id)
        if now.id and now != self.editing.saved and not self.editing.changed:
            self.editing = opened(now)
            self.head.show_words(now)
        self.refresh()

    # changes

    def add(self, exercise: str) -> None:
        """Put this exercise in after the chosen step."""
        found = self._shell.library.exercises.get(exercise)
        if found is None:
            return
        at = self.list.current + 1 if self.list.current >= 0 else len(self.editing.draft.steps)
        after = self.editing.add(step_for(found), at)
        if after is self.editing:
            self.picker.say(tr("No more fit into one routine."))
            return
        self._to(after, at)
        text = self._shell.library.exercise_text[exercise].name
        self.picker.say(tr("{name} is step {n}.").format(name=text, n=at + 1))
        self._announce(self.picker.added.text)

    def move_step(self, at: int, to: int) -> None:
        """Bring a step to another place, and stay with it."""
        to = max(0, min(to, len(self.editing.draft.steps) - 1))
        if at != to:
            self._to(self.editing.move(at, to), to)
            self._announce(tr("Now step {n}").format(n=to + 1))

    def remove(self, at: int) -> None:
        """Leave a step out."""
        after = self.editing.remove(at)
        self._to(after, min(at, len(after.draft.steps) - 1))
        if not after.draft.steps:
            self._pick()

    def undo(self) -> None:
        """One change back."""
        self._turn(self.editing.undo())

    def redo(self) -> None:
        """One change forth."""
        self._turn(self.editing.redo())

    def _turn(self, editing: Editing) -> None:
        """To another state, and to the step that is another one there."""
        before, after = self.editing.draft.steps, editing.draft.steps
        differ = (at for at, pair in enumerate(zip_longest(before, after)) if pair[0] != pair[1])
        self._to(editing, next(differ, None))
        self.head.show_words(self.editing.draft)

    def _to(self, editing: Editing, current: int | None = None) -> None:
        if editing is not self.editing:
            self.editing = editing
            self._show(self.list.current if current is None else current)

    # what is done with it

    def play(self) -> None:
        """Try it at once, as it is."""
        routine = routine_of(self.editing.draft, self._shell.library, TRIED)
        if routine.steps:
            self._shell.verbs.try_out(routine)

    def save(self) -> bool:
        """Keep it; False when something has to be mended first, or the disk refuses."""
        self._asked = True
        self._show(self.list.current)
        stopping = [flaw for flaw in self.flaws() if flaw.stops]
        if stopping:
            self._go_to(stopping[0])
            return False
        try:
            name = self._shell.workshop.save(self.editing.draft)
        except StoreError as refused:
            self.foot.tell("", said.refused(refused.problem))
            return False
        self.editing = self.editing.kept(name)
        self._shell.workshop.unsaved.settle(self._kept)
        self._copied = ""
        self._asked = False
        self._show(self.list.current)
        self.foot.tell(tr("Saved. It is in the Library and can be chosen for your sessions."))
        return True

    def fill_more(self, menu: QMenu) -> None:
        """What else can be done with a routine."""
        name = self.editing.draft.id
        menu.addAction(tr("Duplicate"), self._duplicate).setEnabled(bool(name))
        menu.addAction(tr("Export…"), self._ask_where).setEnabled(bool(name) and not self.editing.changed)
        menu.addSeparator()
        menu.addAction(tr("Delete"), self._delete).setEnabled(bool(name))

    def _duplicate(self) -> None:
        draft = self.editing.draft
        called = tr("{name}, copy").format(name=draft.name)
        self.editing = opened(replace(draft, id="", name=called))
        self.head.show_words(self.editing.draft)
        self._show(self.list.current)
        self.foot.tell(tr("This is the copy. The other one stays as it was."))
        self.head.name.setFocus(Qt.FocusReason.TabFocusReason)
        self.head.name.selectAll()

    def _ask_where(self) -> None:
        menus.ask_export(self._shell, self.editing.draft.id, self)

    def _delete(self) -> None:
        menus.ask_first(self._shell, self.editing.draft.id, self._delete_now, self)

    def _delete_now(self) -> None:
        try:
            undo = self._shell.workshop.delete(self.editing.draft.id)
        except StoreError as refused:
            self.foot.tell("", said.refused(refused.problem))
            return
        deleted = self.editing
        self.editing = opened(RoutineDraft())
        self._asked = False
        self.head.show_words(self.editing.draft)
        self._show(-1)

        def back() -> None:
            try:
                undo()
            except StoreError as refused:
                self.foot.tell("", said.refused(refused.problem))
                return
            if self.editing.changed:  # another one was begun meanwhile
                self.foot.tell(tr("{name} is in the Library again.").format(name=deleted.saved.name))
                return
            self.editing = deleted
            self.head.show_words(deleted.draft)
            self._show(0)
            self._picking = False
            self._arrange()

        self.foot.tell(tr("{name} is deleted.").format(name=deleted.saved.name), undo=back)

    # what is shown

    def flaws(self) -> tuple[Flaw, ...]:
        """All that is wrong now, but for what only matters once it is to be saved."""
        found = self._shell.workshop.flaws(self.editing.draft)
        return tuple(flaw for flaw in found if self._asked or flaw.fault not in LATE)

    def _show(self, current: int) -> None:
        draft, library_ = self.editing.draft, self._shell.library
        flaws = self.flaws()
        rows = [self._row(number, step, flaws) for number, step in enumerate(draft.steps)]
        self.list.show_rows(rows, min(current, len(rows) - 1))
        whole = routine_of(draft, library_)
        told = (said.length(whole, library_), said.summary(whole)) if whole.steps else ("", "")
        self.head.show_sum(*told, draft.rounds)
        self.foot.show_state(self.editing, bool(draft.steps), [said.flaw(f) for f in flaws if f.step is None])
        mark = "*" if self.editing.changed else ""
        self.setWindowTitle(f"{mark}{draft.name.strip() or tr('New routine')} - Unknot")
        self._show_step()
        self._arrange()

    def _row(self, number: int, step: RoutineStep, flaws: Sequence[Flaw]) -> Row:
        library_, draft = self._shell.library, self.editing.draft
        exercise, text = library_.exercises.get(step.exercise), library_.exercise_text.get(step.exercise)
        told = " ".join(said.flaw(flaw) for flaw in flaws if flaw.step == number)
        last = number == len(draft.steps) - 1 and draft.rounds == 1
        name = text.name if text else step.exercise
        meta = said.step(step, exercise, last) if exercise else ""
        picture = (exercise.picture or exercise.id) if exercise else step.exercise
        spoken = tr("Step {n} of {all}: {what}").format(
            n=number + 1, all=len(draft.steps), what=", ".join(part for part in (name, meta, told) if part)
        )
        return Row(name, meta, picture, told, spoken)

    def _show_step(self) -> None:
        row, steps = self.list.current, self.editing.draft.steps
        if 0 <= row < len(steps):
            told = tuple(flaw for flaw in self.flaws() if flaw.step == row)
            self.step.show_step(row, len(steps), steps[row], self._shell.library, told)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _go_to(self, flaw: Flaw) -> None:
        """Where it can be mended."""
        if flaw.step is not None:
            self.list.show_rows(self.list.rows, flaw.step)
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        elif flaw.fault is Fault.STEPS_MISSING:
            self._pick()
        elif flaw.field == "name":
            self.head.name.setFocus(Qt.FocusReason.TabFocusReason)

    # the pane beside the list, or in its place

    def _pick(self) -> None:
        self._picking = True
        self._arrange()
        self.picker.search.setFocus(Qt.FocusReason.TabFocusReason)
        self.picker.search.selectAll()

    def _enter(self, _row: int) -> None:
        self._picking, self._reading = False, True
        self._arrange()

    def _leave_pane(self) -> None:
        self._picking = self._reading = False
        self._arrange()
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _escape(self) -> None:
        if self.question.isVisible():
            self._ask(False)
        elif self._picking or (self._narrow and self._reading):
            self._leave_pane()
        else:
            self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._narrow = self.width() < editor.stacked_below
        self._arrange()

    def _arrange(self) -> None:
        there = bool(self.editing.draft.steps)
        low = self.height() < editor.low
        width = self.width() if self._narrow else library.detail
        self.step.fit(width, low=low)
        self.picker.fit(width)
        self.step.go_back.setVisible(self._narrow)
        inside = self._narrow and (self._picking or (self._reading and there))
        seen = {
            self.parts.main: not inside,
            self.step: not self._picking and there and (self._reading or not self._narrow),
            self.picker: self._picking,
        }
        for part in sorted(seen, key=lambda part: seen[part]):  # what goes goes first: both would widen the window
            part.setVisible(seen[part])
        self.head.add.setVisible(not self._picking)
        self.head.purpose.setVisible(not low)
        self.list.setVisible(there)
        self.parts.empty.setVisible(not there)
        self.parts.hint.setVisible(len(self.editing.draft.steps) > 1 and not low)

    # leaving

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.editing.changed and not self._leaving and self.isVisible():
            event.ignore()
            self._ask(True)
        else:
            if not self._by:
                self._shell.workshop.unsaved.settle(self._kept)
            event.accept()

    def put_by(self) -> None:
        """Keep what is not saved for the next time, and close without a question."""
        if self.editing.changed and not self._leaving:
            self._by = self._leaving = True
            self._shell.workshop.unsaved.keep(self._kept, Unsaved(self.editing.draft, copied=self._copied))

    def _ask(self, on: bool) -> None:
        """Whether the changes are to be saved, in place of the foot."""
        self.question.setVisible(on)
        self.foot.setVisible(not on)
        if on:
            self.question.save.setFocus(Qt.FocusReason.TabFocusReason)

    def _save_and_leave(self) -> None:
        self._ask(False)
        if self.save():
            self.close()

    def _discard(self) -> None:
        self._leaving = True
        self.close()
