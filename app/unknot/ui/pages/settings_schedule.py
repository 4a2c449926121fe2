"""Settings, Schedule: when the person works, how often Unknot asks, and the day that comes of it, live."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from unknot.core.hours import Hours, Ranges
from unknot.core.settings import Settings
from unknot.ui import words
from unknot.ui.kit import week_grid_edit as edit
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.fields import Choice
from unknot.ui.kit.focus import RING
from unknot.ui.kit.text import Text
from unknot.ui.kit.week_grid import WeekGrid
from unknot.ui.kit.week_grid_edit import Bar
from unknot.ui.kit.week_grid_names import day_name
from unknot.ui.pages import profiles, schedule_menu
from unknot.ui.pages.calendars_dialog import CalendarsDialog
from unknot.ui.pages.holidays_dialog import HolidaysDialog
from unknot.ui.pages.hours_editor import DayTimes
from unknot.ui.pages.preview import DayPreview
from unknot.ui.pages.schedule_dialog import ScheduleDialog
from unknot.ui.pages.schedule_line import Line
from unknot.ui.pages.schedule_popover import Popover
from unknot.ui.pages.schedule_rhythm import Rhythm, flush
from unknot.ui.pages.settings_base import Part
from unknot.ui.shell import Shell
from unknot.ui.theme import size, space
from unknot.ui.theme.fonts import scale
from unknot.ui.theme.windows import settings as lengths


class SchedulePart(Part):
    """One profile at a time, today's at first. ``editing`` is its id."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        current = shell.preferences.current
        self.editing = current.profile_on(self._today())
        shown = current.of_profile(self.editing)
        self._base: tuple[int, Hours] | None = None
        self.grid = WeekGrid(shown.hours)
        self.preview = DayPreview(shell)
        self.rhythm = Rhythm(shown, shell.library)
        self.profile = Choice([], self.tr("Profile"), size.field_small)
        self.ways = {
            name: Button(text, Role.QUIET, height=size.field_small)
            for name, text in (
                ("profiles", self.tr("Profiles…")), ("holidays", self.tr("Holidays…")),
                ("calendars", self.tr("Calendars…")),
            )
        }
        self.hint = Text("", "body", "ink2")
        self.same = Button("", Role.QUIET, height=size.small_button)
        self.undo = Button(self.tr("Undo"), Role.QUIET, "undo", height=size.small_button)
        self.standing = Text("", "body")
        self.use = Button("", Role.QUIET, height=size.small_button)
        self._lay_out()
        self._connect()
        self._lock()
        self.on_settings(self._show)
        self._show()

    def _lay_out(self) -> None:
        title = Text(self.tr("When you work"), "heading")
        self._lines = [
            Line(title, self.profile, *self.ways.values(), apart=True),
            Line(self.hint, self.same, self.undo, steady=not self.locked("hours")),
            Line(self.standing, self.use),
        ]
        for line in self._lines:
            self.column.addLayout(line)
        if self.locked("hours"):
            self.column.addWidget(self.lock_note())
            self.column.addSpacing(space.s)
        self.column.addSpacing(space.xs)
        self.column.addLayout(flush(self.grid))
        self.column.addSpacing(space.m)
        self.column.addLayout(flush(self.preview))
        self.column.addSpacing(space.ml)
        self._rhythm_locked = self.lock_note()
        self._rhythm_locked.setContentsMargins(0, 0, 0, space.sm)
        self.column.addWidget(self._rhythm_locked)
        self.column.addLayout(flush(self.rhythm))
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.grid.day_taken.connect(self.preview.go_to_weekday)
        self.grid.changing.connect(lambda hours: self._preview(hours=hours))
        self.grid.changed.connect(self._hours_changed)
        self.grid.by_keys.connect(lambda _on: self._offer_same())
        self.grid.menu_wanted.connect(self._open_menu)
        self.grid.times_wanted.connect(self.type_times)
        self.rhythm.changing.connect(lambda values: self._preview(**values))
        self.rhythm.changed.connect(lambda values: self._put(**values))
        self.preview.lie_under(self.grid)
        self.profile.activated.connect(lambda index: self.edit(self._ids()[index]))
        self.undo.clicked.connect(self.grid.undo)
        self.same.clicked.connect(self._make_same)
        self.use.clicked.connect(self._use)
        dialogs: dict[str, Callable[[Shell, QWidget], ScheduleDialog]] = {
            "profiles": profiles.ProfilesDialog, "holidays": HolidaysDialog, "calendars": CalendarsDialog,
        }
        for name, kind in dialogs.items():
            self.ways[name].clicked.connect(lambda _on=False, kind=kind: self.open_dialog(kind))

    def _lock(self) -> None:
        names = self.shell.preferences.locked
        self.grid.set_locked("hours" in names)
        self._rhythm_locked.setVisible(self.rhythm.lock(names))

    # What is shown

    def _today(self) -> Any:
        return self.shell.coach.plan().day

    def _ids(self) -> list[str]:
        return [profile.id for profile in self.shell.preferences.current.profiles]

    def edit(self, profile: str) -> None:
        """Show and change this profile."""
        self.editing = profile
        self._base = None
        self._show()

    def _show(self) -> None:
        current, today = self.shell.preferences.current, self._today()
        if not current.has_profile(self.editing):
            self.editing = current.profile_on(today)
        shown = current.of_profile(self.editing)
        self.grid.set_hours(shown.hours)
        self.grid.set_today(today.weekday())
        self.rhythm.show_settings(shown)
        names = [words.profile(profile) for profile in current.profiles]
        profiles.offer(self.profile, names, self._ids().index(self.editing))
        here = current.profile_on(today)
        self.standing.set_text(profiles.standing(current, self.editing, today))
        self.standing.setVisible(bool(self.standing.text))
        name = profiles.name_of(current, self.editing)
        self.use.setText(self.tr("Use {profile} from now on").format(profile=name))
        self.use.setVisible(self.editing != here and not self.locked("profile"))
        self._offer_same()
        self.preview.show_settings(current, self.editing)
        self._fold()

    def _fold(self) -> None:
        for line in self._lines:
            line.fold(self.contentsRect().width() - 2 * (RING + space.m))

    def _offer_same(self) -> None:
        """After a change to one weekday: to make those that were like it the same."""
        hours, days = self.grid.hours, self._like()
        self.same.setVisible(bool(days))
        if self._base is not None and days:
            self.hint.set_text(self.tr("{day} is changed.").format(day=day_name(self._base[0])))
            self.same.setText(self.tr("Make {days} the same").format(days=schedule_menu.names_of(days)))
        elif self.grid.ring_shown() and not self.grid.can_undo:
            self.hint.set_text(self.tr("Arrows move. Enter starts and ends. Delete removes."))
        elif any(hours):
            self.hint.set_text(self.tr("Drag to paint working time, or click a day's name to type it."))
        else:
            self.hint.set_text(self.tr("No working time: nothing is asked. Drag to paint some."))
        self.undo.setVisible(self.grid.can_undo)
        self.hint.setVisible(not self.locked("hours"))

    def _like(self) -> tuple[int, ...]:
        if self._base is None or self.locked("hours"):
            return ()
        return schedule_menu.days_like(self._base[1], self.grid.hours, self._base[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def reflow(self, width: int) -> None:
        stacked = width < max(lengths.stacked_below * scale(), self.rhythm.least_width() + 2 * space.xxl)
        self.rhythm.stack(stacked)
        self.preview.stack(stacked)
        self._fold()

    # What is changed

    def _draft(self, **values: Any) -> Settings:
        return self.shell.preferences.current.with_profile(self.editing, **values)

    def _preview(self, **values: Any) -> None:
        """Show what a change would come to, without making it."""
        self.preview.show_settings(self._draft(**values), self.editing)

    def _put(self, **values: Any) -> None:
        self.shell.preferences.put(self._draft(**values))

    def _hours_changed(self, hours: Hours) -> None:
        before = self.shell.preferences.current.of_profile(self.editing).hours
        touched = [day for day in range(7) if before[day] != hours[day]]
        if len(touched) != 1:
            self._base = None
        elif self._base is None or self._base[0] != touched[0]:
            self._base = touched[0], before
        self._put(hours=hours)
        self._offer_same()

    def _make_same(self) -> None:
        days = self._like()
        if self._base is not None and days:
            day, self._base = self._base[0], None
            self.grid.apply(edit.copy(self.grid.week, day, days))

    def _use(self) -> None:
        self.shell.preferences.change(profile=self.editing)

    def _open_menu(self, day: int, bar: Bar | None, place: QPoint) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        schedule_menu.fill(menu, self.grid, day, bar, lambda: self.type_times(day))
        menu.popup(place)

    def type_times(self, day: int) -> Popover:
        """The exact times of a day, in a card beside its row."""
        popover = Popover(day_name(day), self.grid)
        times = DayTimes(day_name(day), self.grid.hours[day])
        times.changed.connect(lambda ranges: self._typed(day, ranges, times))
        popover.body.addWidget(times)
        row = self.grid.rows()[[row.day for row in self.grid.rows()].index(day)]
        by_keys = self.grid.ring_shown()
        popover.open_at(self.grid.mapToGlobal(row.track.bottomLeft().toPoint() + QPoint(0, space.xs)))
        first = times.fields[0].start if times.fields else times.add
        first.setFocus(Qt.FocusReason.TabFocusReason if by_keys else Qt.FocusReason.OtherFocusReason)
        return popover

    def _typed(self, day: int, ranges: Ranges, times: DayTimes) -> None:
        made = tuple(sorted((*edit.clear(self.grid.week, day), *edit.day_bars(day, ranges))))
        if edit.overlapping(made, day):
            times.refuse(self.tr("These hours run into another day's, so the day stays as it was."))
            return
        times.refuse("")
        self.preview.go_to_weekday(day)
        self.grid.apply(made)

    def open_dialog(self, kind: Callable[[Shell, QWidget], ScheduleDialog]) -> ScheduleDialog:
        """Open one of the schedule's dialogs over this window."""
        dialog = kind(self.shell, self.window())
        dialog.open()
        return dialog
