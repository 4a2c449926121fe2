"""Our own prompt: a card that asks, and stays out of the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QCloseEvent, QEnterEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from tests.fakes import BERLIN, FakeClock
from tests.ui.session_house import bundled_library, german, still

from unknot.core.day import Slot, State
from unknot.core.history import Reason, SkipWhy, SlotKind
from unknot.core.library import Library
from unknot.core.settings import Settings
from unknot.ports import Answer, BusyDay, Prompt
from unknot.ui.kit.text import Text
from unknot.ui.prompt_insides import Ask, Busy, Reasons, Skipped
from unknot.ui.prompt_window import BUSY_MS, UNDO_MS, PromptCard, PromptWindow
from unknot.ui.session.pictures import Pictures
from unknot.ui.theme import theme

Answers = list[tuple[Answer, int | None]]


@pytest.fixture
def clock(qapp: QApplication) -> FakeClock:
    theme().apply(Settings(reduced_motion=True))
    return FakeClock()


def window(clock: FakeClock, library: Library | None = None, **more: object) -> PromptWindow:
    return PromptWindow(
        lambda: library or bundled_library(), clock, lambda: Pictures(still, lambda _name: "seat"),
        **more,  # type: ignore[arg-type]
    )


def prompt(clock: FakeClock, kind: SlotKind = SlotKind.SESSION, snoozes: int = 3, usual: int = 5) -> Prompt:
    slot = Slot(clock.now().date(), "s3", kind, clock.now(), timedelta(minutes=3), Reason.SPREAD, 3, State.SHOWN)
    return Prompt(slot, 4, "neck-shoulders-3", "stand-walk", 54, usual, snoozes, 60)


def shown(asker: PromptWindow, asked: Prompt) -> tuple[Ask, Answers]:
    answers: Answers = []
    asker.show(asked, lambda answer, minutes: answers.append((answer, minutes)))
    assert asker.card is not None
    return asker.card.findChild(Ask), answers


def gone(asker: PromptWindow) -> bool:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return asker.card is None and not any(isinstance(w, PromptCard) for w in QApplication.topLevelWidgets())


def snooze_menu(ask: Ask) -> QMenu:
    assert ask.snooze is not None
    ask.snooze.menu().aboutToShow.emit()
    return ask.snooze.menu()


def enter(card: PromptCard) -> None:
    middle = QPointF(card.rect().center())
    for each in (card, card._frame, card._frame.content):
        QApplication.sendEvent(each, QEnterEvent(middle, middle, middle))


def leave(card: PromptCard) -> None:
    for each in (card._frame.content, card._frame, card):
        QApplication.sendEvent(each, QEvent(QEvent.Type.Leave))


class ByThePerson(QCloseEvent):
    """As the window system sends it; a test can't have it sent without one."""

    def spontaneous(self) -> bool:
        return True


def test_it_never_becomes_the_active_window(qtbot: QtBot, clock: FakeClock) -> None:
    work = QWidget()
    qtbot.addWidget(work)
    work.show()
    work.activateWindow()
    qtbot.waitUntil(work.isActiveWindow)
    asker = window(clock)
    shown(asker, prompt(clock))
    card = asker.card
    assert card is not None
    qtbot.waitExposed(card)
    assert card.isVisible()
    assert not card.isActiveWindow()
    assert work.isActiveWindow()
    assert card.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert card.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert card.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    asker.withdraw()


@pytest.mark.parametrize("kind", [SlotKind.SESSION, SlotKind.POSTURE])
def test_start_done_it_and_skip_answer_once_and_the_card_goes(qtbot: QtBot, clock: FakeClock, kind: SlotKind) -> None:
    asker = window(clock)
    ask, answers = shown(asker, prompt(clock, kind))
    assert ask.accept.text() == ("Start" if kind is SlotKind.SESSION else "Done it")
    qtbot.mouseClick(ask.accept, Qt.MouseButton.LeftButton)
    assert answers == [(Answer.ACCEPT, None)]
    assert gone(asker)
    ask, answers = shown(asker, prompt(clock, kind))
    qtbot.mouseClick(ask.skip, Qt.MouseButton.LeftButton)
    assert answers == [(Answer.SKIP, None)]
    assert gone(asker)


