"""Settings, Schedule: when the person works, how often Unknot asks, and what a day comes to."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout

from unknot.ui import words
from unknot.ui.kit.layout import Stacked
from unknot.ui.kit.text import Text
from unknot.ui.pages.hours_editor import HoursEditor
from unknot.ui.pages.preview import DayPreview
from unknot.ui.pages.settings_base import Part
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import settings

MOVE_SECONDS = 50
"""About as long as a small move takes, for the hint under the session length."""


class SchedulePart(Part):
    """Hours by weekday, the day they make, and three sliders."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.hours = HoursEditor(self.setting("hours"))
        self.hours.changed.connect(lambda hours: self.change(hours=hours))
        self.follow(lambda: self.hours.show_hours(self.setting("hours")))
        self.preview = DayPreview(shell)
        self.follow(self.preview.refresh)
        self.every = self.slider(
            "prompt_every", self.tr("Stand up after"), words.minutes, 20, 120, 5, self.tr("of sitting at the desk")
        )
        self.sessions = self.slider(
            "sessions", self.tr("Stretch sessions"), lambda n: self.tr("{n} a day").format(n=n), 1, 8,
            hint=self.tr("three to five work best"),
        )
        self.length = self.slider("session_minutes", self.tr("Session length"), words.minutes, 1, 10)
        self.length.slider.valueChanged.connect(lambda _value: self._tell_moves())
        self._tell_moves()
        self._sliders = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sliders.setSpacing(space.xxl)
        for slider in (self.every, self.sessions, self.length):
            self._sliders.addWidget(slider, 1)
        self.column.addWidget(Text(self.tr("When you work"), "heading"))
        self.column.addWidget(Text(self.tr("Breaks are the gaps between the hours."), "body", "ink2"))
        self.column.addSpacing(space.m)
        self.column.addLayout(Stacked(self.hours))
        self.column.addSpacing(space.m)
        self.column.addWidget(self.preview)
        self.column.addSpacing(space.l)
        self.column.addLayout(self._sliders)
        self.column.addStretch(1)
        self.preview.refresh()

    def _tell_moves(self) -> None:
        moves = max(1, round(self.length.value() * 60 / MOVE_SECONDS))
        text = self.tr("about {n} moves").format(n=words.number_word(moves))
        self.length.set_hint(text)

    def reflow(self, width: int) -> None:
        stacked = width < settings.stacked_below
        self._sliders.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        self._sliders.setSpacing(space.l if stacked else space.xxl)
        self.preview.stack(stacked)
