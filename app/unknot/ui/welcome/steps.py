"""The three steps of the welcome."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.care import RED_FLAGS
from unknot.core.settings import Hours, WorkRange
from unknot.ui.kit.blocks import Block, Divider, Icon
from unknot.ui.kit.fields import TimeField
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import Stacked
from unknot.ui.kit.slider import LabelledSlider
from unknot.ui.kit.text import Text
from unknot.ui.kit.tick import TickBox
from unknot.ui.pages.hours_editor import LUNCH_MINUTES, with_break
from unknot.ui.pages.pictures import Stills
from unknot.ui.pages.preview import DayPreview
from unknot.ui.shell import Shell
from unknot.ui.theme import size, space
from unknot.ui.theme.windows import emergency, welcome
from unknot.ui.welcome.pieces import DayToggle, TrialPicture

TRIAL = "shoulder-rolls"
"""The movement to try: in the chair, for everybody."""


class HoursStep(QWidget):
    """When the person works and how often to stretch; each change takes effect at once and shows in the cord."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        settings = shell.preferences.current
        locale = QLocale()
        self.days = [
            DayToggle(_short(locale, day + 1), locale.dayName(day + 1, QLocale.FormatType.LongFormat))
            for day in range(7)
        ]
        first = next((ranges for ranges in settings.hours if ranges), ())
        start, end, lunch = _parts(first)
        self.start = TimeField(start, self.tr("Work starts"))
        self.end = TimeField(end, self.tr("Work ends"))
        self.lunch = TimeField(lunch, self.tr("Lunch starts, {n} minutes").format(n=LUNCH_MINUTES))
        self.sessions = LabelledSlider(
            self.tr("Stretch sessions"), 1, 8, settings.sessions, lambda n: self.tr("{n} a day").format(n=n)
        )
        self.preview = DayPreview(shell, bare=True)
        for day, button in enumerate(self.days):
            button.setChecked(bool(settings.hours[day]))
            button.clicked.connect(self._hours_changed)
        for field in (self.start, self.end, self.lunch):
            field.picked.connect(lambda _time: self._hours_changed())
        self.sessions.moved.connect(self._sessions_changed)
        self._lay_out()
        self.preview.refresh()

    def _lay_out(self) -> None:
        days = QHBoxLayout()
        days.setSpacing(space.xs)
        for button in self.days:
            days.addWidget(button, 1)
        times = QHBoxLayout()
        times.setSpacing(space.xs)
        middle = Qt.AlignmentFlag.AlignVCenter
        times.addWidget(self.start, 1)
        times.addWidget(Text(self.tr("to"), "body", "ink2", wrap=False), 0, middle)
        times.addWidget(self.end, 1)
        times.addSpacing(space.m)
        times.addWidget(Text(self.tr("lunch"), "body", "ink2", wrap=False), 0, middle)
        times.addWidget(self.lunch, 1)
        controls = Stacked(gap=space.ml)
        controls.addLayout(days)
        controls.addLayout(times)
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, 0, RING, 0)
        column.setSpacing(0)
        column.addWidget(Icon("mark", "accent", welcome.mark))
        column.addSpacing(space.ml)
        column.addWidget(Text(self.tr("When do you work?"), "title-small"))
        column.addSpacing(space.xs)
        lead = self.tr("Unknot asks you to stand up about every hour, and guides a few short stretches a day.")
        column.addWidget(Text(lead, "lead", "ink2"))
        column.addSpacing(space.xl)
        column.addLayout(controls)
        column.addSpacing(space.xl)
        column.addWidget(self.sessions)
        column.addSpacing(space.s)
        column.addWidget(self.preview)
        column.addStretch(1)

    def hours(self) -> Hours:
        """The week as it stands in the fields."""
        start, end = self.start.value(), self.end.value()
        ranges = with_break(WorkRange(start, end), self.lunch.value()) if start != end else ()
        return tuple(ranges if button.isChecked() else () for button in self.days)

    def _hours_changed(self) -> None:
        self._shell.preferences.change(hours=self.hours())
        self.preview.refresh()

    def _sessions_changed(self, n: int) -> None:
        self._shell.preferences.change(sessions=n)
        self.preview.refresh()


