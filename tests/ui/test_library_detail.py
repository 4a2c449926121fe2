"""The Library's detail: what can be done with each kind of thing, favourites, and what is not for somebody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from tests.shells import Home, bundled_library

from unknot.core.drafts import RoutineDraft
from unknot.core.library import Kind, RoutineStep
from unknot.core.settings import Settings
from unknot.own import own_content
from unknot.ui.kit.text import Text
from unknot.ui.pages.library import LibraryPage
from unknot.ui.pages.library_items import Item, Sort, items_of
from unknot.ui.pages.library_tiles import ITEM
from unknot.ui.pages.library_wanted import NO_TOOLS, Wanted
from unknot.ui.pages.pictures import Stills

CONTENT = (
    # massage
    "locate-knot", "massage-fingers", "massage-ball", "massage-roller", "massage-hook",
    # stretches
    "shoulder-rolls", "elbows-together", "blade-squeeze", "cross-body", "rocking-curl", "knee-to-chest",
    "prayer-cat-camel", "interlaced-reach", "neck-side-bend", "chin-to-chest", "downward-dog", "childs-pose",
    "reclined-pigeon", "triangle",
    # habits and help
    "cold", "heat", "posture", "yoga", "aerobic", "otc", "doctor", "emergency",
    # added
    "chin-tuck", "seated-twist", "chest-opener", "seated-side-bend", "wrist-flexors", "wrist-extensors", "upper-trap",
    "thoracic-extension", "standing-back-bend", "hip-flexor-lunge", "calf-raise", "hamstring-chair", "look-far",
    "doorway-chest", "stand-up", "walk",
)


@pytest.fixture
def home() -> Home:
    return Home()


@pytest.fixture
def workshop_home(tmp_path: Path) -> Home:
    """Somebody with a routine of their own."""
    own = own_content(tmp_path)
    own.save_routine(RoutineDraft(name="After lunch", steps=(RoutineStep("chin-tuck"),)))
    return Home(library=own.load(), own=own)


def page(home: Home, qtbot: QtBot, item: str = "") -> LibraryPage:
    made = LibraryPage(home.shell, Stills(home.shell))
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    if item:
        made.open_part(item)
    return made


def entry(fill: Callable[[QMenu], None], label: str) -> QAction:
    """An entry of a menu; it can be triggered as long as somebody holds it."""
    menu = QMenu()
    fill(menu)
    found = next(action for action in menu.actions() if action.text() == label)
    found.setParent(None)
    return found


def shown(made: LibraryPage) -> list[Item]:
    model = made.tiles.items
    return [model.data(model.index(row), ITEM) for row in range(model.rowCount())]


@pytest.mark.parametrize("name", CONTENT)
def test_each_thing_of_the_guide_is_found_by_its_name_and_by_its_id(name: str) -> None:
    items = items_of(bundled_library())
    called = next(item.name for item in items if item.id == name)
    assert name in [item.id for item in Wanted(called).of(items)]
    assert name in [item.id for item in Wanted(name).of(items)]


def test_what_is_called_so_comes_before_what_only_mentions_it() -> None:
    found = [item.name for item in Wanted("roller").of(items_of(bundled_library()))]
    assert found[0] == "Massage with a foam roller"
    heat = Wanted("heat").of(items_of(bundled_library()))
    assert heat[0].id == "heat"


def test_people_find_the_upper_back_though_no_area_is_called_so() -> None:
    found = {item.id for item in Wanted("upper back").of(items_of(bundled_library()))}
    assert {"interlaced-reach", "massage-roller", "upper-back-3"} <= found


def test_advice_is_found_by_what_it_warns_of() -> None:
    items = items_of(bundled_library())
    assert [[item.id for item in Wanted(said).of(items)] for said in ("heart attack", "pharmacist")] == [
        ["emergency"], ["otc"],
    ]


def test_tools_narrow_to_what_needs_them_or_to_what_needs_none(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    entry(made.filters.fill_tools, "Roller").trigger()
    assert [item.id for item in shown(made)] == ["massage-roller"]
    assert made.filters.tools.text() == "Roller"
    entry(made.filters.fill_tools, "No tools").trigger()
    found = {item.id for item in shown(made)}
    assert "chin-tuck" in found
    assert not found & {"massage-roller", "childs-pose", "yoga", "heat"}


def test_advice_has_no_length_and_needs_no_position() -> None:
    advice = [item for item in items_of(bundled_library()) if item.sort is Sort.ADVICE]
    assert advice
    assert not any(Wanted(minutes=5).fits(item) or Wanted(tool=NO_TOOLS).fits(item) for item in advice)


def test_a_star_makes_a_favourite_which_the_chip_finds(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot, "chin-tuck")
    assert made.detail.star.accessibleName() == "Add to favourites"
    made.detail.star.click()
    assert home.preferences.current.favourites == ("chin-tuck",)
    assert made.detail.star.isChecked()
    assert made.detail.star.accessibleName() == "Take out of favourites"
    made.filters.starred.click()
    assert [item.id for item in shown(made)] == ["chin-tuck"]
    made.detail.star.click()
    assert home.preferences.current.favourites == ()
    assert made.nothing.isVisible()
    assert not made.detail.star.isChecked()
    assert made.detail.star.accessibleName() == "Add to favourites"


def test_a_star_leaves_the_tiles_where_they_are(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot, "triangle")
    before = made.tiles.verticalScrollBar().value()
    assert before > 0
    made.detail.star.click()
    assert made.tiles.verticalScrollBar().value() == before
    assert made.tiles.current().id == "triangle"


def test_what_hurts_is_left_out_and_can_come_back(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot, "neck-side-bend")
    actions = made.detail.foot
    entry(actions.fill_reasons, "It hurts").trigger()
    assert home.preferences.current.not_for_me == (("neck-side-bend", "hurts"),)
    assert made.detail.rows["left_out"].value.text == "It hurts. Sessions leave it out."
    assert made.tiles.current().meta == "Not for me"
    assert not actions.leave_out.isVisible()
    actions.take_back.click()
    assert home.preferences.current.not_for_me == ()
    assert not made.detail.rows["left_out"].isVisible()
    assert actions.leave_out.isVisible()


def test_a_reason_can_be_in_own_words(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot, "triangle")
    actions = made.detail.foot
    entry(actions.fill_reasons, "In your own words…").trigger()
    qtbot.keyClicks(actions.why.line, "My knee")
    qtbot.keyClick(actions.why.line, Qt.Key.Key_Return)
    assert home.preferences.current.not_for_me == (("triangle", "My knee"),)
    assert made.detail.rows["left_out"].value.text == "My knee. Sessions leave it out."
    assert not actions.why.isVisible()


@pytest.mark.parametrize("give_up", [lambda why: why.cancel.click(), lambda why: why.keep.click()])
def test_a_reason_given_up_changes_nothing(
    home: Home, qtbot: QtBot, give_up: Callable[[object], None]
) -> None:
    made = page(home, qtbot, "triangle")
    actions = made.detail.foot
    entry(actions.fill_reasons, "In your own words…").trigger()
    give_up(actions.why)
    assert home.preferences.current.not_for_me == ()
    assert actions.leave_out.isVisible()
    assert not actions.why.isVisible()


def test_another_item_ends_the_question_why(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot, "triangle")
    entry(made.detail.foot.fill_reasons, "In your own words…").trigger()
    made.open_part("chin-tuck")
    assert not made.detail.foot.why.isVisible()
    assert made.detail.foot.leave_out.isVisible()


def test_a_massage_opens_its_window_and_tells_its_limits(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot, "massage-roller")
    rows = made.detail.rows
    assert rows["dose"].value.text == "15 to 30 seconds on a knot, then the next; 3 minutes at a time at most"
    assert rows["needs"].value.text == "A mat or a soft carpet\nA foam roller"
    assert "Never the lower back" in made.detail.caution.body.text
    made.detail.start.click()
    assert home.windows.opened == ["massage massage-roller"]


@pytest.mark.parametrize(
    ("item", "dose"),
    [
        ("locate-knot", "Until you find it"),
        ("massage-fingers", "Light circles, or one firm press of 60 seconds"),
        ("massage-ball", "Until the pain fades: a few seconds at first, longer over the days"),
        ("massage-hook", "Until it loosens"),
    ],
)
def test_a_massage_that_the_person_ends_says_until_when(home: Home, qtbot: QtBot, item: str, dose: str) -> None:
    assert page(home, qtbot, item).detail.rows["dose"].value.text == dose


def test_finding_a_knot_leads_to_the_map(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot, "locate-knot")
    assert made.detail.start.text() == "Find a knot"
    made.detail.start.click()
    assert home.windows.opened == ["care find"]


@pytest.mark.parametrize(
    ("item", "label", "opened"),
    [
        ("heat", "Open heat and cold", "care heat"),
        ("otc", "Open the pain log", "care pain"),
        ("doctor", "Open help", "care help"),
        ("knots", "Open knots", "care knots"),
        ("aerobic", "Open today", "today"),
        ("posture", "Open the schedule", "settings schedule"),
    ],
)
def test_a_page_of_advice_leads_to_where_it_is_done(
    home: Home, qtbot: QtBot, item: str, label: str, opened: str
) -> None:
    made = page(home, qtbot, item)
    assert made.detail.start.text() == label
    made.detail.start.click()
    assert home.windows.opened == [opened]
    assert not made.detail.foot.leave_out.isVisible()
    assert not made.detail.foot.add.isVisible()


def test_a_page_of_advice_is_read_with_its_source(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot, "heat")
    said = [each.text for each in made.detail.sections.findChildren(Text) if each.isVisible()]
    assert "For 15 to 20 minutes." in said
    assert "fda.gov" in made.detail.rows["source"].value.text
    made.open_part("chin-tuck")
    assert not made.detail.sections.isVisible()


def test_a_source_can_be_selected_and_copied_by_keyboard(home: Home, qtbot: QtBot) -> None:
    value = page(home, qtbot, "calf-raise").detail.rows["source"].value
    value.selectAll()
    assert value.textCursor().selectedText().endswith("https://www.nhs.uk/live-well/exercise/strength-exercises/")
    assert value.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert not value.textInteractionFlags() & Qt.TextInteractionFlag.LinksAccessibleByMouse


def test_a_long_source_is_seen_to_its_end(home: Home, qtbot: QtBot) -> None:
    value = page(home, qtbot, "heat").detail.rows["source"].value
    assert value.document().size().height() <= value.viewport().height()


def test_an_exercise_is_added_to_an_own_routine_and_taken_out_again(workshop_home: Home, qtbot: QtBot) -> None:
    made = page(workshop_home, qtbot, "triangle")
    actions = made.detail.foot
    entry(actions.fill_routines, "After lunch").trigger()
    steps = workshop_home.library.routines["after-lunch"].steps
    assert [step.exercise for step in steps] == ["chin-tuck", "triangle"]
    assert actions.done.text.text == "Added to “After lunch”."
    actions.done.button.click()
    assert [step.exercise for step in workshop_home.library.routines["after-lunch"].steps] == ["chin-tuck"]
    assert not actions.done.isVisible()


def test_an_exercise_begins_a_new_routine(workshop_home: Home, qtbot: QtBot) -> None:
    made = page(workshop_home, qtbot, "triangle")
    entry(made.detail.foot.fill_routines, "New routine…").trigger()
    assert workshop_home.windows.opened == ["routine  triangle"]


def test_own_routines_can_be_edited_and_built_in_ones_copied(workshop_home: Home, qtbot: QtBot) -> None:
    made = page(workshop_home, qtbot, "after-lunch")
    actions = made.detail.foot
    assert actions.edit.text() == "Edit"
    assert actions.more.isVisible()
    made.open_part("neck-1")
    assert actions.edit.text() == "Edit a copy"
    assert not actions.more.isVisible()
    actions.edit.click()
    assert workshop_home.windows.opened == ["routine neck-1"]


def test_where_nothing_can_be_saved_nothing_offers_to(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot, "triangle")
    assert not made.new.isVisible()
    assert not made.detail.foot.add.isVisible()


def test_what_is_made_meanwhile_appears_and_what_is_deleted_goes(workshop_home: Home, qtbot: QtBot) -> None:
    made = page(workshop_home, qtbot)
    draft = RoutineDraft(name="Before lunch", steps=(RoutineStep("chin-tuck"),))
    name = workshop_home.shell.workshop.save(draft)
    made.open_part(name)
    assert made.detail.name.text == "Before lunch"
    workshop_home.shell.workshop.delete(name)
    assert name not in [item.id for item in shown(made)]
    assert made.detail.name.text == made.tiles.current().name


def test_what_is_deleted_where_nothing_else_fits_gives_way_to_all(workshop_home: Home, qtbot: QtBot) -> None:
    made = page(workshop_home, qtbot)
    qtbot.keyClicks(made.search, "after lunch")
    assert [item.id for item in shown(made)] == ["after-lunch"]
    workshop_home.shell.workshop.delete("after-lunch")
    assert made.search.text() == ""
    assert made.detail.shown == shown(made)[0].id


def test_what_to_mind_is_seen_without_scrolling(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.resize(1000, 480)
    caution, room = made.detail.caution, made.detail.page.viewport()
    for item in ("massage-roller", "doctor"):
        made.open_part(item)
        qtbot.waitUntil(lambda: caution.mapTo(room, caution.rect().bottomLeft()).y() < room.height())


def test_what_changes_while_the_page_is_away_is_there_when_it_comes_back(qtbot: QtBot) -> None:
    home = Home(library=replace(bundled_library()))  # a copy: all other tests share the bundled one
    made = page(home, qtbot, "triangle")
    made.hide()
    text = dict(home.library.exercise_text)
    text["triangle"] = replace(text["triangle"], caution="Mind the step.")
    home.library.become(replace(home.library, exercise_text=text))
    made.show()
    assert made.detail.caution.body.text == "Mind the step."


def test_another_window_leads_to_an_item_that_a_filter_hides(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    qtbot.keyClicks(made.search, "wrist")
    made.open_part("massage-ball")
    assert made.tiles.current().id == "massage-ball"
    assert made.search.text() == ""
    made.open_part("no-such-thing")
    assert made.tiles.current().id == "massage-ball"


def test_settings_of_somebody_else_show_from_the_start(qtbot: QtBot) -> None:
    settings = replace(Settings(), favourites=("yoga",), not_for_me=(("triangle", "dislike"),))
    made = page(Home(settings=settings), qtbot, "triangle")
    assert made.detail.rows["left_out"].value.text == "I don't like it. Sessions leave it out."
    assert next(item for item in shown(made) if item.id == "yoga").starred


def test_every_massage_is_shown_with_its_picture_and_place() -> None:
    items = {item.id: item for item in items_of(bundled_library())}
    massages = [e for e in bundled_library().exercises.values() if e.kind is Kind.MASSAGE]
    assert len(massages) == 5
    assert all(items[e.id].pictures == (e.id,) and items[e.id].positions for e in massages)


def painted(path: Path, colour: str) -> None:
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert image.save(str(path))


def test_a_picture_that_was_replaced_is_seen_at_once(workshop_home: Home, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "mine.webp"
    painted(file, "red")
    shell = replace(workshop_home.shell, picture=lambda _name: file)
    stills = Stills(shell)
    made = LibraryPage(shell, stills)
    qtbot.addWidget(made)
    made.show()

    def middle() -> QColor:
        return stills.whole("chin-tuck", 32, 1.0).toImage().pixelColor(16, 16)

    assert middle().red() > middle().blue()
    painted(file, "blue")
    shell.workshop.read_anew()
    assert middle().blue() > middle().red()
    made.hide()
    painted(file, "red")
    shell.workshop.read_anew()
    made.show()
    assert middle().red() > middle().blue()
    qtbot.waitUntil(lambda: made.tiles.lazy.get("chin-tuck", 148, 1.0) is not None)
