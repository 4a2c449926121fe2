"""The prompt that covers the screens, one cover at a time, in the sizes of several screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from tests.fakes import BERLIN, FakeClock
from tests.gallery import scene
from tests.gallery.scenes_prompt import a_prompt
from tests.ui.session_house import bundled_library, german, still

from unknot.core.history import SlotKind
from unknot.core.library import Library
from unknot.ports import Prompt
from unknot.ui.insistent_ask import InsistentAsk, said_of
from unknot.ui.insistent_cover import Cover
from unknot.ui.insistent_keys import Patience
from unknot.ui.kit.figure import Look
from unknot.ui.prompt_insides import SnoozeMenu
from unknot.ui.session.pictures import Pictures


def cover(prompt: Prompt, library: Library | None = None, waited: float = 0.0) -> QWidget:
    """The main screen, after so many seconds."""
    read, clock = library or bundled_library(), FakeClock(datetime(2026, 11, 23, 14, 30, tzinfo=BERLIN))
    said, patience = said_of(prompt, read), Patience(clock.monotonic())
    menu = SnoozeMenu(prompt.snooze_minutes, clock.now, lambda _answer, _minutes: None)
    ask = InsistentAsk(prompt, said, menu, lambda _answer, _minutes: None, clock, patience)
    shown = Cover(QGuiApplication.primaryScreen(), clock, True, lambda: None)
    shown.put(ask)
    ask.lamp.figure.show(Look(Pictures(still, lambda _name: "seat").large(said.picture)))
    clock.advance(timedelta(seconds=waited))
    ask._tell_sleep()
    ask._tell_left()
    return shown


def upper_back() -> Prompt:
    prompt = a_prompt(SlotKind.SESSION)
    return replace(prompt, routine="upper-back-3")


@scene("insistent-session", (1280, 800))
def session() -> QWidget:
    return cover(upper_back())


@scene("insistent-awake", (1280, 800))
def awake() -> QWidget:
    return cover(upper_back(), waited=12)


@scene("insistent-posture", (1920, 1080))
def posture() -> QWidget:
    return cover(a_prompt(SlotKind.POSTURE), waited=31)


@scene("insistent-low", (683, 384))
def low() -> QWidget:
    return cover(upper_back())


@scene("insistent-least", (640, 340))
def least() -> QWidget:
    return cover(upper_back(), waited=3)


@scene("insistent-upright", (800, 1280))
def upright() -> QWidget:
    return cover(upper_back())


@scene("insistent-german", (1280, 800))
def long_words() -> QWidget:
    return cover(upper_back(), german(bundled_library()))


@scene("insistent-german-low", (683, 384))
def long_words_low() -> QWidget:
    return cover(upper_back(), german(bundled_library()))


@scene("insistent-right-to-left", (1280, 800), right_to_left=True)
def right_to_left() -> QWidget:
    return cover(upper_back())


@scene("insistent-other-screen", (1280, 800))
def other_screen() -> QWidget:
    clock = FakeClock(datetime(2026, 11, 23, 14, 30, tzinfo=BERLIN))
    shown = Cover(QGuiApplication.primaryScreen(), clock, True, lambda: None)
    shown.put(None)
    return shown
