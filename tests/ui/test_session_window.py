"""The window that guides, on a clock moved by hand."""

from __future__ import annotations

import gc
import weakref
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from tests.shells import FakeWindows
from tests.ui.session_house import Stage, bundled_library, german, stage

from unknot.core.body import Area, Side
from unknot.core.history import Entry, Event, Feeling, Felt, Outcome, Pain
from unknot.core.session import Status
from unknot.core.settings import Settings
from unknot.core.timeline import Phase
from unknot.ports import Cue
from unknot.services.preferences import Preferences
from unknot.ui.kit.text import Text
from unknot.ui.session import scene
from unknot.ui.session.window import SessionWindow
from unknot.ui.theme import theme

Key = Qt.Key
NECK = "neck-shoulders-3"


@pytest.fixture
def house(qapp: QApplication) -> Stage:
    theme().apply(Settings(reduced_motion=True))
    return stage()


def opened(qtbot: QtBot, house: Stage, routine: str = NECK, size: tuple[int, int] = (1024, 668)) -> SessionWindow:
    house.begin(routine)
    window = SessionWindow(house.shell)
    window.resize(*size)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def settle(window: QWidget) -> None:
    for _ in range(4):
        QApplication.processEvents()


def close(window: SessionWindow) -> None:
    window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(qtbot: QtBot, window: SessionWindow, key: Qt.Key) -> None:
    target = window.focusWidget() or window
    qtbot.keyClick(target, key)


def test_a_session_is_walked_to_its_end_by_the_keyboard_alone(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house)
    steps = set()
    while house.house.guide.session is not None:
        session = house.house.guide.session
        steps.add(session.step_number)
        if not session.segment.exercising:
            press(qtbot, window, Key.Key_Space)  # start now, skip the rest
        else:
            house.clock.advance(timedelta(seconds=5))
            window._tick()
    assert steps == {1, 2, 3, 4}
    assert window.done is not None
    assert window.done.title.text == "Done for now"
    press(qtbot, window, Key.Key_Return)
    assert not window.isVisible()
    answer = [e for e in house.ledger.entries("q1") if e.event is Event.ANSWERED]
    assert [e.outcome for e in answer] == [Outcome.DONE]
    assert Cue.DONE in [cue for cue, _ in house.speaker.played]
    close(window)


def test_focus_starts_on_the_large_button_without_a_ring(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house)
    assert window.focusWidget() is window.moving.main
    assert not window.moving.main.ring_shown()
    close(window)


def test_space_pauses_and_goes_on_where_it_was(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house)
    house.until(Phase.HOLD)
    house.wait(10)
    press(qtbot, window, Key.Key_Space)
    assert window.moving.title.text == "Paused"
    assert window.moving.main.text() == "Go on"
    house.clock.advance(timedelta(seconds=500))
    window._tick()
    assert house.house.guide.session is not None
    left = house.house.guide.session.segment.seconds - 10
    assert f"{left:.0f} seconds left on the left" in window.moving.line.text
    press(qtbot, window, Key.Key_Space)
    assert house.house.guide.session.left(house.clock.monotonic()) == pytest.approx(left)
    close(window)


