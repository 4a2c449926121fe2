"""A day as it would be with the settings of this moment: a small cord on the week grid's own hours, and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.day import DayPlan
from unknot.core.history import Outcome, SlotKind
from unknot.core.rota import DayOff, Rota
from unknot.core.settings import Settings
from unknot.ports import Undo
from unknot.ui import words
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.cord import DayLine
from unknot.ui.kit.focus import RING
from unknot.ui.kit.text import Text
from unknot.ui.kit.week_grid import WeekGrid
from unknot.ui.kit.week_grid_edit import DAY
from unknot.ui.pages.day_bands import busy_bands
from unknot.ui.pages.day_marks import day_line, shown
from unknot.ui.pages.parts import Followed
from unknot.ui.pages.profiles import name_of
from unknot.ui.pages.schedule_dates import date_text, pick_date
from unknot.ui.shell import Shell
from unknot.ui.theme import radius, size, space, theme
from unknot.ui.tr import tr

_DAY = timedelta(days=1)
FRAME_MS = 16
"""Changes that come faster than this are drawn together."""


def sentence(plan: DayPlan, now: datetime | None = None) -> str:
    """``4 sessions, 3 stand-ups. First at 9:30.``; with ``now``, of the day that runs: ``4 sessions, 3 stand-ups; next
    10:40.``"""
    if not plan.work:
        return tr("No working time that day.")
    slots = [slot for slot in plan.slots if shown(slot)]
    made_up = {slot.stands_for for slot in slots}  # a missed session and what makes up for it are one
    sessions = sum(1 for slot in slots if slot.kind is SlotKind.SESSION and slot.id not in made_up)
    prompts = sum(1 for slot in slots if slot.kind is SlotKind.POSTURE)
    counted = [
        tr("1 session") if sessions == 1 else tr("{n} sessions").format(n=sessions) if sessions else "",
        tr("1 stand-up") if prompts == 1 else tr("{n} stand-ups").format(n=prompts) if prompts else "",
    ]
    said = ", ".join(part for part in counted if part) or tr("Nothing planned")
    if now is not None:
        return _going_on(said, plan, now)
    if not slots:
        return f"{said}."
    first = tr("First at {time}.").format(time=words.clock_time(slots[0].due))
    left_out = sum(1 for slot in plan.sessions if slot.outcome is Outcome.DROPPED)
    short = tr("No room for {n} more.").format(n=left_out) if left_out else ""
    return words.sentences([f"{said}.", first, short])


def _going_on(said: str, plan: DayPlan, now: datetime) -> str:
    ahead = next((slot for slot in plan.coming() if slot.due.timestamp() >= now.timestamp()), None)
    if ahead is None:
        return tr("{said}. Nothing more today.").format(said=said)
    return tr("{said}; next {time}.").format(said=said, time=words.clock_time(ahead.due))


def next_working_day(shell: Shell) -> date:
    """The first day after today with working hours; tomorrow where no day has any."""
    day = shell.clock.now().date() + _DAY
    rota = shell.preferences.rota
    return next((day + _DAY * n for n in range(7) if rota.ranges(day + _DAY * n)), day)


def day_off_text(rota: Rota, day: date) -> str:
    """Why nothing is planned on a day; "" when something is."""
    why = rota.why_off(day)
    if why is DayOff.HOLIDAY:
        return tr("Public holiday: {name}").format(name=rota.holiday(day))
    if why is DayOff.BY_PERSON:
        return tr("A day off, as you said")
    return tr("Day off") if why else ""


class DayPreview(Followed, QWidget):
    """A panel with the date to choose, the sentence and the line of the day. ``lie_under`` gives it its hours."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._settings: Settings | None = None
        self._profile = ""
        self._grid: WeekGrid | None = None
        today = shell.coach.plan().day
        self.day = today if shell.preferences.rota.ranges(today) else next_working_day(shell)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FRAME_MS)
        self._soon.timeout.connect(self.refresh)
        self.line = DayLine(mini=True)
        self.off = Text("", "body", "ink2", align=Qt.AlignmentFlag.AlignCenter)
        self.off.setFixedHeight(self.line.sizeHint().height())
        self.caption = Text("", "caption", "ink2")
        self.told = Text("", "label", align=Qt.AlignmentFlag.AlignRight)
        self.before = Button("", Role.BARE, "chevron-left", height=size.small_button)
        self.after = Button("", Role.BARE, "chevron-right", height=size.small_button)
        self.date = Button("", Role.SECONDARY, height=size.small_button)
        self.today = Button(self.tr("Today"), Role.QUIET, height=size.small_button)
        self.before.setAccessibleName(self.tr("The day before"))
        self.after.setAccessibleName(self.tr("The day after"))
        self.before.clicked.connect(lambda: self.go(self.day - _DAY))
        self.after.clicked.connect(lambda: self.go(self.day + _DAY))
        self.today.clicked.connect(lambda: self.go(self._shell.coach.plan().day))
        self.date.clicked.connect(self._pick)
        self._lay_out()
        theme().changed.connect(self.update)

    def _lay_out(self) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        days = QHBoxLayout()
        days.setSpacing(0)
        days.addWidget(self.caption, 0, middle)
        days.addSpacing(space.s)
        for part in (self.before, self.date, self.after, self.today):
            days.addWidget(part, 0, middle)
        days.addStretch(1)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setContentsMargins(space.m, 0, space.m, 0)
        self._top.setSpacing(space.s)
        self._top.addLayout(days)
        self._top.addWidget(self.told, 1, middle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space.s, 0, space.s)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self.line)
        column.addWidget(self.off)

    def follow(self) -> Sequence[Undo]:
        return [self._shell.coach.on_change(self.soon), self._shell.agenda.on_change(self.soon)]

    def lie_under(self, grid: WeekGrid) -> None:
        """Share the hours of the week grid above."""
        self._grid = grid
        grid.axis_changed.connect(self.soon)

    def show_settings(self, settings: Settings, profile: str) -> None:
        """Plan with these settings, unsaved ones too. The day is one of ``profile``, whichever is in force on it."""
        self._settings, self._profile = settings, profile
        self.soon()

    def soon(self) -> None:
        """Draw anew with the next frame."""
        if not self._soon.isActive():
            self._soon.start()

    def go(self, day: date) -> None:
        """Show this day."""
        self.day = day
        self.refresh()

    def go_to_weekday(self, weekday: int) -> None:
        """Show a day of this weekday (0 is Monday): the one that is shown, else the next from today on."""
        if self.day.weekday() != weekday:
            here = self._shell.coach.plan().day
            self.day = here + _DAY * ((weekday - here.weekday()) % 7)
            self.soon()

    def refresh(self) -> None:
        """Plan the day again."""
        self._soon.stop()
        current = self._shell.preferences.current
        settings = self._settings or current
        rules, here = _as_if(settings, self._profile, self.day), self._shell.coach.plan().day
        plan = self._shell.coach.plan_for(self.day, None if rules == current else rules)
        rota = Rota(rules, self._shell.preferences.rota.holiday)
        off = "" if plan.slots or plan.work else day_off_text(rota, self.day) or tr("Day off")
        said = sentence(plan, self._shell.clock.now() if self.day == here else None)
        self._draw(plan)
        self.off.set_text(off)
        self.off.setVisible(bool(off))
        self.line.setVisible(not off)
        self.told.set_text("" if off else said)
        self.told.setVisible(not off)
        self.line.setAccessibleDescription(said)
        self.caption.set_text(self._caption(rules is not settings, bool(rules.change_of(self.day).hours)))
        self.date.setText(date_text(self.day))
        self.date.setAccessibleName(self.tr("Day shown: {day}").format(day=words.day_name(self.day)))
        self.today.setVisible(self.day != here)

    def _caption(self, as_if: bool, other_hours: bool) -> str:
        if as_if:
            name = name_of(self._shell.preferences.current, self._profile)
            return self.tr("If it were a day of {profile}").format(profile=name)
        if other_hours:  # or the line would end elsewhere than the row above, for no reason that one sees
            return self.tr("This day has its own hours")
        return self.tr("Your day with these settings")

    def _draw(self, plan: DayPlan) -> None:
        day = day_line(plan, self._shell.library, bands=busy_bands(self._shell, plan))
        if self._grid is not None:
            axis = self._grid.axis
            left = self.line.mapFromGlobal(self._grid.mapToGlobal(QPoint(round(axis.left), 0))).x()
            shift = left - axis.left
            begin, end = axis.start, axis.end
            if day.end_minute > DAY:  # a night has no place on the hours of one day: it has its own, as wide
                begin, end = day.start_minute, day.end_minute
            own = replace(axis, start=begin, end=end, left=axis.left + shift, right=axis.right + shift)
            first, last = sorted((own.minute(0), own.minute(self.line.width())))
            day = replace(day, axis=(first, last))
        self.line.set_day(day)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.soon()

    def stack(self, on: bool) -> None:
        """The sentence below the date, where it has no room beside it."""
        self._top.setDirection(QBoxLayout.Direction.TopToBottom if on else QBoxLayout.Direction.LeftToRight)
        self._top.setAlignment(self.told, Qt.AlignmentFlag.AlignLeft if on else Qt.AlignmentFlag.AlignVCenter)

    def _pick(self) -> None:
        place = self.date.mapToGlobal(QPoint(RING, self.date.height()))
        pick_date(self.date, self.tr("Show a day"), self.day, place, self.go)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius.tile, radius.tile)


def _as_if(settings: Settings, profile: str, day: date) -> Settings:
    """The settings with a profile in force on a day, whatever the rules say; the same where it is in force anyway."""
    if not profile or settings.profile_on(day) == profile:
        return settings
    return settings.with_day(replace(settings.change_of(day), profile=profile))
