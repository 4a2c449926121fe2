"""The welcome: its three steps."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from tests.gallery import scene
from tests.shells import Home

from unknot.ui.welcome import WelcomeWindow
from unknot.ui.welcome.window import QUESTION, TRY


def welcome_at(step: int) -> WelcomeWindow:
    """The welcome at a step."""
    made = WelcomeWindow(Home(asked=False, welcomed=False).shell)
    made.show_step(step)
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
