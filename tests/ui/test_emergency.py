"""The emergency page: why, whom to call, and the two quiet ways on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QByteArray, QLocale, Qt, QTimeZone
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.shells import Home

from unknot.core.care import RED_FLAGS, CareState
from unknot.core.history import CareAnswer, CareEvent
from unknot.core.settings import Settings
from unknot.services.care import CareService
from unknot.services.verbs import Refusal
from unknot.ui import red_flags
from unknot.ui.emergency import EmergencyWindow, Line
from unknot.ui.theme import theme

Key = Qt.Key
Open = Callable[..., EmergencyWindow]


@pytest.fixture
def home(qapp: QApplication) -> Home:
    theme().apply(Settings(reduced_motion=True))
    return Home()


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    def make(home: Home, *flags: str, locale: str = "de_DE", zone: str = "Europe/Berlin") -> EmergencyWindow:
        if flags:
            home.house.care.answer(CareEvent.RED_FLAG, flags)
        window = EmergencyWindow(home.shell, QLocale(locale), QTimeZone(QByteArray(zone.encode())))
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return make


def last(home: Home) -> CareEvent:
    return [record.event for record in home.ledger.records if isinstance(record, CareAnswer)][-1]


def signs(window: EmergencyWindow) -> list[str]:
    lines = [window.signs.itemAt(index).widget() for index in range(window.signs.count())]
    return [line.text.text for line in lines if isinstance(line, Line)]


@pytest.mark.parametrize("flag", RED_FLAGS)
def test_one_sign_is_the_reason_in_a_sentence_of_its_own(opened: Open, home: Home, flag: str) -> None:
    window = opened(home, flag)
    assert window.reason.text == f"{red_flags.reason([flag])} Call, or ask someone near you to call."
    others = {red_flags.reason([other]) for other in RED_FLAGS if other != flag}
    assert red_flags.reason([flag]) not in others
    assert window.signs.count() == 0


def test_several_signs_are_listed_in_the_order_in_which_they_are_asked(opened: Open, home: Home) -> None:
    window = opened(home, "legs", "fever")
    assert signs(window) == ["Fever", "New weakness or numbness in both legs"]


@pytest.mark.parametrize("meanwhile", ["open", "closed"])
def test_signs_that_are_ticked_later_join_those_of_before(opened: Open, home: Home, meanwhile: str) -> None:
    window = opened(home, "fever")
    window.setVisible(meanwhile == "open")
    home.house.care.answer(CareEvent.RED_FLAG, ["injury"])
    window.show()
    assert signs(window) == [red_flags.label("injury"), red_flags.label("fever")]


def test_after_having_been_seen_the_signs_are_those_of_the_new_answer(opened: Open, home: Home) -> None:
    home.house.care.answer(CareEvent.RED_FLAG, ["fever"])
    home.house.care.answer(CareEvent.SEEN)
    assert "fall" in opened(home, "injury").reason.text


@pytest.mark.parametrize(
    ("locale", "zone", "told"),
    [
        ("de_DE", "Europe/Berlin", ["Emergency number in Germany: 1 1 2"]),
        ("en_US", "America/New_York", ["Emergency number in the United States: 9 1 1"]),
        ("en_GB", "Europe/London", ["Emergency number in the United Kingdom: 9 9 9"]),
        ("en_AU", "Australia/Sydney", ["Emergency number in Australia: 0 0 0"]),
        ("pt_BR", "America/Sao_Paulo", []),
        ("C", "UTC", []),
        (
            "en_US",
            "Europe/Berlin",
            ["Emergency number in Germany: 1 1 2", "Emergency number in the United States: 9 1 1"],
        ),
    ],
)
def test_a_number_is_shown_only_where_it_is_known(
    opened: Open, home: Home, locale: str, zone: str, told: list[str]
) -> None:
    window = opened(home, "chest", locale=locale, zone=zone)
    assert [card.accessibleName() for card in window.cards] == told
    assert all(card.isVisible() for card in window.cards)


def test_having_been_seen_is_asked_twice_and_lifts_the_block(qtbot: QtBot, opened: Open, home: Home) -> None:
    window = opened(home, "chest")
    window.seen.click()
    assert home.house.care.state is CareState.BLOCKED
    assert window.ask.text == "Has a doctor looked at this?"
    assert window.ask.isVisible()
    assert window.not_yet.hasFocus()
    window.yes.click()
    assert last(home) is CareEvent.SEEN
    assert home.house.care.state is CareState.CLEAR
    assert not window.isVisible()
    assert home.windows.opened == ["today"]


def test_not_yet_goes_back_and_keeps_the_block(opened: Open, home: Home) -> None:
    window = opened(home, "chest")
    window.seen.click()
    window.not_yet.click()
    assert window.seen.isVisible()
    assert window.seen.hasFocus()
    assert not window.ask.isVisible()
    assert home.house.care.state is CareState.BLOCKED


def test_a_tick_by_mistake_is_taken_back(opened: Open, home: Home) -> None:
    window = opened(home, "fever")
    window.mistake.click()
    assert last(home) is CareEvent.MISTAKE
    assert home.house.care.state is CareState.CLEAR
    assert not window.isVisible()
    assert home.windows.opened == ["today"]


def test_closing_the_page_leaves_the_block_also_across_a_restart(qtbot: QtBot, opened: Open, home: Home) -> None:
    window = opened(home, "fever")
    qtbot.keyClick(window, Key.Key_Escape)
    assert not window.isVisible()
    assert CareService(home.clock, home.ledger).state is CareState.BLOCKED
    assert home.house.verbs.start_named("neck-1") is Refusal.BLOCKED
    assert home.house.guide.session is None


def test_time_alone_never_closes_it(opened: Open, home: Home) -> None:
    window = opened(home, "fever")
    home.live("17:00")
    assert window.isVisible()
    assert home.prompter.prompts == []


def test_it_goes_when_the_answer_was_given_elsewhere(opened: Open, home: Home) -> None:
    window = opened(home, "fever")
    home.house.care.answer(CareEvent.SEEN)
    assert not window.isVisible()


def test_it_is_walked_by_keys_and_two_slips_of_enter_change_nothing(qtbot: QtBot, opened: Open, home: Home) -> None:
    window = opened(home, "fever")
    window.seen.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(window.seen, Key.Key_Return)
    qtbot.keyClick(window.focusWidget(), Key.Key_Return)
    assert home.house.care.state is CareState.BLOCKED
    qtbot.keyClick(window.seen, Key.Key_Tab)
    assert window.focusWidget() is window.mistake
    qtbot.keyClick(window.mistake, Key.Key_Space)
    assert home.house.care.state is CareState.CLEAR


def test_a_low_window_shows_the_number_without_scrolling(opened: Open, home: Home) -> None:
    window = opened(home, "saddle")
    window.resize(640, 340)
    QApplication.processEvents()
    QApplication.processEvents()
    card = window.cards[0]
    foot = window.seen.mapTo(window, window.seen.rect().topLeft()).y()
    assert card.mapTo(window, card.rect().bottomLeft()).y() < foot
    assert window.rect().contains(window.seen.geometry())
