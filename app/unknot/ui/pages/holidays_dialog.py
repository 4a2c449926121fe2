"""Public holidays by country, and changes of single days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from unknot.core.hours import Ranges
from unknot.core.profiles import DayChange
from unknot.core.rota import Country, Rota
from unknot.core.settings import Settings
from unknot.ui import words
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.fields import Choice
from unknot.ui.kit.focus import RING
from unknot.ui.kit.text import Text
from unknot.ui.kit.week_grid_paint import span_text
from unknot.ui.menu_today import later_ends
from unknot.ui.pages.hours_editor import DayTimes
from unknot.ui.pages.parts import Hung, open_menu, wrapping_row
from unknot.ui.pages.profiles import name_of, offer
from unknot.ui.pages.schedule_dates import long_date_text, pick_date
from unknot.ui.pages.schedule_dialog import Line, Lines, ScheduleDialog, labelled
from unknot.ui.shell import Shell
from unknot.ui.theme import size, space
from unknot.ui.tr import tr

AHEAD = 120
"""Days that are looked through for the next holidays: as far as they are known."""
FEW = 4
_DAY = timedelta(days=1)


def guessed(countries: Sequence[Country], locale: QLocale) -> Country | None:
    """The country that this computer is set to, if its holidays are known."""
    code = QLocale.territoryToCode(locale.territory())
    return next((country for country in countries if country.code == code), None)


def next_holidays(rota: Rota, today: date) -> list[tuple[date, str]]:
    """The next few, with their names."""
    found = [(day, rota.holiday(day)) for day in (today + n * _DAY for n in range(AHEAD))]
    return [each for each in found if each[1]][:FEW]


def change_text(settings: Settings, change: DayChange) -> str:
    """``Off``, the hours, or ``Home``."""
    parts = [name_of(settings, change.profile)] if change.profile else []
    if change.hours is not None:
        parts.append(ranges_text(change.hours) or tr("Off"))
    return ", ".join(parts)


def ranges_text(ranges: Ranges) -> str:
    """A day's hours in a row."""
    minutes = ((work.start.hour * 60 + work.start.minute, work.end.hour * 60 + work.end.minute) for work in ranges)
    return ", ".join(span_text(start, end) for start, end in minutes)


