"""The settings' Data tab: what is kept, a backup under way, a restore and an erasure that are asked about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget
from tests.fakes import BERLIN
from tests.gallery import scene
from tests.gallery.scenes_settings import data_of, tab
from tests.shells import Home

from unknot.core.library import Problem
from unknot.ports_archive import Backup

SIZE, TALL, SMALL = (1120, 708), (1120, 1500), (640, 340)
FILE = Path("unknot-backup-2026-11-22.zip")
MADE = datetime(2026, 3, 2, 18, 5, tzinfo=BERLIN)


def lived_in() -> Home:
    """Two years of a busy person."""
    home = Home()
    home.archive.rows, home.archive.first = 50_312, date(2024, 3, 3)
    home.archive.own, home.archive.kept = 3, 1
    home.archive.backups[FILE] = Backup(MADE, 48_900, date(2024, 3, 3), 3, settings=True)
    return home


def data(home: Home | None = None, then: Callable[[QWidget], object] = lambda _data: None) -> QWidget:
    """The tab after something was done there."""
    made = tab(home or lived_in(), "Data")
    then(data_of(made))
    return made


def under_way(part: QWidget) -> None:
    """As after two seconds."""
    part.backup.back_up_to(FILE)
    part.backup.doing._timer.stop()
    part.backup.doing.bar.set_share(0.4)
    part.backup.doing.show()


def ask_some_days(part: QWidget) -> None:
    """From one day to another."""
    part.erase.days.set_span(date(2026, 2, 1), date(2026, 2, 14))
    part.erase.ask()


def refused(part: QWidget) -> None:
    """Nothing that can be done works."""
    part.shell.archive.refuses = Problem("all.json", "", "full")
    part.export.export_to(Path("all.json"), next(iter(part.export.forms)))
    part.backup.look_into(Path("holiday.zip"))


scene("data", SIZE)(data)
scene("data-whole", TALL)(data)
scene("data-new", TALL)(lambda: data(Home()))
scene("data-small", SMALL)(data)
scene("data-narrow", (640, 1700))(data)
scene("data-backing-up", TALL)(lambda: data(then=under_way))
scene("data-restore-asked", TALL)(lambda: data(then=lambda part: part.backup.look_into(FILE)))
scene("data-erase-asked", (1120, 1760))(lambda: data(then=lambda part: part.erase.ask()))
scene("data-erase-some", (1120, 1760))(lambda: data(then=ask_some_days))
scene("data-refused", TALL)(lambda: data(then=refused))
