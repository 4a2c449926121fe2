"""Profiles, holidays, single days and calendars: said in a dialog, in force at once, taken back as easily."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale, QTime
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from tests.fakes import BERLIN
from tests.shells import COUNTRIES, Home
from tests.ui.schedule_page import FRI, MON, WED, home, part
from tests.ui.test_week_grid import drag, said

from unknot.core.hours import DEFAULT_HOURS
from unknot.core.library import Problem
from unknot.core.profiles import DayChange
from unknot.core.settings import Settings
from unknot.ports import Busy
from unknot.ui.kit.text import Text
from unknot.ui.pages import profiles
from unknot.ui.pages.calendars_dialog import CalendarsDialog
from unknot.ui.pages.holidays_dialog import HolidaysDialog, guessed
from unknot.ui.pages.hours_editor import DayTimes
from unknot.ui.pages.profiles import ProfilesDialog
from unknot.ui.pages.schedule_menu import names_of
from unknot.ui.pages.settings_schedule import SchedulePart

__all__ = ["home", "part"]
TODAY = date(2026, 3, 4)  # a Wednesday
MORNING, AFTERNOON = DEFAULT_HOURS[0]


# Profiles


def test_another_profile_is_changed_without_touching_todays(part: SchedulePart, home: Home, qtbot: QtBot) -> None:
    part.edit("home")
    assert part.standing.text == "You are changing Home. Today Office is in force."
    qtbot.waitUntil(lambda: part.preview.caption.text == "If it were a day of Home")
    drag(part.grid, MON, "17:30", "19:00")
    part.rhythm.sessions.slider.setValue(2)
    kept = home.store.settings
    assert kept.hours == DEFAULT_HOURS
    assert kept.sessions == 4
    assert said(kept.of_profile("home").hours, MON) == ["09:00-12:30", "13:30-19:00"]
    assert kept.of_profile("home").sessions == 2


def test_the_profile_that_is_shown_can_be_used_from_now_on(part: SchedulePart, home: Home) -> None:
    part.edit("night")
    part.use.click()
    assert home.store.settings.profile == "night"
    assert part.standing.text == "Night shift is in force today."
    assert not part.use.isVisible()


def test_nothing_is_said_of_profiles_to_who_has_only_one(part: SchedulePart) -> None:
    assert not part.standing.isVisible()


def test_the_rule_of_weekdays_is_told_in_words() -> None:
    rules = replace(Settings(), profile_days=("night", "night", "night", "", "home", "", ""))
    assert profiles.rule_text(rules) == "Every Monday to Wednesday: Night shift. Every Friday: Home."
    assert names_of((MON, WED)) == "Monday and Wednesday"


def test_a_weekday_gets_a_profile(home: Home, qtbot: QtBot) -> None:
    dialog = ProfilesDialog(home.shell)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.days[FRI].activated.emit(2)
    assert home.store.settings.profile_days[FRI] == "home"
    assert dialog.days[FRI].currentText() == "Home"
    dialog.days[FRI].activated.emit(0)
    assert home.store.settings.profile_days[FRI] == ""


def test_profiles_are_added_named_copied_and_removed(home: Home, qtbot: QtBot) -> None:
    dialog = ProfilesDialog(home.shell)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.add.click()
    dialog.list.rows[-1].name.setText("Tuesday course")
    dialog.list.rows[-1].name.editingFinished.emit()
    qtbot.waitUntil(lambda: home.store.settings.profiles[-1].name == "Tuesday course")
    dialog.list.rows[1].copy.click()
    copied = home.store.settings.profiles[-1]
    assert copied.name == "Home 2"
    assert copied.values == home.store.settings.profiles[1].values
    home.preferences.change(profile="home", profile_days=("home", "", "", "", "", "", ""))
    dialog.list.rows[1].remove.click()
    assert not home.store.settings.has_profile("home")
    assert home.store.settings.profile == "office"
    assert dialog.gone.text == "Home is removed."
    dialog.undo.click()
    assert home.store.settings.profile == "home"
    assert home.store.settings.profile_days[MON] == "home"
    assert not dialog.undo.isVisible()


def test_a_profile_with_something_locked_in_it_is_neither_copied_nor_removed(home: Home, qtbot: QtBot) -> None:
    home.preferences.put(home.preferences.current.with_profile("home", prompt_every=90))
    home.store.locked = frozenset({"prompt_every"})
    dialog = ProfilesDialog(home.shell)
    qtbot.addWidget(dialog)
    assert [row.remove.isEnabled() for row in dialog.list.rows] == [True, False, True, True]
    assert [row.copy.isEnabled() for row in dialog.list.rows] == [True, False, True, True]


def test_undo_of_a_removed_profile_takes_nothing_else_back(home: Home, qtbot: QtBot) -> None:
    dialog = ProfilesDialog(home.shell)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.list.rows[1].remove.click()
    home.preferences.change(volume=5)
    assert dialog.undo.isVisible(), "that is no matter of profiles"
    dialog.add.click()
    assert not dialog.undo.isVisible(), "it would take the new one away"
    dialog.undo.click()
    assert home.store.settings.profiles[-1].name == "My profile"


def test_the_office_can_be_named_and_never_removed() -> None:
    settings = Settings()
    assert profiles.removed(settings, "office") == settings
    named = profiles.renamed(settings, "office", "Studio")
    assert profiles.name_of(named, "office") == "Studio"
    assert profiles.renamed(named, "office", "Office") == settings
    own, id_ = profiles.added(settings, "Mine")
    assert profiles.renamed(own, id_, " ") == own, "what has no name of its own keeps the one it has"


def test_the_page_leaves_a_profile_that_is_removed(part: SchedulePart, home: Home) -> None:
    part.edit("home")
    home.preferences.put(profiles.removed(home.preferences.current, "home"))
    assert part.editing == "office"
    assert part.grid.hours == DEFAULT_HOURS


# Holidays and single days


@pytest.fixture
def days(home: Home, qtbot: QtBot) -> HolidaysDialog:
    dialog = HolidaysDialog(home.shell)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_country_and_a_region_are_chosen(days: HolidaysDialog, home: Home) -> None:
    assert days.country.currentText() == "None"
    days.country.activated.emit(2)
    assert home.store.settings.holidays == "DE"
    assert days.state.isVisible()
    days.state.activated.emit(2)
    assert home.store.settings.holidays == "DE-BY"
    assert (days.country.currentText(), days.state.currentText()) == ("Germany", "Bayern")
    days.country.activated.emit(0)
    assert home.store.settings.holidays == ""
    assert not days.state.isVisible()


def test_the_computers_own_country_is_offered_and_never_taken_unasked(home: Home, qtbot: QtBot) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    try:
        dialog = HolidaysDialog(home.shell)
        qtbot.addWidget(dialog)
        dialog.show()
        assert home.store.settings.holidays == ""
        assert dialog.suggest.text() == "Use the holidays of United Kingdom"
        dialog.suggest.click()
        assert home.store.settings.holidays == "GB"
        assert not dialog.suggest.isVisible()
    finally:
        QLocale.setDefault(before)
    assert guessed(COUNTRIES, QLocale("fr_FR")) is None


def test_the_next_holidays_are_listed_once_they_are_known(days: HolidaysDialog, home: Home) -> None:
    days.country.activated.emit(2)
    home.calendars.say(holidays={date(2026, 4, 3): "Karfreitag", date(2026, 2, 1): "over"})
    assert [row.accessibleName() for row in days.next.rows] == ["Karfreitag, Friday 3 April"]


def test_the_longest_name_of_a_country_makes_the_dialog_no_wider(home: Home, qtbot: QtBot) -> None:
    dialog = HolidaysDialog(home.shell)
    qtbot.addWidget(dialog)
    dialog.country.addItem("The united kingdom of a great many islands and all that lies between them")
    dialog.country.setCurrentIndex(dialog.country.count() - 1)
    dialog.show()
    assert dialog.country.mapTo(dialog, dialog.country.rect().bottomRight()).x() < dialog.width()
    dialog.country.showPopup()
    assert dialog.country.view().minimumWidth() > dialog.country.width(), "the list shows it whole"
    dialog.country.hidePopup()


@pytest.mark.parametrize("width", [360, 480])
def test_the_choices_of_a_dialog_are_equally_wide(days: HolidaysDialog, width: int) -> None:
    days.country.activated.emit(2)
    days.resize(width, 500)
    QApplication.processEvents()
    assert days.country.width() == days.state.width() > width // 3
    assert days.country.mapTo(days, days.country.rect().bottomRight()).x() < width


def test_single_days_are_said_and_taken_back(days: HolidaysDialog, home: Home) -> None:
    assert days.none.isVisible()
    days.ways[1].click()
    assert home.store.settings.days == (DayChange(TODAY, ()),)
    assert days.changes.rows[0].accessibleName() == "Wednesday 4 March, Off"
    days.changes.rows[0].remove.click()
    assert home.store.settings.days == ()
    assert days.none.isVisible()


def test_today_until_later(days: HolidaysDialog, home: Home) -> None:
    menu = QMenu()
    days._fill_ends(menu)
    first = menu.actions()[0]
    assert first.text() == "18:00"
    first.trigger()
    assert [str(work) for work in home.store.settings.days[0].hours or ()] == ["08:30-12:15", "13:00-18:00"]


def test_other_hours_of_a_day_are_typed_where_they_are_listed(days: HolidaysDialog, home: Home) -> None:
    days._other_hours(date(2026, 3, 10))
    times = days.changes.rows[0].findChild(DayTimes)
    times.fields[1].remove.click()
    assert home.store.settings.days == (DayChange(date(2026, 3, 10), (MORNING,)),)
    assert "08:30 \u2013 12:15" in days.changes.rows[0].accessibleName()


def test_the_row_that_is_typed_into_stays(days: HolidaysDialog, home: Home) -> None:
    days._other_hours(date(2026, 3, 10))
    times = days.changes.rows[0].findChild(DayTimes)
    times.fields[1].end.setTime(QTime(18, 0))
    assert [str(work) for work in home.store.settings.days[0].hours or ()] == ["08:30-12:15", "13:00-18:00"]
    assert days.changes.rows[0].accessibleName() == "Tuesday 10 March, 08:30 \u2013 12:15, 13:00 \u2013 18:00"
    assert days.changes.rows[0].findChild(DayTimes) is times, "or the focus would be gone after each number"
    days._put(DayChange(date(2026, 3, 10), ()))
    assert days.changes.rows[0].accessibleName() == "Tuesday 10 March, Off", "what is changed elsewhere shows too"
    assert days.changes.rows[0].findChild(DayTimes) is not times


# Calendars


def test_calendars_are_listed_with_what_is_wrong_beside_them(home: Home, qtbot: QtBot) -> None:
    dialog = CalendarsDialog(home.shell)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.told.text == "No calendar yet."
    dialog.add(["/home/me/work.ics", "/home/me/team", "/home/me/work.ics", ""])
    assert home.store.settings.calendars == ("/home/me/work.ics", "/home/me/team")
    begin = datetime(2026, 3, 5, 9, 0, tzinfo=BERLIN)
    home.calendars.say(
        [Busy(begin, begin + timedelta(hours=1)), Busy(begin + timedelta(days=9), begin + timedelta(days=9, hours=1))],
        trouble=[Problem("work.ics", "line 3", "kind", "x", "a date"), Problem("team/a.ics", "", "unreadable")],
    )
    assert dialog.told.text == "1 busy time this week"
    first, second = (row.accessibleName() for row in dialog.list.rows)
    assert first.startswith("work.ics, /home/me, work.ics, line 3")
    assert "team/a.ics" in second
    dialog.list.rows[0].remove.click()
    assert home.store.settings.calendars == ("/home/me/team",)


def test_it_is_said_that_calendars_stay_on_this_computer(home: Home, qtbot: QtBot) -> None:
    dialog = CalendarsDialog(home.shell)
    qtbot.addWidget(dialog)
    assert any("on this computer only" in text.text for text in dialog.findChildren(Text))
