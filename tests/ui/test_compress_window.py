"""Heat and cold in windows: the timer's window, Care's tab, the tray's line and the notices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.fakes import FakeNotifier, FakeProbe
from tests.shells import Home

from unknot.core.body import Area, Side
from unknot.core.care_records import CompressKind
from unknot.core.presence import Hold
from unknot.ports import Cue
from unknot.ui import menu
from unknot.ui.care.compress_window import CompressWindow
from unknot.ui.care.telling import CompressNotices
from unknot.ui.pages.care_heat import HeatTab

HEAT, COLD = CompressKind.HEAT, CompressKind.COLD


class Corner:
    """A tray icon that remembers what it told."""

    def __init__(self, there: bool = True) -> None:
        self.is_there = there
        self.told: list[str] = []

    def there(self) -> bool:
        return self.is_there

    def tell(self, title: str, text: str) -> None:
        self.told.append(f"{title}: {text}")


@pytest.fixture
def home() -> Home:
    made = Home()
    made.to("10:00")
    return made


@pytest.fixture
def window(home: Home, qtbot: QtBot) -> Iterator[CompressWindow]:
    made = CompressWindow(home.shell)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def tab(home: Home, qtbot: QtBot) -> HeatTab:
    made = HeatTab(home.shell)
    qtbot.addWidget(made)
    made.show()
    return made


def wait(home: Home, minutes: float) -> None:
    home.alarms.advance(timedelta(minutes=minutes))


def take(home: Home, kind: CompressKind, times: int) -> None:
    for _ in range(times):
        assert home.house.compresses.start(kind).allowed
        wait(home, 21)


# the window


def test_start_begins_with_what_was_chosen(home: Home, window: CompressWindow):
    window.prepare(HEAT)
    assert window.before is not None
    window.before.choose("pad")
    window.before.where.set_area(Area.SHOULDERS, Side.RIGHT)
    window.before.start.click()
    running = home.house.compresses.running
    assert running is not None
    assert (running.kind, running.way, running.area, running.side) == (HEAT, "pad", Area.SHOULDERS, Side.RIGHT)
    assert window.on.title.text == "Heat: shoulders, right"


def test_the_recipe_belongs_to_what_is_chosen(home: Home, window: CompressWindow):
    window.prepare(HEAT)
    assert window.before is not None
    assert "30 seconds" in window.before.lines.text
    window.before.choose("bath")
    assert not window.before.lines.isVisible()
    window.prepare(COLD)
    assert "3 parts water and 1 part" in window.before.lines.text
    assert "not for drinking" in window.before.lines.text
    window.before.choose("peas")
    assert window.before.lines.text == "A bag of frozen peas or corn fits any shape."


def test_the_fourth_heat_says_why_not_and_offers_a_stretch(home: Home, window: CompressWindow):
    take(home, HEAT, 3)
    window.prepare(HEAT)
    assert window.before is not None
    assert window.before.day.which.text == "Three of three today"
    window.main()
    assert home.house.compresses.running is None
    window.before.start.click()
    assert home.house.compresses.running is None
    assert home.house.guide.session is not None, "the button is a gentle stretch"


def test_one_that_becomes_too_much_while_it_is_prepared_is_refused_too(home: Home, window: CompressWindow):
    take(home, HEAT, 2)
    window.prepare(HEAT)
    take(home, HEAT, 1)
    window.prepare(HEAT)
    before = window.before
    assert before is not None
    assert before.refused


def test_the_time_left_is_told_in_minutes_and_seconds(home: Home, window: CompressWindow):
    window.prepare(HEAT)
    home.house.compresses.start(HEAT)
    wait(home, 5.7)
    window.tick()
    assert window.stage.accessibleName() == "9:18 of 15 minutes left"


class Painted(QObject):
    """How many pixels of a widget were painted, by paint."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.areas: list[int] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QPaintEvent):
            self.areas.append(sum(rect.width() * rect.height() for rect in event.region()))
        return False


def test_a_second_costs_one_small_repaint(home: Home, window: CompressWindow, qtbot: QtBot):
    home.house.compresses.start(HEAT)
    window.prepare(HEAT)
    wait(home, 1)
    window.tick()
    qtbot.waitUntil(window.stage.isVisible)
    QApplication.processEvents()
    painted = Painted(window.stage)
    for _ in range(5):
        wait(home, 1 / 60)
        window.tick()
        QApplication.processEvents()
    ring = window.stage.ring().reach
    assert len(painted.areas) == 5
    assert max(painted.areas) < ring.width() * ring.height() / 3
    assert window._timer.timerType() is Qt.TimerType.PreciseTimer, "never a moment early, and then once more"


def test_a_slip_is_offered_for_the_first_minute_and_stop_early_then(home: Home, window: CompressWindow):
    home.house.compresses.start(HEAT)
    window.prepare(HEAT)
    assert window.on.withdraw.isVisible()
    assert not window.on.stop.isVisible()
    wait(home, 1)
    window.tick()
    assert not window.on.withdraw.isVisible()
    assert window.on.stop.isVisible()


