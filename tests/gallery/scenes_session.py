"""The session window in each of its states, beside the design's session sheets."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from tests.gallery import scene
from tests.ui.session_house import Stage, bundled_library, german, stage

from unknot.core.history import Feeling
from unknot.core.timeline import Phase
from unknot.ui.session.window import SessionWindow

SIZE = (1024, 668)
KEPT: list[Stage] = []
"""The houses of the windows being drawn: a window does not own its services."""


def window(routine: str, bring: Callable[[Stage], None], house: Stage | None = None, slot: bool = False) -> QWidget:
    """A session window at the moment that ``bring`` leads to."""
    made = house or stage()
    KEPT.append(made)
    if slot:
        made.begin_slot()
    else:
        made.begin(routine)
    bring(made)
    return SessionWindow(made.shell)


def hold_right(made: Stage) -> None:
    made.until(Phase.SWITCH)
    made.until(Phase.HOLD)
    made.wait(12)


def hurt(made: Stage) -> None:
    hold_right(made)
    made.house.guide.hurts()


def hurt_again(made: Stage) -> None:
    made.until(Phase.HOLD)
    made.house.guide.hurts()
    made.house.guide.go_on_elsewhere()
    made.until(Phase.READY)
    made.wait(7)
    made.house.guide.hurts()


def paused(made: Stage) -> None:
    hold_right(made)
    made.house.guide.pause()


def ended(made: Stage) -> None:
    while made.house.guide.session is not None:
        if made.house.guide.session.phase is Phase.SWITCH and made.house.guide.session.step_number == 2:
            made.house.guide.next()
        made.wait(0.5)


def repetitions(made: Stage) -> None:
    made.until(Phase.REPETITIONS)
    made.wait(11)


NECK = "neck-shoulders-3"
STATES: dict[str, tuple[str, Callable[[Stage], None]]] = {
    "ready": (NECK, lambda made: made.wait(0.4)),
    "ready-floor": ("floor-8", lambda made: made.until(Phase.READY, 3)),
    "hold": (NECK, hold_right),
    "hold-left": (NECK, lambda made: (made.until(Phase.HOLD), made.wait(9))),
    "repetitions": (NECK, repetitions),
    "cat": ("prayer-cat-camel", lambda made: (made.until(Phase.REPETITIONS), made.wait(21))),
    "switch": (NECK, lambda made: made.until(Phase.SWITCH)),
    "rest": (NECK, lambda made: (made.until(Phase.REST, 4), made.wait(3))),
    "paused": (NECK, paused),
    "hurt": (NECK, hurt),
    "hurt-again": (NECK, hurt_again),
}


def session_scene(name: str, size: tuple[int, int] = SIZE, suffix: str = "", long_words: bool = False) -> None:
    """One state at one size."""
    routine, bring = STATES[name]

    @scene(f"session-{name}{suffix}", size)
    def build() -> QWidget:
        return window(routine, bring, stage(library=german(bundled_library())) if long_words else None)


for state in STATES:
    session_scene(state)
for state in ("hold", "hold-left", "hurt", "rest"):
    session_scene(state, (640, 684), "-stacked")
session_scene("hold-left", (640, 684), "-stacked-german", long_words=True)
session_scene("ready", (640, 684), "-stacked-german", long_words=True)
session_scene("hold", SIZE, "-german", long_words=True)
for state in ("hold", "hurt", "repetitions"):
    session_scene(state, (640, 340), "-short")


@scene("session-done", SIZE)
def done() -> QWidget:
    return window("", ended, slot=True)


@scene("session-done-felt", SIZE)
def done_felt() -> QWidget:
    made = window("", ended, slot=True)
    assert isinstance(made, SessionWindow)
    assert made.done is not None
    made.done.feelings[Feeling.EASIER].click()
    return made


@scene("session-done-stacked", (640, 684))
def done_stacked() -> QWidget:
    return window("", ended, slot=True)


@scene("session-done-short", (640, 340))
def done_short() -> QWidget:
    return window("", ended, slot=True)


@scene("session-hold-right-to-left", SIZE, right_to_left=True)
def right_to_left() -> QWidget:
    return window(NECK, hold_right)


@scene("session-muted", SIZE)
def muted() -> QWidget:
    made = stage()
    made.shell.preferences.change(sounds=False)
    return window(NECK, hold_right, made)


@scene("session-placeholder", SIZE)
def placeholder() -> QWidget:
    made = stage()
    made.shell.picture = lambda _name: None
    return window(NECK, hold_right, made)


