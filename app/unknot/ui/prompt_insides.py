"""What stands on the card that asks: the question, the line after a skip, and what is offered on a busy day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from unknot.core.choose import LENGTHS
from unknot.core.history import SkipWhy, SlotKind
from unknot.core.worktime import later
from unknot.ports import Answer, BusyDay, Prompt
from unknot.ui import words
from unknot.ui.kit.blocks import Tile
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.split import SplitButton
from unknot.ui.kit.text import Text
from unknot.ui.theme import size, space
from unknot.ui.theme.windows import prompt as sizes
from unknot.ui.tr import tr
from unknot.ui.words.skips import skip_choice, why_skipped

SNOOZES = (5, 10, 15, 30)
"""Minutes offered behind the arrow; the usual time is always among them."""
Reply = Callable[[Answer, int | None], None]


class SnoozeMenu:
    """Fills the menu behind Snooze's arrow: other times with their clock times, and the end of this call."""

    def __init__(self, usual: int, now: Callable[[], datetime], reply: Reply) -> None:
        self._minutes = sorted({*SNOOZES, usual})
        self._now = now
        self._reply = reply

    def fill(self, menu: QMenu) -> None:
        """Put the entries into a menu that is about to be shown."""
        now = self._now()
        for n in self._minutes:
            clock = words.clock_time(later(now, timedelta(minutes=n)))
            action = menu.addAction(f"{words.minutes(n)}\t{clock}")
            action.triggered.connect(lambda _checked=False, n=n: self._reply(Answer.SNOOZE, n))
        menu.addSeparator()
        menu.addAction(tr("When this call ends")).triggered.connect(lambda: self._reply(Answer.CALL, None))


