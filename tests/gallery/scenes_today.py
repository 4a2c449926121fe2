"""The Today page in its states."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.gallery import scene
from tests.gallery.long_words import spoken_at_length
from tests.gallery.scenes_main import MIXED, SIZE, lived, window
from tests.shells import WEDNESDAY, Home
from tests.ui.session_house import german

from unknot.core.history import CareEvent
from unknot.core.library import Problem
from unknot.core.presence import Hold
from unknot.core.profiles import DayChange
from unknot.core.settings import Settings
from unknot.ports import Answer, Busy
from unknot.ui.kit.cord import DayLine


@scene("today", SIZE)
def today() -> QWidget:
    home = lived("13:27")
    home.house.held(Hold.CALL)
    home.live("14:20", day=2)
    return window(home)


@scene("today-busy", SIZE)
def today_busy() -> QWidget:
    home = lived("13:27")
    today, titles = WEDNESDAY, ("Planning", "Team meeting")
    home.calendars.say([
        Busy(today.replace(hour=hour), today.replace(hour=hour, minute=45), title)
        for hour, title in zip((14, 16), titles, strict=True)
    ])
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


@scene("today-german", SIZE)
def today_german() -> QWidget:
    home = lived()
    home.shell.library = german(home.shell.library)
    return window(home)


@scene("today-eight", SIZE)
def today_eight() -> QWidget:
    home = Home(settings=replace(Settings(), sessions=8, prompt_every=20))
    home.live("13:00", MIXED)
    return window(home)


@scene("today-one", SIZE)
def today_one() -> QWidget:
    home = Home(settings=replace(Settings(), sessions=1, prompt_every=20, prompt_gap=5))
    home.live("13:00", (Answer.ACCEPT, Answer.ACCEPT, Answer.EXPIRED))
    return window(home)


def carried(page: QWidget) -> None:
    """The next session in the hand, half an hour later."""
    cord = page.findChild(DayLine)
    knot = cord.knot(page.home.house.coach.up_next()[1].id)
    there = knot.rect().center() + QPoint(44, 0)
    QTest.mousePress(knot, Qt.MouseButton.LeftButton, pos=knot.rect().center())
    QTest.mouseMove(knot, there)


@scene("today-carried", SIZE, arrange=carried)
def today_carried() -> QWidget:
    return window(lived())


@scene("today-moved", SIZE)
def today_moved() -> QWidget:
    home = lived()
    made = window(home)
    slot = home.house.coach.up_next()[1]
    made.stack.currentWidget().moves.move(slot.id, slot.due + timedelta(minutes=25))
    return made


def open_decisions(page: QWidget) -> None:
    """All decisions in the place of the day."""
    page.stack.currentWidget().show_decisions()
    for _ in range(3):
        QApplication.processEvents()


scene("today-decisions", SIZE, arrange=open_decisions)(lambda: window(lived()))
scene("today-decisions-small", (640, 340), arrange=open_decisions)(lambda: window(lived()))
scene("today-decisions-rtl", SIZE, right_to_left=True, arrange=open_decisions)(lambda: window(lived()))


@scene("today-long-words", SIZE)
def today_long_words() -> QWidget:
    with spoken_at_length():
        return today()


@scene("today-decisions-long-words", (640, 656))
def today_decisions_long_words() -> QWidget:
    with spoken_at_length():
        made = window(lived())
        made.resize(640, 656)
        open_decisions(made)
        return made


@scene("today-held-by-much", SIZE)
def today_held_by_much() -> QWidget:
    home = lived("13:27")
    home.house.held(Hold.FULL_SCREEN)
    home.live("13:40", day=2)
    home.house.held(Hold.SHARING)
    home.live("14:20", day=2)
    return window(home)


@scene("today-night", SIZE)
def today_night() -> QWidget:
    home = Home(WEDNESDAY, settings=replace(Settings(), profile="night"))
    home.live("23:59", MIXED)
    home.live("02:20", MIXED, day=1)
    return window(home)


@scene("today-no-hours", SIZE)
def today_no_hours() -> QWidget:
    return window(Home(settings=replace(Settings(), hours=((),) * 7)))


@scene("today-off-by-you", SIZE)
def today_off_by_you() -> QWidget:
    off = DayChange(WEDNESDAY.date(), hours=())
    return window(Home(settings=replace(Settings(), days=(off,))))


@scene("today-missed-yesterday", SIZE)
def today_missed_yesterday() -> QWidget:
    home = Home(WEDNESDAY - timedelta(days=1))
    home.live("18:00", (Answer.EXPIRED,))
    home.to("8:40", day=1)
    return window(home)


@scene("today-low", (1040, 460))
def today_low() -> QWidget:
    return window(lived())