def test_a_slip_leads_back_and_counts_for_nothing(home: Home, window: CompressWindow):
    home.house.compresses.start(HEAT)
    window.prepare(HEAT)
    window.on.withdraw.click()
    assert window.part is window.before
    assert home.house.compresses.count(HEAT, home.clock.now().date()) == 0


def test_five_minutes_more_is_offered_once_for_heat_and_never_for_cold(home: Home, window: CompressWindow):
    home.house.compresses.start(HEAT)
    window.prepare(HEAT)
    window.on.longer.click()
    assert not window.on.longer.isVisible()
    home.house.compresses.stop()
    home.house.compresses.start(COLD)
    assert not window.on.longer.isVisible()


def test_space_pauses_and_goes_on(home: Home, window: CompressWindow, qtbot: QtBot):
    home.house.compresses.start(HEAT)
    window.prepare(HEAT)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert home.house.compresses.running is not None
    assert not home.house.compresses.running.running
    assert window.on.main.text() == "Go on"
    assert window.wait() is None
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert home.house.compresses.running.running


def test_at_its_end_it_says_to_take_it_off(home: Home, window: CompressWindow):
    home.house.compresses.start(HEAT)
    window.prepare(HEAT)
    wait(home, 15)
    assert window.part is window.over
    assert window.over is not None
    assert window.over.title.text == "Take it off now"


def test_the_time_goes_on_while_the_window_is_closed(home: Home, window: CompressWindow):
    home.house.compresses.start(HEAT)
    window.prepare(HEAT)
    window.close()
    assert home.house.compresses.running is not None
    wait(home, 15)
    assert home.house.compresses.last is not None


def test_prepared_while_another_one_is_on_it_shows_that_one(home: Home, window: CompressWindow):
    home.house.compresses.start(HEAT)
    window.prepare(COLD)
    assert window.windowTitle() == "Heat"
    assert window.part is window.on


@pytest.mark.parametrize("size", [(560, 620), (640, 340), (320, 640)])
def test_its_controls_can_be_reached_at_any_size(
    home: Home, window: CompressWindow, qtbot: QtBot, size: tuple[int, int]
):
    home.house.compresses.start(HEAT)
    window.prepare(HEAT)
    wait(home, 2)
    window.tick()
    window.resize(*size)
    qtbot.waitUntil(lambda: window.size().width() == size[0])
    window.reflow()
    for button in (window.on.main, window.on.stop, window.on.longer):
        corner = button.mapTo(window, button.rect().bottomRight())
        assert 0 <= corner.x() < window.width() + 1
        assert 0 <= corner.y() < window.height() + 1
        assert button.height() >= button.sizeHint().height()


# the tab


def test_the_tab_shows_todays_beads_and_follows(home: Home, tab: HeatTab):
    assert tab.heat.day.which.text == "None yet today"
    home.house.compresses.start(HEAT)
    assert tab.heat.day.which.text == "First of three today"
    assert tab.on_now.isVisible()
    assert not tab.cold.start.isVisible(), "one at a time"
    wait(home, 15)
    assert tab.heat.day.which.text == "One of three today"
    assert not tab.on_now.isVisible()


def test_the_tab_refuses_the_fourth_heat_with_its_reason(home: Home, tab: HeatTab):
    take(home, HEAT, 3)
    assert tab.heat.refusal.isVisible()
    assert "Three times is the day's limit." in tab.heat.refusal.title.text
    assert not tab.heat.start.isVisible()
    assert tab.cold.start.isVisible()


def test_the_tab_opens_the_windows(home: Home, tab: HeatTab):
    tab.cold.start.click()
    home.house.compresses.start(HEAT)
    tab.on_now.open.click()
    assert home.windows.opened == ["compress cold", "compress heat"]


def test_an_injury_is_begun_reminded_of_and_ended_in_the_tab(home: Home, tab: HeatTab):
    injury = tab.cold.injury
    assert injury is not None
    assert injury.line.text == "Cold helps in the first 2 to 3 days."
    injury.where.set_area(Area.LOWER_BACK)
    injury.remind.click()
    injury.begin.click()
    course = home.house.compresses.course
    assert course is not None
    assert (course.area, course.reminds) == (Area.LOWER_BACK, True)
    assert injury.title.text == "Day 1 of 3 after the injury"
    injury.remind.click()
    found = home.house.compresses.course
    assert found is not None
    assert not found.reminds
    injury.end.click()
    assert home.house.compresses.course is None
    assert injury.begin.isVisible()


def test_after_midnight_tab_and_window_have_room_again(home: Home, tab: HeatTab, window: CompressWindow):
    home.to("21:00")
    take(home, HEAT, 3)
    window.prepare(HEAT)
    assert window.before is not None
    assert window.before.refused
    home.to("23:59")
    assert tab.heat.refusal.isVisible()
    home.to("00:00", day=1)
    assert not tab.heat.refusal.isVisible()
    assert tab.heat.start.isVisible()
    assert not window.before.refused


def test_hidden_the_tab_has_no_timer(home: Home, tab: HeatTab):
    home.house.compresses.start(HEAT)
    assert tab._timer.isActive()
    tab.hide()
    assert not tab._timer.isActive()