def _holiday(name: str, when: str) -> QWidget:
    """A row of the list."""
    made = QWidget()
    made.setAccessibleName(f"{name}, {when}")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(space.m)
    row.addWidget(Text(name), 1)
    row.addWidget(Text(when, "body", "ink2", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
    return made


class HolidaysDialog(ScheduleDialog):
    """Country and state with the holidays that follow; days that are different."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, tr("Holidays and single days"), parent)
        self._countries = tuple(shell.countries())
        self._open_day: date | None = None
        self._typed_into: Line | None = None
        self.country = Choice(
            [tr("None"), *(country.name for country in self._countries)], tr("Country"), size.field_small
        )
        self.state = Choice([], tr("Region"), size.field_small)
        self.suggest = Button("", Role.QUIET, height=size.small_button)
        self.next = Lines()
        self.changes = Lines()
        self.none = Text(tr("Every day is as usual."), "body", "ink2")
        self.ways = [
            Button(tr("Today until"), Role.SECONDARY, "chevron-down", height=size.field_small, icon_after=True),
            Button(tr("Off today"), Role.SECONDARY, height=size.field_small),
            Button(tr("Off on a day…"), Role.SECONDARY, height=size.field_small),
            Button(tr("Other hours on a day…"), Role.SECONDARY, height=size.field_small),
        ]
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        self.section(tr("Public holidays"), tr("On these days nothing is asked."))
        if self.locked("holidays"):
            for control in (self.country, self.state, self.suggest):
                control.setEnabled(False)
        self._region = Text(tr("Region"))
        self.body.addLayout(labelled(Text(tr("Country")), self.country))
        self.body.addLayout(labelled(self._region, self.state))
        self.body.addLayout(Hung(self.suggest))
        self.body.addSpacing(space.s)
        self.body.addLayout(self.next)
        self.section(tr("Single days"), tr("A single day comes before the week and the holidays."))
        if self.locked("days"):
            for button in self.ways:
                button.setEnabled(False)
        self.body.addLayout(wrapping_row(*self.ways[:2]))  # of today, and of any day
        self.body.addSpacing(space.s)
        self.body.addLayout(wrapping_row(*self.ways[2:]))
        self.body.addSpacing(space.sm)
        self.body.addLayout(self.changes)
        self.body.addWidget(self.none)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.country.activated.connect(lambda index: self._choose(self._countries[index - 1].code if index else ""))
        self.state.activated.connect(self._choose_state)
        self.suggest.clicked.connect(self._take_guess)
        until, off, off_on, other = self.ways
        until.clicked.connect(lambda: open_menu(until, self._fill_ends))
        off.clicked.connect(lambda: self._put(DayChange(self._today(), ())))
        off_on.clicked.connect(lambda: self._pick(off_on, self._off_on))
        other.clicked.connect(lambda: self._pick(other, self._other_hours))

    def _today(self) -> date:
        return self.shell.coach.plan().day

    # Public holidays

    def refresh(self) -> None:
        settings = self.shell.preferences.current
        code = settings.holidays
        here = next((n for n, each in enumerate(self._countries) if each.code == code.partition("-")[0]), None)
        self.country.setCurrentIndex(0 if here is None else here + 1)
        states = self._countries[here].states if here is not None else ()
        for part in (self._region, self.state):
            part.setVisible(bool(states))
        region = next((n for n, each in enumerate(states, 1) if each[0] == code), 0)
        offer(self.state, [tr("The whole country"), *(name for _, name in states)], region)
        guess = None if code else guessed(self._countries, QLocale())
        self.suggest.setVisible(guess is not None)
        if guess is not None:
            self.suggest.setText(tr("Use the holidays of {country}").format(country=guess.name))
        today = self._today()
        found = next_holidays(self.shell.preferences.rota, today) if code else []
        self.next.tell((code, found, today), lambda: self._holiday_lines(code, found))
        ahead = [change for change in settings.days if change.day >= today]
        self.none.setVisible(not ahead)
        said = [(change, change_text(settings, change)) for change in ahead], self._open_day
        if self._typed_into is not None and self._open_day is not None:
            self._typed_into.say(change_text(settings, settings.change_of(self._open_day)))
            self.changes.know(said)
        self.changes.tell(said, lambda: self._rows(ahead))

    def _holiday_lines(self, code: str, found: Sequence[tuple[date, str]]) -> list[QWidget]:
        if code and not found:
            return [Text(tr("No holiday in the next months."), "body", "ink2")]
        return [_holiday(name, long_date_text(day, self._today())) for day, name in found]

    def _choose(self, code: str) -> None:
        self.shell.preferences.change(holidays=code)

    def _choose_state(self, index: int) -> None:
        country = self._countries[self.country.currentIndex() - 1]
        self._choose(country.states[index - 1][0] if index else country.code)

    def _take_guess(self) -> None:
        guess = guessed(self._countries, QLocale())
        if guess is not None:
            self._choose(guess.code)

    # Single days

    def _fill_ends(self, menu: QMenu) -> None:
        for end, ranges in later_ends(self.shell, self._today()):
            action = menu.addAction(words.clock_time(end))
            action.triggered.connect(lambda _on=False, ranges=ranges: self._put(DayChange(self._today(), ranges)))

    def _rows(self, changes: Sequence[DayChange]) -> list[QWidget]:
        made: list[QWidget] = []
        for change in changes:
            name = long_date_text(change.day, self._today())
            line = Line(
                name, change_text(self.shell.preferences.current, change),
                removes=tr("{day} as usual").format(day=name),
            )
            line.remove.setEnabled("days" not in self.shell.preferences.locked)
            line.remove.clicked.connect(lambda _on=False, day=change.day: self._put(DayChange(day)))
            if change.hours is not None:
                edit = Button(tr("Change"), Role.QUIET, height=size.small_button)
                edit.setAccessibleName(tr("Change the hours of {day}").format(day=name))
                edit.clicked.connect(lambda _on=False, day=change.day: self._edit(day))
                line.ends.insertWidget(1, edit)
            if change.day == self._open_day:
                times = DayTimes(name, change.hours or ())
                times.changed.connect(lambda ranges, line=line, day=change.day: self._keep(line, day, ranges))
                line.column.addWidget(times)
            made.append(line)
        return made

    def _edit(self, day: date) -> None:
        self._open_day = None if self._open_day == day else day
        self.refresh()

    def _put(self, change: DayChange) -> None:
        current = self.shell.preferences.current
        kept = current.change_of(change.day).profile if change.hours is not None else ""
        self.shell.preferences.put(current.with_day(DayChange(change.day, change.hours, change.profile or kept)))

    def _keep(self, line: Line, day: date, ranges: Ranges) -> None:
        """Typed into a row that is open: the row stays as it is while the typing goes on."""
        self._typed_into = line
        self._put(DayChange(day, ranges))
        self._typed_into = None

    def _pick(self, opener: Button, then: Callable[[date], object]) -> None:
        place = opener.mapToGlobal(QPoint(RING, opener.height()))
        pick_date(opener, opener.text().rstrip("…"), self._today(), place, then)

    def _off_on(self, day: date) -> None:
        self._put(DayChange(day, ()))

    def _other_hours(self, day: date) -> None:
        ranges = self.shell.preferences.rota.ranges(day) or self.shell.preferences.current.on(day).hours[0]
        self._open_day = day
        self._put(DayChange(day, ranges))
