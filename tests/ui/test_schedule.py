"""The schedule in Settings: what is done there takes effect at once, is shown at once, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QPoint, QTime
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from tests.fakes import BERLIN
from tests.gallery.long_words import spoken_at_length
from tests.shells import Home
from tests.ui.schedule_page import FRI, MON, SAT, THU, TUE, WED, home, hours, part, shown
from tests.ui.test_week_grid import drag, said

from unknot.core.history import SlotKind
from unknot.core.hours import DEFAULT_HOURS, WorkRange, week_of
from unknot.core.profiles import DayChange
from unknot.core.settings import PostureBy, SessionsAt, Settings
from unknot.ports import Busy
from unknot.ui.kit.text import Text
from unknot.ui.pages.hours_editor import DayTimes, one_more
from unknot.ui.pages.preview import sentence
from unknot.ui.pages.schedule_dates import Month
from unknot.ui.pages.schedule_menu import days_like, fill
from unknot.ui.pages.schedule_rhythm import Rhythm
from unknot.ui.pages.schedule_sessions import later_time
from unknot.ui.pages.settings_schedule import SchedulePart
from unknot.ui.theme import space

__all__ = ["home", "part"]
TODAY = date(2026, 3, 4)  # a Wednesday
MORNING, AFTERNOON = DEFAULT_HOURS[0]


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


def test_hours_that_overlap_are_not_told_by_taking_others_away_either(qtbot: QtBot) -> None:
    ranges = (WorkRange(time(8), time(10)), WorkRange(time(11), time(13)), WorkRange(time(14), time(17)))
    times = DayTimes("Friday", ranges)
    qtbot.addWidget(times)
    told: list[object] = []
    times.changed.connect(told.append)
    times.fields[0].end.setTime(QTime(12, 0))
    times.fields[2].remove.click()
    assert told == []
    assert not times.wrong.isHidden()
    times.fields[0].remove.click()
    assert told == [(ranges[1],)]
    assert times.wrong.isHidden()


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


def test_what_there_is_none_of_is_not_counted(home: Home) -> None:
    home.preferences.put(replace(home.settings, hours=week_of("09:00-12:00")))
    plan = home.shell.coach.plan_for(date(2026, 3, 5))
    assert not [slot for slot in plan.slots if slot.kind is SlotKind.POSTURE]
    assert "stand-up" not in sentence(plan)
    assert "session" in sentence(plan)


def test_a_day_with_hours_of_its_own_says_so(part: SchedulePart, home: Home) -> None:
    assert part.preview.caption.text == "Your day with these settings"
    home.preferences.put(home.settings.with_day(DayChange(TODAY, (WorkRange(time(8), time(20)),))))
    part.preview.refresh()
    assert part.preview.caption.text == "This day has its own hours"


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


def test_calendars_that_are_read_later_are_shown_when_they_are(part: SchedulePart, home: Home, qtbot: QtBot) -> None:
    home.calendars.say(holidays={TODAY: "Feiertag"})
    home.preferences.change(holidays="DE")
    qtbot.waitUntil(lambda: part.preview.off.text == "Public holiday: Feiertag")


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


def test_what_is_below_one_another_asks_for_no_other_width(home: Home, qtbot: QtBot) -> None:
    """Else its place grows and shrinks by turns, for ever: long words in the usual window ended the app."""
    with spoken_at_length():
        made = Rhythm(home.settings, home.library)
    qtbot.addWidget(made)
    made.show()
    asked, heads = set(), set()
    for width in (1400, made.least_width()):
        made.resize(width, 400)
        QApplication.processEvents()
        asked.add((made.sizeHint().width(), made.minimumSizeHint().width()))
        heads.add(made.choose.mapTo(made, QPoint()).y() > made.places.mapTo(made, QPoint()).y() + space.m)
    assert heads == {True, False}
    assert len(asked) == 1


def test_who_changes_a_session_by_keys_stays_where_they_are(part: SchedulePart, home: Home) -> None:
    part.rhythm.places.set_index(1, tell=True)
    row = part.rhythm.rows.rows[0]
    row.at.setFocus()
    row.at.setTime(QTime(10, 30))
    row.routine.setFocus()
    assert home.store.settings.session_times[0] == time(10, 30)
    assert part.rhythm.rows.rows[0].routine.hasFocus()
    part.rhythm.rows.rows[0].routine.setCurrentIndex(1)
    part.rhythm.rows.rows[0].routine.activated.emit(1)
    assert home.store.settings.session_routines
    assert part.rhythm.rows.rows[0].routine.hasFocus()


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


@pytest.mark.parametrize("width", [640, 760, 1120])
def test_the_page_is_never_wider_than_its_window(home: Home, qtbot: QtBot, width: int) -> None:
    part = shown(home, qtbot, width)
    QApplication.processEvents()
    assert part.minimumSizeHint().width() <= width
    assert part.width() <= width


@pytest.mark.parametrize("width", [640, 860, 1000])
def test_long_words_dont_make_the_page_wider(home: Home, qtbot: QtBot, width: int) -> None:
    with spoken_at_length():
        part = shown(home, qtbot, width)
        QApplication.processEvents()
        assert part.minimumSizeHint().width() <= width