def _short(locale: QLocale, day: int) -> str:
    name = locale.dayName(day, QLocale.FormatType.ShortFormat)
    return name[:2] if name[:2].isascii() else name


def _parts(ranges: tuple[WorkRange, ...]) -> tuple[time, time, time]:
    """Start, end and lunch of a day's ranges, or the office's."""
    if not ranges:
        return time(8, 30), time(17, 30), time(12, 15)
    lunch = ranges[0].end if len(ranges) > 1 else time(12, 15)
    return ranges[0].start, ranges[-1].end, lunch


class CareStep(QWidget):
    """The red-flag question. ``ticked`` says whether any sign is there."""

    ticked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        words = {
            "chest": self.tr("Chest pain, trouble breathing or sweating"),
            "injury": self.tr("It began with a fall, crash or sports injury"),
            "bladder": self.tr("Bladder or bowel trouble"),
            "fever": self.tr("Fever"),
            "saddle": self.tr("Numbness around your bottom or genitals"),
            "legs": self.tr("New weakness or numbness in both legs"),
        }
        self.boxes = {flag: TickBox(words[flag]) for flag in RED_FLAGS}
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, 0, RING, 0)
        column.setSpacing(0)
        column.addWidget(Icon("warning", "alarm", emergency.warning))
        column.addSpacing(space.sm)
        column.addWidget(Text(self.tr("Is your back pain with any of these?"), "title-small"))
        column.addSpacing(space.xs)
        column.addWidget(Text(self.tr("If one is true, stretching waits."), "lead", "ink2"))
        column.addSpacing(space.sm)
        column.addWidget(Divider())
        for box in self.boxes.values():
            column.addLayout(Stacked(box))
            column.addWidget(Divider())
            box.toggled.connect(lambda _on: self.ticked.emit(bool(self.flags())))
        column.addSpacing(space.sm)
        stays = self.tr("Your answer stays here: Unknot has no network code.")
        column.addWidget(Text(stays, "small", "ink2"))
        column.addSpacing(space.xs)
        column.addWidget(Text(self.tr("The last two signs: NHS, Back pain (nhs.uk)."), "small", "ink2"))
        column.addStretch(1)

    def flags(self) -> tuple[str, ...]:
        """The signs that are ticked."""
        return tuple(flag for flag, box in self.boxes.items() if box.isChecked())


class TrialStep(QWidget):
    """One minute to try, and whether to start at login."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        text = shell.library.exercise_text.get(TRIAL)
        ratio = self.devicePixelRatioF()
        still = Stills(shell).whole(TRIAL, welcome.disc, ratio)
        self.picture = TrialPicture(still, text.picture if text else "")
        self.login = TickBox(self.tr("Start when I log in"))
        self.login.setChecked(shell.preferences.current.start_at_login)
        self.trouble = Block()
        self.trouble.hide()
        inner = QVBoxLayout()
        inner.setContentsMargins(space.m + RING, 0, space.m + RING, 0)
        inner.setSpacing(0)
        inner.addWidget(Text(self.tr("Try one minute"), "title-small"))
        inner.addSpacing(space.xs)
        lead = self.tr("{name}, in your chair. Turn the sound on if you like to close your eyes.")
        inner.addWidget(Text(lead.format(name=text.name if text else TRIAL), "lead", "ink2"))
        inner.addSpacing(space.sm)
        tray = QHBoxLayout()
        tray.setSpacing(space.m)
        tray.addWidget(Icon("tray", "accent", size.icon), 0, Qt.AlignmentFlag.AlignTop)
        tray.addWidget(Text(self.tr("Afterwards Unknot waits in the tray."), "body", "ink2"), 1)
        inner.addLayout(tray)
        inner.addSpacing(space.xs)
        inner.addLayout(Stacked(self.login))
        inner.addWidget(self.trouble)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.m)
        column.addWidget(self.picture, 1)
        column.addLayout(inner)

    def tell(self, trouble: str) -> None:
        """Say what went wrong."""
        self.trouble.set_text(trouble)
        self.trouble.show()
