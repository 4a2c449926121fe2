"""The prompt over all screens: typing answers nothing, leaving always works, and nothing is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.fakes import FakeClock
from tests.ui.session_house import bundled_library, german, still

from unknot.core.day import Slot, State
from unknot.core.history import Reason, SlotKind
from unknot.core.settings import Settings
from unknot.ports import Answer, BusyDay, Prompt, Undo
from unknot.ui.insistent import Curtain, InsistentWindow
from unknot.ui.insistent_ask import InsistentAsk, Said, shape_of
from unknot.ui.insistent_cover import Cover
from unknot.ui.insistent_keys import QUIET_SECONDS, TWICE_SECONDS, WAKE_SECONDS, Meaning, Patience
from unknot.ui.insistent_parts import Lamp
from unknot.ui.kit.text import Text
from unknot.ui.prompt_insides import SnoozeMenu
from unknot.ui.session.pictures import Pictures
from unknot.ui.theme import theme
from unknot.ui.theme.windows import insistent as sizes

Answers = list[tuple[Answer, int | None]]
KEY = Qt.Key


class FakeCard:
    """The small card, as far as it is asked for."""

    def __init__(self) -> None:
        self.asked: list[Prompt] = []
        self.undo: Undo | None = None
        self.choose: Callable[[BusyDay], None] | None = None
        self.withdrawn = 0

    def show(self, prompt: Prompt, answer: object) -> None:
        self.asked.append(prompt)

    def withdraw(self) -> None:
        self.withdrawn += 1

    def attended(self) -> bool:
        return True

    def skipped(self, coming: Slot | None, undo: Undo, why: object = None) -> None:
        self.undo = undo

    def busy_day(self, choose: Callable[[BusyDay], None]) -> None:
        self.choose = choose


class House:
    """The prompter with all that it needs, and one prompt on it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.clock = FakeClock()
        self.card = FakeCard()
        self.gone = 0
        self.answers: Answers = []
        self.qtbot = qtbot
        self.prompter = InsistentWindow(
            bundled_library, self.clock, lambda: Pictures(still, lambda _name: "seat", bundled_library().motions),
            lambda: self.card, gone=self._count,
        )

    def _count(self) -> None:
        self.gone += 1

    def ask(self, kind: SlotKind = SlotKind.SESSION, snoozes: int = 3) -> InsistentAsk:
        self.prompter.show(prompt(self.clock, kind, snoozes), lambda *answer: self.answers.append(answer))
        return self.curtain.ask

    @property
    def curtain(self) -> Curtain:
        assert self.prompter.curtain is not None
        return self.prompter.curtain

    def press(self, *keys: Qt.Key, on: QWidget | None = None) -> None:
        for key in keys:
            if self.prompter.curtain is not None:
                self.qtbot.keyClick(on or self.curtain.ask, key)

    def wait(self, seconds: float) -> None:
        """Let time pass, and what waits for it look at the clock."""
        self.clock.advance(timedelta(seconds=seconds))
        if self.prompter.curtain is not None:
            self.curtain.ask._tell_sleep()
            self.curtain.ask._tell_left()


def prompt(clock: FakeClock, kind: SlotKind = SlotKind.SESSION, snoozes: int = 3) -> Prompt:
    slot = Slot(clock.now().date(), "s3", kind, clock.now(), timedelta(minutes=3), Reason.SPREAD, 3, State.SHOWN)
    return Prompt(slot, 4, "neck-shoulders-3", "stand-walk", 54, 5, snoozes, 60)


@pytest.fixture
def house(qtbot: QtBot) -> Iterator[House]:
    theme().apply(Settings(reduced_motion=True))
    made = House(qtbot)
    yield made
    made.prompter.withdraw()
    assert nothing_left()


def nothing_left() -> bool:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return not any(isinstance(widget, Cover | InsistentAsk) for widget in QApplication.topLevelWidgets())


class ByThePerson(QCloseEvent):
    """As the window system sends it; a test can't have it sent without one."""

    def spontaneous(self) -> bool:
        return True


# what keys mean


def test_in_the_first_two_seconds_no_key_but_esc_twice_means_anything() -> None:
    patience = Patience(100.0)
    for key in (KEY.Key_Space, KEY.Key_Return, KEY.Key_Tab, KEY.Key_A, KEY.Key_Down):
        assert patience.meaning(key, 101.9) is Meaning.NOTHING
    assert patience.meaning(KEY.Key_Escape, 101.9) is Meaning.ONCE
    assert patience.meaning(KEY.Key_Escape, 101.95) is Meaning.LEAVE


