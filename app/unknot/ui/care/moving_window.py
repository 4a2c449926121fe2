"""The dialog that takes minutes of moving: what, how long, on which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.care_records import Activity, Aerobic
from unknot.ports import Undo
from unknot.ui import words
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.folding import Folding
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.layout import Stacked, right_to_left
from unknot.ui.kit.room import fitted
from unknot.ui.kit.slider import LabelledSlider
from unknot.ui.kit.switches import SegmentSwitch
from unknot.ui.kit.text import Text
from unknot.ui.pages.parts import HANG, Followed
from unknot.ui.pages.schedule_dialog import Lines
from unknot.ui.shell import Shell
from unknot.ui.theme import size, space
from unknot.ui.theme.windows import frame, moving
from unknot.ui.tr import tr

STEP, USUAL, LONGEST = 5, 20, 180
"""Minutes of the slider."""


class Logged(Lines):
    """Rows whose last icon, not its button, ends where the lines above do."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__()
        self._owner = owner

    def setGeometry(self, rect: QRect) -> None:
        by = HANG
        super().setGeometry(rect.adjusted(-by, 0, 0, 0) if right_to_left(self._owner) else rect.adjusted(0, 0, by, 0))


class MovingWindow(Followed, QWidget):
    """Enter saves, Esc leaves. What was logged for the day shows below, and can be taken away again."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(tr("Log moving"))
        self.setMinimumSize(moving.least_width, frame.lowest)
        self.resize(fitted(moving.width, moving.height))
        self.activities = list(Activity)
        self.activity = SegmentSwitch([words.activity(each) for each in self.activities], 0)
        self.activity.set_name(tr("What"))
        self.minutes = LabelledSlider(tr("How long"), STEP, LONGEST, USUAL, words.minutes, STEP)
        self.day = SegmentSwitch([tr("Today"), tr("Yesterday")], 0)
        self.day.set_name(tr("When"))
        self.sum = Text("", "body", "ink2")
        self.logged = Logged(self)
        self.cancel = Button(tr("Close"))
        self.save = Button(tr("Save"), Role.PRIMARY, key=tr("Enter"))
        self._lay_out()
        self.day.chosen.connect(lambda _index: self.refresh())
        self.cancel.clicked.connect(self.close)
        self.save.clicked.connect(self.keep)
        self.minutes.slider.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _lay_out(self) -> None:
        page = ScrollPage(space.l, space.l)
        page.body.setContentsMargins(space.l, space.l, space.l, space.s)
        page.body.addWidget(Text(tr("What did you do?"), "heading"))
        page.body.addSpacing(space.m)
        page.body.addLayout(Stacked(self.activity))
        page.body.addSpacing(space.l)
        page.body.addWidget(self.minutes)
        page.body.addSpacing(space.m)
        page.body.addLayout(Stacked(self.day))
        page.body.addSpacing(space.l)
        page.body.addWidget(self.sum)
        page.body.addSpacing(space.xs)
        page.body.addLayout(self.logged)
        page.body.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(space.l, space.s, space.l, space.l)
        foot.addLayout(Folding(None, self.cancel, self.save, last_first=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addLayout(foot)

    def follow(self) -> Sequence[Undo]:
        return [self._shell.movement.on_change(self.refresh)]

    def refresh(self) -> None:
        """Show what is logged for the chosen day."""
        movement, day = self._shell.movement, self._chosen_day()
        moved = movement.minutes(day)
        today = day == movement.today()
        self.sum.set_text(words.moved_parts(moved, movement.goal) if today else words.moved_then(moved, movement.goal))
        entries = movement.logged(day)
        self.logged.tell(entries, lambda: [self._line(entry) for entry in entries])

    def keep(self) -> None:
        """Write it down, and leave."""
        self._shell.movement.log(
            self.activities[self.activity.index], self.minutes.value(), self._chosen_day()
        )
        self.close()

    def _chosen_day(self) -> date:
        return self._shell.movement.today() - timedelta(days=self.day.index)

    def _line(self, entry: Aerobic) -> QWidget:
        name = words.moved_entry(entry)
        remove = Button("", Role.BARE, "close", height=size.small_button)
        remove.setAccessibleName(tr("Take {entry} away").format(entry=name))
        remove.setToolTip(tr("Take away"))
        remove.clicked.connect(partial(self._shell.movement.withdraw, entry.id))
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Text(name), 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(remove)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, Button) and focused is not self.save:
                focused.click()
            else:
                self.keep()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
