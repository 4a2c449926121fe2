"""The frame of the schedule's dialogs: a title, what scrolls, and one button to close. All is in force at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from unknot.ports import Undo
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.locked import LockNote
from unknot.ui.kit.room import fitted
from unknot.ui.kit.text import Text
from unknot.ui.pages.parts import Followed
from unknot.ui.shell import Shell
from unknot.ui.theme import size, space
from unknot.ui.theme.windows import frame, settings
from unknot.ui.tr import tr


class ScheduleDialog(Followed, QDialog):
    """``body`` is the column to fill. Follows the settings and what calendars know while it is open."""

    def __init__(self, shell: Shell, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.page = ScrollPage(space.xl - RING, space.l)
        self.body = self.page.body
        self.body.setContentsMargins(space.xl, space.l, space.xl, space.m)
        self.body.addWidget(Text(title, "heading"))
        self.finish = Button(tr("Done"), Role.PRIMARY)
        self.finish.clicked.connect(self.accept)
        self.finish.setDefault(True)
        foot = QVBoxLayout()
        foot.setContentsMargins(space.xl, space.sm, space.xl, space.l)
        foot.addLayout(Controls(None, self.finish))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page, 1)
        column.addLayout(foot)
        self.resize(fitted(settings.dialog, settings.dialog_high))
        self.setMinimumSize(frame.widest // 2, frame.lowest - size.row)

    def follow(self) -> Sequence[Undo]:
        return [
            self.shell.preferences.on_change(lambda *_: self.refresh()),
            self.shell.agenda.on_change(self.refresh),
        ]

    def section(self, text: str, hint: str = "") -> None:
        """A caption, and a line that explains."""
        self.body.addSpacing(space.l)
        self.body.addWidget(Text(text, "label"))
        if hint:
            self.body.addWidget(Text(hint, "small", "ink2"))
        self.body.addSpacing(space.s)

    def locked(self, *names: str) -> bool:
        """Whether only the organisation sets one of these; a padlock then says so here."""
        found = not self.shell.preferences.locked.isdisjoint(names)
        if found:
            self.body.addWidget(LockNote(tr("Set by your organisation")))
            self.body.addSpacing(space.s)
        return found


class Lines(QVBoxLayout):
    """Rows that are made anew whenever what they tell has changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(space.xs)
        self._told: object = None
        self.rows: list[QWidget] = []

    def know(self, what: object) -> None:
        """The rows tell this already, without being made anew."""
        self._told = what

    def tell(self, what: object, make: Callable[[], Sequence[QWidget]]) -> None:
        """Show what ``make`` makes, unless ``what`` is as it was."""
        if what == self._told:
            return
        self._told = what
        for old in self.rows:
            self.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = list(make())
        for row in self.rows:
            self.addWidget(row)


class Line(QWidget):
    """Something that can be taken away: its name, what there is to say of it, what is wrong with it."""

    def __init__(self, name: str, said: str = "", wrong: str = "", removes: str = "") -> None:
        super().__init__()
        self._name, self._wrong = name, wrong
        self._said = Text("", "small", "ink2")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(name))
        words.addWidget(self._said)
        if wrong:
            words.addWidget(Text(wrong, "small", "ochre"))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.ends = QHBoxLayout()
        self.ends.setSpacing(0)
        self.ends.addLayout(words, 1)
        self.remove = Button("", Role.BARE, "close", height=size.small_button)
        self.remove.setAccessibleName(removes)
        self.remove.setToolTip(removes)
        self.remove.setVisible(bool(removes))
        self.ends.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self.ends)
        self.say(said)

    def say(self, said: str) -> None:
        """Other words below its name."""
        self._said.set_text(said)
        self._said.setVisible(bool(said))
        self.setAccessibleName(", ".join(part for part in (self._name, said, self._wrong) if part))


def labelled(text: Text, control: QWidget) -> QLayout:
    """A word at the left, its control at the right; all such controls of a dialog take the same half."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, space.s)
    row.setSpacing(space.m)
    control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # a long choice takes no more
    text.setSizePolicy(QSizePolicy.Policy.Ignored, text.sizePolicy().verticalPolicy())
    row.addWidget(text, 1, Qt.AlignmentFlag.AlignVCenter)
    row.addLayout(Controls(control), 1)
    return row
