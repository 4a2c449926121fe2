"""The Library page: finding, reading and starting by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from tests.shells import Home, bundled_library

from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.history import CareEvent
from unknot.core.library import Library, Position
from unknot.ui import words
from unknot.ui.kit.body_map import Spot
from unknot.ui.kit.button import Chip
from unknot.ui.kit.focus import RING
from unknot.ui.pages.collage import arranged, opaque
from unknot.ui.pages.library import LibraryPage
from unknot.ui.pages.library_items import Item, Sort, areas_in, items_of
from unknot.ui.pages.library_tiles import ITEM
from unknot.ui.pages.library_wanted import Wanted
from unknot.ui.pages.pictures import Stills
from unknot.ui.theme import font, line_height, size, space
from unknot.ui.theme.windows import library


@pytest.fixture
def home() -> Home:
    return Home()


def page(home: Home, qtbot: QtBot, width: int = 1000) -> LibraryPage:
    made = LibraryPage(home.shell, Stills(home.shell))
    qtbot.addWidget(made)
    made.resize(width, 640)
    made.show()
    return made


def names(made: LibraryPage) -> list[str]:
    model = made.tiles.items
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def shown_items(made: LibraryPage) -> list[Item]:
    model = made.tiles.items
    return [model.data(model.index(row), ITEM) for row in range(model.rowCount())]


def test_all_there_is_is_shown_moves_first_then_massage_routines_and_advice(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    library = home.library
    assert len(names(made)) == len(library.exercises) + len(library.routines) + len(library.advice)
    assert made.count.text == f"{len(names(made))} shown"
    parts = {Sort.STRETCH: 0, Sort.HABIT: 0, Sort.MASSAGE: 1, Sort.ROUTINE: 2, Sort.ADVICE: 3}
    order = [parts[item.sort] for item in items_of(library)]
    assert order == sorted(order)
    assert set(order) == {0, 1, 2, 3}


def test_search_finds_words_anywhere_in_any_order(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    qtbot.keyClicks(made.search, "camel CAT")
    assert names(made)[0] == "Prayer, cat, camel"
    assert all("camel" in item.found_by and "cat" in item.found_by for item in shown_items(made))


def test_who_hears_the_screen_is_told_how_many_are_left(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    told: list[str] = []
    made._tell = told.append  # type: ignore[method-assign]
    made.filters.places[Position.WALL].click()
    made.search.setText("wrist")
    assert told == [made_count(home, Position.WALL), "Nothing fits all of these."]


def made_count(home: Home, position: Position) -> str:
    return f"{sum(position in item.positions for item in items_of(home.library))} shown"


def test_whoever_types_at_the_tiles_searches(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.tiles.setFocus()
    qtbot.keyClicks(made.tiles, "c")
    assert made.search.hasFocus()
    qtbot.keyClicks(made.search, "amel")
    assert made.search.text() == "camel"


def test_escape_empties_the_search(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    qtbot.keyClicks(made.search, "neck")
    qtbot.keyClick(made.search, Qt.Key.Key_Escape)
    assert made.search.text() == ""
    assert len(names(made)) == len(items_of(home.library))


def test_chips_narrow_by_place(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.filters.places[Position.FLOOR].click()
    shown = shown_items(made)
    assert shown
    assert all(Position.FLOOR in item.positions for item in shown)
    made.filters.places[Position.FLOOR].click()
    assert len(names(made)) == len(items_of(home.library))


def pick(made: LibraryPage, qtbot: QtBot, area: Area) -> None:
    """Click an area on the map."""
    at = made.pane.map.laid.label_spot(Place(area, Side.BOTH), 4, 4)
    qtbot.mouseClick(made.pane.map, Qt.MouseButton.LeftButton, pos=at.toPoint())


def drops(made: LibraryPage) -> list[str]:
    """The chips of areas that are looked for."""
    return [chip.text() for chip in made.filters.areas.values() if chip.isVisible()]


def test_places_picked_on_the_body_narrow_to_what_works_on_any_of_them(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.filters.body.click()
    assert made.pane.isVisible()
    assert not made.detail.isVisible()
    pick(made, qtbot, Area.LOWER_BACK)
    pick(made, qtbot, Area.HIPS)
    shown = shown_items(made)
    assert shown
    assert all({Area.LOWER_BACK, Area.HIPS} & set(item.areas) for item in shown)
    assert any(Area.LOWER_BACK not in item.areas for item in shown)
    assert drops(made) == ["Lower back", "Hips"]
    pick(made, qtbot, Area.HIPS)
    assert drops(made) == ["Lower back"]


def test_a_places_chip_takes_it_away_again(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.filters.body.click()
    pick(made, qtbot, Area.MID_BACK)
    made.filters.areas[Area.MID_BACK].click()
    assert drops(made) == []
    assert len(names(made)) == len(items_of(home.library))
    assert not made.pane.clear.isEnabled()


def test_clear_takes_every_place_away_and_done_shows_the_detail(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.filters.body.click()
    pick(made, qtbot, Area.NECK)
    pick(made, qtbot, Area.LEGS)
    made.pane.clear.click()
    assert drops(made) == []
    made.pane.finish.click()
    assert made.detail.isVisible()
    assert not made.filters.body.isChecked()


def test_a_tile_that_is_clicked_shows_its_detail_in_place_of_the_map(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.filters.body.click()
    pick(made, qtbot, Area.NECK)
    index = made.tiles.items.index(1)
    qtbot.mouseClick(made.tiles.viewport(), Qt.MouseButton.LeftButton, pos=made.tiles.visualRect(index).center())
    assert made.detail.isVisible()
    assert not made.pane.isVisible()
    assert drops(made) == ["Neck"]


def test_the_body_can_be_searched_with_the_keyboard_alone(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.filters.body.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(made.filters.body, Qt.Key.Key_Space)
    first = QApplication.focusWidget()
    assert isinstance(first, Spot)
    qtbot.keyClick(first, Qt.Key.Key_Down)
    second = QApplication.focusWidget()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert drops(made) == [words.area(second.place.area)]
    qtbot.keyClick(second, Qt.Key.Key_Escape)
    assert made.detail.isVisible()
    assert made.filters.body.hasFocus()
    chip = made.filters.areas[second.place.area]
    chip.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert drops(made) == []
    assert made.filters.body.hasFocus()


def test_when_narrow_the_map_opens_instead_of_the_tiles(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot, width=560)
    made.filters.body.click()
    assert made.pane.isVisible()
    assert not made.list.isVisible()
    assert made.pane.width() == made.width()
    made.pane.finish.click()
    assert made.list.isVisible()
    assert not made.detail.isVisible()


def test_without_a_map_the_areas_are_chosen_by_name(qtbot: QtBot) -> None:
    made = page(Home(body_map=None), qtbot)
    menu = QMenu()
    made.filters.fill_areas(menu)
    labels = [action.text() for action in menu.actions()]
    assert labels[:2] == ["All areas", "Neck"]
    menu.actions()[1].trigger()
    menu.actions()[2].trigger()
    assert drops(made) == ["Neck", "Upper trapezius"]
    menu.actions()[0].trigger()
    assert drops(made) == []


def test_without_a_map_the_chip_opens_the_menu(qtbot: QtBot) -> None:
    made = page(Home(body_map=None), qtbot)
    made.filters.body.click()
    menu = made.filters.body.findChild(QMenu)
    qtbot.waitUntil(menu.isVisible)
    assert made.pane is None
    assert made.detail.isVisible()
    assert not made.filters.body.isChecked()
    menu.close()


def choose(fill: Callable[[QMenu], None], label: str) -> None:
    """Choose an entry of a menu."""
    menu = QMenu()
    fill(menu)
    next(action for action in menu.actions() if action.text() == label).trigger()


def test_only_routines_up_to_a_length(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    choose(made.filters.fill_sorts, "Routines")
    menu = QMenu()
    made.filters.fill_minutes(menu)
    menu.actions()[1].trigger()
    shown = shown_items(made)
    assert shown
    assert all(item.is_routine and item.minutes <= 1.5 for item in shown)
    assert made.filters.minutes.text() == "Up to 1 minute"


def test_when_nothing_fits_each_filter_can_be_dropped(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    qtbot.keyClicks(made.search, "wrist")
    made.filters.places[Position.WALL].click()
    assert made.nothing.isVisible()
    assert not made.tiles.isVisible()
    qtbot.waitUntil(lambda: len([chip for chip in made.nothing.findChildren(Chip) if chip.isVisible()]) == 2)
    chips = [chip for chip in made.nothing.findChildren(Chip) if chip.isVisible()]
    assert [chip.accessibleName() for chip in chips] == ["Drop “wrist”", "Drop Wall"]
    chips[1].click()
    assert made.tiles.isVisible()
    assert not made.filters.places[Position.WALL].isChecked()


def test_arrows_walk_the_tiles_and_the_detail_follows(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    first = made.detail.name.text
    qtbot.keyClick(made.tiles, Qt.Key.Key_Right)
    assert made.tiles.current().name == made.detail.name.text != first


def test_the_choice_is_kept_while_it_still_fits(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.tiles.choose("prayer-cat-camel")
    made.filters.places[Position.FLOOR].click()
    assert made.tiles.current().id == "prayer-cat-camel"


def test_the_detail_tells_dose_place_need_and_caution(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.tiles.choose("prayer-cat-camel")
    rows = made.detail.rows
    assert rows["dose"].value.text == "The sequence, 5 times"
    assert rows["position"].value.text == "Floor"
    assert rows["needs"].isVisible()
    assert not rows["length"].isVisible()
    assert made.detail.caution.isVisible()


def test_a_routine_tells_its_length_and_moves(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.tiles.choose("neck-1")
    assert made.detail.rows["length"].value.text == "1 minute"
    assert made.detail.rows["moves"].value.text == "Chin to chest\nChin tuck"
    assert not made.detail.rows["dose"].isVisible()


def test_enter_goes_to_start_which_starts_it(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.tiles.choose("chin-tuck")
    qtbot.keyClick(made.tiles, Qt.Key.Key_Return)
    assert made.detail.start.hasFocus()
    qtbot.keyClick(made.detail.start, Qt.Key.Key_Space)
    assert home.house.guide.session.routine == "chin-tuck"


def test_after_a_red_flag_start_is_refused(home: Home, qtbot: QtBot) -> None:
    home.house.care.answer(CareEvent.RED_FLAG, ["fever"])
    made = page(home, qtbot)
    made.detail.start.click()
    assert home.house.guide.session is None


def test_when_narrow_the_detail_opens_instead_and_back_returns(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot, width=560)
    assert made.list.isVisible()
    assert not made.detail.isVisible()
    qtbot.keyClick(made.tiles, Qt.Key.Key_Return)
    assert made.detail.isVisible()
    assert not made.list.isVisible()
    made.detail.go_back.click()
    assert made.list.isVisible()
    made.resize(1000, 640)
    assert made.detail.isVisible()
    assert not made.detail.go_back.isVisible()


def test_ctrl_f_goes_to_the_search(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.tiles.setFocus()
    qtbot.keyClick(made.tiles, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert made.search.hasFocus()


def test_markup_in_an_own_file_is_shown_as_it_is(qtbot: QtBot) -> None:
    library = bundled_library()
    bold = replace(library.exercise_text["chin-tuck"], name="<b>Chin</b>", caution="<img src='x'>")
    own = replace(library, exercise_text={**library.exercise_text, "chin-tuck": bold})
    made = page(Home(library=own), qtbot)
    made.tiles.choose("chin-tuck")
    assert made.detail.name.text == "<b>Chin</b>"
    assert made.detail.caution.body.text == "<img src='x'>"


def test_an_empty_library_says_so_instead_of_failing(qtbot: QtBot) -> None:
    made = page(Home(library=Library({}, {}, {}, {})), qtbot)
    assert names(made) == []
    assert made.nothing.isVisible()


def test_stills_are_read_after_the_page_is_there(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    lazy = made.tiles.delegate._stills
    assert lazy.get("chin-tuck", 148, 1.0) is None
    qtbot.waitUntil(lambda: lazy.get("chin-tuck", 148, 1.0) is not None)


def test_a_tile_says_name_and_dose_to_a_screen_reader(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    model = made.tiles.items
    index = model.index(model.row_of("neck-side-bend"))
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "Neck side bend, Seat, 30 s each side"


ROOM = QRectF(8, 8, 152, 144)


def test_every_routines_pictures_stand_whole_and_apart_in_its_tile(home: Home, qapp: QApplication) -> None:
    stills = Stills(home.shell)
    several = [item.pictures for item in items_of(home.library) if len(item.pictures) > 1]
    assert several
    for pictures in several:
        places = arranged([opaque(stills.whole(name, 148, 1.0)).size() for name in pictures], ROOM)
        for place in places:
            assert ROOM.adjusted(-0.1, -0.1, 0.1, 0.1).contains(place), pictures
        assert not any(one.intersects(other) for one in places for other in places if one is not other), pictures


def test_people_on_the_floor_lie_below_each_other_and_those_upright_stand_on_one_line() -> None:
    lying = arranged([QSizeF(130, 50)] * 3, ROOM)
    assert [place.center().x() for place in lying] == [ROOM.center().x()] * 3
    assert [place.y() for place in lying] == sorted(place.y() for place in lying)
    seated, standing = arranged([QSizeF(60, 100), QSizeF(40, 130)], ROOM)
    assert seated.bottom() == pytest.approx(standing.bottom())
    assert seated.height() / standing.height() == pytest.approx(100 / 130)


def test_a_small_picture_is_not_enlarged() -> None:
    assert [place.size() for place in arranged([QSizeF(20, 30)] * 2, ROOM)] == [QSizeF(20, 30)] * 2


def test_every_dose_is_read_to_its_end_below_its_tile(home: Home, qtbot: QtBot) -> None:
    tiles = page(home, qtbot).tiles
    for item in items_of(home.library):
        lines = tiles.delegate.meta_of(item)
        assert " ".join(lines) == item.meta
        words = len(lines) * line_height("small") + len(tiles.delegate.name_of(item)) * line_height("label")
        assert words + library.text_gap + size.tile_library <= tiles.delegate.cell().height() - library.row_gap


def test_filters_are_told_apart_and_taken_off_one_by_one() -> None:
    wanted = Wanted("neck", frozenset({Area.NECK}), frozenset({Position.SEAT}), 3, "roller", Sort.ROUTINE, True)
    told = ["“neck”", "Neck", "Seat", "Up to 3 minutes", "Roller", "Routines", "Favourites"]
    assert [name for name, _ in wanted.parts] == told
    assert all(without != wanted for _, without in wanted.parts)


def test_areas_come_in_the_bodys_order() -> None:
    areas = areas_in(items_of(bundled_library()))
    assert list(areas) == [area for area in Area if area in areas]


@pytest.mark.parametrize("width", [944, 1008, 1240])
def test_the_tiles_of_a_row_end_where_the_page_ends(home: Home, qtbot: QtBot, width: int) -> None:
    made = page(home, qtbot)
    made.resize(width, 700)
    model = made.tiles.model()

    def lefts() -> set[int]:
        return {made.tiles.visualRect(model.index(row, 0)).x() for row in range(12)}

    qtbot.waitUntil(lambda: len(lefts()) >= 3)
    columns, wide = len(lefts()), made.tiles.delegate.wide
    end = max(lefts()) + RING + wide
    margin = made.tiles.width() - space.xxl + RING
    assert 0 <= margin - end <= columns or wide == library.most_tile


def test_the_search_shows_its_whole_hint(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    words = QFontMetricsF(font("body")).horizontalAdvance(made.search.placeholderText())
    assert made.search.textMargins().left() + words < made.search.width()


def test_the_chosen_tile_stays_in_sight_when_the_window_changes(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.tiles.choose("prayer-cat-camel")
    made.resize(1240, 560)
    made.resize(944, 560)
    area = made.tiles.viewport().rect()
    qtbot.waitUntil(lambda: area.contains(made.tiles.visualRect(made.tiles.currentIndex()).center()))