def test_the_second_esc_must_follow_soon_with_nothing_between_and_a_held_key_is_one() -> None:
    patience = Patience(100.0)
    assert patience.meaning(KEY.Key_Escape, 100.1) is Meaning.ONCE
    assert patience.meaning(KEY.Key_Escape, 100.2, repeated=True) is Meaning.NOTHING
    assert patience.meaning(KEY.Key_A, 100.3) is Meaning.NOTHING
    assert patience.meaning(KEY.Key_Escape, 100.4) is Meaning.ONCE
    assert patience.meaning(KEY.Key_Escape, 100.5 + TWICE_SECONDS) is Meaning.ONCE
    assert patience.meaning(KEY.Key_Shift, 103.0) is Meaning.PASS
    assert patience.meaning(KEY.Key_Escape, 103.0) is Meaning.LEAVE


def test_whoever_types_on_presses_nothing_however_long() -> None:
    patience, now = Patience(100.0), 100.0
    for letter in (KEY.Key_A, KEY.Key_B, KEY.Key_Tab, KEY.Key_Space, KEY.Key_C, KEY.Key_Return) * 20:
        now += 0.3
        means = patience.meaning(letter, now)
        assert means is Meaning.NOTHING or letter == KEY.Key_Tab, (letter, now)
    assert patience.meaning(KEY.Key_Space, now + QUIET_SECONDS) is Meaning.PASS
    assert patience.meaning(KEY.Key_Space, now + 5 * QUIET_SECONDS, repeated=True) is Meaning.NOTHING


# answers


@pytest.mark.parametrize("kind", [SlotKind.SESSION, SlotKind.POSTURE])
def test_start_or_done_it_answers_at_once_by_mouse_and_only_once(house: House, kind: SlotKind) -> None:
    ask = house.ask(kind)
    assert ask.accept.text() == ("Start" if kind is SlotKind.SESSION else "Done it")
    house.qtbot.mouseClick(ask.accept, Qt.MouseButton.LeftButton)
    ask.accept.click()
    assert house.answers == [(Answer.ACCEPT, None)]
    assert house.prompter.curtain is None
    assert nothing_left()
    assert house.gone == 1


def test_skip_sleeps_for_two_seconds_and_says_so(house: House) -> None:
    ask = house.ask()
    house.qtbot.mouseClick(ask.skip, Qt.MouseButton.LeftButton)
    assert house.answers == []
    assert (ask.skip.isEnabled(), ask.sleeps.text) == (False, "in 2 s")
    house.wait(1.2)
    assert (ask.skip.isEnabled(), ask.sleeps.text) == (False, "in 1 s")
    house.wait(WAKE_SECONDS - 1.2)
    assert ask.skip.isEnabled()
    assert ask.sleeps.isHidden()
    house.qtbot.mouseClick(ask.skip, Qt.MouseButton.LeftButton)
    assert house.answers == [(Answer.SKIP, None)]


def test_skip_wakes_by_itself_on_the_real_clock(house: House) -> None:
    ask = house.ask()
    house.clock.advance(timedelta(seconds=WAKE_SECONDS - 0.01))
    ask._tell_sleep()
    assert not ask.skip.isEnabled()
    house.clock.advance(timedelta(seconds=0.01))
    house.qtbot.waitUntil(ask.skip.isEnabled)


def test_typing_answers_nothing(house: House) -> None:
    ask = house.ask()
    for seconds in (0, 1, 1.5, 10):
        house.wait(seconds)
        house.press(*(KEY.Key_H, KEY.Key_Space, KEY.Key_Return, KEY.Key_Tab, KEY.Key_Space, KEY.Key_A, KEY.Key_Return))
        for button in (ask.accept, ask.snooze, ask.skip):
            house.press(KEY.Key_X, KEY.Key_Space, KEY.Key_Return, on=button)
    assert house.answers == []


