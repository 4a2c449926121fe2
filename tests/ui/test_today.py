"""The Today page: what it says of the day, and what can be done there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from tests.knotted import knot_at
from tests.shells import WEDNESDAY, Home

from unknot.core.body import Area
from unknot.core.care import CareState
from unknot.core.care_records import Activity, Stance
from unknot.core.day import State
from unknot.core.history import CareEvent, Outcome
from unknot.core.presence import Hold
from unknot.ports import Answer
from unknot.ui.pages import today_words
from unknot.ui.pages.pictures import Stills
from unknot.ui.pages.today import TodayPage
from unknot.ui.pages.today_next import NextSession


@pytest.fixture
def home() -> Home:
    return Home()


def page(home: Home, qtbot: QtBot, width: int = 900) -> TodayPage:
    made = TodayPage(home.shell, Stills(home.shell))
    qtbot.addWidget(made)
    made.resize(width, 700)
    made.show()
    return made


def test_before_anything_it_says_how_many_and_when_the_first_comes(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    assert made.date.text == "Wednesday 4 March"
    assert made.title.text == "Four sessions today"
    assert made.standing_out.text.startswith("Unknot asks first at")


@pytest.mark.parametrize(
    ("until", "title"),
    [
        ("9:40", "One of four sessions done"),
        ("12:00", "Two of four sessions done"),
        ("18:00", "All four sessions done"),
    ],
)
def test_the_title_counts_what_is_done(home: Home, qtbot: QtBot, until: str, title: str) -> None:
    home.live(until)
    assert page(home, qtbot).title.text == title


def test_a_day_off_says_so_and_when_it_goes_on(qtbot: QtBot) -> None:
    home = Home(WEDNESDAY + timedelta(days=3))
    made = page(home, qtbot)
    assert made.title.text == "A day off"
    assert "Monday" in made.next.why.text
    assert made.why.plain.text == "No working time today."
    assert not made.line.isVisible()
    assert not made.week.isVisible(), "a week without a single session has nothing to show"
    made.next.start.click()
    assert home.house.guide.session is not None, "a short stretch is there on a day off too"


def test_after_work_it_says_when_it_goes_on(home: Home, qtbot: QtBot) -> None:
    home.live("18:00")
    made = page(home, qtbot)
    assert "Thursday" in made.next.why.text
    assert made.why.plain.text == "Your working day ended at 17:30."
    assert made.next.name.text == "Nothing more today"


def test_stood_up_and_held_stand_out(home: Home, qtbot: QtBot) -> None:
    home.live("11:00")
    home.house.held(Hold.CALL)
    home.live("12:00")
    assert page(home, qtbot).standing_out.text == "You stood up once. One prompt waits until your call ends."


def test_a_missed_session_is_told_without_blame(home: Home, qtbot: QtBot) -> None:
    home.live("10:00", (Answer.EXPIRED,))
    text = page(home, qtbot).standing_out.text
    assert text.startswith("You were deep in something at 09:30.")


def test_of_a_session_that_was_slept_through_nobody_says_that_they_were_busy(home: Home, qtbot: QtBot) -> None:
    home.to("9:00")
    home.house.held(Hold.ASLEEP)
    home.clock.jump(timedelta(minutes=50))
    home.house.released(Hold.ASLEEP)
    text = page(home, qtbot).standing_out.text
    assert text == "The session at 09:30 passed by. The day has moved the rest along."


def test_start_now_begins_the_next_session(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.next.start.click()
    assert home.house.guide.slot.id == "s1"
    assert made.next.caption.text == "In a session"
    made.next.start.click()
    assert home.windows.opened == ["session"]


def test_why_this_session_is_told_in_words(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    assert made.next.why.text.endswith("Spread evenly over your day.")
    assert made.next.moves.text


def filled(part: NextSession) -> QMenu:
    """The menu of other lengths."""
    menu = QMenu(part)
    part.fill_minutes(menu)
    return menu


def test_skip_offers_undo_which_brings_it_back(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    assert not made.next.undo_skip.isVisible()
    made.next.skip.click()
    assert made.next.undo_skip.text.text == "The session at 09:30 is skipped."
    made.next.undo_skip.button.click()
    assert home.house.coach.up_next()[1].id == "s1"
    assert not made.next.undo_skip.isVisible()


def test_shorter_makes_it_two_minutes_once(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    lengths = filled(made.next)
    assert [action.text() for action in lengths.actions()] == [
        "I have 1 minute", "I have 3 minutes", "I have 5 minutes", "", "Make it 2 minutes",
    ]
    lengths.actions()[-1].trigger()
    assert made.next.name.text.endswith("2 minutes")
    assert "Make it 2 minutes" not in [action.text() for action in filled(made.next).actions()]


@pytest.mark.parametrize(("place", "minutes"), [(0, 1), (1, 3), (2, 5)])
def test_the_session_that_comes_takes_the_minutes_there_are(
    home: Home, qtbot: QtBot, place: int, minutes: int
) -> None:
    filled(page(home, qtbot).next).actions()[place].trigger()
    session = home.house.guide.session
    assert session is not None
    assert home.house.guide.slot.id == "s1"
    assert sum(segment.seconds for segment in session.segments) == pytest.approx(minutes * 60, rel=0.1)


def test_moving_and_the_posture_are_told_and_changed(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    assert made.next.day.moved.text.text == "0 of 30 minutes of moving"
    assert not made.next.day.posture.isVisible()
    home.shell.movement.log(Activity.SWIM, 25)
    assert made.next.day.moved.text.text == "25 of 30 minutes of moving"
    made.next.day.moved.button.click()
    assert home.windows.opened == ["moving"]
    home.preferences.change(standing_desk=True)
    assert made.next.day.posture.button.text() == "I stand now"
    made.next.day.posture.button.click()
    assert home.shell.stances.present is Stance.STAND
    assert made.next.day.posture.text.text == "Standing"
    assert made.next.day.posture.button.text() == "I sit now"


def test_the_next_session_says_why_it_is_as_it_is(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    assert made.next.why.text.startswith("A round for what a desk asks most of.")
    knot_at(home.shell.knots, Area.BETWEEN_BLADES)
    assert made.next.why.text.startswith("You marked a knot left of the spine.")


def test_a_closed_session_can_be_gone_on_with(home: Home, qtbot: QtBot) -> None:
    home.house.verbs.start_session()
    home.house.guide.close()
    made = page(home, qtbot)
    assert made.next.start.text() == "Go on"
    assert "until 08:30" in made.next.why.text
    made.next.start.click()
    assert home.house.guide.session is not None


def test_after_a_red_flag_nothing_can_be_started_here(home: Home, qtbot: QtBot) -> None:
    home.house.care.answer(CareEvent.RED_FLAG, ["chest"])
    made = page(home, qtbot)
    assert made.title.text == "Exercises are off"
    assert "next" not in [mark.state for placed in made.line.placed() for mark in placed.marks]
    assert not made.next.skip.isVisible()
    made.next.start.click()
    assert home.windows.opened == ["emergency"]
    assert home.house.guide.session is None


def test_what_holds_is_told_in_a_block_else_plainly(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    assert made.why.plain.isVisible()
    assert not made.why.block.isVisible()
    home.house.coach.pause(home.clock.now() + timedelta(hours=1))
    assert made.why.block.title.text == "Paused until 09:00"
    made.why.resume.click()
    assert made.why.plain.isVisible()


def test_the_last_decisions_name_what_was_done(home: Home, qtbot: QtBot) -> None:
    home.live("12:00", (Answer.ACCEPT, Answer.ACCEPT, Answer.SKIP))
    made = page(home, qtbot)
    shown = [line.text.text for line in made.why._decisions if line.isVisible()]
    assert 0 < len(shown) <= 4
    assert shown[0].endswith("skipped by you")


def test_the_line_shows_each_slot_with_its_state(home: Home, qtbot: QtBot) -> None:
    home.live("12:00", (Answer.ACCEPT, Answer.ACCEPT, Answer.SKIP))
    made = page(home, qtbot)
    states = {mark.id: mark.state for placed in made.line.placed() for mark in placed.marks}
    coming = home.house.coach.up_next()[1]
    assert states["s1"] == "done"
    assert states["s2"] == "skipped"
    assert states[coming.id] == "next"


def test_the_week_has_a_column_a_working_day_and_the_streak_in_words(qtbot: QtBot) -> None:
    home = Home(WEDNESDAY - timedelta(days=2))
    home.live("18:00")
    home.live("18:00", day=1)
    made = page(home, qtbot)
    assert len(made.week.dots._days) == 5
    assert made.week.dots._days[0].states == ("done",) * 4
    assert made.week.streak.text == "2 working days running"


def test_the_columns_stack_when_narrow(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot, width=560)
    assert made.why.y() > made.next.y() + made.next.height() - 1
    made.resize(900, 700)
    qtbot.waitUntil(lambda: made.why.x() > made.next.x())
    assert made.why.y() == made.next.y()


def test_the_minute_timer_runs_only_while_it_is_seen(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    assert made._minute.isActive()
    assert made._minute.isSingleShot()
    made.hide()
    assert not made._minute.isActive()


def test_what_is_asked_now_says_so(home: Home, qtbot: QtBot) -> None:
    home.to("9:30")
    assert home.house.coach.up_next()[1].state is State.SHOWN
    assert page(home, qtbot).next.caption.text == "Asking now"


def test_a_session_done_far_from_its_time_stands_where_it_was_done(home: Home, qtbot: QtBot) -> None:
    home.house.verbs.start_session()
    home.go_through()
    made = page(home, qtbot)
    assert home.house.coach.plan().sessions[0].outcome is Outcome.DONE
    mark = next(m for placed in made.line.placed() for m in placed.marks if m.id == "s1")
    assert mark.minute < 8 * 60 + 10


def test_everything_that_can_be_pressed_has_a_name(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    for button in (made.next.start, made.next.shift, made.next.skip, made.next.minutes, made.why.more):
        assert button.text() or button.accessibleName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_loop_of_a_session_done_meanwhile_is_pulled_straight_once(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    home.live("9:40")
    assert list(made.line.sheet().slack.values()) == [pytest.approx(1.0)]

    made.hide()
    made.show()
    assert made.line.sheet().slack == {}, "what was seen once is not shown again"


def test_a_session_done_while_today_was_hidden_is_pulled_when_it_is_next_seen(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.hide()
    home.live("9:40")
    made.show()
    qtbot.waitUntil(lambda: bool(made.line.sheet().slack))


def test_a_day_first_seen_late_pulls_nothing(home: Home, qtbot: QtBot) -> None:
    home.live("12:00")
    assert page(home, qtbot).line.sheet().slack == {}


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("8:00", "Your working day begins at 08:30."),
        ("9:00", "Nothing holds Unknot now."),
        ("12:30", "A break until 13:00."),
        ("18:00", "Your working day ended at 17:30."),
    ],
)
def test_why_not_now_is_answered_where_nothing_holds(home: Home, qtbot: QtBot, time: str, said: str) -> None:
    home.live(time)
    assert page(home, qtbot).why.plain.text == said


@pytest.mark.parametrize("size", [(570, 340), (570, 500), (860, 420), (940, 560), (940, 656)])
def test_start_is_in_sight_however_small_the_window(home: Home, qtbot: QtBot, size: tuple[int, int]) -> None:
    home.live("9:00")
    made = page(home, qtbot)
    made.resize(940, 700)
    made.resize(*size)
    start = made.next.start
    qtbot.waitUntil(lambda: start.mapTo(made, start.rect().bottomLeft()).y() < size[1])


def test_the_day_comes_first_again_when_there_is_room(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.resize(900, 400)
    qtbot.waitUntil(lambda: made.next.y() < made._day.y())
    made.resize(900, 700)
    qtbot.waitUntil(lambda: made.next.y() > made._day.y())
    assert made.date.isVisible()
    assert made.next.tile.isVisible()


def test_a_stopped_session_is_explained_in_the_legend_only_where_there_is_one(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    assert not made.legend._entries["stopped_early"].isVisible()
    home.house.verbs.start_session()
    home.house.guide.close()
    assert made.legend._entries["stopped_early"].isVisible()


def test_a_session_skipped_before_its_routine_was_chosen_is_named_by_its_time(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.next.skip.click()
    shown = [line.text.text for line in made.why._decisions if line.isVisible()]
    assert shown[0] == "Session at 09:30, skipped by you"


def test_a_call_lies_behind_the_line_from_its_beginning(home: Home, qtbot: QtBot) -> None:
    home.live("9:00")
    home.house.held(Hold.CALL)
    home.to("9:20")
    [band] = page(home, qtbot).line.sheet().day.bands
    assert (band.first, band.last, band.text) == (9 * 60, 9 * 60 + 20, "In a call since 09:00")


def test_tab_goes_from_the_line_to_start_and_never_back(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    home.live("12:00")
    met = []
    widget = made.line.nextInFocusChain()
    while widget is not made.line:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and made.isAncestorOf(widget):
            met.append(widget)
        widget = widget.nextInFocusChain()
    assert met[0].parent() is made.line
    assert met[1] is made.next.start


def test_the_next_loop_has_the_name_that_stands_below(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    loop = next(mark for placed in made.line.placed() for mark in placed.marks if mark.state == "next")
    assert made.next.name.text in loop.text


def test_the_first_prompt_is_never_one_whose_time_has_passed() -> None:
    home = Home()
    plan, presence = home.house.coach.plan(), home.house.coach.presence
    summary = home.shell.progress.day(plan.day)
    late = plan.slots[0].due + timedelta(minutes=5)
    said = today_words.standing_out(summary, plan, presence, CareState.CLEAR, late)
    assert said == f"Unknot asks first at {plan.slots[1].due:%H:%M}."
