"""What other windows offer of the workshop: new things, files, and what can be done with one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from unknot.ports import StoreError
from unknot.services.workshop import InUseError
from unknot.ui import words
from unknot.ui.editor.dialogs import Asked, Dialog, Told, import_from
from unknot.ui.editor.exercise_window import editable
from unknot.ui.shell import Shell
from unknot.ui.tr import tr
from unknot.ui.words import editor as said

SUFFIX = ".unknot"
D = TypeVar("D")


def fill_new(menu: QMenu, shell: Shell, parent: QWidget) -> None:
    """New routine, new exercise, a file of somebody else's."""
    menu.addAction(tr("New routine…"), lambda: shell.windows.open_routine(""))
    menu.addAction(tr("New exercise…"), lambda: shell.windows.open_exercise(""))
    menu.addSeparator()
    menu.addAction(tr("Import from a file…"), lambda: ask_import(shell, parent))


def fill_item(menu: QMenu, shell: Shell, name: str, parent: QWidget) -> None:
    """What can be done with a routine or an exercise."""
    routine, exercise = shell.library.routines.get(name), shell.library.exercises.get(name)
    if routine is not None:
        label = tr("Edit…") if routine.own else tr("Edit a copy…")
        menu.addAction(label, lambda: shell.windows.open_routine(name))
    elif exercise is not None and editable(exercise):
        menu.addAction(tr("Edit…"), lambda: shell.windows.open_exercise(name))
    if (routine and routine.own) or (exercise and exercise.own):
        menu.addAction(tr("Export…"), lambda: ask_export(shell, name, parent))
        menu.addSeparator()
        menu.addAction(tr("Delete"), lambda: delete(shell, name, parent))


def delete(shell: Shell, name: str, parent: QWidget) -> Dialog:
    """Delete it at once, and offer to take that back; what the schedule needs, only after a question."""
    return ask_first(shell, name, lambda: delete_now(shell, name, parent), parent)


def ask_first(shell: Shell, name: str, then: Callable[[], D], parent: QWidget) -> D | Asked:
    """Go on at once, unless the schedule ties a session to it."""
    settings = shell.preferences.current
    tied = settings.sessions_of(name)
    if not tied:
        return then()
    profiles = {profile.id: profile for profile in settings.profiles}
    lines = [said.tied(numbers, profiles.get(profile)) for profile, numbers in tied.items()]
    text = "\n".join([*lines, tr("Without it, Unknot chooses there.")])
    title = tr("Delete “{name}”?").format(name=_called(shell, name))
    asked = Asked(title, text, tr("Delete"), then, parent)
    asked.open()
    return asked


def delete_now(shell: Shell, name: str, parent: QWidget) -> Dialog:
    """Delete it, and offer to take that back."""
    title = _called(shell, name)
    try:
        undo = shell.workshop.delete(name)
    except InUseError as used:
        routines = words.listing([f"“{_called(shell, each)}”" for each in used.routines])
        wrong = tr("{routines} needs it. Take it out there first.").format(routines=routines)
        return _opened(Told(tr("It can't be deleted"), wrong=wrong, parent=parent))
    except StoreError as refused:
        return _opened(Told(tr("It can't be deleted"), wrong=said.refused(refused.problem), parent=parent))
    return _opened(Told(tr("Deleted"), tr("“{name}” is deleted.").format(name=title), undo=undo, parent=parent))


def ask_import(shell: Shell, parent: QWidget) -> None:
    """Which file."""
    dialog = QFileDialog(parent, tr("Import from a file"), "", f"{tr('Unknot routines')} (*{SUFFIX})")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda file: look_into(shell, Path(file), parent))
    dialog.open()


def look_into(shell: Shell, path: Path, parent: QWidget) -> Dialog:
    """What is in it, before anything of it is taken."""
    return _opened(import_from(shell.workshop, lambda: shell.workshop.look_into(path), parent))


def ask_export(shell: Shell, name: str, parent: QWidget) -> None:
    """Where to."""
    dialog = QFileDialog(parent, tr("Export"), "", f"{tr('Unknot routines')} (*{SUFFIX})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(SUFFIX[1:])
    dialog.selectFile(f"{name}{SUFFIX}")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda file: export(shell, name, Path(file), parent))
    dialog.open()


def export(shell: Shell, name: str, path: Path, parent: QWidget) -> Dialog:
    """One file with it and all it needs."""
    try:
        shell.workshop.export(path, [name])
    except StoreError as refused:
        return _opened(Told(tr("Export"), wrong=said.refused(refused.problem), parent=parent))
    text = tr("“{name}” is in {file}.").format(name=_called(shell, name), file=path)
    return _opened(Told(tr("Exported"), text, parent=parent))


def _called(shell: Shell, name: str) -> str:
    return words.routine_name(name, shell.library) or name


def _opened(dialog: Dialog) -> Dialog:
    dialog.open()
    return dialog
