"""Calendars whose busy times are kept free: local files and folders, and what is wrong with them, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from unknot.core.library import Problem
from unknot.ui import words
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.text import Text
from unknot.ui.pages.parts import wrapping_row
from unknot.ui.pages.schedule_dialog import Line, Lines, ScheduleDialog
from unknot.ui.shell import Shell
from unknot.ui.theme import size, space
from unknot.ui.tr import tr

WEEK = timedelta(days=7)
MOST = 50
"""Files and folders that the settings keep."""


def of_path(problem: Problem, path: str) -> bool:
    """Whether a problem is one of this file, or of a file in this folder."""
    file, mine = Path(problem.file), Path(path).name
    return bool(mine) and file.parts[:1] == (mine,)


class CalendarsDialog(ScheduleDialog):
    """The list, how much it makes busy, and what can't be read."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, tr("Calendars"), parent)
        self.body.addWidget(Text(
            tr("Unknot moves prompts out of the busy times in these files. All-day and free events don't count."),
            "body", "ink2",
        ))
        self.body.addSpacing(space.xs)
        self.body.addWidget(Text(tr("They are read on this computer only. Nothing is sent."), "body", "ink2"))
        self.body.addSpacing(space.m)
        self.list = Lines()
        self.list.setSpacing(space.sm)
        self.body.addLayout(self.list)
        self.told = Text("", "label")
        self.body.addSpacing(space.s)
        self.body.addWidget(self.told)
        self.body.addSpacing(space.m)
        self.add_file = Button(tr("Add a file…"), Role.SECONDARY, "plus", height=size.field_small)
        self.add_folder = Button(tr("Add a folder…"), Role.SECONDARY, "folder", height=size.field_small)
        self.add_file.clicked.connect(self._ask_file)
        self.add_folder.clicked.connect(self._ask_folder)
        self.body.addLayout(wrapping_row(self.add_file, self.add_folder))
        self.body.addSpacing(space.s)
        self.body.addWidget(Text(
            tr("Most calendar programs can save one: look for Export, or for iCalendar (.ics)."), "small", "ink2"
        ))
        if self.locked("calendars"):
            self.add_file.setEnabled(False)
            self.add_folder.setEnabled(False)
        self.body.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        paths, problems = self.shell.preferences.current.calendars, self.shell.agenda.problems()
        self.list.tell((paths, problems), lambda: self._rows(paths, problems))
        now = self.shell.clock.now()
        monday = datetime.combine(now.date() - timedelta(days=now.weekday()), time(), self.shell.clock.zone)
        n = len(self.shell.agenda.events(monday, monday + WEEK))
        some = tr("1 busy time this week") if n == 1 else tr("{n} busy times this week").format(n=n)
        self.told.set_text(some if paths else tr("No calendar yet."))
        self.add_file.setVisible(len(paths) < MOST)
        self.add_folder.setVisible(len(paths) < MOST)

    def _rows(self, paths: Sequence[str], problems: Sequence[Problem]) -> list[QWidget]:
        made: list[QWidget] = []
        for path in paths:
            wrong = [words.problem(problem) for problem in problems if of_path(problem, path)]
            line = Line(
                Path(path).name or path, str(Path(path).parent), words.sentences(wrong),
                removes=tr("Remove {file}").format(file=Path(path).name or path),
            )
            line.remove.setEnabled("calendars" not in self.shell.preferences.locked)
            line.remove.clicked.connect(lambda _on=False, path=path: self._remove(path))
            made.append(line)
        others = [problem for problem in problems if not any(of_path(problem, path) for path in paths)]
        return [*made, *(Text(words.problem(problem), "small", "ochre") for problem in others)]

    def add(self, paths: Sequence[str]) -> None:
        """Read these too; those that are there already stay once."""
        known = self.shell.preferences.current.calendars
        new = [path for path in dict.fromkeys(paths) if path and path not in known]
        self.shell.preferences.change(calendars=(*known, *new)[:MOST])

    def _remove(self, path: str) -> None:
        known = self.shell.preferences.current.calendars
        self.shell.preferences.change(calendars=tuple(each for each in known if each != path))

    def _ask_file(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(
            self, tr("Add a calendar file"), str(Path.home()), tr("Calendars (*.ics)")
        )
        self.add(files)

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Add a folder of calendars"), str(Path.home()))
        self.add([folder])