def test_one_click_snoozes_the_usual_time_and_the_menu_offers_others_with_their_clock_time(
    qtbot: QtBot, clock: FakeClock
) -> None:
    asker = window(clock)
    ask, answers = shown(asker, prompt(clock))
    assert ask.snooze is not None
    ask.snooze.clicked.emit()
    assert answers == [(Answer.SNOOZE, None)]
    ask, answers = shown(asker, prompt(clock, usual=7))
    entries = snooze_menu(ask).actions()
    times = [entry for entry in entries if "\t" in entry.text()]
    assert [a.text().split("\t")[0] for a in times] == [
        "5 minutes", "7 minutes", "10 minutes", "15 minutes", "30 minutes",
    ]
    assert "8:30" in times[-1].text()
    times[-1].trigger()
    assert answers == [(Answer.SNOOZE, 30)]
    assert gone(asker)


def test_the_clock_times_of_the_menu_are_those_after_the_hour_that_is_left_out(qtbot: QtBot, clock: FakeClock) -> None:
    night = FakeClock(datetime(2026, 3, 29, 1, 50, tzinfo=BERLIN))
    asker = window(night)
    ask, _ = shown(asker, prompt(night))
    assert [entry.text().split("\t")[1] for entry in snooze_menu(ask).actions() if "\t" in entry.text()] == [
        "01:55", "03:00", "03:05", "03:20",
    ]
    asker.withdraw()


def test_the_menus_last_entry_waits_for_the_end_of_the_call(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock)
    ask, answers = shown(asker, prompt(clock))
    *_, line, last = snooze_menu(ask).actions()
    assert line.isSeparator()
    assert last.text() == "When this call ends"
    last.trigger()
    assert answers == [(Answer.CALL, None)]
    assert gone(asker)


def test_typing_answers_nothing_even_where_a_desktop_gives_it_the_keyboard(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock)
    ask, answers = shown(asker, prompt(clock))
    card = asker.card
    assert card is not None
    card.activateWindow()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        qtbot.keyClick(card.focusWidget() or card, key)
    assert answers == []
    assert not any(button.hasFocus() for button in ask.findChildren(QAbstractButton))
    assert card.minimumSize() == card.maximumSize() == card.size()
    asker.withdraw()


def test_without_a_snooze_left_none_is_offered(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock)
    ask, _ = shown(asker, prompt(clock, snoozes=0))
    assert ask.snooze is None
    asker.withdraw()


def test_another_prompt_takes_the_place_of_the_first(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock)
    _, first = shown(asker, prompt(clock))
    before = asker.card
    ask, second = shown(asker, prompt(clock, SlotKind.POSTURE))
    assert asker.card is not before
    assert before is not None
    assert not before.isVisible()
    qtbot.mouseClick(ask.accept, Qt.MouseButton.LeftButton)
    assert first == []
    assert second == [(Answer.ACCEPT, None)]


def test_withdrawing_says_nothing(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock)
    _, answers = shown(asker, prompt(clock))
    asker.withdraw()
    asker.withdraw()
    assert gone(asker)
    assert answers == []


def test_closing_it_from_outside_is_a_dismissal(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock)
    _, answers = shown(asker, prompt(clock))
    assert asker.card is not None
    asker.card.closeEvent(ByThePerson())
    assert answers == [(Answer.DISMISSED, None)]
    assert gone(asker)


def test_it_neither_answers_nor_objects_when_the_app_ends(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock)
    _, answers = shown(asker, prompt(clock))
    assert asker.card is not None
    assert asker.card.close()
    assert answers == []
    asker.withdraw()
    assert gone(asker)


def test_it_tells_that_the_pointer_rests_on_it(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock)
    shown(asker, prompt(clock))
    assert asker.card is not None
    assert not asker.attended()
    enter(asker.card)
    assert asker.attended()
    leave(asker.card)
    assert not asker.attended()
    asker.withdraw()
    assert gone(asker)


