"""The stage, the cords and the shapes, as on the design's sheets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget
from tests.gallery import scene

from unknot.bundled import resource_path
from unknot.core.body import Side
from unknot.ui.kit.cord import Band, Barred, Day, DayLine, Mark
from unknot.ui.kit.legend import Legend
from unknot.ui.kit.picture import still
from unknot.ui.kit.stage import Look, Mode, Stage, StageState
from unknot.ui.kit.step_cord import StepCord
from unknot.ui.kit.week_dots import WeekDay, WeekDots
from unknot.ui.theme import space


def stage(state: StageState, fraction: float, numeral: str, picture: str, mirrored: bool = False) -> Stage:
    """A stage at one moment."""
    made = Stage()
    found = still(resource_path(f"art/{picture}.webp"))
    made.set_picture(Look(found, mirrored) if found else None)
    made.show_state(state)
    made.set_progress(fraction, numeral)
    return made


RIGHT = {"side": Side.RIGHT, "side_word": "Right"}
MODES = {
    "hold": (StageState(Mode.HOLD, "seconds", **RIGHT), 0.6, "18", "neck-side-bend", True),
    "ready": (StageState(Mode.READY, "get ready"), 1.0, "5", "elbows-together", False),
    "switch": (StageState(Mode.SWITCH, "switch sides", **RIGHT), 1.0, "4", "cross-body", True),
    "rest": (StageState(Mode.REST, "rest"), 0.53, "8", "neutral-sit", False),
    "repetitions": (StageState(Mode.REPETITIONS, "repetitions", segments=4), 0.62, "3 of 4", "elbows-together", False),
    "paused": (StageState(Mode.PAUSED, "paused", **RIGHT), 0.6, "18", "neck-side-bend", True),
    "hurt": (StageState(Mode.HURT), 0.6, "", "neutral-sit", False),
    "done": (StageState(Mode.DONE), 1.0, "", "neutral-stand", False),
}


def stage_scene(name: str) -> None:
    """One mode at the design's size."""

    @scene(f"stage-{name}", (576, 634))
    def build() -> QWidget:
        return stage(*MODES[name])


for each in MODES:
    stage_scene(each)


@scene("stage-stacked", (608, 296))
def stacked() -> QWidget:
    return stage(StageState(Mode.HOLD, "Sekunden", Side.LEFT, "Links"), 0.6, "18", "blade-squeeze")


@scene("stage-wide-picture", (320, 320))
def wide() -> QWidget:
    return stage(StageState(Mode.HOLD, "seconds", Side.LEFT, "Left"), 0.3, "9", "downward-dog")


def minute(text: str) -> int:
    """Minutes since midnight."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def mark(kind: str, state: str, at: str) -> Mark:
    """A mark whose id is its time."""
    movable = kind == "session" and state in ("coming", "next")
    return Mark(at, kind, state, minute(at), at, f"{at}, {kind}, {state}", movable)


def today() -> Day:
    """The day of the design's picture."""
    marks = [
        mark("prompt", "done", "8:57"), mark("prompt", "done", "9:36"), mark("session", "done", "10:15"),
        mark("prompt", "credited", "11:03"), mark("session", "done", "11:45"), mark("prompt", "skipped", "13:15"),
        mark("prompt", "held", "13:36"), mark("session", "next", "14:30"), mark("prompt", "coming", "15:20"),
        mark("prompt", "coming", "16:06"), mark("session", "coming", "16:45"), mark("prompt", "coming", "17:24"),
    ]
    return Day(
        minute("8:30"), minute("18:00"), ((minute("12:05"), minute("13:05")),), tuple(marks), minute("13:48"),
        (Band(minute("13:27"), minute("13:48")),), tuple((hour * 60, str(hour)) for hour in range(9, 19)),
    )


def all_states() -> Day:
    """Every shape on one line, some of them close."""
    states = ("done", "stopped_early", "credited", "held", "skipped", "missed", "dropped", "coming", "next")
    marks = [Mark(f"s{n}", "session", s, 500 + 60 * n, f"{n + 8}:20", s) for n, s in enumerate(states)]
    marks += [Mark(f"p{n}", "prompt", s, 530 + 60 * n, "", s) for n, s in enumerate(states)]
    marks += [Mark(f"q{n}", "prompt", "coming", 1040 + 4 * n, "", "coming") for n in range(4)]
    marks += [Mark("near", "session", "coming", 1000, "16:40", "coming")]
    return Day(480, 1080, (), tuple(marks), 885, (), tuple((hour * 60, str(hour)) for hour in range(8, 19)))