# the tray


def test_the_tray_has_a_line_while_one_is_on(home: Home):
    def lines() -> list[str]:
        return [item.label for item in menu.items(home.shell)]

    assert not any("Heat" in line for line in lines())
    home.house.compresses.start(HEAT)
    wait(home, 6)
    item = next(item for item in menu.items(home.shell) if item.label == "Heat: 9 min left")
    assert item.run is not None
    item.run()
    assert home.windows.opened == ["compress heat"]
    home.house.compresses.pause()
    assert "Heat: paused, 9 min left" in lines()


# the notices


def notices(home: Home, can_act: bool = True, corner: Corner | None = None) -> FakeNotifier:
    teller = FakeNotifier(can_act)
    CompressNotices(home.shell, teller, corner)
    return teller


def test_the_end_is_told_at_once_even_in_a_call_but_silently(home: Home):
    teller = notices(home)
    home.house.compresses.start(HEAT)
    home.house.held(Hold.CALL)
    wait(home, 15)
    assert teller.current is not None
    assert teller.current.title == "Take it off now"
    assert home.speaker.played == []
    teller.press("show")
    assert home.windows.opened == ["compress heat"]


def test_the_end_is_heard_where_nothing_is_disturbed(home: Home):
    notices(home)
    home.house.compresses.start(COLD)
    wait(home, 20)
    assert [cue for cue, _ in home.speaker.played] == [Cue.DONE]


def test_what_the_person_stopped_is_not_told(home: Home):
    teller = notices(home)
    home.house.compresses.start(HEAT)
    wait(home, 3)
    home.house.compresses.stop()
    assert teller.notices == []


def test_without_notifications_the_tray_tells_and_without_a_tray_the_window_comes(home: Home):
    corner = Corner()
    notices(home, can_act=False, corner=corner)
    home.house.compresses.start(HEAT)
    wait(home, 15)
    assert corner.told == ["Take it off now: The time is up. Heat that stays on burns."]
    assert home.windows.opened == []
    corner.is_there = False
    home.house.compresses.start(HEAT)
    wait(home, 15)
    assert home.windows.opened == ["compress heat"]


def test_a_call_to_the_next_one_waits_while_something_holds_and_comes_later():
    probe = FakeProbe(Hold.FULL_SCREEN, says=True)
    home = Home(probes=(probe,))
    teller = notices(home)
    home.to("10:00")
    home.house.compresses.begin_injury(reminds=True)
    wait(home, 1)
    assert teller.notices == []
    probe.says = False
    wait(home, 10)
    assert teller.current is not None
    assert teller.current.title == "Time for cold again"
    assert teller.current.body == "First of three today, day 1 after the injury."


@pytest.mark.parametrize("why", [Hold.LOCKED, Hold.AWAY, Hold.PAUSED])
def test_nobody_is_called_behind_a_lock_while_away_or_paused(home: Home, why: Hold):
    teller = notices(home)
    if why is Hold.PAUSED:
        home.house.coach.pause(None)
    else:
        home.house.held(why)
    home.house.compresses.begin_injury(reminds=True)
    wait(home, 60)
    assert teller.notices == []


def test_the_call_names_its_number_and_is_told_once(home: Home):
    teller = notices(home)
    home.house.compresses.begin_injury(reminds=True)
    take(home, COLD, 1)
    wait(home, 170)
    shown = [notice.title for notice in teller.notices]
    assert shown.count("Time for cold again") == 1, "three hours after the first one began"
    assert teller.notices[-1].body == "Second of three today, day 1 after the injury."


def test_after_the_third_heat_cold_is_offered_too(home: Home, window: CompressWindow):
    take(home, HEAT, 3)
    window.prepare(HEAT)
    assert window.before is not None
    window.before.cold.click()
    assert window.windowTitle() == "Cold"
    window.before.start.click()
    assert home.house.compresses.running is not None
    assert home.house.compresses.running.kind is COLD


def test_who_comes_by_the_notice_of_its_end_reads_it_there_once(home: Home, window: CompressWindow, qtbot: QtBot):
    home.house.compresses.start(HEAT)
    wait(home, 15)
    window.prepare(HEAT)
    assert window.part is window.over
    window.close()
    again = CompressWindow(home.shell)
    qtbot.addWidget(again)
    again.prepare(HEAT)
    assert again.part is again.before
    again.close()


def test_an_end_of_long_ago_is_no_news(home: Home, window: CompressWindow):
    home.house.compresses.start(HEAT)
    wait(home, 15 + 4)
    window.prepare(HEAT)
    assert window.part is window.before


def test_a_call_that_waited_into_the_night_is_told_in_the_morning(home: Home):
    teller = notices(home)
    home.to("20:30")
    home.house.held(Hold.LOCKED)
    home.house.compresses.begin_injury(reminds=True)
    home.to("22:30")
    home.house.released(Hold.LOCKED)
    wait(home, 30)
    assert teller.notices == []
    home.to("09:01", day=1)
    assert [notice.title for notice in teller.notices] == ["Time for cold again"]
