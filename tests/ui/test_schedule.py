"""The schedule in Settings: what is done there takes effect at once, is shown at once, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QLocale, QPoint, QTime
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from tests.fakes import BERLIN
from tests.shells import COUNTRIES, Home
from tests.ui.test_week_grid import drag, said

from unknot.core.hours import DEFAULT_HOURS, Hours, WorkRange, week_of
from unknot.core.library import Problem
from unknot.core.profiles import DayChange
from unknot.core.settings import PostureBy, SessionsAt, Settings
from unknot.ports import Busy
from unknot.ui.kit.text import Text
from unknot.ui.pages import profiles
from unknot.ui.pages.calendars_dialog import CalendarsDialog
from unknot.ui.pages.holidays_dialog import HolidaysDialog, guessed
from unknot.ui.pages.hours_editor import DayTimes, one_more
from unknot.ui.pages.preview import sentence
from unknot.ui.pages.profiles import ProfilesDialog
from unknot.ui.pages.schedule_dates import Month
from unknot.ui.pages.schedule_menu import days_like, fill, names_of
from unknot.ui.pages.schedule_sessions import later_time
from unknot.ui.pages.settings import SettingsPage
from unknot.ui.pages.settings_schedule import SchedulePart

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
TODAY = date(2026, 3, 4)  # a Wednesday
MORNING, AFTERNOON = DEFAULT_HOURS[0]


@pytest.fixture
def home() -> Home:
    return Home()


@pytest.fixture
def part(home: Home, qtbot: QtBot) -> SchedulePart:
    return shown(home, qtbot)


def shown(home: Home, qtbot: QtBot, width: int = 1000) -> SchedulePart:
    page = SettingsPage(home.shell)
    qtbot.addWidget(page)
    page.resize(width, 900)
    with qtbot.waitActive(page):
        page.show()
    made = page.part(0)
    assert isinstance(made, SchedulePart)
    made.page = page  # type: ignore[attr-defined]  # or Python lets go of it
    return made


def hours(home: Home) -> Hours:
    return home.store.settings.hours


# The week


def test_what_is_dragged_is_kept_when_the_hand_lets_go(part: SchedulePart, home: Home) -> None:
    drag(part.grid, MON, "17:30", "19:00", drop=False)
    assert hours(home) == DEFAULT_HOURS
    drag(part.grid, MON, "17:30", "19:00")
    assert said(hours(home), MON) == ["08:30-12:15", "13:00-19:00"]


def test_the_preview_follows_a_drag_on_the_day_that_is_dragged(
    part: SchedulePart, home: Home, qtbot: QtBot
) -> None:
    drag(part.grid, THU, "17:30", "21:45", drop=False)
    qtbot.waitUntil(lambda: part.preview.day == date(2026, 3, 5))
    qtbot.waitUntil(lambda: part.preview.line._day.end_minute == 21 * 60 + 45)
    assert hours(home) == DEFAULT_HOURS


def test_the_preview_lies_on_the_hours_of_the_grid(part: SchedulePart) -> None:
    part.preview.refresh()
    grid, line = part.grid, part.preview.line
    for minute in (8 * 60 + 30, 17 * 60 + 30):
        above = grid.mapToGlobal(QPoint(round(grid.axis.x(minute)), 0)).x()
        below = line.mapToGlobal(QPoint(round(line.scale().x(minute)), 0)).x()
        assert abs(above - below) <= 1


def test_after_one_weekday_the_others_like_it_can_be_made_the_same(part: SchedulePart, home: Home) -> None:
    assert not part.same.isVisible()
    drag(part.grid, MON, "8:30", "9:00")
    drag(part.grid, MON, "17:30", "18:00")
    assert part.same.text() == "Make Tuesday to Friday the same"
    part.same.click()
    assert hours(home) == week_of("09:00-12:15", "13:00-18:00")
    assert not part.same.isVisible()


def test_a_different_day_is_never_offered_to_be_made_the_same() -> None:
    friday = (WorkRange(time(8, 30), time(14)),)
    before = (*DEFAULT_HOURS[:4], friday, (), ())
    after = ((MORNING,), *before[1:])
    assert days_like(before, after, MON) == (TUE, WED, THU)
    assert days_like(after, before, SAT) == ()


def test_undo_stands_beside_what_can_be_undone(part: SchedulePart, home: Home) -> None:
    assert not part.undo.isVisible()
    drag(part.grid, MON, "17:30", "19:00")
    part.undo.click()
    assert hours(home) == DEFAULT_HOURS
    assert not part.undo.isVisible()


def test_nothing_below_jumps_when_the_offer_appears(part: SchedulePart, qtbot: QtBot) -> None:
    before = part.grid.y()
    drag(part.grid, MON, "17:30", "19:00")
    QApplication.processEvents()
    assert part.grid.y() == before


def test_mothers_week_takes_five_drags_and_a_click(part: SchedulePart, home: Home) -> None:
    """Monday to Thursday 9 to 18 with an hour for lunch, Friday until 14:00."""
    drag(part.grid, MON, "8:30", "9:00")
    drag(part.grid, MON, "12:15", "12:00")
    drag(part.grid, MON, "17:30", "18:00")
    part.same.click()
    drag(part.grid, FRI, "18:00", "14:00")
    monday = "09:00-12:00", "13:00-18:00"
    assert [said(hours(home), day) for day in range(7)] == [
        *[list(monday)] * 4, ["09:00-12:00", "13:00-14:00"], [], []
    ]


def test_changes_from_elsewhere_are_shown(part: SchedulePart, home: Home) -> None:
    home.preferences.change(prompt_every=90, hours=week_of("10:00-16:00", days=3))
    assert part.rhythm.every.value() == 90
    assert said(part.grid.hours, TUE) == ["10:00-16:00"]


def test_what_the_organisation_has_locked_stays(home: Home, qtbot: QtBot) -> None:
    home.store.locked = frozenset({"hours", "sessions"})
    part = shown(home, qtbot)
    drag(part.grid, MON, "17:30", "19:00")
    assert hours(home) == DEFAULT_HOURS
    assert not part.rhythm.sessions.isEnabled()
    assert part.rhythm.every.isEnabled()
    notes = [text for text in part.findChildren(Text) if text.text == "Set by your organisation" and text.isVisible()]
    assert len(notes) == 2


# A day's menu, and its times typed


def entries(part: SchedulePart, day: int, bar: int | None = None) -> dict[str, QAction]:
    menu = QMenu(part)
    own = [each for each in part.grid.week if each.day == day]
    fill(menu, part.grid, day, own[bar] if bar is not None else None, lambda: None)
    found = {action.text(): action for action in menu.actions()}
    breaks = next(action.menu() for action in menu.actions() if action.menu())
    return found | {action.text(): action for action in breaks.actions()}


def test_the_menu_copies_a_day_and_clears_it(part: SchedulePart, home: Home) -> None:
    drag(part.grid, TUE, "17:30", "18:00")
    entries(part, TUE)["Copy Tuesday to all weekdays"].trigger()
    assert hours(home) == week_of("08:30-12:15", "13:00-18:00")
    entries(part, WED)["Wednesday off"].trigger()
    assert hours(home)[WED] == ()
    entries(part, WED)["Undo"].trigger()
    assert said(hours(home), WED) == ["08:30-12:15", "13:00-18:00"]


def test_the_menu_cuts_a_break_of_a_chosen_length(part: SchedulePart, home: Home) -> None:
    drag(part.grid, MON, "12:15", "13:00")
    entries(part, MON)["60 minutes"].trigger()
    assert said(hours(home), MON) == ["08:30-12:00", "13:00-17:30"]
    assert not entries(part, SAT)["Add a break"].isEnabled()


def test_the_menu_removes_what_was_pointed_at(part: SchedulePart, home: Home) -> None:
    entries(part, MON, bar=1)["Remove 13:00 \u2013 17:30"].trigger()
    assert hours(home)[MON] == (MORNING,)


def test_times_are_typed_in_a_card(part: SchedulePart, home: Home) -> None:
    popover = part.type_times(MON)
    times = popover.findChild(DayTimes)
    times.fields[0].start.setTime(QTime(9, 5))
    assert said(hours(home), MON) == ["09:05-12:15", "13:00-17:30"]
    assert part.preview.day == date(2026, 3, 9)
    popover.close()


def test_typed_times_that_overlap_are_told_and_not_kept(part: SchedulePart, home: Home) -> None:
    times = part.type_times(MON).findChild(DayTimes)
    times.fields[1].start.setTime(QTime(11, 0))
    assert "overlap" in times.wrong.text
    assert hours(home) == DEFAULT_HOURS
    times.fields[1].start.setTime(QTime(13, 0))
    assert times.wrong.isHidden()


def test_a_night_typed_into_the_next_morning_is_told_and_not_kept(part: SchedulePart, home: Home) -> None:
    times = part.type_times(MON).findChild(DayTimes)
    times.fields[0].remove.click()
    times.fields[0].end.setTime(QTime(9, 0))
    assert "another day" in times.wrong.text
    assert said(hours(home), MON) == ["13:00-17:30"]


def test_ranges_are_added_and_removed(qtbot: QtBot) -> None:
    times = DayTimes("Friday", DEFAULT_HOURS[0])
    qtbot.addWidget(times)
    told: list[object] = []
    times.changed.connect(told.append)
    times.fields[1].remove.click()
    assert told[-1] == (MORNING,)
    times.fields[0].end.setTime(QTime(17, 30))
    assert times.add.accessibleName() == "Add a break, Friday"
    times.add.click()
    assert told[-1] == DEFAULT_HOURS[0]
    times.clear.click()
    assert told[-1] == ()
    assert not times.off.isHidden()


def test_more_hours_stop_where_the_day_ends() -> None:
    assert one_more(()) == DEFAULT_HOURS[0]
    assert len(one_more((MORNING, AFTERNOON))) == 3
    late = (WorkRange(time(13, 0), time(22, 30)),)
    assert len(one_more(late)) == 2, "a break in the middle"
    assert one_more((MORNING, late[0])) == (MORNING, late[0])


# The preview


def test_the_sentence_of_today_names_what_is_next(part: SchedulePart, home: Home) -> None:
    assert part.preview.told.text == "4 sessions, 3 stand-ups; next 09:30."
    home.to("10:00")
    part.preview.refresh()
    assert part.preview.told.text == "4 sessions, 3 stand-ups; next 10:25.", "what was missed is made up for"


def test_the_sentence_of_another_day_names_the_first(part: SchedulePart) -> None:
    part.preview.after.click()
    assert part.preview.told.text == "4 sessions, 3 stand-ups. First at 09:30."
    part.preview.today.click()
    assert part.preview.day == TODAY


def test_days_without_work_say_why(home: Home, qtbot: QtBot) -> None:
    home.preferences.put(replace(home.settings, holidays="DE", days=(DayChange(date(2026, 3, 5), ()),)))
    home.calendars.say(holidays={date(2026, 3, 6): "Feiertag"})
    part = shown(home, qtbot)
    said_of = {}
    for day in (5, 6, 7):
        part.preview.go(date(2026, 3, day))
        said_of[day] = part.preview.off.text
        assert not part.preview.line.isVisible()
    assert said_of == {5: "A day off, as you said", 6: "Public holiday: Feiertag", 7: "Day off"}


def test_busy_times_lie_behind_the_line(home: Home, qtbot: QtBot) -> None:
    begin = datetime(2026, 3, 4, 11, 0, tzinfo=BERLIN)
    home.calendars.say([Busy(begin, begin + timedelta(hours=1), "Meeting")])
    part = shown(home, qtbot)
    part.preview.refresh()
    assert [(band.first, band.last) for band in part.preview.line._day.bands] == [(11 * 60, 12 * 60)]
    assert "Meeting" in part.preview.line._day.bands[0].text


def test_a_night_has_hours_of_its_own(home: Home, qtbot: QtBot) -> None:
    home.preferences.change(profile="night")
    part = shown(home, qtbot)
    part.preview.refresh()
    places = [one.x for one in part.preview.line.placed()]
    assert places == sorted(places)
    assert 0 < places[0] < places[-1] < part.preview.line.width()


def test_a_slider_in_the_hand_shows_the_day_before_it_is_kept(part: SchedulePart, home: Home, qtbot: QtBot) -> None:
    slider = part.rhythm.sessions.slider
    slider.setSliderDown(True)
    slider.setValue(6)
    qtbot.waitUntil(lambda: part.preview.told.text.startswith("6 sessions"))
    assert home.store.settings.sessions == 4
    slider.setSliderDown(False)
    assert home.store.settings.sessions == 6
    assert len(home.house.coach.plan().sessions) == 6


def test_a_date_is_picked_from_a_month(part: SchedulePart, qtbot: QtBot) -> None:
    part.preview.date.click()
    month = next(each for each in QApplication.topLevelWidgets() if each.findChild(Month)).findChild(Month)
    month.setSelectedDate(month.selectedDate().addDays(8))
    month.activated.emit(month.selectedDate())
    assert part.preview.day == date(2026, 3, 12)


def test_the_plan_of_a_day_without_work_is_a_plain_sentence(home: Home) -> None:
    assert sentence(home.house.coach.plan_for(date(2026, 3, 7))) == "No working time that day."


# How often


def test_standing_up_at_fixed_minutes(part: SchedulePart, home: Home, qtbot: QtBot) -> None:
    part.rhythm.posture.set_index(1, tell=True)
    assert home.store.settings.posture is PostureBy.CLOCK
    assert part.rhythm.minutes.isVisible()
    assert not part.rhythm.every.isVisible()
    part.rhythm.minutes.chips[50].click()
    assert home.store.settings.clock_minutes == (0, 50)
    part.rhythm.minutes.chips[50].click()
    part.rhythm.minutes.chips[0].click()
    assert home.store.settings.clock_minutes == (0,), "one stays"
    assert part.rhythm.minutes.chips[0].isChecked()


def test_other_minutes_come_from_a_menu_and_six_are_enough(part: SchedulePart, home: Home) -> None:
    part.rhythm.posture.set_index(1, tell=True)
    menu = QMenu()
    part.rhythm.minutes._fill(menu)
    next(action for action in menu.actions() if action.text() == ":45").trigger()
    assert home.store.settings.clock_minutes == (0, 45)
    for minute in (20, 30, 50):
        part.rhythm.minutes.chips[minute].click()
    home.preferences.change(clock_minutes=(0, 20, 30, 40, 45, 50))
    assert not part.rhythm.minutes.other.isEnabled()


def test_sessions_at_fixed_times_each_with_a_routine(part: SchedulePart, home: Home) -> None:
    part.rhythm.places.set_index(1, tell=True)
    assert home.store.settings.sessions_at is SessionsAt.FIXED
    rows = part.rhythm.rows
    assert [row.at.value() for row in rows.rows] == [time(10), time(11, 30), time(14, 30), time(16)]
    rows.rows[0].routine.setCurrentIndex(1)
    rows.rows[0].routine.activated.emit(1)
    tied = home.store.settings.session_routines
    assert len(tied) == 1
    assert tied[0] in home.library.routines
    rows.rows[0].at.setTime(QTime(15, 0))
    rows.rows[0].at.editingFinished.emit()
    assert home.store.settings.session_times == (time(11, 30), time(14, 30), time(15), time(16))
    assert home.store.settings.session_routines == ("", "", *tied), "a routine stays with its time"
    rows.rows[3].remove.click()
    rows.add.click()
    assert len(home.store.settings.session_times) == 4


def test_sessions_that_are_spread_can_have_routines_too(part: SchedulePart, home: Home) -> None:
    assert not part.rhythm.rows.isVisible()
    part.rhythm.choose.click()
    assert part.rhythm.rows.isVisible()
    rows = part.rhythm.rows.rows
    assert [row.at for row in rows] == [None] * 4
    rows[1].routine.setCurrentIndex(2)
    rows[1].routine.activated.emit(2)
    assert home.store.settings.session_routines[0] == ""
    assert home.store.settings.session_times == Settings().session_times


@pytest.mark.parametrize(("times", "another"), [
    ((), time(10)),
    ((time(10), time(14)), time(15, 30)),
    ((time(10), time(21, 30)), time(15, 45)),
])
def test_one_more_session_lies_behind_the_last_or_in_the_widest_gap(times, another: time) -> None:
    assert later_time(times) == another


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


@pytest.mark.parametrize("width", [640, 760, 1120])
def test_the_page_is_never_wider_than_its_window(home: Home, qtbot: QtBot, width: int) -> None:
    part = shown(home, qtbot, width)
    QApplication.processEvents()
    assert part.minimumSizeHint().width() <= width
    assert part.width() <= width
