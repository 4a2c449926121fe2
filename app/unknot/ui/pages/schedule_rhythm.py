"""How often: standing up after sitting or at minutes of the clock; sessions spread over the day or at fixed times."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayoutItem, QVBoxLayout, QWidget

from unknot.core.library import Library
from unknot.core.settings import PostureBy, SessionsAt, Settings
from unknot.ui import words
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.slider import LabelledSlider
from unknot.ui.kit.switches import SegmentSwitch
from unknot.ui.pages.parts import HANG, Columns, Hung
from unknot.ui.pages.schedule_minutes import ClockMinutes
from unknot.ui.pages.schedule_sessions import SessionRows
from unknot.ui.theme import size, space

MOVE_SECONDS = 50
"""About as long as a small move takes, for the hint under the session length."""
POSTURES = (PostureBy.INTERVAL, PostureBy.CLOCK)
PLACES = (SessionsAt.SPREAD, SessionsAt.FIXED)


class Heads(QBoxLayout):
    """Asks for as much width below one another as in a row. What is made of the width must not change the width: that
    went round until the stack was full."""

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self._items()]
        return QSize(sum(widths) + space.ml * max(0, len(widths) - 1), super().sizeHint().height())

    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._items()), default=0)
        return QSize(widest, super().minimumSize().height())

    def _items(self) -> list[QLayoutItem]:
        found = (self.itemAt(n) for n in range(self.count()))
        return [item for item in found if item is not None and not item.isEmpty()]


class Rhythm(QWidget):
    """Both kinds of prompts of one profile. ``changed`` and, while a knob is in the hand, ``changing`` tell fields by
    name."""

    changed = Signal(dict)
    changing = Signal(dict)

    def __init__(self, settings: Settings, library: Library) -> None:
        super().__init__()
        self._settings = settings
        self._rows_wanted = False
        self.posture = self._switch(
            [self.tr("After sitting"), self.tr("At fixed minutes")], self.tr("When to stand up"),
            lambda index: self.changed.emit({"posture": POSTURES[index]}),
        )
        self.places = self._switch(
            [self.tr("Spread evenly"), self.tr("At fixed times")], self.tr("When to stretch"),
            lambda index: self.changed.emit({"sessions_at": PLACES[index]}),
        )
        hint = self.tr("of sitting at the desk")
        self.every = self._slider("prompt_every", self.tr("Stand up after"), 20, 120, words.minutes, 5, hint)
        self.minutes = ClockMinutes(settings.clock_minutes)
        self.minutes.changed.connect(lambda found: self.changed.emit({"clock_minutes": found}))
        self.sessions = self._slider(
            "sessions", self.tr("Stretch sessions"), 1, 8, lambda n: self.tr("{n} a day").format(n=n),
            hint=self.tr("three to five work best"),
        )
        self.length = self._slider("session_minutes", self.tr("Session length"), 1, 10, words.minutes)
        self.length.slider.valueChanged.connect(lambda _value: self._tell_moves())
        self.rows = SessionRows(library)
        self.rows.changed.connect(self._rows_changed)
        self.choose = Button(self.tr("Choose routines"), Role.QUIET, height=size.small_button)
        self.choose.clicked.connect(self._choose)
        self._empty = QWidget()
        self._layflush()
        self.show_settings(settings)

    def _switch(self, labels: list[str], name: str, chosen: Callable[[int], object]) -> SegmentSwitch:
        made = SegmentSwitch(labels)
        made.set_name(name)
        made.chosen.connect(chosen)
        return made

    def _slider(
        self, field: str, label: str, least: int, most: int, say: Callable[[int], str], step: int = 1, hint: str = ""
    ) -> LabelledSlider:
        made = LabelledSlider(label, least, most, int(getattr(self._settings, field)), say, step, hint)
        made.moved.connect(lambda value: self.changing.emit({field: value}))
        made.settled.connect(lambda value: self.changed.emit({field: value}))
        return made

    def _layflush(self) -> None:
        way = QBoxLayout.Direction.LeftToRight
        self._around, self._side_by_side = QBoxLayout(way, self), QBoxLayout(way)
        self._around.setContentsMargins(HANG, RING, HANG, RING)
        standing, stretching = QVBoxLayout(), QVBoxLayout()
        self._heads = Heads(way)
        self._heads.addLayout(Controls(self.places, None))
        self._heads.addLayout(Hung(self.choose))
        standing.addLayout(Controls(self.posture, None))
        stretching.addLayout(self._heads)
        for column in (standing, stretching):
            column.setSpacing(space.s)
        standing.addWidget(self.every)
        standing.addLayout(flush(self.minutes))
        standing.addStretch(1)
        self._side_by_side.addWidget(self.sessions, 1)
        self._side_by_side.addWidget(self.length, 1)
        self._side_by_side.addWidget(self._empty, 1)
        stretching.addLayout(self._side_by_side)
        stretching.addLayout(flush(self.rows))
        stretching.addStretch(1)
        self._around.addLayout(standing, 1)
        self._around.addLayout(stretching, 2)

    def least_width(self) -> int:
        """What standing up and stretching need beside one another, with the words of this language."""
        left = max(part.minimumSizeHint().width() for part in (self.posture, self.every))
        right = self.sessions.minimumSizeHint().width() + space.xxl + self.length.minimumSizeHint().width()
        return left + space.xxl + max(right, self.places.minimumSizeHint().width())

    def stack(self, on: bool) -> None:
        """One below the other."""
        way = QBoxLayout.Direction.TopToBottom if on else QBoxLayout.Direction.LeftToRight
        for box, gap in ((self._around, space.xl), (self._side_by_side, space.l)):
            box.setDirection(way)
            box.setSpacing(gap if on else space.xxl)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        heads = self.places.sizeHint().width() + space.ml + self.choose.sizeHint().width()
        fits = heads - 2 * RING - 2 * self.choose.pad <= self._side_by_side.geometry().width()
        self._heads.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        self._heads.setSpacing(space.ml if fits else space.s)

    def show_settings(self, settings: Settings) -> None:
        """Show these of the chosen profile."""
        self._settings = settings
        clock, fixed = settings.posture is PostureBy.CLOCK, settings.sessions_at is SessionsAt.FIXED
        self.posture.set_index(POSTURES.index(settings.posture))
        self.places.set_index(PLACES.index(settings.sessions_at))
        self.every.setVisible(not clock)
        self.minutes.setVisible(clock)
        self.minutes.show_minutes(settings.clock_minutes)
        self.sessions.setVisible(not fixed)
        self._empty.setVisible(fixed)  # so that the length stays as wide
        for slider, value in (
            (self.every, settings.prompt_every), (self.sessions, settings.sessions),
            (self.length, settings.session_minutes),
        ):
            slider.set_value(value)
        self._tell_moves()
        tied = any(settings.session_routines)
        self.rows.setVisible(fixed or tied or self._rows_wanted)
        self.choose.setVisible(not self.rows.isVisibleTo(self))
        times = settings.session_times if fixed else (None,) * settings.sessions
        self.rows.show_sessions(times, settings.session_routines)

    def lock(self, names: frozenset[str]) -> bool:
        """Controls of these settings are not the person's to use; answers whether there are any."""
        controls: dict[str, tuple[QWidget, ...]] = {
            "posture": (self.posture,), "prompt_every": (self.every,), "clock_minutes": (self.minutes,),
            "sessions": (self.sessions,), "sessions_at": (self.places,), "session_minutes": (self.length,),
            "session_times": (self.rows,), "session_routines": (self.rows, self.choose),
        }
        for name in names & set(controls):
            for control in controls[name]:
                control.setEnabled(False)
        return bool(names & set(controls))

    def _tell_moves(self) -> None:
        moves = max(1, round(self.length.value() * 60 / MOVE_SECONDS))
        self.length.set_hint(self.tr("about {n} moves").format(n=words.number_word(moves)))

    def _choose(self) -> None:
        self._rows_wanted = True
        self.show_settings(self._settings)
        self.rows.rows[0].routine.setFocus()

    def _rows_changed(self, times: tuple[Any, ...], routines: tuple[str, ...]) -> None:
        self.changed.emit({"session_routines": routines, **({"session_times": times} if times else {})})


def flush(part: QWidget) -> Columns:
    """What has room for rings and hanging buttons of its own, flush with the text around."""
    made = Columns(QBoxLayout.Direction.TopToBottom)
    made.setContentsMargins(0, 0, 0, 0)
    made.addWidget(part)
    return made
