"""The pain dialog: what it asks, what it keeps, and the way to help."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from tests.shells import Home

from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.care import RED_FLAGS, CareState
from unknot.core.care_records import PainEntry
from unknot.core.history import CareEvent
from unknot.core.settings import Settings
from unknot.services.verbs import Refusal
from unknot.ui import red_flags
from unknot.ui.care.pain_parts import Areas
from unknot.ui.care.pain_window import PainWindow
from unknot.ui.kit.body_map import BodyMap
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.theme import theme

Key = Qt.Key
SHOULDER = Place(Area.TRAPEZIUS, Side.LEFT)
NECK = Place(Area.NECK, Side.LEFT)
Open = Callable[[], PainWindow]


@pytest.fixture
def home(qapp: QApplication) -> Home:
    theme().apply(Settings(reduced_motion=True))
    return Home()


@pytest.fixture
def opened(qtbot: QtBot, home: Home) -> Open:
    def make() -> PainWindow:
        window = PainWindow(home.shell)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return make


def written(home: Home) -> list[PainEntry]:
    return list(home.shell.pain_log.entries())


def click_on(qtbot: QtBot, window: PainWindow, place: Place) -> None:
    """A click of the mouse on the map."""
    found = window.where.map
    assert isinstance(found, BodyMap)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton, pos=found.laid.centre(place).toPoint())


def test_nothing_is_chosen_before_the_person_does(opened: Open, home: Home) -> None:
    home.shell.pain_log.log([SHOULDER], 5, painkillers=True)
    window = opened()
    assert window.where.chosen == ()
    assert window.scale.value is None
    assert not window.painkillers.isChecked()
    assert not window.always.isChecked()


def test_places_are_picked_on_the_map_and_taken_away_by_their_chips(qtbot: QtBot, opened: Open) -> None:
    window = opened()
    click_on(qtbot, window, SHOULDER)
    click_on(qtbot, window, NECK)
    assert window.where.chosen == (SHOULDER, NECK)
    assert [chip.text() for chip in window.where.dropping] == ["Upper trapezius, left", "Neck, left"]
    window.where.dropping[0].click()
    assert window.where.chosen == (NECK,)
    click_on(qtbot, window, NECK)
    assert window.where.chosen == ()
    assert window.where.dropping == []


def test_enter_saves_all_that_was_said(qtbot: QtBot, opened: Open, home: Home) -> None:
    window = opened()
    click_on(qtbot, window, SHOULDER)
    window.scale.set_value(4)
    window.painkillers.click()
    window.always.click()
    window.note.setFocus()
    qtbot.keyClicks(window.note, "After a drive")
    qtbot.keyClick(window.note, Key.Key_Return)
    [entry] = written(home)
    assert (entry.places, entry.strength, entry.painkillers, entry.always, entry.note) == (
        "trapezius:left", 4, True, True, "After a drive",
    )
    assert not window.isVisible()
    assert home.windows.opened == []
    assert home.shell.care.state is CareState.CLEAR


def test_it_can_be_filled_in_by_keys_alone(qtbot: QtBot, opened: Open, home: Home) -> None:
    window = opened()
    window.where.map.take_focus()
    qtbot.keyClick(window.focusWidget(), Key.Key_Space)
    window.scale.take_focus()
    qtbot.keyClick(window.focusWidget(), Key.Key_7)
    qtbot.keyClick(window.focusWidget(), Key.Key_Return)
    [entry] = written(home)
    assert entry.strength == 7
    assert entry.places


def test_digits_say_how_strong_it_is_but_in_the_note_they_are_written(qtbot: QtBot, opened: Open) -> None:
    window = opened()
    window.flags.boxes["fever"].setFocus()
    qtbot.keyClick(window.focusWidget(), Key.Key_6)
    assert window.scale.value == 6
    window.note.setFocus()
    qtbot.keyClicks(window.note, "8 hours")
    assert window.note.text() == "8 hours"
    assert window.scale.value == 6


@pytest.mark.parametrize(
    ("place", "strength", "said"),
    [
        (None, None, "Pick where it hurts, and how strong it is."),
        (None, 4, "Pick where it hurts."),
        (SHOULDER, None, "Pick how strong it is."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(
    opened: Open, home: Home, place: Place | None, strength: int | None, said: str
) -> None:
    window = opened()
    if place:
        window.where.choose((place,))
    window.scale.set_value(strength)
    window.save.click()
    assert window.missing.isVisible()
    assert window.missing.body.text == said
    assert window.isVisible()
    assert written(home) == []
    if place is None:
        window.where.choose((SHOULDER,))
        assert not window.missing.isVisible(), "answered"


def test_no_pain_needs_no_place(opened: Open, home: Home) -> None:
    window = opened()
    window.scale.set_value(0)
    window.save.click()
    assert [entry.strength for entry in written(home)] == [0]


def test_escape_leaves_without_a_word(qtbot: QtBot, opened: Open, home: Home) -> None:
    window = opened()
    window.where.choose((SHOULDER,))
    window.scale.set_value(4)
    qtbot.keyClick(window, Key.Key_Escape)
    assert not window.isVisible()
    assert written(home) == []


def test_the_places_of_last_time_are_offered_and_not_presumed(opened: Open, home: Home) -> None:
    home.shell.pain_log.log([SHOULDER, NECK], 5)
    window = opened()
    assert window.where.again.accessibleName() == "As last time: Neck, left · Upper trapezius, left"
    window.where.again.click()
    assert set(window.where.chosen) == {SHOULDER, NECK}
    assert not window.where.offer.isVisible()
    window.where.choose(())
    assert window.where.offer.isVisible()


def test_the_first_time_there_is_nothing_to_offer(opened: Open) -> None:
    assert not opened().where.offer.isVisible()


# red flags


def test_every_red_flag_is_asked_each_time(opened: Open) -> None:
    window = opened()
    assert [box.text() for box in window.flags.boxes.values()] == [red_flags.label(flag) for flag in RED_FLAGS]
    assert all(box.isVisible() and not box.isChecked() for box in window.flags.boxes.values())


@pytest.mark.parametrize("flag", RED_FLAGS)
def test_one_tick_is_enough_for_help(opened: Open, home: Home, flag: str) -> None:
    window = opened()
    window.flags.boxes[flag].click()
    assert window.save.text() == "Get help"
    window.save.click()
    assert home.shell.care.state is CareState.BLOCKED
    assert home.shell.care.stops()[-1].flags == (flag,)
    assert home.windows.opened == ["emergency"]
    assert written(home) == []
    assert not window.isVisible()


def test_after_a_red_flag_nothing_is_asked_until_the_person_was_seen(opened: Open, home: Home) -> None:
    window = opened()
    window.flags.boxes["chest"].click()
    window.save.click()
    home.live("17:00")
    assert home.prompter.prompts == []
    assert home.house.verbs.start_named("neck-1") is Refusal.BLOCKED
    home.shell.care.answer(CareEvent.SEEN)
    home.live("12:00", day=1)
    assert home.prompter.prompts


def test_a_red_flag_ends_the_session_that_runs(opened: Open, home: Home) -> None:
    assert home.house.verbs.start_named("neck-1") is None
    assert home.house.guide.session is not None
    window = opened()
    window.flags.boxes["fever"].click()
    window.save.click()
    assert home.house.guide.session is None


def test_with_a_red_flag_what_was_filled_in_is_kept_too(opened: Open, home: Home) -> None:
    window = opened()
    window.where.choose((SHOULDER,))
    window.scale.set_value(9)
    window.flags.boxes["fever"].click()
    window.save.click()
    assert [entry.strength for entry in written(home)] == [9]
    assert home.shell.care.state is CareState.BLOCKED
    assert home.windows.opened == ["emergency"]


def test_a_tick_taken_back_saves_as_usual(opened: Open, home: Home) -> None:
    window = opened()
    window.flags.boxes["fever"].click()
    window.flags.boxes["fever"].click()
    assert window.save.text() == "Save"
    window.where.choose((SHOULDER,))
    window.scale.set_value(3)
    window.save.click()
    assert home.shell.care.state is CareState.CLEAR
    assert home.windows.opened == []


# without a map, and small


def test_without_the_map_the_same_places_are_in_a_menu(qtbot: QtBot, home: Home) -> None:
    home.body_map = None
    window = PainWindow(home.shell)
    qtbot.addWidget(window)
    window.show()
    areas = window.where.map
    assert isinstance(areas, Areas)
    menu = QMenu()
    areas.fill(menu)
    names = [action.text() for action in menu.actions()]
    assert len(names) == len(Area)
    below = menu.actions()[names.index("Neck")].menu()
    assert isinstance(below, QMenu)
    [left] = [action for action in below.actions() if action.text() == "Neck, left"]
    left.trigger()
    assert window.where.chosen == (NECK,)
    assert [chip.text() for chip in window.where.dropping] == ["Neck, left"]


@pytest.mark.parametrize("size", [(640, 340), (480, 340), (672, 704)])
def test_save_is_in_sight_at_any_size_and_nothing_is_cut_sideways(
    opened: Open, home: Home, size: tuple[int, int]
) -> None:
    home.shell.pain_log.log([Place(area, Side.LEFT) for area in Area], 5)
    window = opened()
    window.resize(*size)
    QApplication.processEvents()
    QApplication.processEvents()
    assert window.width() == size[0]
    assert window.rect().contains(window.save.geometry())
    [page] = window.findChildren(ScrollPage)
    assert page.widget().width() <= page.width()  # the scroll bar stands in the margin
