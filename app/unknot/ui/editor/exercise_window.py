"""The form of an own exercise: what it is called and says, where and how long it is done, its picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QImage, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from unknot.core.body import Area
from unknot.core.drafts import ExerciseDraft, Flaw, exercise_flaws, hold_of
from unknot.core.library import Amount, Exercise, Library, Origin, Position, Sides
from unknot.ports import StoreError
from unknot.services.unsaved import Unsaved
from unknot.services.workshop import InUseError
from unknot.ui import words
from unknot.ui.editor.exercise_parts import TEXTS, Form, Parts
from unknot.ui.kit.room import fitted
from unknot.ui.pages.pictures import Stills
from unknot.ui.shell import Shell
from unknot.ui.theme.windows import editor, frame
from unknot.ui.tr import tr
from unknot.ui.words import editor as said

SIDES = (Sides.TOGETHER, Sides.EACH)
PICTURES = "*.webp *.png *.jpg *.jpeg"
MOST_OFFERED = 10


def draft_from(name: str, library: Library) -> ExerciseDraft:
    """An own exercise to edit; a new one for any other id. One with several ways or moves is left to its file."""
    exercise, text = library.exercises.get(name), library.exercise_text.get(name)
    if exercise is None or text is None or not editable(exercise):
        return ExerciseDraft(caution=tr("Stop if it hurts."))
    return ExerciseDraft(
        id=name, name=text.name, purpose=text.purpose, ready=text.ready, do=text.do.get("", ""), felt=text.felt,
        caution=text.caution, switch=text.switch, positions=exercise.positions, areas=exercise.areas,
        sides=exercise.sides, hold=exercise.hold, repetitions=exercise.repetitions, relax=exercise.relax,
    )


def editable(exercise: Exercise) -> bool:
    """Whether the form can hold all that it is."""
    return exercise.own and not (exercise.ways or exercise.moves or exercise.limits or exercise.distance)


class ExerciseWindow(QWidget):
    """Edits a draft; the disk sees it with Save. ``name``: the id of an own exercise, "" for a new one."""

    def __init__(self, shell: Shell, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.draft = self._saved = draft_from(name, shell.library)
        self._picture: bytes | None = None
        left = shell.workshop.unsaved.offer(ExerciseDraft, name, shell.library.exercises)
        self._kept = left[0] if left else ""
        if left is not None and isinstance(left[1].draft, ExerciseDraft):
            self.draft, self._picture = left[1].draft, left[1].picture
        self._asked = self._leaving = self._by = False
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.form = Form()
        self.parts = Parts(self, self.form)
        self.setMinimumSize(frame.widest, frame.lowest)
        self.resize(fitted(editor.form_width, editor.form_height))
        self._connect()
        self.form.show_draft(self.draft)
        self._show_picture()
        self._show()
        if left is not None:
            text, label = tr("Not saved when Unknot was quit."), tr("Discard changes")
            self.parts.tell(text, undo=self._back_to_saved, label=label)

    def _connect(self) -> None:
        form, parts = self.form, self.parts
        for name in TEXTS:
            form.texts[name].edited.connect(lambda text, name=name: self._to(**{name: text}))
        form.name.textEdited.connect(lambda text: self._to(name=text))
        for position, chip in form.positions.items():
            chip.toggled.connect(lambda _on, p=position: self._toggle_position(p))
        for area, chip in form.areas.items():
            chip.toggled.connect(lambda _on, a=area: self._toggle_area(a))
        form.sides.chosen.connect(lambda index: self._to(sides=SIDES[index]))
        form.hold.moved.connect(self._set_hold)
        form.repetitions.moved.connect(self._set_repetitions)
        form.choose.clicked.connect(self._ask_picture)
        form.drop.clicked.connect(self._drop_picture)
        parts.save.clicked.connect(self.save)
        parts.cancel.clicked.connect(self.close)
        parts.delete.clicked.connect(self._delete)
        parts.question.save.clicked.connect(self.save)
        parts.question.discard.clicked.connect(self._discard)
        parts.question.stay.clicked.connect(lambda: self._ask(False))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.save)
        QShortcut(QKeySequence("Esc"), self, self._escape)

    # changes

    def _to(self, **changes: object) -> None:
        self.draft = replace(self.draft, **changes)  # type: ignore[arg-type]
        self._show()

    def _toggle_position(self, position: Position) -> None:
        chosen = [p for p, chip in self.form.positions.items() if chip.isChecked()]
        kept = [p for p in self.draft.positions if p in chosen]
        self._to(positions=tuple(kept + [p for p in chosen if p not in kept]))

    def _toggle_area(self, area: Area) -> None:
        """The first one chosen is what it works on most."""
        others = tuple(a for a in self.draft.areas if a is not area)
        self._to(areas=(*others, area) if self.form.areas[area].isChecked() else others)

    def _set_hold(self, seconds: int) -> None:
        """The bounds of a file that was made by hand stay as long as they hold."""
        hold = self.draft.hold
        ours = hold == hold_of(int(hold.usual))
        if ours or not hold.least <= seconds <= hold.most:
            self._to(hold=hold_of(seconds))
        else:
            self._to(hold=replace(hold, usual=seconds))

    def _set_repetitions(self, count: int) -> None:
        before = self.draft.repetitions
        if count == 1 and before is None:
            return
        most = max(MOST_OFFERED, count, int(before.most) if before else 0)
        relax = self.draft.relax or Amount(1, 10, 3, Origin.OURS)
        made = Amount(1, most, count, Origin.ADDED) if count > 1 else None
        self._to(repetitions=made, relax=relax if made else None)

    def _back_to_saved(self) -> None:
        """What was left unsaved is wanted no more."""
        self.draft, self._picture = self._saved, None
        self.form.show_draft(self.draft)
        self._show_picture()
        self._show()

    # the picture

    def _ask_picture(self) -> None:
        dialog = QFileDialog(self, tr("Choose a picture"), "", f"{tr('Pictures')} ({PICTURES})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.take_picture(Path(file)))
        dialog.open()

    def take_picture(self, path: Path) -> None:
        """Take this file's picture, made fit to keep."""
        try:
            self._picture = self._shell.workshop.picture(path)
        except StoreError as refused:
            self.parts.tell(wrong=said.refused(refused.problem))
            return
        self.parts.tell()
        self._show_picture()
        self._show()

    def _drop_picture(self) -> None:
        self._picture = b""
        self._show_picture()
        self._show()

    def _show_picture(self) -> None:
        there = self._shell.picture(self.draft.id) if self.draft.id and self._picture is None else None
        if self._picture:
            image = QPixmap.fromImage(QImage.fromData(self._picture))
        else:
            name = self.draft.id if there is not None else ""  # what has no name is drawn as a placeholder
            image = Stills(self._shell).whole(name, editor.picture, self.devicePixelRatioF())
        self.form.show_picture(image, there=bool(self._picture) or there is not None)

    # what is done with it

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return self.draft != self._saved or self._picture is not None

    def flaws(self) -> tuple[Flaw, ...]:
        """What is wrong; of an empty field only once it is to be saved."""
        found = exercise_flaws(self.draft)
        return tuple(f for f in found if self._asked or "missing" not in f.fault.value)

    def _show(self) -> None:
        self.form.show_flaws(self.flaws(), self.draft)
        self.parts.save.setEnabled(self.changed)
        self.parts.delete.setVisible(bool(self.draft.id))
        mark = "*" if self.changed else ""
        self.setWindowTitle(f"{mark}{self.draft.name.strip() or tr('New exercise')} - Unknot")

    def save(self) -> bool:
        """Keep it and close; False when something has to be mended first, or the disk refuses."""
        self._ask(False)
        self._asked = True
        self._show()
        stopping = [flaw for flaw in self.flaws() if flaw.stops]
        if stopping:
            self.form.go_to(stopping[0])
            return False
        try:
            name = self._shell.workshop.save_exercise(self.draft, self._picture)
        except StoreError as refused:
            self.parts.tell(wrong=said.refused(refused.problem))
            return False
        self.draft = self._saved = replace(self.draft, id=name)
        self._picture = None
        self._shell.workshop.unsaved.settle(self._kept)
        self.close()
        return True

    def _delete(self) -> None:
        workshop, library = self._shell.workshop, self._shell.library
        try:
            undo = workshop.delete(self.draft.id)
        except InUseError as used:
            names = words.listing([f"“{words.routine_name(name, library)}”" for name in used.routines])
            self.parts.tell(wrong=tr("{routines} needs it. Take it out there first.").format(routines=names))
        except StoreError as refused:
            self.parts.tell(wrong=said.refused(refused.problem))
        else:
            gone = self._saved
            self.draft = replace(self.draft, id="")
            self._saved = replace(gone, id="")
            self._show()

            def back() -> None:
                try:
                    undo()
                except StoreError as refused:
                    self.parts.tell(wrong=said.refused(refused.problem))
                    return
                self.draft = replace(self.draft, id=gone.id)  # it may have been changed meanwhile
                self._saved = gone
                self._show()

            self.parts.tell(tr("{name} is deleted.").format(name=gone.name), undo=back)

    # leaving

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.form.arrange(self.width() >= editor.beside_from)

    def _escape(self) -> None:
        if self.parts.question.isVisible():
            self._ask(False)
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.changed and not self._leaving and self.isVisible():
            event.ignore()
            self._ask(True)
        else:
            if not self._by:
                self._shell.workshop.unsaved.settle(self._kept)
            event.accept()

    def put_by(self) -> None:
        """Keep what is not saved for the next time, and close without a question."""
        if self.changed and not self._leaving:
            self._by = self._leaving = True
            self._shell.workshop.unsaved.keep(self._kept, Unsaved(self.draft, self._picture))

    def _ask(self, on: bool) -> None:
        self.parts.ask(on)

    def _discard(self) -> None:
        self._leaving = True
        self.close()


