"""The first step: when the person works, and how many sessions; with the day that comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.day import DayPlan
from unknot.core.plan import Given, plan_day
from unknot.core.rota import Rota
from unknot.core.settings import Settings
from unknot.ui import words
from unknot.ui.kit.cord import DayLine
from unknot.ui.kit.fields import TimeField
from unknot.ui.kit.focus import RING
from unknot.ui.kit.folding import Folding
from unknot.ui.kit.layout import Controls, Stacked
from unknot.ui.kit.slider import LabelledSlider
from unknot.ui.kit.text import Text
from unknot.ui.pages import preview
from unknot.ui.pages.day_marks import day_line
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import welcome
from unknot.ui.welcome.pieces import DayToggle, Sign
from unknot.ui.welcome.week import WRONG, Note, Week, week_of

MOST_SESSIONS = 8
_DAY = timedelta(days=1)


def short_days(locale: QLocale) -> list[str]:
    """The days from Monday on in two letters; in one where a language's short names are whole words."""
    short = [locale.dayName(day, QLocale.FormatType.ShortFormat).rstrip(".") for day in range(1, 8)]
    two = [name[:2].capitalize() for name in short]
    if all(len(name) <= 4 for name in short) and len(set(two)) == len(two):
        return two
    return [locale.dayName(day, QLocale.FormatType.NarrowFormat) for day in range(1, 8)]