def test_a_click_on_another_control_leaves_space_to_the_large_button(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house)
    house.until(Phase.HOLD)
    qtbot.mouseClick(window.moving.next, Qt.MouseButton.LeftButton)
    house.until(Phase.HOLD)
    press(qtbot, window, Key.Key_Space)
    assert house.house.guide.session is not None
    assert house.house.guide.session.status is Status.PAUSED
    close(window)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_arrows_go_back_and_on_and_are_never_swapped(
    qtbot: QtBot, qapp: QApplication, house: Stage, direction: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(direction)
    try:
        window = opened(qtbot, house)
        press(qtbot, window, Key.Key_Right)
        assert house.house.guide.session is not None
        assert house.house.guide.session.step_number == 2
        press(qtbot, window, Key.Key_Left)
        assert house.house.guide.session.step_number == 1
        settle(window)
        assert window.moving.back.mapTo(window, QPoint()).x() < window.moving.next.mapTo(window, QPoint()).x()
        close(window)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_escape_leaves_without_asking_and_it_can_be_gone_on_with(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house)
    house.until(Phase.HOLD)
    press(qtbot, window, Key.Key_Escape)
    assert not window.isVisible()
    assert house.house.guide.session is None
    assert house.house.guide.resumable() is not None
    close(window)


def test_m_turns_the_sounds_off_and_on_and_the_window_says_so(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house)
    assert not window.column.muted.isVisible()
    press(qtbot, window, Key.Key_M)
    assert not house.shell.preferences.current.sounds
    assert window.column.muted.isVisible()
    press(qtbot, window, Key.Key_M)
    assert house.shell.preferences.current.sounds
    close(window)


def test_m_says_that_sounds_stay_as_the_organisation_set_them(
    qtbot: QtBot, house: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(qtbot, house)
    said: list[str] = []
    monkeypatch.setattr(window, "_announce", said.append)
    monkeypatch.setattr(Preferences, "locked", frozenset({"sounds"}))
    press(qtbot, window, Key.Key_M)
    assert said == ["Sounds on"]
    assert house.shell.preferences.current.sounds
    close(window)


def test_the_side_is_said_five_times(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house, "neck-side-bend")
    house.until(Phase.HOLD)
    assert window.stage._state.side is Side.LEFT
    assert window.stage._state.side_word == "Left"
    assert window.stage.figure.look.mirrored
    assert window.moving.sides.accessibleName() == "Left side"
    assert "left ear" in window.moving.instruction.text
    house.until(Phase.SWITCH)
    assert window.moving.title.text == "Now the right"
    house.until(Phase.HOLD)
    assert window.stage._state.side is Side.RIGHT
    assert window.stage._state.side_word == "Right"
    assert not window.stage.figure.look.mirrored
    assert window.moving.sides.accessibleName() == "Right side, left done"
    assert "right ear" in window.moving.instruction.text
    close(window)


def test_repetitions_count_and_fill_the_ring_one_segment_each(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house, "elbows-together")
    house.until(Phase.REPETITIONS)
    session = house.house.guide.session
    assert session is not None
    of = session.segment.repetitions
    seen = []
    while house.house.guide.session is not None and house.house.guide.session.phase is Phase.REPETITIONS:
        now = house.clock.monotonic()
        session = house.house.guide.session
        seen.append((scene.numeral(session, now), scene.ring_fraction(session, now)))
        house.wait(0.5)
    assert list(dict.fromkeys(text for text, _ in seen)) == [f"{n + 1} of {of}" for n in range(of)]
    fractions = [fraction for _, fraction in seen]
    assert fractions == sorted(fractions)
    assert fractions[0] == 0
    assert fractions[-1] > 1 - 1 / of
    close(window)


def test_letting_go_between_repetitions_is_said(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house, "elbows-together")
    house.until(Phase.REPETITIONS)
    do = window.moving.instruction.text
    house.wait(5.5)
    window._tick()
    assert window.moving.instruction.text == "Let go and breathe."
    assert do != "Let go and breathe."
    close(window)


def test_this_hurts_records_the_guess_and_one_click_corrects_it(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house, "neck-3")
    house.until(Phase.HOLD)
    press(qtbot, window, Key.Key_H)
    assert window.hurt is not None
    assert window.hurt.title.text == "Let go slowly"
    assert window.focusWidget() is window.hurt.go_on
    pains = [r for r in house.ledger.records if isinstance(r, Pain)]
    assert [(p.area, p.withdrawn) for p in pains] == [(Area.NECK, False)]
    checked = [c for c in window.hurt.chips if c.isChecked()]
    assert len(checked) == 1
    other = next(c for c in window.hurt.chips if not c.isChecked())
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    standing = house.house.guide.pain
    assert standing is not None
    assert other.isChecked()
    assert house.house.guide.pains(standing.day) == 1
    close(window)


def test_where_it_hurts_is_corrected_by_the_keyboard_alone(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house, "neck-side-bend")
    house.until(Phase.HOLD)
    press(qtbot, window, Key.Key_H)
    assert window.hurt is not None
    wanted = next(c for c in window.hurt.chips if not c.isChecked())
    for _ in range(8):
        if window.focusWidget() is wanted:
            break
        press(qtbot, window, Key.Key_Tab)
    press(qtbot, window, Key.Key_Space)
    press(qtbot, window, Key.Key_Space)
    assert [c.text() for c in window.hurt.chips if c.isChecked()] == [wanted.text()]
    assert house.house.guide.pain is not None
    assert house.house.guide.pain.side is Side.LEFT
    close(window)


def test_somewhere_else_offers_every_other_area(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house)
    house.until(Phase.HOLD)
    press(qtbot, window, Key.Key_H)
    assert window.hurt is not None
    menu = QMenu()
    window.hurt.fill_areas(menu)
    assert len(menu.actions()) == len(Area) - 1
    next(a for a in menu.actions() if a.text() == "Wrists").trigger()
    assert house.house.guide.pain is not None
    assert house.house.guide.pain.area is Area.WRISTS
    assert any(c.isChecked() and c.text().startswith("Wrists") for c in window.hurt.chips)
    close(window)


def test_a_slip_goes_back_paused_and_withdraws_the_pain(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house)
    house.until(Phase.HOLD)
    press(qtbot, window, Key.Key_H)
    press(qtbot, window, Key.Key_Escape)
    assert window.isVisible()
    assert window.moving.title.text == "Paused"
    assert house.house.guide.pains(house.clock.now().date()) == 0
    assert window.focusWidget() is window.moving.main
    close(window)


def test_what_hurts_can_be_logged_with_its_strength_and_signs(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house)
    house.until(Phase.HOLD)
    press(qtbot, window, Key.Key_H)
    assert window.hurt is not None
    window.hurt.log.click()
    windows = house.shell.windows
    assert isinstance(windows, FakeWindows)
    assert windows.opened == ["pain"]
    assert window.column.part is window.hurt, "the session waits for its answer"
    close(window)


def test_go_on_after_pain_leads_to_another_area(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house)
    house.until(Phase.HOLD)
    hurting = house.house.guide.session.hurting[0] if house.house.guide.session else ""
    press(qtbot, window, Key.Key_H)
    press(qtbot, window, Key.Key_Space)
    session = house.house.guide.session
    assert session is not None
    assert session.status is Status.RUNNING
    assert hurting not in {s.exercise for s in session.segments[session.index:]}
    assert window.column.part is window.moving
    close(window)


def test_the_second_pain_of_a_day_is_enough_and_offers_only_to_stop(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house)
    house.until(Phase.HOLD)
    press(qtbot, window, Key.Key_H)
    press(qtbot, window, Key.Key_Space)
    house.wait(8)
    press(qtbot, window, Key.Key_H)
    assert window.hurt is not None
    assert window.hurt.title.text == "Enough for today"
    assert not window.hurt.go_on.isVisible()
    assert window.focusWidget() is window.hurt.stop
    press(qtbot, window, Key.Key_Return)
    assert window.done is not None
    assert window.done.title.text == "Enough for today"
    close(window)


def test_how_it_felt_is_one_click_and_kept_once(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house, "neck-1")
    house.wait(200)
    assert window.done is not None
    qtbot.mouseClick(window.done.feelings[Feeling.EASIER], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.done.feelings[Feeling.EASIER], Qt.MouseButton.LeftButton)
    assert [r.feeling for r in house.ledger.records if isinstance(r, Felt)] == [Feeling.EASIER]
    assert window.done.question.text == "Noted."
    close(window)


def test_the_end_names_what_was_done_and_what_comes_next(qtbot: QtBot, house: Stage) -> None:
    house.begin_slot()
    window = SessionWindow(house.shell)
    window.show()
    house.wait(400)
    assert window.done is not None
    assert window.column.left.text == "Session 1 of 4"
    assert "moved for" in window.done.line.text
    assert window.done.prompt.text.startswith("Next: stand up at")
    assert window.done.session.text.startswith("Session 2 at")
    close(window)


def test_a_session_closed_from_elsewhere_takes_its_window_along(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house)
    house.house.guide.close()
    assert not window.isVisible()
    close(window)


def test_the_next_session_takes_the_place_of_a_finished_one(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house, "neck-1")
    house.wait(200)
    assert window.column.part is window.done
    house.begin("shoulders-1")
    assert window.column.part is window.moving
    assert "Shoulders" in window.windowTitle()
    close(window)


def test_closing_gives_back_every_subscription_and_the_window(qtbot: QtBot, house: Stage) -> None:
    guide, preferences = house.house.guide, house.shell.preferences
    before = len(guide._changed._calls), len(preferences._changed._calls)
    window = opened(qtbot, house)
    gone: list[bool] = []
    window.destroyed.connect(lambda: gone.append(True))
    held = weakref.ref(window)
    assert (len(guide._changed._calls), len(preferences._changed._calls)) != before
    close(window)
    del window
    gc.collect()
    assert gone == [True]
    assert held() is None
    assert (len(guide._changed._calls), len(preferences._changed._calls)) == before
    theme().changed.emit()


def test_no_widget_outlives_a_session_that_met_every_state(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house)
    house.until(Phase.HOLD)
    press(qtbot, window, Key.Key_H)
    press(qtbot, window, Key.Key_Escape)
    house.house.guide.stop()
    assert window.column.part is window.done
    close(window)
    del window
    left = [type(w).__name__ for w in QApplication.allWidgets() if type(w).__module__.startswith("unknot.ui.session")]
    assert left == []


def test_nothing_ticks_while_paused_or_out_of_sight(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house)
    house.until(Phase.HOLD)
    assert window._timer.isActive()
    house.house.guide.pause()
    assert not window._timer.isActive()
    house.house.guide.go_on()
    assert window._timer.isActive()
    window.hide()
    assert not window._timer.isActive()
    assert house.house.guide.session is not None
    assert house.house.guide.session.status is Status.PAUSED
    close(window)


def test_minimising_pauses(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house)
    house.until(Phase.HOLD)
    window.showMinimized()
    settle(window)
    assert house.house.guide.session is not None
    assert house.house.guide.session.status is Status.PAUSED
    assert not window._timer.isActive()
    close(window)


def test_the_ring_is_repainted_at_most_thirty_times_a_second_and_ten_in_a_long_hold(
    qtbot: QtBot, house: Stage
) -> None:
    theme().apply(Settings(reduced_motion=False))
    window = opened(qtbot, house, "elbows-together")
    house.until(Phase.REPETITIONS)
    assert window._timer.interval() >= 33
    close(window)
    house.house.guide._left = None
    window = opened(qtbot, house, "neck-side-bend")
    house.until(Phase.HOLD)
    assert window._timer.interval() >= 100
    close(window)
    theme().apply(Settings(reduced_motion=True))
    house.house.guide._left = None
    window = opened(qtbot, house, "neck-side-bend")
    house.until(Phase.HOLD)
    assert window._timer.interval() > 900
    close(window)


def test_the_number_changes_once_a_second(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house, "neck-side-bend")
    house.until(Phase.HOLD)
    seen = []
    for _ in range(30):
        house.clock.advance(timedelta(milliseconds=100))
        window._tick()
        seen.append(window.stage._numeral)
    assert len(set(seen)) <= 4
    close(window)


def test_a_screen_reader_is_told_once_a_step_a_side_and_the_end(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house, "neck-side-bend")
    told: list[str] = []
    window._announce = told.append  # type: ignore[method-assign]
    while house.house.guide.session is not None:
        house.clock.advance(timedelta(milliseconds=250))
        window._tick()
    assert len(told) == 4
    assert told[0].startswith("Left side.")
    assert told[1].startswith("Now the right.")
    assert told[2].startswith("Right side.")
    assert told[3].startswith("Done for now.")
    close(window)


def test_the_stage_says_where_it_stands(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house, "neck-side-bend")
    house.until(Phase.SWITCH)
    house.until(Phase.HOLD)
    house.wait(12)
    window._tick()
    assert window.stage.accessibleName() == "Neck side bend. Right side, 18 of 30 seconds left"
    close(window)


def test_every_control_has_a_name_and_is_reached_by_tab(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house)
    house.until(Phase.HOLD)
    buttons = [b for b in window.findChildren(QAbstractButton) if b.isVisible()]
    assert len(buttons) == 5
    for button in buttons:
        face = QAccessible.queryAccessibleInterface(button)
        assert face is not None
        assert face.text(QAccessible.Text.Name)
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    met = set()
    for _ in range(5):
        met.add(window.focusWidget())
        press(qtbot, window, Key.Key_Tab)
    assert met == set(buttons)
    close(window)


SIZES = [(1024, 668), (900, 600), (760, 640), (640, 684), (640, 560), (640, 340)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("phase", [Phase.READY, Phase.HOLD, Phase.REST, Phase.HURT, Phase.DONE])
def test_controls_stay_in_sight_at_every_size(
    qtbot: QtBot, house: Stage, size: tuple[int, int], phase: Phase
) -> None:
    window = opened(qtbot, house, NECK, size)
    bring(house, phase)
    settle(window)
    assert window.column.part is not None
    foot = window.column.part.foot
    for button in foot.findChildren(QAbstractButton):
        if button.isVisible():
            place = QRect(button.mapTo(window, QPoint()), button.size())
            assert window.rect().contains(place), button.text()
            assert button.width() >= button.minimumSizeHint().width()
    assert window.size().toTuple() == size
    close(window)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("phase", [Phase.READY, Phase.HOLD, Phase.SWITCH, Phase.REST, Phase.HURT, Phase.DONE])
def test_long_german_words_are_never_cut(qtbot: QtBot, size: tuple[int, int], phase: Phase) -> None:
    theme().apply(Settings(reduced_motion=True))
    house = stage(library=german(bundled_library()))
    window = opened(qtbot, house, NECK, size)
    bring(house, phase)
    settle(window)
    for text in window.findChildren(Text):
        if text.isVisible() and text.text:
            assert text.height() >= text.heightForWidth(text.width()), text.text
            assert text.width() >= min(text.minimumSizeHint().width(), text.sizeHint().width()), text.text
    close(window)


def test_what_does_not_fit_is_read_with_the_page_keys(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house, NECK, (640, 340))
    house.until(Phase.HOLD)
    settle(window)
    bar = window.column.page.verticalScrollBar()
    assert bar.maximum() > 0
    press(qtbot, window, Key.Key_PageDown)
    assert bar.value() == min(bar.maximum(), bar.pageStep())
    press(qtbot, window, Key.Key_PageUp)
    assert bar.value() == 0
    close(window)


def test_the_caution_is_in_sight_during_every_movement_of_the_design_size(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house, "floor-8")
    seen = 0
    while house.house.guide.session is not None:
        if house.house.guide.session.segment.exercising:
            settle(window)
            caution = window.moving.caution
            place = QRect(caution.mapTo(window.column.page.viewport(), QPoint()), caution.size())
            assert window.column.page.viewport().rect().contains(place)
            seen += 1
            house.house.guide.next()
        else:
            house.house.guide.start_now()
    assert seen >= 6
    close(window)


def test_a_picture_that_is_missing_or_broken_is_drawn_instead(qtbot: QtBot, house: Stage, tmp_path) -> None:
    broken = tmp_path / "broken.webp"
    broken.write_bytes(b"RIFF....WEBPnothing")
    house.shell.picture = lambda name: broken if name == "neck-side-bend" else None
    window = opened(qtbot, house, "neck-side-bend")
    assert not window.grab().isNull()
    close(window)


def bring(house: Stage, phase: Phase) -> None:
    """To the first moment of this phase."""
    guide = house.house.guide
    if phase is Phase.DONE:
        house.wait(400)
    elif phase is Phase.HURT:
        house.until(Phase.HOLD)
        guide.hurts()
    else:
        house.until(phase)


def test_the_ledger_hears_of_a_closed_session_as_stopped_early(qtbot: QtBot, house: Stage) -> None:
    window = opened(qtbot, house)
    house.until(Phase.HOLD)
    close(window)
    answers = [r for r in house.ledger.records if isinstance(r, Entry) and r.event is Event.ANSWERED]
    assert answers[-1].outcome is Outcome.STOPPED_EARLY