@pytest.mark.parametrize("key", [KEY.Key_Space, KEY.Key_Return])
def test_with_the_keyboard_alone_one_tabs_to_an_answer_and_presses_it(house: House, key: Qt.Key) -> None:
    ask = house.ask()
    house.qtbot.waitUntil(ask.hasFocus)
    house.wait(3)
    house.press(KEY.Key_Tab)
    assert ask.accept.hasFocus()
    assert house.prompter.attended()
    house.press(key, on=ask.accept)
    assert house.answers == [(Answer.ACCEPT, None)]


def test_esc_twice_leaves_within_the_first_second_as_dismissed(house: House) -> None:
    ask = house.ask()
    house.press(KEY.Key_Escape)
    assert house.answers == []
    assert "once more" in " ".join(text.text for text in ask.findChildren(Text))
    house.press(KEY.Key_Escape)
    assert house.answers == [(Answer.DISMISSED, None)]
    assert nothing_left()


def test_esc_twice_leaves_with_the_menu_open_too(house: House) -> None:
    ask = house.ask()
    assert ask.snooze is not None
    menu = ask.snooze.menu()
    menu.popup(QPoint(0, 0))
    house.press(KEY.Key_Escape, on=menu)
    assert not menu.isVisible()
    assert house.answers == []
    house.press(KEY.Key_Escape)
    assert house.answers == [(Answer.DISMISSED, None)]


def test_after_a_while_one_esc_is_the_first_again_and_the_foot_says_so(house: House) -> None:
    ask = house.ask()
    house.qtbot.waitUntil(lambda: house.curtain._had_keyboard)  # which has the foot say it anew, too
    house.press(KEY.Key_Escape)
    house.curtain._twice.setInterval(0)
    house.wait(TWICE_SECONDS + 1)
    house.qtbot.waitUntil(lambda: "Leave at once" in {text.text for text in ask.findChildren(Text)})
    house.press(KEY.Key_Escape)
    assert house.answers == []


def test_closing_a_cover_by_the_window_manager_leaves_too_and_the_apps_end_says_nothing(house: House) -> None:
    house.ask()
    cover = house.curtain.covers[0]
    assert cover.close()
    assert house.answers == []
    house.prompter.withdraw()
    house.ask()
    house.curtain.covers[0].closeEvent(ByThePerson())
    assert house.answers == [(Answer.DISMISSED, None)]


def test_snooze_takes_one_click_or_another_time_from_its_menu(house: House) -> None:
    ask = house.ask()
    assert ask.snooze is not None
    ask.snooze.clicked.emit()
    ask = house.ask()
    assert ask.snooze is not None
    ask.snooze.menu().aboutToShow.emit()
    entries = {entry.text().split("\t")[0]: entry for entry in ask.snooze.menu().actions()}
    entries["15 minutes"].trigger()
    ask = house.ask()
    assert ask.snooze is not None
    ask.snooze.menu().aboutToShow.emit()
    ask.snooze.menu().actions()[-1].trigger()
    assert house.answers == [(Answer.SNOOZE, None), (Answer.SNOOZE, 15), (Answer.CALL, None)]
    assert house.ask(snoozes=0).snooze is None


# what is seen


def test_the_figure_stands_beside_the_words_and_the_ring_drains_with_the_time_left(house: House) -> None:
    ask = house.ask()
    house.qtbot.waitUntil(lambda: ask.lamp.figure.there)
    said = [text.text for text in (ask.meta, ask.title, ask.line)]
    assert said[:2] == ["Session 3 of 4, 3 minutes", "Neck and shoulders"]
    assert said[2].endswith("The figure goes first.")
    assert ask.lamp._fraction == 1.0
    house.wait(15)
    assert ask.lamp._fraction == pytest.approx(0.75)
    house.wait(100)
    assert ask.lamp._fraction == 0.0


def test_the_figure_moves_unless_less_motion_is_wanted(house: House) -> None:
    theme().apply(Settings())
    ask = house.ask()
    first = bundled_library().exercises[bundled_library().routines["neck-shoulders-3"].steps[0].exercise]
    assert bundled_library().motions[first.picture or first.id]
    looks = set()

    def moved() -> bool:
        house.clock.advance(timedelta(seconds=0.2))
        looks.add(ask.lamp.figure.look)
        return len(looks) > 3

    house.qtbot.waitUntil(moved)
    house.prompter.withdraw()
    theme().apply(Settings(reduced_motion=True))
    ask = house.ask()
    house.qtbot.waitUntil(lambda: ask.lamp.figure.there)
    assert house.curtain.showing is not None
    assert not house.curtain.showing._timer.isActive()


