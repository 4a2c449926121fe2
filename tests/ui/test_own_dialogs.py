"""Files of routines from the Library's menus: what they bring is said first, what is refused says why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot
from tests.shells import Home
from tests.storage.parcels import GOOD, LIFT_DRAFT, arms, everything_in, zipped
from tests.ui.editing import home_in

from unknot.core.drafts import Fault, Flaw
from unknot.core.library import Problem
from unknot.core.profiles import Profile
from unknot.ui.editor import menus
from unknot.ui.editor.dialogs import Arrivals, Asked, Dialog, Told
from unknot.ui.words import editor as said


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_in(tmp_path / "data")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """The window that the dialogs belong to."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def look_into(parent: QWidget, home: Home, folder: Path, raw: bytes) -> Dialog:
    file = folder / "arms.unknot"
    file.write_bytes(raw)
    return menus.look_into(home.shell, file, parent)


def labels(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_a_good_file_says_what_it_brings_and_brings_it_only_then(parent: QWidget, home: Home, tmp_path: Path) -> None:
    dialog = look_into(parent, home, tmp_path, zipped(GOOD))
    assert isinstance(dialog, Arrivals)
    assert [line.text for line in dialog.lines] == ["Arms (Routine): new", "Arm lift (Exercise): new"]
    assert not dialog.replace.isVisible()
    assert "arms" not in home.library.routines
    dialog.both.click()
    assert "arms" in home.library.routines
    dialog.undo.click()
    assert "arms" not in home.library.routines
    assert dialog.finish.isVisible()


def test_a_taken_name_is_asked_about(parent: QWidget, home: Home, tmp_path: Path) -> None:
    home.shell.workshop.save_exercise(replace(LIFT_DRAFT, do="Mine."))
    dialog = look_into(parent, home, tmp_path, zipped(GOOD))
    assert isinstance(dialog, Arrivals)
    assert dialog.both.text() == "Keep both"
    dialog.replace.click()
    assert home.library.exercise_text["arm-lift"].do[""] == "Lift your arm."
    dialog.undo.click()
    assert home.library.exercise_text["arm-lift"].do[""] == "Mine."


def test_leaving_it_brings_nothing(parent: QWidget, home: Home, tmp_path: Path) -> None:
    dialog = look_into(parent, home, tmp_path, zipped(GOOD))
    assert isinstance(dialog, Arrivals)
    dialog.leave.click()
    assert everything_in(tmp_path / "data") == {}


def test_what_is_there_already_can_only_be_agreed_to(parent: QWidget, home: Home, tmp_path: Path) -> None:
    first = look_into(parent, home, tmp_path, zipped(GOOD))
    assert isinstance(first, Arrivals)
    first.both.click()
    again = look_into(parent, home, tmp_path, zipped(GOOD))
    assert isinstance(again, Arrivals)
    assert again.same
    assert not again.both.isVisible()
    assert again.finish.isVisible()


def test_a_hostile_file_is_refused_with_the_reason(parent: QWidget, home: Home, tmp_path: Path) -> None:
    dialog = look_into(parent, home, tmp_path, zipped({**GOOD, "../../.bashrc": b"rm"}))
    assert isinstance(dialog, Told)
    assert "../../.bashrc" in dialog.wrong.body.text
    assert dialog.wrong.body.text.endswith("Nothing was brought in.")
    assert everything_in(tmp_path / "data") == {}


def test_export_and_import_go_round(parent: QWidget, home: Home, tmp_path: Path) -> None:
    name = home.shell.workshop.save(arms(home.shell.workshop.save_exercise(LIFT_DRAFT)))
    dialog = menus.export(home.shell, name, tmp_path / "out.unknot", parent)
    assert "out.unknot" in dialog.told.text
    other = home_in(tmp_path / "other")
    assert other.shell.workshop.look_into(tmp_path / "out.unknot").arrivals


def test_deleting_offers_to_take_it_back(parent: QWidget, home: Home) -> None:
    name = home.shell.workshop.save(arms("chin-tuck"))
    dialog = menus.delete(home.shell, name, parent)
    assert isinstance(dialog, Told)
    assert name not in home.library.routines
    dialog.undo.click()
    assert name in home.library.routines


def test_deleting_what_the_schedule_has_says_so_and_asks(parent: QWidget, home: Home) -> None:
    name = home.shell.workshop.save(arms("chin-tuck"))
    home.preferences.change(session_routines=(name, "", name), profiles=(Profile("office"), Profile(
        "mine", "Night & day", (("session_routines", (name,)),))))
    asked = menus.delete(home.shell, name, parent)
    assert isinstance(asked, Asked)
    assert "“Arms”" in asked.title.text
    assert asked.told.text.splitlines() == [
        "Your schedule has it in session 1, 3.", "Your schedule has it in session 1 of “Night & day”.",
        "Without it, Unknot chooses there.",
    ]
    asked.leave.click()
    assert name in home.library.routines
    again = menus.delete(home.shell, name, parent)
    assert isinstance(again, Asked)
    again.go_on.click()
    assert name not in home.library.routines
    told = parent.findChildren(Told)
    assert len(told) == 1
    told[0].undo.click()
    assert name in home.library.routines


def test_an_exercise_in_use_says_where(parent: QWidget, home: Home) -> None:
    lift = home.shell.workshop.save_exercise(LIFT_DRAFT)
    home.shell.workshop.save(arms(lift))
    dialog = menus.delete(home.shell, lift, parent)
    assert "“Arms”" in dialog.wrong.body.text
    assert lift in home.library.exercises


def test_the_menus_offer_what_can_be_done_with_each(parent: QWidget, home: Home) -> None:
    lift = home.shell.workshop.save_exercise(LIFT_DRAFT)
    mine = home.shell.workshop.save(arms("chin-tuck"))

    def offered(name: str) -> list[str]:
        menu = QMenu(parent)
        menus.fill_item(menu, home.shell, name, parent)
        return labels(menu)

    assert offered(lift) == offered(mine) == ["Edit…", "Export…", "Delete"]
    assert offered("neck-1") == ["Edit a copy…"]
    assert offered("chin-tuck") == []
    menu = QMenu(parent)
    menus.fill_new(menu, home.shell, parent)
    menu.actions()[0].trigger()
    menu.actions()[1].trigger()
    assert home.windows.opened == ["routine", "exercise"]


@pytest.mark.parametrize("fault", Fault)
def test_every_flaw_has_a_sentence_with_nothing_left_open(fault: Fault) -> None:
    text = said.flaw(Flaw(fault, 0, "hold", 5, 1, 9))
    assert text[0].isupper() or text[0].isdigit()
    assert text.endswith(".")
    assert "{" not in text.replace("{side}", "").replace("{other}", "")


@pytest.mark.parametrize(
    "what",
    ["absent", "unreadable", "kind", "range", "unknown", "missing", "taken", "empty", "locked", "stale", "full",
     "readonly", "other"],
)
def test_every_refusal_has_a_sentence(what: str) -> None:
    for found in ("", "x"):
        text = said.refused(Problem("a.unknot", "field", what, found, "this"))
        assert text.endswith(".")
        assert "()" not in text
        assert "{" not in text
