"""The emergency page."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QLocale, QTimeZone
from PySide6.QtWidgets import QWidget
from tests.gallery import scene
from tests.gallery.long_words import spoken_at_length
from tests.shells import Home

from unknot.core.history import CareEvent
from unknot.ui.emergency import EmergencyWindow


def blocked(*flags: str, locale: str = "de_DE", zone: str = "Europe/Berlin") -> EmergencyWindow:
    """The emergency page after these signs."""
    home = Home()
    home.house.care.answer(CareEvent.RED_FLAG, flags)
    return EmergencyWindow(home.shell, QLocale(locale), QTimeZone(QByteArray(zone.encode())))


@scene("emergency")
def emergency() -> QWidget:
    return blocked("chest")


@scene("emergency-two")
def emergency_two() -> QWidget:
    return blocked("bladder", "legs", locale="en_US")


@scene("emergency-no-number")
def emergency_no_number() -> QWidget:
    return blocked("fever", locale="pt_BR", zone="America/Sao_Paulo")


@scene("emergency-sure")
def emergency_sure() -> QWidget:
    made = blocked("injury")
    made.seen.click()
    return made


@scene("emergency-small", (640, 340))
def emergency_small() -> QWidget:
    return blocked("saddle")


@scene("emergency-rtl", right_to_left=True)
def emergency_rtl() -> QWidget:
    return blocked("chest")


@scene("emergency-long")
def emergency_long() -> QWidget:
    with spoken_at_length():
        return blocked("bladder")
