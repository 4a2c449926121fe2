"""The main window: every page in its states."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget
from tests.gallery import scene
from tests.shells import WEDNESDAY, Home

from unknot.core.history import CareEvent
from unknot.core.library import Problem
from unknot.core.presence import Hold
from unknot.core.settings import Settings
from unknot.ports import Answer
from unknot.ui.main_window import MainWindow
from unknot.ui.shell import Page

SIZE = (1040, 656)
MIXED = (Answer.ACCEPT, Answer.ACCEPT, Answer.SKIP, Answer.ACCEPT)


def window(home: Home, page: Page = Page.TODAY) -> MainWindow:
    """The main window of a home at this page; keeps the home alive as long as itself."""
    made = MainWindow(home.shell)
    made.home = home
    made.show_page(page)
    return made


def lived(until: str = "13:48") -> Home:
    """A week lived from Monday to this time of Wednesday."""
    home = Home(WEDNESDAY - timedelta(days=2))
    home.live("18:00")
    home.live("18:00", (Answer.ACCEPT, Answer.ACCEPT, Answer.EXPIRED, Answer.ACCEPT), day=1)
    home.live(until, MIXED, day=2)
    return home


@scene("today", SIZE)
def today() -> QWidget:
    home = lived("13:27")
    home.house.held(Hold.CALL)
    home.live("14:20", day=2)
    return window(home)


@scene("today-coming", SIZE)
def today_coming() -> QWidget:
    return window(lived())


@scene("today-first", SIZE)
def today_first() -> QWidget:
    return window(Home())


@scene("today-day-off", SIZE)
def today_day_off() -> QWidget:
    return window(Home(WEDNESDAY + timedelta(days=3)))


@scene("today-all-done", SIZE)
def today_all_done() -> QWidget:
    home = Home()
    home.live("18:10")
    return window(home)


@scene("today-paused", SIZE)
def today_paused() -> QWidget:
    home = lived("11:00")
    home.house.coach.pause(home.clock.now() + timedelta(hours=1))
    return window(home)


@scene("today-skipped", SIZE)
def today_skipped() -> QWidget:
    home = lived()
    home.house.coach.skip(home.house.coach.up_next()[1].id)
    return window(home)


@scene("today-resumable", SIZE)
def today_resumable() -> QWidget:
    home = lived()
    home.house.verbs.start_session()
    home.house.guide.close()
    return window(home)


@scene("today-blocked", SIZE)
def today_blocked() -> QWidget:
    home = lived()
    home.house.care.answer(CareEvent.RED_FLAG, ["chest"])
    return window(home)


@scene("today-stacked", (640, 900))
def today_stacked() -> QWidget:
    return window(lived())


@scene("today-small", (640, 340))
def today_small() -> QWidget:
    return window(lived())


@scene("today-no-tray", SIZE)
def today_no_tray() -> QWidget:
    home = lived()
    home.tray = False
    home.problems.append(Problem("exercises/neck.toml", "hold", "range", "300", "20 to 60"))
    return window(home)


@scene("today-rtl", SIZE, right_to_left=True)
def today_rtl() -> QWidget:
    return window(lived())


@scene("today-eight", SIZE)
def today_eight() -> QWidget:
    home = Home(settings=replace(Settings(), sessions=8, prompt_every=20))
    home.live("13:00", MIXED)
    return window(home)
