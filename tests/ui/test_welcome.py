"""The welcome: what is kept, what Enter may do, and what a tick means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest
from PySide6.QtCore import QEvent, QLocale, QPointF, Qt, QTime
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.shells import Home

from unknot.core.care import RED_FLAGS, CareState
from unknot.core.history import CareAnswer, CareEvent
from unknot.core.hours import DEFAULT_HOURS, WorkRange
from unknot.core.library import Problem
from unknot.core.settings import Settings
from unknot.ports import StoreError
from unknot.services.care import CareService
from unknot.services.verbs import Refusal
from unknot.ui.kit.button import Role
from unknot.ui.theme import theme
from unknot.ui.welcome import WelcomeWindow
from unknot.ui.welcome.hours import short_days
from unknot.ui.welcome.trial import TRIAL
from unknot.ui.welcome.week import Note, Week, week_of
from unknot.ui.welcome.window import HOURS, QUESTION, TRY

Key = Qt.Key
LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
Open = Callable[..., WelcomeWindow]


@pytest.fixture
def home(qapp: QApplication) -> Home:
    theme().apply(Settings(reduced_motion=True))
    return Home(asked=False, welcomed=False)


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    def make(home: Home, step: int | None = None) -> WelcomeWindow:
        window = WelcomeWindow(home.shell)
        qtbot.addWidget(window)
        if step is not None:
            window.show_step(step)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return make


def press(qtbot: QtBot, window: WelcomeWindow, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        qtbot.keyClick(window.focusWidget() or window, key)


def answers(home: Home) -> list[CareEvent]:
    return [record.event for record in home.ledger.records if isinstance(record, CareAnswer)]


# the question


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_never_answers_the_question(qtbot: QtBot, home: Home, opened: Open, key: Qt.Key) -> None:
    window = opened(home, QUESTION)
    for target in (*window.question.boxes.values(), window.on, window):
        target.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(target, key)
    window.question.boxes["fever"].setChecked(True)
    qtbot.keyClick(window.on, key)
    assert answers(home) == []
    assert window.step == QUESTION


def test_space_and_a_click_answer_the_question(qtbot: QtBot, opened: Open, home: Home) -> None:
    by_key = opened(home, QUESTION)
    by_key.on.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, by_key, Key.Key_Space)
    by_mouse = opened(home, QUESTION)
    qtbot.mouseClick(by_mouse.on, LEFT)
    assert answers(home) == [CareEvent.NONE_OF_THESE, CareEvent.NONE_OF_THESE]
    assert (by_key.step, by_mouse.step) == (TRY, TRY)


def test_a_double_click_on_next_does_not_answer_what_comes_after(qtbot: QtBot, opened: Open, home: Home) -> None:
    window = opened(home)
    qtbot.mouseClick(window.on, LEFT)
    assert window.step == QUESTION
    at, none = QPointF(window.on.rect().center()), Qt.KeyboardModifier.NoModifier
    for kind, held in ((QEvent.Type.MouseButtonDblClick, LEFT), (QEvent.Type.MouseButtonRelease, NO_BUTTON)):
        QApplication.sendEvent(window.on, QMouseEvent(kind, at, window.on.mapToGlobal(at), LEFT, held, none))
    assert answers(home) == []
    assert window.step == QUESTION


def test_every_tick_turns_the_answer_into_get_help_and_back(opened: Open, home: Home) -> None:
    window = opened(home, QUESTION)
    assert tuple(window.question.boxes) == RED_FLAGS
    for box in window.question.boxes.values():
        box.click()
        assert window.on.text() == "Get help"
        assert window.on._role is Role.ALARM
        box.click()
        assert window.on.text() == "None of these"
        assert window.on._role is Role.PRIMARY


def test_get_help_blocks_every_start_and_opens_the_emergency_page(qtbot: QtBot, opened: Open, home: Home) -> None:
    window = opened(home)
    window.hours.sessions.slider.setValue(6)
    qtbot.mouseClick(window.on, LEFT)
    window.question.boxes["saddle"].click()
    window.question.boxes["chest"].click()
    qtbot.mouseClick(window.on, LEFT)
    record = next(r for r in home.ledger.records if isinstance(r, CareAnswer))
    assert (record.event, record.flags) == (CareEvent.RED_FLAG, "chest,saddle")
    assert home.windows.opened == ["emergency"]
    assert home.welcomed
    assert not window.isVisible()
    assert home.preferences.current.sessions == 6
    assert home.house.verbs.quick(minutes=1) is Refusal.BLOCKED
    assert home.house.guide.session is None
    assert CareService(home.clock, home.ledger).state is CareState.BLOCKED


def test_none_of_these_does_not_lift_an_earlier_block(qtbot: QtBot, opened: Open, home: Home) -> None:
    home.house.care.answer(CareEvent.RED_FLAG, ["fever"])
    window = opened(home, QUESTION)
    qtbot.mouseClick(window.on, LEFT)
    assert home.house.care.state is CareState.BLOCKED
    assert home.windows.opened == ["emergency"]


def test_a_person_welcomed_before_meets_the_question_alone_and_the_waiting_start_follows(
    qtbot: QtBot, opened: Open, home: Home
) -> None:
    home.welcomed = True
    assert home.house.verbs.start_named("neck-1") is Refusal.UNASKED
    window = opened(home)
    assert window.step == QUESTION
    assert not window.dots.isVisible()
    assert not window.back.isVisible()
    qtbot.mouseClick(window.on, LEFT)
    assert not window.isVisible()
    session = home.house.guide.session
    assert session is not None
    assert session.routine == "neck-1"


# hours


def test_nothing_of_the_hours_is_in_force_before_next_and_all_of_it_afterwards(
    qtbot: QtBot, opened: Open, home: Home
) -> None:
    window = opened(home)
    window.hours.days[5].click()
    window.hours.days[0].click()
    window.hours.start.setTime(QTime(9, 0))
    window.hours.sessions.slider.setValue(3)
    assert home.preferences.current == Settings()
    qtbot.mouseClick(window.on, LEFT)
    day = (WorkRange(time(9), time(12, 15)), WorkRange(time(13), time(17, 30)))
    assert home.preferences.current.hours == ((), day, day, day, day, day, ())
    assert home.preferences.current.sessions == 3
    window.close()
    assert not home.welcomed, "it asks again at the next start"
    again = opened(home)
    assert again.hours.start.value() == time(9)
    assert again.hours.sessions.value() == 3


def test_hours_that_cannot_be_kept_are_told_and_stay_in_their_fields(qtbot: QtBot, opened: Open, home: Home) -> None:
    window = opened(home)
    window.hours.lunch.setTime(QTime(17, 0))
    assert window.hours.note.text == "Lunch ends after 17:30. Change one of them."
    qtbot.mouseClick(window.on, LEFT)
    assert window.step == HOURS
    assert window.hours.lunch.hasFocus()
    assert window.hours.lunch.value() == time(17)
    assert window.hours.lunch.accessibleDescription() == window.hours.note.text
    assert home.preferences.current.hours == DEFAULT_HOURS
    window.hours.end.setTime(QTime(18, 0))
    assert window.hours.note.text == ""
    qtbot.mouseClick(window.on, LEFT)
    assert window.step == QUESTION


def test_the_day_line_follows_the_slider_and_the_hours(opened: Open, home: Home) -> None:
    window = opened(home)

    def loops() -> list[str]:
        return [one.mark.label for one in window.hours.line.placed() if one.is_loop]

    assert len(loops()) == 4
    window.hours.sessions.slider.setValue(2)
    assert len(loops()) == 2
    assert window.hours.line.accessibleDescription().startswith("2 sessions")
    before = loops()
    window.hours.start.setTime(QTime(10, 0))
    assert loops() != before
    assert not any(one.mark.movable for one in window.hours.line.placed())


def test_without_any_day_the_line_gives_way_to_a_word(opened: Open, home: Home) -> None:
    window = opened(home)
    for day in window.hours.days[:5]:
        day.click()
    assert not window.hours.line.isVisible()
    assert window.hours.note.text == "No day is chosen: Unknot stretches only when you ask."


def test_a_break_of_another_length_and_days_of_their_own_are_kept() -> None:
    short = (WorkRange(time(9), time(12)), WorkRange(time(12, 30), time(17)))
    friday = (WorkRange(time(8), time(13)),)
    hours = (short, short, (), (), friday, (), ())
    week = week_of(hours)
    assert (week.lunch, week.minutes, week.days) == (time(12), 30, frozenset({0, 1, 4}))
    assert week.hours(hours) == hours
    more = replace(week, days=week.days | {2})
    assert more.hours(hours) == (short, short, short, (), friday, (), ())
    later = replace(week, end=time(18))
    longer = (WorkRange(time(9), time(12)), WorkRange(time(12, 30), time(18)))
    assert later.hours(hours) == (longer, longer, (), (), longer, (), ())


@pytest.mark.parametrize(
    ("start", "end", "lunch", "note", "ranges"),
    [
        ((8, 30), (17, 30), (12, 15), None, 2),
        ((9, 0), (9, 0), (12, 15), Note.SAME, 1),
        ((9, 0), (17, 0), (16, 30), Note.LUNCH_PAST_END, 1),
        ((9, 0), (17, 0), (16, 15), Note.LUNCH_PAST_END, 1),
        ((13, 0), (18, 0), (12, 15), Note.LUNCH_OUTSIDE, 1),
        ((9, 0), (12, 15), (12, 15), Note.LUNCH_OUTSIDE, 1),
        ((20, 0), (4, 0), (22, 0), Note.NEXT_DAY, 2),
        ((22, 0), (6, 0), (2, 0), Note.LUNCH_AFTER_MIDNIGHT, 1),
        ((18, 0), (6, 0), (23, 30), Note.LUNCH_AFTER_MIDNIGHT, 1),
    ],
)
def test_each_kind_of_hours_says_what_is_special_about_it(
    start: tuple[int, int], end: tuple[int, int], lunch: tuple[int, int], note: Note | None, ranges: int
) -> None:
    week = Week(frozenset({0}), time(*start), time(*end), time(*lunch), 45)
    assert week.note() is note
    assert len(week.ranges()) == ranges
    if note is not Note.SAME:
        Settings().with_changes(hours=week.hours(DEFAULT_HOURS))  # settings refuse what they can't keep


@pytest.mark.parametrize(
    ("locale", "short"),
    [("en_GB", ["Mo", "Tu"]), ("de_DE", ["Mo", "Di"]), ("fr_FR", ["Lu", "Ma"]), ("zh_CN", ["周一", "周二"])],
)
def test_days_are_named_in_the_language_from_monday_on(locale: str, short: list[str]) -> None:
    assert short_days(QLocale(locale))[:2] == short


@pytest.mark.parametrize("locale", ["ar_EG", "he_IL", "fi_FI", "ja_JP", "pl_PL", "hi_IN"])
def test_day_names_stay_short_in_every_language(locale: str) -> None:
    assert all(0 < len(name) <= 3 for name in short_days(QLocale(locale)))


# the trial and the end


def test_start_begins_a_minute_and_starts_at_login_from_then_on(qtbot: QtBot, opened: Open, home: Home) -> None:
    window = opened(home)
    qtbot.mouseClick(window.on, LEFT)
    qtbot.mouseClick(window.on, LEFT)
    assert window.trial.login.isChecked()
    assert window.trial.login.isVisible()
    qtbot.mouseClick(window.on, LEFT)
    assert home.autostart.on
    assert home.welcomed
    assert not window.isVisible()
    session = home.house.guide.session
    assert session is not None
    assert session.routine == TRIAL
    assert session.left_in_all(home.clock.monotonic()) == pytest.approx(60, abs=15)


def test_what_the_organisation_has_set_stays_so_and_can_not_be_changed_here(
    qtbot: QtBot, opened: Open, home: Home
) -> None:
    home.store.locked = frozenset({"hours", "sessions", "start_at_login"})
    hours = home.preferences.current.hours
    home.autostart.on = home.preferences.current.start_at_login
    window = opened(home)
    step = window.hours
    for control in (*step.days, step.start, step.end, step.lunch, step.sessions.slider, window.trial.login):
        assert not control.isEnabled()
    assert step.note.text == "Set by your organisation"
    step.end.setTime(step.start.time())  # as of hours that these fields have no room for
    qtbot.mouseClick(window.on, LEFT)
    qtbot.mouseClick(window.on, LEFT)
    window.trial.login.setChecked(not home.autostart.on)
    qtbot.mouseClick(window.later, LEFT)
    assert home.autostart.on is home.preferences.current.start_at_login
    assert home.preferences.current.hours == hours


def test_later_starts_nothing_and_an_unticked_box_is_respected(qtbot: QtBot, opened: Open, home: Home) -> None:
    home.autostart.on = True
    home.house.care.answer(CareEvent.NONE_OF_THESE)
    window = opened(home, TRY)
    window.trial.login.click()
    qtbot.mouseClick(window.later, LEFT)
    assert not home.autostart.on
    assert not home.preferences.current.start_at_login
    assert home.house.guide.session is None
    assert home.welcomed
    assert home.windows.opened == []


def test_without_a_tray_it_says_so_and_leaves_the_today_window(qtbot: QtBot, opened: Open, home: Home) -> None:
    home.tray = False
    home.house.care.answer(CareEvent.NONE_OF_THESE)
    window = opened(home, TRY)
    qtbot.mouseClick(window.later, LEFT)
    assert home.windows.opened == ["today"]


def test_a_refused_start_at_login_is_told_once_and_stops_nobody(
    qtbot: QtBot, opened: Open, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing:
        def enabled(self) -> bool | None:
            return False

        def set(self, on: bool) -> None:
            raise StoreError(Problem("unknot.desktop", "", "readonly"))

    home.shell.autostart = Refusing()
    home.house.care.answer(CareEvent.NONE_OF_THESE)
    window = opened(home, TRY)
    qtbot.mouseClick(window.later, LEFT)
    assert window.isVisible()
    assert window.trial.trouble.isVisible()
    assert "unknot.desktop: this place can't be written" in window.trial.trouble.body.text
    qtbot.mouseClick(window.later, LEFT)
    assert not window.isVisible()
    assert home.welcomed


# the keyboard, and room


def test_the_whole_welcome_is_walked_by_keys_alone(qtbot: QtBot, opened: Open, home: Home) -> None:
    window = opened(home)
    met = []
    for _ in range(20):
        press(qtbot, window, Key.Key_Tab)
        met.append(window.focusWidget())
        if window.focusWidget() is window.on:
            break
    for wanted in (*window.hours.days, window.hours.start, window.hours.end, window.hours.lunch):
        assert wanted in met
    assert window.hours.sessions.slider in met
    press(qtbot, window, Key.Key_Return)
    assert window.step == QUESTION
    for box in window.question.boxes.values():
        assert window.focusWidget() is box
        press(qtbot, window, Key.Key_Tab)
    assert window.focusWidget() is window.back
    press(qtbot, window, Key.Key_Return)
    assert window.step == HOURS
    press(qtbot, window, Key.Key_Return)
    press(qtbot, window, Key.Key_Tab, 7)
    assert window.focusWidget() is window.on
    press(qtbot, window, Key.Key_Space)
    assert window.step == TRY
    press(qtbot, window, Key.Key_Return)
    assert home.welcomed
    assert home.house.guide.session is not None


def test_escape_closes_and_answers_nothing(qtbot: QtBot, opened: Open, home: Home) -> None:
    window = opened(home, QUESTION)
    press(qtbot, window, Key.Key_Escape)
    assert not window.isVisible()
    assert answers(home) == []
    assert not home.welcomed


@pytest.mark.parametrize("step", [HOURS, QUESTION, TRY])
def test_everything_fits_at_the_design_s_size_and_the_foot_stays_when_there_is_less(
    opened: Open, home: Home, step: int
) -> None:
    window = opened(home, step)
    page = window.stack.currentWidget()
    QApplication.processEvents()
    assert page.verticalScrollBar().maximum() == 0
    window.setFixedSize(480, 340)
    QApplication.processEvents()
    assert page.verticalScrollBar().maximum() > 0
    assert page.horizontalScrollBar().maximum() == 0
    assert window.rect().contains(window.on.geometry())


def test_a_closed_welcome_leaves_nothing_behind(qtbot: QtBot, home: Home) -> None:
    window = WelcomeWindow(home.shell)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.show()
    with qtbot.waitSignal(window.destroyed):
        window.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    home.preferences.change(sessions=2)
    theme().changed.emit()
