"""The figure in the session's window: in step with the clock, on the right side, and gone with the window."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from tests.frames import STILL_COLOUR, colour, write_motion
from tests.ui.session_house import Stage, stage

from unknot.bundled import resources
from unknot.core.settings import Settings
from unknot.core.timeline import Phase
from unknot.storage.content import load_library, picture_file
from unknot.ui.kit.picture import Frame, Photo
from unknot.ui.session.window import SessionWindow
from unknot.ui.theme import theme

BEND, ROLLS, NECK = "neck-side-bend", "shoulder-rolls", "neck-shoulders-3"
FRAMES = 12


@dataclass
class Play:
    """A session's window over two small motions; what is on its stage."""

    house: Stage
    window: SessionWindow
    art: Path
    qtbot: QtBot

    def wait(self, seconds: float) -> None:
        """Time passes, and the window looks at the clock as its timer would."""
        while seconds > 1e-9:
            step = min(seconds, 1 / 48)
            self.house.clock.advance(timedelta(seconds=step))
            self.window._tick()
            seconds -= step

    def until(self, phase: Phase) -> None:
        """To the beginning of a phase."""
        self.house.until(phase)
        self.window._tick()

    def arrive(self) -> None:
        """Let the picture come that is wanted now, and any fade end."""
        self.qtbot.wait_until(lambda: not self.window.stage.figure.busy, timeout=5000)

    def frame(self) -> str:
        """The file that is wanted on the stage: a frame's number, or a still's name."""
        look = self.window.stage.figure.look
        assert look is not None
        assert isinstance(look.picture, Photo | Frame)
        return look.picture.path.stem

    def mirrored(self) -> bool:
        """Whether the figure is turned to the left side."""
        look = self.window.stage.figure.look
        return look is not None and look.mirrored

    def colour(self) -> QColor:
        """What is seen in the middle of the figure, once it has come."""
        self.arrive()
        return self.colour_now()

    def colour_now(self) -> QColor:
        """The same at this moment."""
        image = self.window.stage.grab().toImage()
        centre = self.window.stage.ring().centre * image.devicePixelRatio()
        return image.pixelColor(centre.toPoint())


def near(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) <= 12 for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


def readers() -> int:
    return sum(thread.name == "pictures" for thread in threading.enumerate())


@pytest.fixture
def play(qtbot: QtBot, tmp_path: Path) -> Iterator[Play]:
    theme().apply(Settings())
    art = tmp_path / "art"
    write_motion(art, BEND, frames=FRAMES, still=FRAMES - 1)
    write_motion(art, ROLLS, frames=FRAMES, kind="cycle")
    house = stage(library=load_library([resources(), tmp_path]))
    house.shell.picture = lambda name: picture_file(name, [tmp_path])
    made = Play(house, open_window(qtbot, house, BEND), art, qtbot)
    yield made
    if isValid(made.window):
        made.window.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme().apply(Settings())


def open_window(qtbot: QtBot, house: Stage, routine: str) -> SessionWindow:
    house.begin(routine)
    window = SessionWindow(house.shell)
    with qtbot.wait_exposed(window):
        window.show()
    return window


def test_the_figure_goes_into_the_hold_in_step_with_the_clock(play: Play) -> None:
    assert play.frame() == "00"
    assert near(play.colour(), colour(0))
    play.wait(4.52)  # it takes 11/12 of a second, and arrives at 5
    assert play.frame() == "06"
    play.wait(0.5)
    assert play.frame() == BEND
    assert near(play.colour(), STILL_COLOUR)


def test_each_side_is_shown_on_its_side(play: Play) -> None:
    play.until(Phase.HOLD)
    assert play.mirrored()
    play.until(Phase.SWITCH)
    play.wait(0.3)
    assert play.mirrored(), "it comes out of the left one first"
    play.wait(1.2)
    assert not play.mirrored()
    assert play.frame() == "00"
    play.until(Phase.HOLD)
    assert not play.mirrored()


def test_a_hold_asks_for_no_picture_and_reads_none(play: Play) -> None:
    play.until(Phase.HOLD)
    play.arrive()
    wanted = play.window.stage.figure.look
    play.wait(3)
    assert play.window.stage.figure.look is wanted
    assert not play.window.stage.figure.late
    assert play.window.acting.wait(play.house.house.guide.session, play.house.clock.monotonic()) is None


