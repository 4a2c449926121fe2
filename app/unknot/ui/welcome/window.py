"""The welcome's window: three steps, or the red-flag question alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from unknot.core.care import CareState
from unknot.core.history import CareEvent
from unknot.ports import StoreError
from unknot.ui import words
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING, Ringed
from unknot.ui.kit.folding import Folding
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.room import fitted
from unknot.ui.shell import Page, Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import welcome
from unknot.ui.welcome.hours import HoursStep
from unknot.ui.welcome.pieces import ENTER, MainButton, StepDots
from unknot.ui.welcome.question import QuestionStep
from unknot.ui.welcome.trial import TRIAL, TrialStep

HOURS, QUESTION, TRY = range(3)
TRY_MINUTES = 1


class WelcomeWindow(QWidget):
    """Closed early it asks again at the next start. Enter goes on from the first and the last step; the question wants
    Space or a click. ``alone``: the rest was answered before, only the question is asked."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.alone = shell.welcomed() and shell.care.state is CareState.UNASKED
        self.step = -1
        self._refused = False
        self._keyed = False
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(self.tr("Welcome to Unknot"))
        self.setFixedSize(fitted(welcome.width, welcome.height))
        self.hours = HoursStep(shell)
        self.question = QuestionStep()
        self.trial = TrialStep(shell)
        self.stack = QStackedWidget()
        side = welcome.margin - RING
        for step, margin, top in (
            (self.hours, side, space.xl), (self.question, side, space.xl), (self.trial, space.m, space.m)
        ):
            page = ScrollPage(margin, top)
            page.body.setContentsMargins(margin, top, margin, 0)
            page.body.addWidget(step)
            self.stack.addWidget(page)
        self.dots = StepDots(self.stack.count())
        self.back = Button(self.tr("Back"))
        self.later = Button(self.tr("Later"))
        self.on = MainButton("", Role.PRIMARY)
        self._lay_out()
        self.back.clicked.connect(lambda: self.show_step(HOURS))
        self.later.clicked.connect(lambda: self._finish(trial=False))
        self.on.clicked.connect(self._go_on)
        self.question.ticked.connect(lambda _any: self._name_buttons())
        self.show_step(QUESTION if self.alone else HOURS)

    def _lay_out(self) -> None:
        buttons = Folding(None, self.back, self.later, self.on, last_first=True)
        foot = QHBoxLayout()
        foot.setContentsMargins(welcome.margin, space.sm, welcome.margin, space.l)
        foot.setSpacing(space.m)
        foot.addWidget(self.dots, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addLayout(buttons, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)

    # steps

    def show_step(self, step: int) -> None:
        """Show this one. The focus keeps its ring where the keyboard brought it."""
        focused, shown = self.focusWidget(), (self.hours, self.question, self.trial)[step]
        keyed = self._keyed or (isinstance(focused, Ringed) and focused.ring_shown())
        self.step = step
        self.stack.setCurrentIndex(step)
        self.dots.show_step(step)
        self.dots.setVisible(not self.alone)
        self._name_buttons()
        first = next(iter(self.question.boxes.values())) if step == QUESTION else self.on
        first.setFocus(Qt.FocusReason.TabFocusReason if keyed else Qt.FocusReason.OtherFocusReason)
        if self.isVisible():
            say(self, f"{self.dots.accessibleName()}. {shown.title.text} {shown.lead.text}")

    def _name_buttons(self) -> None:
        asked, help_wanted = self.step == QUESTION, bool(self.question.flags())
        answer = self.tr("Get help") if help_wanted else self.tr("None of these")
        self.on.setText((self.tr("Next"), answer, self.tr("Start"))[self.step])
        self.on.setAccessibleName(self.on.text())
        self.on.set_role(Role.ALARM if asked and help_wanted else Role.PRIMARY)
        self.on.deliberate = asked
        self.back.setVisible(asked and not self.alone)
        self.later.setVisible(self.step == TRY)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self._enter(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _enter(self, event: QKeyEvent) -> None:
        """Enter presses a button that has the focus, else it goes on; a key held down does neither."""
        focused = self.focusWidget()
        if event.isAutoRepeat():
            return
        self._keyed = True
        if isinstance(focused, Button) and focused is not self.on:
            focused.click()
        elif self.step != QUESTION:
            self._go_on()
        self._keyed = False

    # going on

    def _go_on(self) -> None:
        if self.step == QUESTION:
            self._answer()
        elif self.step == TRY:
            self._finish(trial=True)
        elif self.hours.keep():
            self.show_step(QUESTION)
        else:
            say(self.hours.note, self.hours.note.text)

    def _answer(self) -> None:
        care, flags = self._shell.care, self.question.flags()
        if flags:
            care.answer(CareEvent.RED_FLAG, flags)
        else:
            care.answer(CareEvent.NONE_OF_THESE)
        if care.state is CareState.BLOCKED:  # by this answer, or before: "none of these" does not lift that
            self._shell.set_welcomed()
            self._shell.windows.open_emergency()
            self.close()
        elif self.alone:
            self.close()
        else:
            self.show_step(TRY)

    def _finish(self, trial: bool) -> None:
        """Done. When the system refuses the start at login, that is told first, and the next press goes on."""
        if not self._follow_login():
            return
        self._shell.set_welcomed()
        if not self._shell.tray_there():
            self._shell.windows.open(Page.TODAY)
        if trial and TRIAL in self._shell.library.exercises:
            self._shell.verbs.start_named(TRIAL, TRY_MINUTES)
        elif trial:
            self._shell.verbs.quick(minutes=TRY_MINUTES)
        self.close()

    def _follow_login(self) -> bool:
        preferences = self._shell.preferences
        preferences.wish(start_at_login=self.trial.login.isChecked())
        try:
            self._shell.autostart.set(preferences.current.start_at_login)
        except StoreError as refused:
            if self._refused:
                return True
            self._refused = True
            told = self.tr("The start at login could not be set. {why}")
            self.trial.tell(told.format(why=words.problem(refused.problem)))
            say(self.trial, self.trial.trouble.body.text)
            return False
        return True


def say(widget: QWidget, text: str) -> None:
    """Have a screen reader say this now."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
