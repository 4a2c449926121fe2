"""The window of a massage: what it asks, shows and writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.knotted import knot_at
from tests.shells import Home

from unknot.core.body import Area
from unknot.core.care_records import Massage, Moment
from unknot.core.history import CareEvent, Pain
from unknot.core.massage import Manner, Status
from unknot.ui.care.massage_window import MassageWindow

ROLLER, BALL, FINGERS, HOOK = "massage-roller", "massage-ball", "massage-fingers", "massage-hook"


@pytest.fixture
def home() -> Home:
    made = Home()
    made.to("10:00")
    return made


@pytest.fixture
def window(home: Home, qtbot: QtBot) -> Iterator[MassageWindow]:
    made = MassageWindow(home.shell)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def knots(home: Home, *areas: Area) -> list[str]:
    return [knot_at(home.house.knots, area) for area in areas]


def wait(home: Home, window: MassageWindow, seconds: float) -> None:
    for _ in range(round(seconds)):
        home.alarms.advance(timedelta(seconds=1))
        window.tick()


def started(home: Home, window: MassageWindow, technique: str, *areas: Area, after: float = 5) -> list[str]:
    """A massage whose lead-in is behind it."""
    found = knots(home, *areas)
    window.prepare(technique, found)
    assert window.before is not None
    window.before.start.click()
    wait(home, window, after)
    return found


def test_it_asks_how_strong_each_knot_is_and_start_begins(home: Home, window: MassageWindow):
    one, two = knots(home, Area.TRAPEZIUS, Area.MID_BACK)
    window.prepare(ROLLER, [one, two])
    assert window.before is not None
    assert list(window.before.ratings.scales) == [one, two]
    window.before.ratings.scales[two].set_value(7)
    window.before.start.click()
    assert home.house.massaging.run is not None
    assert window.part is window.doing
    first, second = home.house.knots.get(one), home.house.knots.get(two)
    assert first is not None
    assert len(first.strengths) == 1, "what is left out is not written"
    assert second is not None
    assert (second.now, second.strengths[-1].moment) == (7, Moment.BEFORE)


def test_the_limits_of_the_technique_stand_there_before_it_begins(home: Home, window: MassageWindow):
    window.prepare(ROLLER, knots(home, Area.TRAPEZIUS))
    assert window.before is not None
    assert window.before.limits.text == "15 to 30 s here, 3 min in all"
    window.prepare(BALL, knots(home, Area.TRAPEZIUS))
    assert window.before is not None
    assert window.before.limits.text == "Day 1: until the pain fades, 5 s at most, then rest"
    window.prepare(HOOK, knots(home, Area.TRAPEZIUS))
    assert window.before is not None
    assert window.before.limits.text == "Until it loosens"


def test_for_the_lower_back_the_roller_says_why_not_and_offers_the_fingers(home: Home, window: MassageWindow):
    found = knots(home, Area.LOWER_BACK)
    window.prepare(ROLLER, found)
    assert window.before is not None
    assert "nerves" in window.before.refusal.body.text
    assert not window.before.start.isVisible()
    window.main()
    assert home.house.massaging.run is None, "Space starts nothing that is refused"
    window.before.instead.click()
    assert window.before.start.isVisible()
    window.before.start.click()
    assert home.house.massaging.run is not None
    assert home.house.massaging.run.technique == FINGERS


def test_number_words_and_bar_follow_the_time(home: Home, window: MassageWindow):
    started(home, window, ROLLER, Area.TRAPEZIUS, Area.MID_BACK)
    wait(home, window, 12)
    assert window.stage.accessibleName() == "Knot 1 of 2 18 seconds left here"
    assert window.doing.amount.text == "0:12 of 3:00"
    assert window.doing.count.text == "Knot 1 of 2"
    assert window.doing.next.text() == "Next knot"
    wait(home, window, 18 + 6)
    assert window.doing.count.text == "Knot 2 of 2"
    assert window.doing.next.text() == "Finish"


def test_what_has_no_end_counts_up(home: Home, window: MassageWindow):
    started(home, window, HOOK, Area.TRAPEZIUS)
    wait(home, window, 59)
    assert window.stage.accessibleName() == "59 seconds on it"
    assert window.doing.caution.body.text == home.library.exercise_text[HOOK].caution
    wait(home, window, 1)
    assert window.stage.accessibleName() == "1:00 minutes on it"
    assert window.doing.caution.body.text == home.library.exercise_text[HOOK].rest, "a rest is called to mind"
    assert not window.doing.bar.isVisible()


def test_the_ball_rests_after_todays_seconds_and_is_pressed_again(home: Home, window: MassageWindow):
    started(home, window, BALL, Area.TRAPEZIUS)
    wait(home, window, 5)
    assert window.doing.main.text() == "Press again"
    assert window.doing.instruction.text == home.library.exercise_text[BALL].rest
    window.doing.main.click()
    assert home.house.massaging.run is not None
    assert home.house.massaging.run.status is Status.RUNNING


def test_the_fingers_press_or_circle(home: Home, window: MassageWindow):
    window.prepare(FINGERS, knots(home, Area.TRAPEZIUS))
    assert window.before is not None
    assert window.before.manner.isVisible()
    window.before.manner.set_index(1)
    window.before.start.click()
    assert home.house.massaging.run is not None
    assert home.house.massaging.run.manner is Manner.CIRCLES
    assert "circles" in (wait(home, window, 5) or window.doing.instruction.text)


def test_space_starts_pauses_and_goes_on(home: Home, window: MassageWindow, qtbot: QtBot):
    window.prepare(HOOK, knots(home, Area.TRAPEZIUS))
    assert window.before is not None
    window.before.start.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Space)
    wait(home, window, 8)
    assert home.house.massaging.run is not None
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert home.house.massaging.run.status is Status.PAUSED
    assert window.doing.main.text() == "Go on"
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert home.house.massaging.run.status is Status.RUNNING


def test_this_hurts_stops_it_records_it_and_leaves_the_way_back(home: Home, window: MassageWindow, qtbot: QtBot):
    started(home, window, ROLLER, Area.TRAPEZIUS, Area.MID_BACK)
    window.activateWindow()
    window.doing.hurts.click()
    assert window.part is window.hurt
    assert window.hurt is not None
    assert window.hurt.title.text == "Let go slowly"
    assert [r.area for r in home.ledger.records if isinstance(r, Pain)] == [Area.TRAPEZIUS]
    window.hurt.slip.click()
    assert window.part is window.doing
    assert home.house.guide.pains(home.clock.now().date()) == 0
    window.doing.hurts.click()
    assert window.hurt is not None
    window.hurt.go_on.click()
    assert window.doing.count.text == "Knot 2 of 2"


def test_after_the_second_pain_of_a_day_it_offers_no_further_knot(home: Home, window: MassageWindow):
    started(home, window, ROLLER, Area.TRAPEZIUS, Area.MID_BACK)
    window.doing.hurts.click()
    assert window.hurt is not None
    window.hurt.go_on.click()
    wait(home, window, 6)
    window.doing.hurts.click()
    assert window.hurt is not None
    assert window.hurt.title.text == "Enough for today"
    assert not window.hurt.go_on.isVisible()


def test_afterwards_it_asks_again_and_done_writes_the_answers(home: Home, window: MassageWindow):
    [one] = started(home, window, ROLLER, Area.TRAPEZIUS)
    wait(home, window, 31)
    assert window.part is window.after
    assert window.after is not None
    assert window.after.title.text == "Done for now"
    window.after.ratings.scales[one].set_value(2)
    window.after.done.click()
    knot = home.house.knots.get(one)
    assert knot is not None
    assert (knot.now, knot.strengths[-1].moment) == (2, Moment.AFTER)


def test_closing_it_ends_the_massage_and_loses_nothing(home: Home, window: MassageWindow):
    [one] = started(home, window, HOOK, Area.TRAPEZIUS)
    wait(home, window, 20)
    window.close()
    assert home.house.massaging.run is None
    assert [(r.knot, r.seconds) for r in home.ledger.records if isinstance(r, Massage)] == [(one, 20.0)]


def test_hidden_it_pauses(home: Home, window: MassageWindow):
    started(home, window, HOOK, Area.TRAPEZIUS)
    window.hide()
    assert home.house.massaging.run is not None
    assert home.house.massaging.run.status is Status.PAUSED


def test_a_red_flag_leads_to_the_emergency_page_instead(home: Home, window: MassageWindow):
    window.prepare(HOOK, knots(home, Area.TRAPEZIUS))
    home.house.care.answer(CareEvent.RED_FLAG, ["fever"])
    assert window.before is not None
    window.before.start.click()
    assert home.windows.opened == ["emergency"]
    assert home.house.massaging.run is None


def test_it_looks_at_the_clock_only_while_something_runs(home: Home, window: MassageWindow):
    window.prepare(HOOK, knots(home, Area.TRAPEZIUS))
    assert window.wait() is None
    assert window.before is not None
    window.before.start.click()
    assert window.wait() is not None
    home.house.massaging.pause()
    assert window.wait() is None


@pytest.mark.parametrize("size", [(560, 620), (640, 340), (320, 560), (1000, 340)])
def test_its_controls_can_be_reached_at_any_size(
    home: Home, window: MassageWindow, qtbot: QtBot, size: tuple[int, int]
):
    started(home, window, ROLLER, Area.TRAPEZIUS, Area.MID_BACK)
    window.resize(*size)
    qtbot.waitUntil(lambda: window.size().width() == size[0])
    window.reflow()
    for button in (window.doing.main, window.doing.next, window.doing.hurts):
        corner = button.mapTo(window, button.rect().bottomRight())
        assert 0 <= corner.x() < window.width() + 1
        assert 0 <= corner.y() < window.height() + 1
        assert button.height() >= button.sizeHint().height()


def test_without_knots_it_says_nothing_of_a_side(home: Home, window: MassageWindow):
    window.prepare(HOOK, [])
    assert window.before is not None
    assert not window.before.ratings.scales
    window.before.start.click()
    wait(home, window, 6)
    assert "{" not in window.doing.instruction.text
    assert "side" not in window.doing.instruction.text


def test_the_roller_goes_on_to_the_other_knots_unless_that_is_not_wanted(home: Home, window: MassageWindow):
    one, two, _low = knots(home, Area.TRAPEZIUS, Area.MID_BACK, Area.LOWER_BACK)
    window.prepare(ROLLER, [one])
    assert window.before is not None
    assert list(window.before.ratings.scales) == [one, two], "the lower back is left out"
    window.before.others.click()
    assert list(window.before.ratings.scales) == [one]
    window.before.start.click()
    assert home.house.massaging.run is not None
    assert [place.knot for place in home.house.massaging.run.places] == [one]


def test_other_techniques_stay_with_their_knot(home: Home, window: MassageWindow):
    one, _two = knots(home, Area.TRAPEZIUS, Area.MID_BACK)
    window.prepare(BALL, [one])
    assert window.before is not None
    assert not window.before.others.isVisible()
    assert list(window.before.ratings.scales) == [one]


def test_from_the_library_the_roller_takes_all_knots_that_it_may(home: Home, window: MassageWindow):
    one, two = knots(home, Area.TRAPEZIUS, Area.MID_BACK)
    window.prepare(ROLLER, [])
    assert window.before is not None
    window.before.start.click()
    assert home.house.massaging.run is not None
    assert [place.knot for place in home.house.massaging.run.places] == [one, two]


@pytest.mark.parametrize("size", [(560, 620), (560, 800), (420, 560)])
def test_the_words_never_lie_on_the_stage_whatever_stands_there(
    home: Home, window: MassageWindow, qtbot: QtBot, size: tuple[int, int]
):
    window.resize(*size)
    started(home, window, ROLLER, Area.TRAPEZIUS)
    wait(home, window, 3)

    def apart() -> bool:
        qtbot.wait(1)
        assert window.part is not None
        foot = window.stage.mapTo(window, window.stage.rect().bottomLeft()).y()
        return foot < window.part.mapTo(window, window.part.rect().topLeft()).y()

    assert apart()
    window.doing.hurts.click()
    assert apart()
    assert window.hurt is not None
    window.hurt.slip.click()
    home.house.massaging.go_on()
    wait(home, window, 30)
    assert window.part is window.after
    assert apart()


def test_what_hurts_can_be_logged_where_the_red_flags_are_asked(home: Home, window: MassageWindow):
    started(home, window, HOOK, Area.TRAPEZIUS)
    window.doing.hurts.click()
    assert window.hurt is not None
    window.hurt.log.click()
    assert home.windows.opened == ["pain"]
    assert home.house.massaging.run is not None, "the massage waits"