class HoursStep(QWidget):
    """Nothing is in force before ``keep``."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        settings = shell.preferences.current
        week, locale = week_of(settings.hours), QLocale()
        self._lunch_minutes = week.minutes
        self._given = "hours" in shell.preferences.locked
        self.days = [
            DayToggle(short, locale.dayName(day, QLocale.FormatType.LongFormat))
            for day, short in enumerate(short_days(locale), start=1)
        ]
        lunch = self.tr("Lunch, {minutes} from").format(minutes=words.minutes(week.minutes))
        self.start = TimeField(week.start, self.tr("Work from"))
        self.end = TimeField(week.end, self.tr("Work to"))
        self.lunch = TimeField(week.lunch, lunch)
        self.lunch.setToolTip(lunch)
        self.note = Text("", "small", "ink2")
        self.sessions = LabelledSlider(
            self.tr("Stretch sessions"), 1, MOST_SESSIONS, settings.sessions,
            lambda n: self.tr("{n} a day").format(n=n),
        )
        self.line = DayLine(mini=True, inset=RING + space.hair)
        for day, toggle in enumerate(self.days):
            toggle.setChecked(day in week.days)
            toggle.toggled.connect(self._show)
        for field in (self.start, self.end, self.lunch):
            field.picked.connect(self._show)
        self.sessions.moved.connect(self._show)
        self._lay_out()
        self._lock()
        self._show()

    def _lock(self) -> None:
        """What the organisation has set can be seen, not changed."""
        for control in (*self.days, self.start, self.end, self.lunch):
            control.setEnabled(not self._given)
        self.sessions.slider.setEnabled("sessions" not in self._shell.preferences.locked)

    def _lay_out(self) -> None:
        quiet = Qt.AlignmentFlag.AlignVCenter
        to, lunch = QHBoxLayout(), QHBoxLayout()
        for box, word, field in ((to, self.tr("to"), self.end), (lunch, self.tr("lunch"), self.lunch)):
            box.setSpacing(space.s)
            box.addSpacing(RING)
            box.addWidget(Text(word, "body", "ink2", wrap=False), 0, quiet)
            box.addWidget(field)
            box.addStretch(0)
        for field in (self.start, self.end, self.lunch):
            field.setFixedWidth(max(welcome.time_field + 2 * RING, field.sizeHint().width()))
        times = Folding(self.start, gap=space.sm)
        times.addLayout(to)
        times.addStretch(1)
        times.addLayout(lunch)
        retain = self.line.sizePolicy()
        retain.setRetainSizeWhenHidden(True)
        self.line.setSizePolicy(retain)
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, 0, RING, 0)
        column.setSpacing(0)
        lead = self.tr("Unknot asks you to stand up about every hour, and guides a few short stretches a day.")
        self.title, self.lead = Text(self.tr("When do you work?"), "title-small"), Text(lead, "lead", "ink2")
        column.addWidget(Sign("mark", "accent", welcome.mark))
        column.addSpacing(space.sm)
        column.addWidget(self.title)
        column.addSpacing(space.s)
        column.addWidget(self.lead)
        column.addSpacing(space.xl)
        column.addLayout(Controls(*self.days, gap=welcome.day_gap))
        column.addSpacing(space.ml)
        column.addLayout(times)
        column.addSpacing(space.s)
        column.addWidget(self.note)
        column.addSpacing(space.s)
        column.addWidget(self.sessions)
        column.addSpacing(space.ml)
        column.addLayout(Stacked(self.line))
        column.addStretch(1)

    # what the person says

    def week(self) -> Week:
        """What stands in the fields."""
        days = frozenset(day for day, toggle in enumerate(self.days) if toggle.isChecked())
        return Week(days, self.start.value(), self.end.value(), self.lunch.value(), self._lunch_minutes)

    def keep(self) -> bool:
        """Put it into force. False when it can't be, which is told beside the fields; the focus is then on one."""
        note = self._note()
        if note in WRONG:
            field = self.lunch if note is Note.LUNCH_PAST_END else self.end
            field.setFocus(Qt.FocusReason.TabFocusReason)
            return False
        wanted = self._wanted()
        self._shell.preferences.wish(hours=wanted.hours, sessions=wanted.sessions)
        return True

    def _wanted(self) -> Settings:
        now = self._shell.preferences.current
        hours = now.hours if self._given else self.week().hours(now.hours)
        return replace(now, hours=hours, sessions=self.sessions.value())

    def _note(self) -> Note | None:
        return None if self._given else self.week().note()

    # what comes of it

    def _show(self, _changed: object = None) -> None:
        note = self._note()
        self.note.set_text(self._said(note))
        self.note.set_colour("clay" if note in WRONG else "ink2")
        for field in (self.start, self.end, self.lunch):
            field.setAccessibleDescription(self.note.text)
        plan = self._plan(self._wanted())
        self.line.setVisible(bool(plan.work) and note is not Note.SAME)
        shown = day_line(plan, self._shell.library)
        self.line.set_day(replace(shown, marks=tuple(replace(mark, movable=False) for mark in shown.marks)))
        self.line.setAccessibleDescription(preview.sentence(plan))

    def _plan(self, settings: Settings) -> DayPlan:
        """The next day that would be worked on, as it would be."""
        now = self._shell.clock.now()
        days = [now.date() + _DAY * ahead for ahead in range(1, 8)]
        day = next((day for day in days if Rota(settings).ranges(day)), days[0])
        assert now.tzinfo is not None
        return plan_day(day, Given(settings, now.tzinfo))

    def _said(self, note: Note | None) -> str:
        if note is None:
            return self.tr("Set by your organisation") if self._given else ""
        start, end, lunch = (field.text() for field in (self.start, self.end, self.lunch))
        return {
            Note.SAME: self.tr("From and to are the same time."),
            Note.LUNCH_PAST_END: self.tr("Lunch ends after {end}. Change one of them.").format(end=end),
            Note.NO_DAYS: self.tr("No day is chosen: Unknot stretches only when you ask."),
            Note.LUNCH_OUTSIDE: self.tr("No break: {lunch} lies outside {start} to {end}.").format(
                lunch=lunch, start=start, end=end
            ),
            Note.LUNCH_AFTER_MIDNIGHT: self.tr("No break: Unknot keeps none after midnight."),
            Note.NEXT_DAY: self.tr("Ends at {end} on the next day.").format(end=end),
        }[note]