def test_a_pointer_that_comes_in_over_the_shadow_rests_on_it_too(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock)
    shown(asker, prompt(clock))
    card = asker.card
    assert card is not None
    qtbot.waitExposed(card)
    inside = card._frame.face().toRect().topLeft()
    for point, attended in ((QPoint(3, 60), False), (inside + QPoint(-3, 60), False), (inside + QPoint(3, 60), True)):
        QTest.mouseMove(card.windowHandle(), point)
        QApplication.processEvents()
        assert asker.attended() is attended, point
    asker.withdraw()
    assert gone(asker)


def test_a_skip_can_be_undone_for_a_moment(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock)
    undone: list[bool] = []
    asker.skipped(prompt(clock).slot, lambda: undone.append(True))
    assert asker.card is not None
    line = asker.card.findChild(Skipped)
    assert line.findChild(Text).text.startswith("Skipped. Next session at")
    qtbot.mouseClick(line.undo, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert gone(asker)


def test_the_line_after_a_skip_goes_by_itself_but_not_from_under_the_pointer(
    qtbot: QtBot, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert UNDO_MS == 8000
    monkeypatch.setattr("unknot.ui.prompt_window.UNDO_MS", 20)
    asker = window(clock)
    asker.skipped(None, lambda: None)
    qtbot.waitUntil(lambda: asker.card is None)
    asker.skipped(None, lambda: None)
    card = asker.card
    assert card is not None
    enter(card)
    qtbot.waitUntil(lambda: card._when_left is not None)
    assert card.isVisible()
    leave(card)
    assert gone(asker)


def busy_day(asker: PromptWindow) -> tuple[PromptCard, Busy, list[BusyDay]]:
    chosen: list[BusyDay] = []
    asker.busy_day(chosen.append)
    assert asker.card is not None
    return asker.card, asker.card.findChild(Busy), chosen


def test_a_busy_day_is_offered_less_and_each_choice_answers_once(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock)
    words = {BusyDay.SHORT: "1-minute version", BusyDay.FEWER: "Fewer today", BusyDay.NOT_NOW: "Not now"}
    for choice, label in words.items():
        card, inside, chosen = busy_day(asker)
        assert card.accessibleName() == "A busy day? One minute for the neck is a fair trade."
        assert inside.choices[choice].text() == label
        qtbot.mouseClick(inside.choices[choice], Qt.MouseButton.LeftButton)
        inside.choices[choice].click()
        assert chosen == [choice]
        assert gone(asker)


def test_an_offer_that_is_closed_or_left_alone_means_not_now(
    qtbot: QtBot, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert BUSY_MS > UNDO_MS
    monkeypatch.setattr("unknot.ui.prompt_window.BUSY_MS", 20)
    asker = window(clock)
    card, _, closed = busy_day(asker)
    card.closeEvent(ByThePerson())
    assert closed == [BusyDay.NOT_NOW]
    _, _, left = busy_day(asker)
    qtbot.waitUntil(lambda: left == [BusyDay.NOT_NOW])
    assert gone(asker)
    assert closed == [BusyDay.NOT_NOW]


def test_after_a_call_standing_up_comes_first(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock)
    ask, _ = shown(asker, replace(prompt(clock, SlotKind.POSTURE), after_call=True))
    assert {"Call over", "Stand up first, then carry on."} <= {text.text for text in ask.findChildren(Text)}
    asker.withdraw()
    ask, _ = shown(asker, replace(prompt(clock), after_call=True))
    assert "Call over. Session 3 of 4, 3 minutes" in {text.text for text in ask.findChildren(Text)}
    asker.withdraw()


CORNERS = [
    Qt.Corner.BottomRightCorner, Qt.Corner.TopRightCorner, Qt.Corner.BottomLeftCorner, Qt.Corner.TopLeftCorner
]


@pytest.mark.parametrize("corner", CORNERS)
def test_its_face_stands_sixteen_pixels_from_the_corner_of_the_work_area(
    qtbot: QtBot, clock: FakeClock, corner: Qt.Corner
) -> None:
    asker = window(clock, corner=corner)
    shown(asker, prompt(clock))
    assert asker.card is not None
    area = QGuiApplication.primaryScreen().availableGeometry()
    face = asker.card.face()
    inner = area.adjusted(16, 16, -16, -16)
    at = {
        Qt.Corner.BottomRightCorner: (face.bottomRight(), inner.bottomRight()),
        Qt.Corner.TopRightCorner: (face.topRight(), inner.topRight()),
        Qt.Corner.BottomLeftCorner: (face.bottomLeft(), inner.bottomLeft()),
        Qt.Corner.TopLeftCorner: (face.topLeft(), inner.topLeft()),
    }[corner]
    assert at[0] == at[1]
    assert face.size().toTuple() == (384, 180)
    asker.withdraw()


def test_it_comes_back_into_sight_when_screens_change(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock)
    shown(asker, prompt(clock))
    card = asker.card
    assert card is not None
    home = card.pos()
    card.move(QPoint(5000, 5000))
    QGuiApplication.instance().screenRemoved.emit(QGuiApplication.primaryScreen())
    qtbot.waitUntil(lambda: card.pos() == home)
    asker.withdraw()


def test_where_windows_are_not_blended_the_card_is_cut_out(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock, composited=lambda: False)
    shown(asker, prompt(clock))
    assert asker.card is not None
    assert asker.card.mask().boundingRect().size().width() <= 386
    asker.withdraw()


@pytest.mark.parametrize("kind", [SlotKind.SESSION, SlotKind.POSTURE])
def test_long_words_make_it_higher_and_are_never_cut(qtbot: QtBot, clock: FakeClock, kind: SlotKind) -> None:
    asker = window(clock, german(bundled_library()))
    ask, _ = shown(asker, prompt(clock, kind))
    assert asker.card is not None
    for text in ask.findChildren(Text):
        assert text.height() >= text.heightForWidth(text.width())
    for button in ask.findChildren(QAbstractButton):
        assert button.width() >= button.minimumSizeHint().width()
        assert ask.rect().contains(QRect(button.mapTo(ask, QPoint()), button.size()))
    asker.withdraw()


def test_a_screen_reader_finds_what_it_asks_and_each_answer_by_name(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock)
    ask, _ = shown(asker, prompt(clock))
    assert asker.card is not None
    assert asker.card.accessibleName() == "Neck and shoulders. Four small moves, all in your chair."
    names = {
        QAccessible.queryAccessibleInterface(b).text(QAccessible.Text.Name) for b in ask.findChildren(QAbstractButton)
    }
    assert {"Start", "Snooze 5 min", "Skip"} <= names
    asker.withdraw()


def test_nothing_of_it_is_left_after_it_went(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock)
    for _ in range(3):
        shown(asker, prompt(clock))
        asker.withdraw()
    assert gone(asker)


def test_after_a_skip_the_reason_can_be_given_where_that_is_offered(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock)
    said: list[SkipWhy] = []
    asker.skipped(prompt(clock).slot, lambda: None, said.append)
    assert asker.card is not None
    qtbot.mouseClick(asker.card.findChild(Skipped).why, Qt.MouseButton.LeftButton)
    assert asker.card is not None
    reasons = asker.card.findChild(Reasons)
    assert [button.text() for button in reasons.choices.values()] == ["Busy", "In a call", "Can't here", "Not now"]
    qtbot.mouseClick(reasons.choices[SkipWhy.CALL], Qt.MouseButton.LeftButton)
    assert said == [SkipWhy.CALL]
    assert gone(asker)


def test_where_it_is_not_offered_nobody_is_asked_why(qtbot: QtBot, clock: FakeClock) -> None:
    asker = window(clock)
    asker.skipped(prompt(clock).slot, lambda: None)
    assert asker.card is not None
    assert not asker.card.findChild(Skipped).why.isVisible()
