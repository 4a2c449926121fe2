"""The pain dialog, the Pain and Help tabs of Care, and the strip that advises."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget
from tests.gallery import scene
from tests.gallery.long_words import spoken_at_length
from tests.shells import WEDNESDAY, Home

from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.history import CareEvent, Pain
from unknot.ui.care.pain_window import PainWindow
from unknot.ui.main_window import MainWindow
from unknot.ui.pages.care_pain import PainTab
from unknot.ui.shell import Page

SHOULDER = Place(Area.TRAPEZIUS, Side.LEFT)
NECK = Place(Area.NECK, Side.LEFT)


def window(home: Home | None = None) -> PainWindow:
    """The dialog, empty."""
    return PainWindow((home or Home()).shell)


def filled() -> PainWindow:
    """Two places, a strength, a note."""
    made = window()
    made.where.choose((SHOULDER,))
    made.scale.set_value(4)
    made.painkillers.setChecked(True)
    made.note.setText("After a long drive")
    return made


@scene("pain")
def pain() -> QWidget:
    return filled()


@scene("pain-empty")
def pain_empty() -> QWidget:
    home = Home()
    home.shell.pain_log.log([SHOULDER, NECK], 5)
    return window(home)


@scene("pain-flag")
def pain_flag() -> QWidget:
    made = filled()
    made.flags.boxes["fever"].setChecked(True)
    return made


@scene("pain-missing")
def pain_missing() -> QWidget:
    made = window()
    made.keep()
    return made


@scene("pain-several")
def pain_several() -> QWidget:
    made = filled()
    made.where.choose((
        SHOULDER, NECK, Place(Area.BETWEEN_BLADES, Side.RIGHT), Place(Area.LOWER_BACK, Side.RIGHT),
    ))
    return made


@scene("pain-small", (640, 340))
def pain_small() -> QWidget:
    return filled()


@scene("pain-narrow", (480, 640))
def pain_narrow() -> QWidget:
    return filled()


@scene("pain-rtl", right_to_left=True)
def pain_rtl() -> QWidget:
    return filled()


@scene("pain-long")
def pain_long() -> QWidget:
    with spoken_at_length():
        return filled()


@scene("pain-no-map")
def pain_no_map() -> QWidget:
    return window(Home(body_map=None))


def care(home: Home, part: str) -> QWidget:
    """The main window with this tab of Care."""
    made = MainWindow(home.shell)
    made.show_page(Page.CARE, part)
    return made


def weeks(home: Home | None = None, days: int = 20) -> Home:
    """A month with pain that eases, painkillers at first, and an exercise that hurt."""
    home = home or Home(start=WEDNESDAY - timedelta(days=days + 1))
    log = home.shell.pain_log
    for number in range(days):
        home.clock.advance(timedelta(days=1, minutes=13))
        if number % 6 == 5:
            continue
        places = [SHOULDER] if number % 3 else [SHOULDER, NECK]
        note = "After a long drive" if number == 4 else ""
        log.log(places, max(1, 7 - number // 3), painkillers=number < 9, note=note)
    home.ledger.add(Pain(home.clock.now().date(), "s1", home.clock.now(), "chin-tuck", Area.NECK, Side.BOTH))
    log.refresh()
    home.clock.advance(timedelta(days=1))
    return home


def few() -> Home:
    """Three days, nothing to advise."""
    home = Home()
    log = home.shell.pain_log
    log.log([SHOULDER], 6)
    home.clock.advance(timedelta(days=2))
    log.log([SHOULDER, NECK], 4, painkillers=True, note="Better after the ball")
    home.clock.advance(timedelta(hours=3))
    log.log([NECK], 0)
    return home


@scene("care-pain", (1120, 708))
def care_pain() -> QWidget:
    return care(few(), "pain")


@scene("care-pain-advice", (1120, 900))
def care_pain_advice() -> QWidget:
    return care(weeks(), "pain")


@scene("care-pain-table", (1120, 708))
def care_pain_table() -> QWidget:
    made = care(few(), "pain")
    _tab(made).form.set_index(1, tell=True)
    return made


@scene("care-pain-out", (1120, 708))
def care_pain_out() -> QWidget:
    return care(few(), "pain")


@scene("care-pain-empty", (1120, 708))
def care_pain_empty() -> QWidget:
    return care(Home(), "pain")


@scene("care-pain-small", (640, 340))
def care_pain_small() -> QWidget:
    return care(weeks(), "pain")


@scene("care-pain-rtl", (1120, 708), right_to_left=True)
def care_pain_rtl() -> QWidget:
    return care(few(), "pain")


@scene("care-pain-long", (800, 1000))
def care_pain_long() -> QWidget:
    home = weeks()
    with spoken_at_length():
        return care(home, "pain")


@scene("care-help", (1120, 900))
def care_help() -> QWidget:
    home = Home()
    home.shell.care.answer(CareEvent.RED_FLAG, ["fever", "legs"])
    home.clock.advance(timedelta(hours=30))
    home.shell.care.answer(CareEvent.SEEN)
    home.clock.advance(timedelta(days=3))
    return care(home, "help")


@scene("care-help-advice", (1120, 708))
def care_help_advice() -> QWidget:
    return care(weeks(), "help")


@scene("care-help-blocked", (1120, 708))
def care_help_blocked() -> QWidget:
    home = Home()
    home.shell.care.answer(CareEvent.RED_FLAG, ["fever"])
    return care(home, "help")


@scene("care-help-small", (640, 340))
def care_help_small() -> QWidget:
    return care(Home(), "help")


@scene("care-pain-strip", (1120, 708))
def care_pain_strip() -> QWidget:
    made = MainWindow(weeks().shell)
    made.show_page(Page.TODAY)
    return made


def _tab(window: QWidget) -> PainTab:
    [tab] = window.findChildren(PainTab)
    return tab
