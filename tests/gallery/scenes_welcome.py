"""The welcome: its three steps."""

from __future__ import annotations

from contextlib import nullcontext

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QWidget
from tests.gallery import scene
from tests.gallery.long_words import spoken_at_length
from tests.shells import Home

from unknot.ui.welcome import WelcomeWindow
from unknot.ui.welcome.window import QUESTION, TRY


def welcome_at(step: int, *, size: tuple[int, int] = (0, 0), long: bool = False, tray: bool = True) -> WelcomeWindow:
    """The welcome at a step; ``long``: in words as long as German ones."""
    with spoken_at_length() if long else nullcontext():
        made = WelcomeWindow(Home(asked=False, welcomed=False, tray=tray).shell)
        made.show_step(step)
    if size != (0, 0):
        made.setFixedSize(*size)
    return made


@scene("welcome-1")
def welcome_hours() -> QWidget:
    return welcome_at(0)


@scene("welcome-2")
def welcome_care() -> QWidget:
    return welcome_at(QUESTION)


@scene("welcome-2-ticked")
def welcome_care_ticked() -> QWidget:
    made = welcome_at(QUESTION)
    made.question.boxes["fever"].setChecked(True)
    return made


@scene("welcome-2-alone")
def welcome_care_alone() -> QWidget:
    return WelcomeWindow(Home(asked=False).shell)


@scene("welcome-3")
def welcome_trial() -> QWidget:
    return welcome_at(TRY)


@scene("welcome-1-rtl", right_to_left=True)
def welcome_hours_rtl() -> QWidget:
    return welcome_at(0)


@scene("welcome-1-told")
def welcome_hours_told() -> QWidget:
    made = welcome_at(0)
    made.hours.lunch.setTime(QTime(17, 10))
    return made


@scene("welcome-1-night")
def welcome_hours_night() -> QWidget:
    made = welcome_at(0)
    made.hours.start.setTime(QTime(19, 0))
    made.hours.end.setTime(QTime(3, 0))
    made.hours.lunch.setTime(QTime(22, 30))
    return made


@scene("welcome-3-no-tray")
def welcome_trial_no_tray() -> QWidget:
    return welcome_at(TRY, tray=False)


@scene("welcome-3-refused")
def welcome_trial_refused() -> QWidget:
    made = welcome_at(TRY)
    made.trial.tell("The start at login could not be set. autostart: this place can't be written.")
    return made


@scene("welcome-1-small")
def welcome_hours_small() -> QWidget:
    return welcome_at(0, size=(480, 340))


@scene("welcome-2-small")
def welcome_care_small() -> QWidget:
    return welcome_at(QUESTION, size=(480, 340))


@scene("welcome-3-small")
def welcome_trial_small() -> QWidget:
    return welcome_at(TRY, size=(480, 340))


@scene("welcome-1-long")
def welcome_hours_long() -> QWidget:
    return welcome_at(0, long=True)


@scene("welcome-2-long")
def welcome_care_long() -> QWidget:
    return welcome_at(QUESTION, long=True)


@scene("welcome-3-long")
def welcome_trial_long() -> QWidget:
    return welcome_at(TRY, long=True)


@scene("welcome-2-rtl", right_to_left=True)
def welcome_care_rtl() -> QWidget:
    return welcome_at(QUESTION)