def test_a_prompt_that_is_left_before_its_picture_came_gets_none(house, qapp):
    house.ask()
    curtain = house.curtain
    house.press(KEY.Key_Escape, KEY.Key_Escape)
    qapp.processEvents()
    assert curtain.showing is None


def fading(house: House) -> InsistentAsk:
    """A prompt that was just taken away, on a cover that fades."""
    theme().apply(Settings())
    ask = house.ask()
    house.qtbot.waitUntil(lambda: ask.lamp.figure.there)
    (cover,) = house.curtain.covers
    cover._fades = True
    house.prompter.withdraw()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert cover.isVisible()
    return ask


def test_a_key_pressed_while_the_covers_fade_means_nothing(house: House) -> None:
    house.qtbot.keyClick(fading(house), KEY.Key_Escape)
    house.qtbot.waitUntil(nothing_left)
    assert house.answers == []


def test_a_cover_that_fades_is_there_to_the_end_and_its_figure_too(house: House) -> None:
    ask = fading(house)
    assert ask.window().isVisible()
    assert ask.lamp.figure.there
    house.qtbot.waitUntil(nothing_left)


def test_it_covers_the_screen_above_all_and_only_its_window_takes_the_keyboard(house: House) -> None:
    ask = house.ask()
    (cover,) = house.curtain.covers
    assert cover.geometry() == QGuiApplication.primaryScreen().geometry()
    assert cover.isFullScreen()
    assert cover.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert ask.parent() is cover
    house.qtbot.waitUntil(cover.isActiveWindow)


def test_another_screen_shows_the_time_and_nothing_else(qtbot: QtBot, house: House) -> None:
    cover = Cover(QGuiApplication.primaryScreen(), house.clock, True, lambda: None)
    qtbot.addWidget(cover)
    cover.put(None)
    assert [text.text for text in cover.findChildren(Text)] == ["08:00"]
    house.clock.advance(timedelta(minutes=1))
    cover._tell_time()
    assert cover.time.text == "08:01"


def test_covers_are_made_anew_when_screens_change_and_the_prompt_goes_on(house: House) -> None:
    ask = house.ask()
    before = house.curtain.covers
    house.wait(3)
    app = QGuiApplication.instance()
    app.screenAdded.emit(QGuiApplication.primaryScreen())
    app.screenRemoved.emit(QGuiApplication.primaryScreen())
    house.qtbot.waitUntil(lambda: house.curtain.covers != before)
    (now,) = house.curtain.covers
    assert ask.parent() is now
    assert ask.skip.isEnabled()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Cover)] == [now]
    assert house.answers == []
    assert house.card.asked == []


def test_whoever_changes_to_another_window_finds_the_small_card_instead(qtbot: QtBot, house: House) -> None:
    house.ask()
    house.qtbot.waitUntil(house.curtain.covers[0].isActiveWindow)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: house.prompter.curtain is None)
    assert len(house.card.asked) == 1
    assert house.answers == []
    assert house.prompter.attended()
    house.prompter.withdraw()
    assert house.card.withdrawn


def test_where_the_keyboard_is_withheld_it_says_how_to_leave(house: House) -> None:
    ask = house.ask()
    house.qtbot.waitUntil(house.curtain.covers[0].isActiveWindow)
    house.curtain._had_keyboard = False  # as where the window manager gave it nobody
    house.curtain._again.timeout.emit()
    assert "To leave, click, then" in {text.text for text in ask.findChildren(Text)}
    house.curtain._focus_moved(None)
    assert "Leave at once" in {text.text for text in ask.findChildren(Text)}


def test_after_a_skip_and_on_a_busy_day_the_small_card_speaks(house: House) -> None:
    house.prompter.skipped(None, lambda: None)
    assert house.card.undo is not None
    chosen: list[BusyDay] = []
    house.prompter.busy_day(chosen.append)
    assert house.card.choose is not None
    house.card.choose(BusyDay.FEWER)
    assert chosen == [BusyDay.FEWER]
    assert house.prompter.curtain is None


def test_it_is_attended_only_while_an_answer_is_near(house: House) -> None:
    assert not house.prompter.attended()
    house.ask()
    assert not house.prompter.attended()