def test_a_pause_keeps_the_frame_and_the_timer_still(play: Play) -> None:
    play.wait(4.52)
    frame = play.frame()
    assert 0 < int(frame) < FRAMES - 1
    play.house.house.guide.pause()
    assert not play.window._timer.isActive()
    play.house.clock.advance(timedelta(seconds=600))
    play.window._tick()
    assert play.frame() == frame
    play.house.house.guide.go_on()
    play.wait(0.001)
    assert play.frame() == frame
    play.wait(0.25)
    assert int(play.frame()) == int(frame) + 3


def test_back_takes_the_figure_along(play: Play) -> None:
    play.until(Phase.HOLD)
    play.wait(2)
    play.house.house.guide.back()
    assert play.frame() == "00"


def test_less_motion_shows_the_still_alone(play: Play) -> None:
    theme().apply(replace(Settings(), reduced_motion=True))
    play.wait(1)  # it looks once a second
    for _ in range(12):
        play.wait(0.5)
        assert play.frame() == BEND


def test_hidden_it_reads_nothing_and_its_thread_is_gone(play: Play) -> None:
    before = readers()
    play.arrive()
    assert readers() == before
    play.window.hide()
    assert readers() == before - 1
    play.house.house.guide.go_on()
    play.wait(3)
    assert readers() == before - 1


def test_until_a_late_frame_comes_the_last_one_stays(play: Play) -> None:
    play.wait(4.2)
    play.arrive()
    figure = play.window.stage.figure
    figure._player._reader.end()  # from now on every frame is late that was not read ahead
    play.wait(0.4)
    assert figure.late
    last = play.colour_now()
    assert not near(last, STILL_COLOUR)
    play.wait(0.2)
    assert figure.late
    assert play.colour_now() == last


def test_a_broken_frame_leaves_the_still_and_is_named_once(play: Play) -> None:
    (play.art / BEND / "04.webp").write_bytes(b"RIFF")
    play.wait(4.3)
    assert play.frame() == "03"
    play.qtbot.wait_until(lambda: play.frame() == BEND)  # the next one is read ahead
    assert near(play.colour(), STILL_COLOUR)
    play.until(Phase.SWITCH)
    play.wait(2)
    assert play.frame() == BEND
    problems = play.house.shell.problems()
    assert [(p.file, p.what) for p in problems] == [(f"art/{BEND}/04.webp", "unreadable")]


def test_a_still_that_breaks_is_replaced_by_the_cord(play: Play) -> None:
    for name in (f"{BEND}.webp", f"{BEND}@2x.webp"):
        content = (play.art / name).read_bytes()
        (play.art / name).write_bytes(content[: len(content) // 2])
    play.until(Phase.HOLD)
    play.qtbot.wait_until(lambda: not isinstance(play.window.stage.figure.look.picture, Photo))
    assert [p.file for p in play.house.shell.problems()] == [f"art/{BEND}.webp"]


def test_rolls_take_one_round_a_repetition(play: Play, qtbot: QtBot) -> None:
    play.window.close()
    play.house.house.guide._left = None
    play.window = open_window(qtbot, play.house, ROLLS)
    play.until(Phase.REPETITIONS)
    assert play.frame() == "01"
    begun = []
    for tick in range(13 * 12):
        before = play.frame()
        play.wait(1 / 12)
        if (before, play.frame()) == ("00", "01"):
            begun.append(tick / 12)
    assert begun == pytest.approx([4, 8, 12], abs=0.2)


def test_the_window_leaves_no_thread_and_no_picture_behind(play: Play) -> None:
    play.until(Phase.HOLD)
    play.arrive()
    play.wait(1)
    figure = play.window.stage.figure
    play.window.close()
    assert readers() == 0
    assert not figure._player._there
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    left = [type(w).__name__ for w in QApplication.allWidgets() if type(w).__module__.startswith("unknot.ui.session")]
    assert left == []


def test_nothing_about_the_movement_is_announced(play: Play) -> None:
    told: list[str] = []
    play.window._announce = told.append  # type: ignore[method-assign]
    described = play.window.stage.accessibleDescription()
    play.wait(4.9)
    assert told == []
    assert play.window.stage.accessibleDescription() == described != ""