def line(day: Day, legend: bool = True) -> QWidget:
    """A day line on a page."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(space.xxl, space.l, space.xxl, space.l)
    cord = DayLine()
    cord.set_day(day)
    column.addWidget(cord)
    if legend:
        column.addWidget(Legend())
    return page


@scene("day-line", (864, 200))
def day_line() -> QWidget:
    return line(today())


@scene("day-line-rtl", (864, 200), right_to_left=True)
def day_line_rtl() -> QWidget:
    return line(today())


@scene("day-line-narrow", (480, 220))
def day_line_narrow() -> QWidget:
    return line(today())


@scene("day-line-states", (864, 160))
def day_line_states() -> QWidget:
    return line(all_states(), legend=False)


def focus_next(page: QWidget) -> None:
    """The keyboard on the line."""
    page.activateWindow()
    cord = page.findChild(DayLine)
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()  # the window gave it when it was shown, which rings nothing
    cord.setFocus(Qt.FocusReason.TabFocusReason)


@scene("day-line-focus", (864, 160), arrange=focus_next)
def day_line_focus() -> QWidget:
    return line(today(), legend=False)


BARRED = (
    Barred(minute("8:30"), minute("13:48"), "already past"),
    Barred(minute("15:00"), minute("16:00"), "Team meeting until 16:00"),
    Barred(minute("17:58"), minute("18:01"), "your day ends at 18:00"),
)


def carry(to: str) -> Callable[[QWidget], None]:
    """The next session in the hand, over this time."""

    def arrange(page: QWidget) -> None:
        cord = page.findChild(DayLine)
        cord.set_places(lambda _name: BARRED)
        knot = cord.knot("14:30")
        there = QPoint(round(cord.scale().x(minute(to))), round(cord.line_y))
        QTest.mousePress(knot, Qt.MouseButton.LeftButton, pos=knot.rect().center())
        QTest.mouseMove(knot, knot.mapFrom(cord, there))

    return arrange


def with_a_meeting() -> Day:
    """The day of the design's picture, with a busy time ahead."""
    ahead = Band(minute("15:00"), minute("16:00"), "Busy from 15:00 to 16:00: Team meeting", taken=True)
    return replace(today(), bands=(*today().bands, ahead))


@scene("day-line-busy", (864, 200))
def busy() -> QWidget:
    return line(with_a_meeting())


@scene("day-line-moved", (864, 160), arrange=carry("14:50"))
def moved() -> QWidget:
    return line(with_a_meeting(), legend=False)


@scene("day-line-barred", (864, 160), arrange=carry("15:25"))
def barred() -> QWidget:
    return line(with_a_meeting(), legend=False)


@scene("day-line-barred-at-the-end", (864, 160), arrange=carry("18:00"))
def barred_at_the_end() -> QWidget:
    return line(with_a_meeting(), legend=False)


@scene("day-line-barred-rtl", (864, 160), right_to_left=True, arrange=carry("15:25"))
def barred_rtl() -> QWidget:
    return line(with_a_meeting(), legend=False)


def crowded() -> Day:
    """200 prompts a day and four sessions."""
    states = ("done", "done", "skipped", "done", "credited", "missed")
    prompts = [
        Mark(f"p{n}", "prompt", states[n % 6] if n < 110 else "coming", 510 + round(n * 2.85), "", f"prompt {n}")
        for n in range(200)
    ]
    sessions = [mark("session", "done", "10:15"), mark("session", "done", "11:45"),
                mark("session", "next", "14:30"), mark("session", "coming", "16:45")]
    return replace(today(), marks=(*prompts, *sessions))


@scene("day-line-200", (864, 160))
def two_hundred() -> QWidget:
    return line(crowded(), legend=False)


@scene("day-line-200-narrow", (400, 160))
def two_hundred_narrow() -> QWidget:
    return line(crowded(), legend=False)


@scene("day-line-night", (864, 200))
def night() -> QWidget:
    marks = (mark("session", "done", "22:45"), Mark("n2", "session", "done", 1470, "00:30", "00:30, session, done"),
             Mark("n3", "session", "next", 1620, "03:00", "03:00, session, next", movable=True),
             Mark("n4", "session", "coming", 1725, "04:45", "04:45, session, coming", movable=True))
    hours = tuple((60 * hour, str(hour % 24)) for hour in range(22, 31))
    return line(Day(1320, 1800, ((1560, 1590),), marks, 1575, (), hours))


@scene("day-line-mini", (496, 100))
def mini() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    cord = DayLine(mini=True)
    times = {"session": ("10:06", "11:42", "14:30", "16:15"), "prompt": ("9:24", "11:00", "13:48", "15:24", "17:00")}
    marks = [mark(kind, "coming", at) for kind, all_of_them in times.items() for at in all_of_them]
    cord.set_day(Day(minute("8:30"), minute("17:30"), ((minute("12:15"), minute("13:00")),), tuple(marks)))
    column.addWidget(cord)
    return page


def steps() -> QWidget:
    """Step cords at the start, in the middle, with a step left out, at the end; the week beside them."""
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(space.l, space.l, space.l, space.l)
    for row, (done, skipped) in enumerate(((0, ()), (2, ()), (3, (1,)), (6, ()))):
        cord = StepCord()
        cord.show_steps(done, 6, frozenset(skipped))
        grid.addWidget(cord, row, 0)
    week = WeekDots()
    week.set_week((
        WeekDay("M", ("done",) * 4, "Monday: 4 done"),
        WeekDay("T", ("done", "done", "done", "missed"), "Tuesday: 3 done, 1 missed"),
        WeekDay("W", ("done", "done", "coming", "coming"), "Today: 2 of 4 done", today=True),
        WeekDay("T", ("coming",) * 4, "Thursday: 4 coming"),
        WeekDay("F", ("stopped_early", "skipped", "credited", "held"), "Friday"),
    ))
    grid.addWidget(week, 0, 1, 4, 1)
    return page


scene("steps", (640, 160))(steps)
scene("steps-rtl", (640, 160), right_to_left=True)(steps)