def test_another_prompt_takes_its_place_and_late_answers_of_the_first_count_for_nothing(house: House) -> None:
    first = house.ask()
    accept = first.accept
    second = house.ask(SlotKind.POSTURE)
    accept.click()
    assert house.answers == []
    second.accept.click()
    assert house.answers == [(Answer.ACCEPT, None)]


def test_a_screen_reader_hears_what_it_asks_and_finds_each_answer(house: House) -> None:
    ask = house.ask()
    assert ask.accessibleName().startswith("Neck and shoulders. ")
    assert ask.lamp.accessibleName() == bundled_library().exercise_text["chin-tuck"].picture
    names = {
        QAccessible.queryAccessibleInterface(b).text(QAccessible.Text.Name) for b in ask.findChildren(QAbstractButton)
    }
    assert {"Start", "Snooze 5 min", "Skip"} <= names


ROOMS = [(1280, 800), (1920, 1080), (3840, 2160), (1024, 768), (800, 600), (683, 384), (640, 340), (800, 1280),
         (1080, 1920), (480, 640)]  # fmt: skip


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("words", ["english", "german"])
def test_on_any_screen_nothing_overlaps_is_cut_or_leaves_it(
    qtbot: QtBot, house: House, room: tuple[int, int], words: str
) -> None:
    library = bundled_library() if words == "english" else german(bundled_library())
    name = library.routine_text["neck-shoulders-3"].name
    text = next(iter(library.exercise_text["blade-squeeze"].do.values()))
    said = Said("Session 3 of 4, 3 minutes", name, text, "shoulder-rolls")
    menu = SnoozeMenu(5, house.clock.now, lambda *_: None)
    ask = InsistentAsk(prompt(house.clock), said, menu, lambda *_: None, house.clock, Patience(0.0))
    qtbot.addWidget(ask)
    ask.resize(*room)
    ask.show()
    QApplication.processEvents()
    whole = ask.rect()
    parts = [part for part in (ask.meta, ask.title, ask.line, ask._answers, ask._foot, ask.lamp) if part.isVisible()]
    assert {ask.title, ask._answers, ask._foot} <= set(parts)
    for part in parts:
        assert whole.contains(part.geometry()), part
        for other in parts:
            assert part is other or not part.geometry().intersects(other.geometry()), (part, other)
    for each in (ask.meta, ask.title, ask.line):
        assert not each.isVisible() or each.height() >= each.heightForWidth(each.width())


def test_the_disc_is_as_large_as_the_design_says_and_gives_way_on_small_screens() -> None:
    large, small = shape_of(QSize(1280, 800)), shape_of(QSize(640, 340))
    assert Lamp.radius_in(large.lamp) == sizes.radius
    assert Lamp.radius_in(small.lamp) < sizes.radius
    assert shape_of(QSize(800, 1280)).stacked
    assert shape_of(QSize(340, 320)).lamp == 0


def test_where_windows_are_not_blended_the_cover_is_solid(qtbot: QtBot, house: House) -> None:
    for composited in (True, False):
        cover = Cover(QGuiApplication.primaryScreen(), house.clock, composited, lambda: None)
        qtbot.addWidget(cover)
        cover.put(None)
        cover.resize(100, 100)
        assert cover.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground) is composited
        alpha = cover.grab().toImage().pixelColor(2, 2).alphaF()
        assert alpha == pytest.approx(sizes.dim if composited else 1.0, abs=0.01)


HANGS = """
import sys, time
from PySide6.QtCore import QCoreApplication, QTimer
from unknot.ui.insistent_guard import Guard
app = QCoreApplication([])
guard = Guard(0.3)
guard.begin()
{then}
QTimer.singleShot(0, lambda: time.sleep(60))
app.exec()
"""


def run(then: str, body: str = HANGS) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", body.format(then=then)]
    found = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(command, env=found, capture_output=True, text=True, timeout=30, check=False)


def test_an_app_that_hangs_behind_its_covers_ends_and_says_where_it_stood() -> None:
    done = run("")
    assert done.returncode == 1
    assert "Timeout" in done.stderr
    assert "<lambda>" in done.stderr


def test_once_the_covers_are_gone_nobody_watches_any_more() -> None:
    body = HANGS.replace("time.sleep(60)", "(time.sleep(0.6), app.quit())")
    done = run("guard.end()", body)
    assert done.returncode == 0, done.stderr