class LengthMenu:
    """Fills the menu behind Start's arrow: how much time there is."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def fill(self, menu: QMenu) -> None:
        """Put the entries into a menu that is about to be shown."""
        for n in LENGTHS:
            action = menu.addAction(tr("I have {minutes}").format(minutes=words.minutes(n)))
            action.triggered.connect(lambda _checked=False, n=n: self._reply(Answer.ACCEPT, n))


def in_a_row(buttons: list[QWidget], room: int, first_grows: bool = True, gap: int = space.s) -> QBoxLayout:
    """Buttons side by side with ``gap`` between their faces, or, where ``room`` is too narrow for their words, one
    below the other. ``first_grows``: the first takes what room is left."""
    row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap - 2 * RING)
    for index, button in enumerate(buttons):
        row.addWidget(button, 1 if first_grows and index == 0 else 0)
    arrange(row, room, gap)
    return row


def arrange(row: QBoxLayout, room: int, gap: int) -> None:
    """A row where the words fit into ``room``, else a column."""
    items = [row.itemAt(index) for index in range(row.count())]
    parts = [part for item in items if item is not None and (part := item.widget() or item.layout()) is not None]
    faces = [part.sizeHint().width() - 2 * RING for part in parts]
    fits = sum(faces) + gap * (len(faces) - 1) <= room
    row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)


class Ask(QWidget):
    """The inside of a prompt: tile, words, three answers."""

    def __init__(self, prompt: Prompt, title: str, line: str, menu: SnoozeMenu, reply: Reply) -> None:
        super().__init__()
        self.tile = Tile(size.tile_prompt, pad=0)
        posture = prompt.slot.kind is SlotKind.POSTURE
        self.accept: Button | SplitButton
        if posture:
            self.accept = Button(tr("Done it"), Role.PRIMARY, height=size.prompt_button)
        else:
            self.accept = SplitButton(tr("Start"), LengthMenu(reply).fill, primary=True)
        self.accept.clicked.connect(lambda: reply(Answer.ACCEPT, None))
        self.snooze: SplitButton | None = None
        if prompt.snoozes_left > 0:
            self.snooze = SplitButton(tr("Snooze {n} min").format(n=prompt.snooze_minutes), menu.fill)
            self.snooze.clicked.connect(lambda: reply(Answer.SNOOZE, None))
        self.skip = Button(tr("Skip"), Role.SECONDARY, height=size.prompt_button)
        self.skip.clicked.connect(lambda: reply(Answer.SKIP, None))
        self._lay_out(words.prompt_meta(prompt), title, line)

    def _lay_out(self, meta: str, title: str, line: str) -> None:
        said = QVBoxLayout()
        said.setContentsMargins(0, space.xs, 0, 0)
        said.setSpacing(space.xs)
        if meta:
            said.addWidget(Text(meta, "small", "ink2"))
        said.addWidget(Text(title, "prompt-title"))
        said.addWidget(Text(line, "body", "ink2"))
        said.addStretch(1)
        top = QHBoxLayout()
        top.setContentsMargins(RING, RING, RING, space.m - RING)
        top.setSpacing(space.m)
        top.addWidget(self.tile, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(said, 1)
        answers: list[QWidget] = [self.accept, *([self.snooze] if self.snooze else []), self.skip]
        whole = QVBoxLayout(self)
        edge = space.m - RING  # the buttons bring the room for their focus ring with them
        whole.setContentsMargins(edge, edge, edge, edge)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addLayout(in_a_row(answers, sizes.width - 2 * space.m))


class Skipped(QWidget):
    """The inside after a skip: one line, and the way back; where it is offered, the way to say why."""

    def __init__(self, line: str, undo: Callable[[], None], why: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.why = Button(tr("Why?"), Role.BARE)
        self.why.setVisible(why is not None)
        if why is not None:
            self.why.clicked.connect(why)
        self.undo = Button(tr("Undo"), Role.QUIET, "undo")
        self.undo.clicked.connect(undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.ml, space.sm - RING, space.sm, space.sm - RING)
        row.setSpacing(space.s)
        row.addWidget(Text(line), 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.why)
        row.addWidget(self.undo)


class Reasons(QWidget):
    """The inside after Why?: the reasons, none of them better than another."""

    def __init__(self, choose: Callable[[SkipWhy], None]) -> None:
        super().__init__()
        title, line = why_skipped()
        self.choices = {
            each: Button(skip_choice(each), Role.SECONDARY, height=size.prompt_button) for each in SkipWhy
        }
        for each, button in self.choices.items():
            button.clicked.connect(lambda _checked=False, each=each: choose(each))
        said = QVBoxLayout()
        said.setContentsMargins(RING, 0, RING, space.m - RING)
        said.setSpacing(space.xs)
        said.addWidget(Text(title, "prompt-title"))
        said.addWidget(Text(line, "body", "ink2"))
        whole = QVBoxLayout(self)
        edge = space.m - RING
        whole.setContentsMargins(edge, space.m, edge, edge)
        whole.setSpacing(0)
        whole.addLayout(said)
        grid = QGridLayout()
        grid.setSpacing(space.s - 2 * RING)
        for number, button in enumerate(self.choices.values()):
            grid.addWidget(button, number // 2, number % 2)
        whole.addLayout(grid)


class Busy(QWidget):
    """The inside after the third skip in a row: less is offered."""

    def __init__(self, choose: Callable[[BusyDay], None]) -> None:
        super().__init__()
        title, line = words.busy_day()
        roles = {BusyDay.SHORT: Role.PRIMARY, BusyDay.FEWER: Role.SECONDARY, BusyDay.NOT_NOW: Role.BARE}
        self.choices = {
            each: Button(words.busy_choice(each), role, height=size.prompt_button) for each, role in roles.items()
        }
        for each, button in self.choices.items():
            button.clicked.connect(lambda _checked=False, each=each: choose(each))
        said = QVBoxLayout()
        said.setContentsMargins(RING, 0, RING, space.m - RING)
        said.setSpacing(space.xs)
        said.addWidget(Text(title, "prompt-title"))
        said.addWidget(Text(line, "body", "ink2"))
        room = sizes.width - 2 * space.m + self.choices[BusyDay.NOT_NOW].pad  # its face can't be seen
        row = in_a_row([*self.choices.values()], room, first_grows=False)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        edge = space.m - RING
        whole.setContentsMargins(edge, space.m, 0, edge)
        whole.setSpacing(0)
        whole.addLayout(said)
        whole.addLayout(row)
