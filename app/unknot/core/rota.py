"""Which hours a date has: the profile in force, changes of single days and public holidays put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from unknot.core.hours import Ranges
from unknot.core.settings import Settings

Holiday = Callable[[date], str]
"""The name of a public holiday, "" for none."""


def no_holiday(day: date) -> str:  # noqa: ARG001 - the answer is the same for every day
    """No country, no holidays."""
    return ""


class DayOff(StrEnum):
    """Why a date has no working time."""

    WEEKDAY = "weekday"
    BY_PERSON = "by you"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Country:
    """One to choose. ``code``: what the setting ``holidays`` takes. ``name``: English. ``states``: those with holidays
    of their own, as (code, their own name): ``DE-BY``, Bayern."""

    code: str
    name: str
    states: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rota:
    """The working days as the settings and the holidays make them."""

    settings: Settings
    holiday: Holiday = no_holiday

    def ranges(self, day: date) -> Ranges:
        """The hours of a date. What the person said of that very day counts before holidays and weekdays."""
        change = self.settings.change_of(day)
        if change.hours is not None:
            return change.hours
        usual = self.settings.on(day).hours[day.weekday()]
        return () if usual and self.holiday(day) else usual

    def why_off(self, day: date) -> DayOff | None:
        """Why a date has no working time; None where it has some."""
        if self.ranges(day):
            return None
        change = self.settings.change_of(day)
        if change.hours is not None:
            return DayOff.BY_PERSON
        return DayOff.HOLIDAY if self.holiday(day) else DayOff.WEEKDAY
