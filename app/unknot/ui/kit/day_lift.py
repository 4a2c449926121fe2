"""A session of a day line while it is moved: by the finger or by keys, over what can't be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QLocale, QTime

from unknot.ui.kit.day_layout import Barred, Mark

Places = Callable[[str], Sequence[Barred]]
"""The minutes at which a session (by its mark's id) can't begin."""


@dataclass(frozen=True, slots=True)
class Lift:
    """The session ``name`` on its way from the minute ``home``, now over ``minute``. ``grip``: pixels from its middle
    to the finger. ``by_keys``: arrows move it, no button is held. ``barred``: as ``Places`` said when it was lifted."""

    name: str
    home: int
    minute: int
    barred: tuple[Barred, ...]
    grip: float = 0.0
    by_keys: bool = False

    @property
    def why_not(self) -> str:
        """Why it can't be put down here; "" when it can."""
        return next((one.text for one in self.barred if one.first <= self.minute < one.last), "")

    @property
    def time(self) -> str:
        """Where it is, in the locale's short form."""
        moment = QTime(self.minute // 60 % 24, self.minute % 60)
        return QLocale().toString(moment, QLocale.FormatType.ShortFormat)

    def carried(self, mark: Mark) -> Mark:
        """The mark as it is drawn now: a loop, in accent where it can be put down."""
        if mark.id != self.name:
            return mark
        return replace(mark, minute=self.minute, label=self.time, state="coming" if self.why_not else "next")
