"""Settings, Data: what is kept is told; backup, restore, export and erasure ask, do and say what became of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.fakes import BERLIN
from tests.shells import Home

from unknot.core.library import Problem
from unknot.ports import StoreError
from unknot.ports_archive import Backup, Form, Store, Work
from unknot.ui.pages.settings_data import DataPart
from unknot.ui.pages.settings_data_doing import Doing
from unknot.ui.words import data as words

FILE = Path("b.zip")
TOLD = Backup(datetime(2026, 3, 2, 18, 5, tzinfo=BERLIN), 480, date(2024, 3, 3), 2, settings=True)


@pytest.fixture
def home() -> Home:
    made = Home()
    made.archive.rows, made.archive.first = 1000, date(2024, 3, 3)
    made.archive.backups[FILE] = TOLD
    return made


@pytest.fixture
def data(home: Home, qtbot: QtBot) -> DataPart:
    part = DataPart(home.shell)
    qtbot.addWidget(part)
    part.resize(900, 1600)
    part.show()
    return part


def done(data: DataPart, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not data.backup.doing.busy)


# what is kept


def test_what_is_kept_is_told_with_its_size_and_place(data: DataPart) -> None:
    line = data.stock.lines[Store.LEDGER]
    assert "1000 records since 3 March 2024" in line.much.text.replace(",", "")
    assert "Exercises that hurt 200" in line.more.text
    assert "ledger.db" in line.accessibleName()


def test_only_kinds_with_records_are_listed(data: DataPart) -> None:
    assert "Knots" not in data.stock.lines[Store.LEDGER].more.text


def test_what_is_not_there_is_not_listed_as_kept(data: DataPart, home: Home) -> None:
    assert not data.stock.lines[Store.KEPT].isVisible()
    home.archive.kept = 2
    data.look()
    assert data.stock.lines[Store.KEPT].isVisible()


def test_it_is_looked_up_again_whenever_it_is_shown(data: DataPart, home: Home) -> None:
    data.hide()
    home.archive.rows = 5
    data.show()
    assert data.stock.lines[Store.LEDGER].much.text.startswith("5 records")


def test_every_kind_of_records_has_a_name(home: Home) -> None:
    names = [words.kind(name) for name in home.archive.kinds]
    assert len(set(names)) == len(names)
    assert not set(names) & set(home.archive.kinds), "ids are no names"


def test_a_path_breaks_after_its_folders_and_is_read_out_as_it_is(data: DataPart, qtbot: QtBot) -> None:
    data.resize(300, 1600)
    where = data.stock.lines[Store.SETTINGS].where
    assert where.text == "unknot-config/\u200bsettings.toml"
    assert where.accessibleName() == "unknot-config/settings.toml"


# backup and restore


def test_a_backup_is_told_with_its_place(data: DataPart, home: Home, qtbot: QtBot) -> None:
    data.backup.back_up_to(FILE)
    done(data, qtbot)
    assert home.archive.done == ["backup b.zip"]
    assert "b.zip" in data.backup.told.text


def test_a_backup_that_fails_says_why(data: DataPart, home: Home, qtbot: QtBot) -> None:
    home.archive.refuses = Problem("b.zip", "", "full")
    data.backup.back_up_to(FILE)
    done(data, qtbot)
    assert data.backup.wrong.accessibleName() == "The disk is full: b.zip was not written."
    assert data.backup.save.isEnabled()


def test_a_restore_tells_first_what_is_in_the_file_and_changes_nothing(data: DataPart, home: Home) -> None:
    data.backup.look_into(FILE)
    assert data.backup.holds.text == (
        "Backup of 2 March 2026, 18:05: 480 records since 3 March 2024, settings, 2 own files."
    )
    assert data.backup.take.isVisible()
    data.backup.leave.click()
    assert (home.archive.done, data.backup.take.isVisible()) == ([], False)


def test_a_restore_can_be_undone(data: DataPart, home: Home, qtbot: QtBot) -> None:
    assert not data.backup.undo.isVisible()
    data.backup.look_into(FILE)
    data.backup.take.click()
    done(data, qtbot)
    assert home.archive.done == ["restore b.zip"]
    assert data.backup.undo.isVisible()
    data.backup.undo.click()
    done(data, qtbot)
    assert home.archive.done == ["restore b.zip", "undo restore"]
    assert not data.backup.undo.isVisible()


def test_what_is_no_backup_is_refused_in_words(data: DataPart) -> None:
    data.backup.look_into(Path("holiday.zip"))
    assert data.backup.wrong.accessibleName().startswith("holiday.zip is no backup")
    assert not data.backup.take.isVisible()


def test_nothing_is_erased_while_a_backup_is_packed_or_restored(data: DataPart, qtbot: QtBot) -> None:
    data.erase.ask()
    data.backup.look_into(FILE)
    data.backup.take.click()
    data.erase.erase.click()
    assert not data.erase.begin.isEnabled()
    done(data, qtbot)
    assert data.erase.told.text == ""
    assert data.erase.begin.isEnabled()
    data.erase.erase.click()
    assert data.erase.told.text


def test_a_running_session_is_put_away_before_a_restore(data: DataPart, home: Home) -> None:
    home.house.verbs.start_named("neck-shoulders-3", None)
    assert home.house.guide.session is not None
    data.backup.look_into(FILE)
    data.backup.take.click()
    assert home.house.guide.session is None


def test_a_running_session_is_put_away_before_an_erasure(data: DataPart, home: Home) -> None:
    home.house.verbs.start_named("neck-shoulders-3", None)
    data.erase.ask()
    data.erase.erase.click()
    assert home.house.guide.session is None


def test_a_massage_under_way_is_put_away_before_an_erasure(data: DataPart, home: Home) -> None:
    assert home.house.massaging.begin("massage-fingers") is None
    data.erase.ask()
    data.erase.erase.click()
    assert home.house.massaging.run is None


# what takes long


class Seconds:
    """A clock that goes on by ``step`` at each look."""

    def __init__(self, step: float) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def steps(count: int, log: list[str]) -> Work:
    try:
        for n in range(count):
            yield n / count
        log.append("through")
    finally:
        log.append("closed")


def test_what_is_over_in_a_moment_shows_no_bar(qtbot: QtBot) -> None:
    doing, shown, ended = Doing(Seconds(0.001)), [], []
    qtbot.addWidget(doing)
    doing.begin("Backing up…", steps(5, []), ended.append)
    qtbot.waitUntil(lambda: bool(shown.append(doing.isVisible()) or ended))
    assert (True in shown, ended) == (False, [None])


def test_what_takes_over_a_second_shows_how_far_it_is_and_can_be_stopped(qtbot: QtBot) -> None:
    log: list[str] = []
    ended: list[Problem | None] = []
    doing = Doing(Seconds(0.2))
    qtbot.addWidget(doing)
    doing.begin("Backing up…", steps(10_000_000, log), ended.append)
    qtbot.waitUntil(doing.isVisible)
    qtbot.waitUntil(lambda: doing.bar.accessibleName() == "Backing up…")
    doing.give_up.click()
    assert (doing.isVisible(), doing.busy, log, ended) == (False, False, ["closed"], [])


def test_a_refusal_in_the_middle_ends_it(qtbot: QtBot) -> None:
    def fails() -> Work:
        yield 0.5
        raise StoreError(Problem("b.zip", "", "full"))

    ended: list[Problem | None] = []
    doing = Doing(Seconds(0.001))
    qtbot.addWidget(doing)
    doing.begin("", fails(), ended.append)
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [Problem("b.zip", "", "full")]
    assert not doing.busy


# records to a file


def test_an_export_is_of_the_chosen_kind_and_days(data: DataPart, home: Home) -> None:
    data.export.kind.setCurrentIndex(1 + list(home.archive.kinds).index("pain_entry"))
    data.export.days.set_span(date(2026, 2, 1), date(2026, 2, 3))
    data.export.export_to(Path("pain.csv"), Form.CSV)
    assert home.archive.done == ["export pain.csv csv 2026-02-01 2026-02-03 pain_entry"]
    assert data.export.told.text == "100 records are in pain.csv."


def test_all_tables_as_csv_go_into_one_zip(data: DataPart) -> None:
    assert data.export._ending(Form.CSV) == "zip"
    assert data.export._ending(Form.JSON) == "json"
    data.export.kind.setCurrentIndex(1)
    assert data.export._ending(Form.CSV) == "csv"


def test_a_last_day_before_the_first_takes_it_along(data: DataPart) -> None:
    days = data.export.days
    days.set_span(date(2026, 2, 1), date(2026, 2, 3))
    days._take(1, date(2026, 1, 5))
    assert days.span == (date(2026, 1, 5), date(2026, 1, 5))


# erase


def test_erasing_asks_first_and_the_safe_answer_has_the_focus(data: DataPart, home: Home, qtbot: QtBot) -> None:
    data.erase.begin.click()
    assert "1000 records of all days." in data.erase.lines.text.replace(",", "")
    assert "warning signs" in data.erase.lines.text
    assert data.erase.keep.hasFocus() or not data.isActiveWindow()
    data.erase.keep.click()
    assert (home.archive.done, data.erase.erase.isVisible()) == ([], False)


def test_erased_is_only_what_was_asked_about(data: DataPart, home: Home) -> None:
    today = home.clock.now().date()
    data.erase.days.set_span(today - timedelta(days=7), today)
    data.erase.begin.click()
    assert "100 records of" in data.erase.lines.text
    data.erase.erase.click()
    assert home.archive.done == [f"erase {today - timedelta(days=7)} {today}"]
    assert data.erase.told.text == "100 records erased."
    assert data.stock.lines[Store.LEDGER].much.text.startswith("900 records")


def test_other_days_take_the_question_away(data: DataPart, home: Home) -> None:
    data.erase.begin.click()
    data.erase.days.set_span(date(2026, 1, 1), date(2026, 1, 2))
    assert not data.erase.erase.isVisible()


def test_where_there_is_nothing_to_erase_nothing_is_asked(data: DataPart, home: Home) -> None:
    home.archive.rows = 0
    data.erase.days.set_span(date(2026, 1, 1), date(2026, 1, 1))
    data.erase.begin.click()
    assert data.erase.told.text == "There are no records of 1 January 2026."
    assert not data.erase.erase.isVisible()


def test_an_erasure_that_fails_says_why(data: DataPart, home: Home) -> None:
    data.erase.begin.click()
    home.archive.refuses = Problem("ledger.db", "", "busy")
    data.erase.erase.click()
    assert "Another program is reading the history" in data.erase.wrong.accessibleName()
