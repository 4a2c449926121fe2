"""The pain dialog, the Pain and Help tabs of Care, and the strip that advises."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from tests.gallery import scene
from tests.gallery.long_words import spoken_at_length
from tests.shells import Home

from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.ui.care.pain_window import PainWindow

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
