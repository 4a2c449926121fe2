"""A day as a list: when, in which shape, what, and how it ended. Why something was skipped can be said here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from unknot.core.care_records import Aerobic, Compress, CompressKind
from unknot.core.happenings import Happening
from unknot.core.history import Outcome, SkipWhy, SlotKind
from unknot.core.story import Story
from unknot.ui import words
from unknot.ui.kit.blocks import Icon
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.marks import SESSION_SIDE, StateMark
from unknot.ui.kit.text import Text
from unknot.ui.pages.parts import open_menu
from unknot.ui.shell import Shell
from unknot.ui.theme import size, space
from unknot.ui.theme.windows import history
from unknot.ui.tr import tr
from unknot.ui.words.happenings import happening
from unknot.ui.words.skips import skip_why


class DayList(QWidget):
    """One row for each thing of the day."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: list[QWidget] = []
        self._day = date.min

    def show_day(self, day: date, happened: Sequence[Happening]) -> None:
        """Show what this working day had."""
        self._day = day
        focus = next((n for n, row in enumerate(self._rows) if row.isAncestorOf(self.focusWidget() or self)), -1)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(one) for one in happened]
        for row in self._rows:
            self._column.addWidget(row)
        if 0 <= focus < len(self._rows):
            button = self._rows[focus].findChild(Button)
            if button is not None:
                button.setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, one: Happening) -> QWidget:
        title, detail = happening(one, self._shell.library)
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, space.xs, 0, space.xs)
        line.setSpacing(space.sm)
        time = Text(words.clock_time(one.at), "tabular", "ink2", wrap=False)
        time.setMinimumWidth(history.time)
        line.addWidget(time, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(shape_of(one), 0, Qt.AlignmentFlag.AlignVCenter)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(Text(title, "medium"))
        if detail:
            said.addWidget(Text(detail, "small", "ink2"))
        line.addLayout(said, 1)
        if isinstance(one.what, Story) and one.what.outcome is Outcome.SKIPPED:
            line.addWidget(self._why(one.what, title))
        row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row.setAccessibleName(f"{time.text} {title} {detail}")
        return row

    def _why(self, story: Story, title: str) -> Button:
        button = Button(tr("Why?"), Role.QUIET, height=size.small_button)
        button.setAccessibleName(tr("Why was {what} skipped?").format(what=title))
        button.clicked.connect(lambda: open_menu(button, lambda menu: self.fill_reasons(menu, story)))
        return button

    def fill_reasons(self, menu: QMenu, story: Story) -> None:
        """The reasons, the present one ticked."""
        day = self._day
        for why in SkipWhy:
            action = menu.addAction(skip_why(why))
            action.setCheckable(True)
            action.setChecked(why is story.skip_why)
            action.triggered.connect(
                lambda _on=False, why=why: self._shell.records.explain(day, story, why)
            )


def shape_of(one: Happening) -> QWidget:
    """The shape of a session or a stand-up; an icon for everything else."""
    holder = QWidget()
    holder.setFixedWidth(SESSION_SIDE + 2)
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    what = one.what
    if isinstance(what, Story) and what.outcome is not None:
        kind = "prompt" if what.kind is SlotKind.POSTURE else "session"
        line.addWidget(StateMark(kind, str(what.outcome)), 0, Qt.AlignmentFlag.AlignCenter)
        return holder
    name = "care"
    if isinstance(what, Compress):
        name = "cold" if what.kind is CompressKind.COLD else "heat"
    elif isinstance(what, Aerobic):
        name = "walk"
    line.addWidget(Icon(name, "ink2"), 0, Qt.AlignmentFlag.AlignCenter)
    return holder
