"""The welcome's window: three steps, or the red-flag question alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from unknot.core.care import CareState
from unknot.core.history import CareEvent
from unknot.ports import StoreError
from unknot.ui import words
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.layout import Controls
from unknot.ui.shell import Page, Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import welcome
from unknot.ui.welcome.pieces import StepDots
from unknot.ui.welcome.steps import TRIAL, CareStep, HoursStep, TrialStep

HOURS, CARE, TRY = range(3)


class WelcomeWindow(QWidget):
    """Closed early it asks again next time. Enter goes on from the first and the last step, never from the question."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._alone = shell.welcomed()
        self._step = -1
        self.setObjectName("window")
        self.setWindowTitle(self.tr("Welcome to Unknot"))
        self.setFixedSize(welcome.width, welcome.height)
        self.stack = QStackedWidget()
        self.hours = HoursStep(shell)
        self.care = CareStep()
        self.trial = TrialStep(shell)
        side = welcome.margin - RING
        for step, margin in ((self.hours, side), (self.care, side), (self.trial, space.m)):
            page = ScrollPage(margin, space.xl if step is not self.trial else space.m)
            page.body.addWidget(step)
            page.body.setContentsMargins(margin, page.body.contentsMargins().top(), margin, 0)
            self.stack.addWidget(page)
        self.dots = StepDots(3)
        self.back = Button(self.tr("Back"))
        self.later = Button(self.tr("Later"))
        self.on = Button(self.tr("Next"), Role.PRIMARY)
        self._lay_out()
        self.back.clicked.connect(lambda: self.show_step(HOURS))
        self.later.clicked.connect(lambda: self._finish(trial=False))
        self.on.clicked.connect(self._go_on)
        self.on.installEventFilter(self)
        self.care.ticked.connect(lambda _any: self._name_buttons())
        self.show_step(CARE if self._alone else HOURS)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(welcome.margin, space.sm, welcome.margin, space.l)
        foot.addWidget(self.dots, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addStretch(1)
        foot.addLayout(Controls(self.back, self.later, self.on))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)

    # steps

    def show_step(self, step: int) -> None:
        """Show this one."""
        self._step = step
        self.stack.setCurrentIndex(step)
        self.dots.show_step(step)
        self.dots.setVisible(not self._alone)
        self._name_buttons()
        if step == CARE:
            next(iter(self.care.boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_buttons(self) -> None:
        asks_help = bool(self.care.flags())
        care = self.tr("Get help") if asks_help else self.tr("None of these")
        self.on.setText({HOURS: self.tr("Next"), CARE: care, TRY: self.tr("Start")}[self._step])
        self.on.setAccessibleName(self.on.text())
        self.back.setVisible(self._step == CARE and not self._alone)
        self.later.setVisible(self._step == TRY)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter never answers the question, not even where the system lets it press buttons."""
        if watched is self.on and isinstance(event, QKeyEvent) and self._step == CARE and not self.care.flags():
            return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._step != CARE:
            self._go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    # going on

    def _go_on(self) -> None:
        if self._step == HOURS:
            self.show_step(CARE)
        elif self._step == CARE:
            self._answer_care()
        else:
            self._finish(trial=True)

    def _answer_care(self) -> None:
        care, flags = self._shell.care, self.care.flags()
        if flags:
            care.answer(CareEvent.RED_FLAG, flags)
            self._shell.set_welcomed()
            self._shell.windows.open_emergency()
            self.close()
            return
        care.answer(CareEvent.NONE_OF_THESE)
        if self._alone:
            self.close()
        elif care.state is CareState.BLOCKED:  # blocked before: "none of these" does not lift that
            self._shell.windows.open_emergency()
            self.close()
        else:
            self.show_step(TRY)

    def _finish(self, trial: bool) -> None:
        if not self._follow_login():
            return
        self._shell.set_welcomed()
        if trial:
            self._shell.verbs.start_named(TRIAL, minutes=1)
        elif not self._shell.tray_there():
            self._shell.windows.open(Page.TODAY)
        self.close()

    def _follow_login(self) -> bool:
        """Start at login as ticked; False when the system refuses, which is said before the window goes."""
        wanted = self.trial.login.isChecked()
        self._shell.preferences.change(start_at_login=wanted)
        if self._shell.autostart.enabled() == wanted:
            return True
        try:
            self._shell.autostart.set(wanted)
        except StoreError as refused:
            self._shell.preferences.change(start_at_login=False)
            self.trial.login.setChecked(False)
            self.trial.tell(words.problem(refused.problem))
            return not wanted
        return True
