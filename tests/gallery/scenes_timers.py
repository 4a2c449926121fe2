"""Massage and compress: their windows in each state, and Care's tab of heat and cold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QWidget
from tests.gallery import scene
from tests.gallery.long_words import spoken_at_length
from tests.knotted import knot_at
from tests.shells import Home

from unknot.core.body import Area, Side
from unknot.core.care_records import CompressKind
from unknot.core.massage import Manner
from unknot.ui.care.compress_window import CompressWindow
from unknot.ui.care.massage_window import MassageWindow
from unknot.ui.main_window import MainWindow
from unknot.ui.shell import Page

SIZE = (560, 620)
KEPT: list[Home] = []
"""The houses of the windows being drawn: a window does not own its services."""


def home(*areas: Area) -> tuple[Home, list[str]]:
    """A house at half past one, with a knot in each of these areas."""
    made = Home()
    made.to("13:30")
    KEPT.append(made)
    return made, [knot_at(made.house.knots, area) for area in areas]


def wait(made: Home, seconds: float) -> None:
    """Let time pass and the massage look at the clock."""
    while seconds > 0:
        made.clock.advance(timedelta(seconds=min(1.0, seconds)))
        made.house.massaging.refresh()
        seconds -= 1


def massage(
    technique: str, areas: Sequence[Area], seconds: float = 0, then: Callable[[Home], object] | None = None,
    manner: Manner = Manner.PRESS,
) -> QWidget:
    """The window so long after Start."""
    made, knots = home(*areas)
    window = MassageWindow(made.shell)
    window.prepare(technique, knots)
    if seconds:
        assert made.house.massaging.begin(technique, knots, manner) is None
        wait(made, seconds)
    if then is not None:
        then(made)
    window.tick()
    return window


def others() -> QWidget:
    """The roller for one knot, while there is another."""
    made, knots = home(*BACK)
    window = MassageWindow(made.shell)
    window.prepare("massage-roller", knots[:1])
    return window


BACK = (Area.BETWEEN_BLADES, Area.TRAPEZIUS)
STATES: dict[str, Callable[[], QWidget]] = {
    "before": lambda: massage("massage-roller", BACK),
    "before-one": lambda: massage("massage-ball", BACK[:1]),
    "before-fingers": lambda: massage("massage-fingers", BACK[:1]),
    "before-others": others,
    "before-free": lambda: massage("massage-hook", ()),
    "refused": lambda: massage("massage-roller", (Area.LOWER_BACK,)),
    "ready": lambda: massage("massage-roller", BACK, 2),
    "roller": lambda: massage("massage-roller", BACK, 23),
    "second": lambda: massage("massage-roller", BACK, 55),
    "paused": lambda: massage("massage-roller", BACK, 23, lambda made: made.house.massaging.pause()),
    "hurt": lambda: massage("massage-roller", BACK, 23, lambda made: made.house.massaging.hurts()),
    "after": lambda: massage("massage-roller", BACK, 75),
    "ball": lambda: massage("massage-ball", BACK[:1], 8),
    "ball-rest": lambda: massage("massage-ball", BACK[:1], 12),
    "fingers": lambda: massage("massage-fingers", BACK[:1], 30),
    "circles": lambda: massage("massage-fingers", BACK[:1], 50, manner=Manner.CIRCLES),
    "hook": lambda: massage("massage-hook", BACK[:1], 80),
}
for name, build in STATES.items():
    scene(f"massage-{name}", SIZE)(build)
for name in ("before", "roller", "refused", "hurt", "after", "ball-rest"):
    scene(f"massage-{name}-low", (640, 340))(STATES[name])


@scene("massage-long", SIZE)
def massage_long() -> QWidget:
    with spoken_at_length():
        return massage("massage-roller", BACK, 23)


@scene("massage-rtl", SIZE, right_to_left=True)
def massage_rtl() -> QWidget:
    return massage("massage-roller", BACK, 23)


# heat and cold


def compress(
    kind: CompressKind, minutes: float = 0, earlier: int = 0, then: Callable[[Home], object] | None = None,
    way: str = "", area: Area | None = None,
) -> QWidget:
    """The window so long after Start, with so many of the same kind earlier today."""
    made, _ = home()
    for _ in range(earlier):
        made.house.compresses.start(kind)
        made.alarms.advance(timedelta(minutes=30))
    window = CompressWindow(made.shell)
    window.prepare(kind)
    if minutes:
        assert made.house.compresses.start(kind, way, area, Side.LEFT if area else None).allowed
        made.alarms.advance(timedelta(minutes=minutes))
    if then is not None:
        then(made)
    window.tick()
    return window


HEAT, COLD = CompressKind.HEAT, CompressKind.COLD
COMPRESSES: dict[str, Callable[[], QWidget]] = {
    "heat-before": lambda: compress(HEAT, earlier=1),
    "cold-before": lambda: compress(COLD),
    "refused": lambda: compress(HEAT, earlier=3),
    "heat": lambda: compress(HEAT, 5.7, 1, way="towel", area=Area.SHOULDERS),
    "slip": lambda: compress(HEAT, 0.4, 1, way="pad"),
    "cold": lambda: compress(COLD, 5.7, 2, way="peas", area=Area.LOWER_BACK),
    "paused": lambda: compress(HEAT, 5.7, 1, lambda made: made.house.compresses.pause(), "towel", Area.SHOULDERS),
    "over": lambda: compress(HEAT, 16, 2),
}
for name, build in COMPRESSES.items():
    scene(f"compress-{name}", SIZE)(build)
for name in ("heat-before", "heat", "refused"):
    scene(f"compress-{name}-low", (640, 340))(COMPRESSES[name])


@scene("compress-long", SIZE)
def compress_long() -> QWidget:
    with spoken_at_length():
        return compress(HEAT, 5.7, 1, way="towel", area=Area.SHOULDERS)


@scene("compress-rtl", SIZE, right_to_left=True)
def compress_rtl() -> QWidget:
    return compress(HEAT, 5.7, 1, way="towel", area=Area.SHOULDERS)


# the tab


def tab(bring: Callable[[Home], object]) -> QWidget:
    """Care at heat and cold."""
    made, _ = home()
    bring(made)
    window = MainWindow(made.shell)
    window.show_page(Page.CARE, "heat")
    return window


def busy(made: Home) -> None:
    """One heat over, one under way; the second day after an injury with one cold compress."""
    made.house.compresses.begin_injury(Area.LOWER_BACK, Side.LEFT, reminds=True)
    made.to("10:00", day=1)
    made.house.compresses.start(COLD, "peas")
    made.to("11:00", day=1)
    made.house.compresses.start(HEAT, "towel")
    made.to("13:30", day=1)
    made.house.compresses.start(HEAT, "towel", Area.SHOULDERS, Side.LEFT)
    made.alarms.advance(timedelta(minutes=6))


def spent(made: Home) -> None:
    """Three heats."""
    for _ in range(3):
        made.house.compresses.start(HEAT)
        made.alarms.advance(timedelta(minutes=30))


TABS: dict[str, Callable[[Home], object]] = {"busy": busy, "spent": spent, "empty": lambda _made: None}
for name, bring in TABS.items():
    scene(f"heat-tab-{name}", (1040, 700))(partial(tab, bring))
scene("heat-tab-small", (640, 340))(partial(tab, busy))
scene("heat-tab-narrow", (720, 900))(partial(tab, busy))
scene("heat-tab-rtl", (1040, 700), right_to_left=True)(partial(tab, busy))


@scene("heat-tab-long", (1040, 700))
def heat_tab_long() -> QWidget:
    with spoken_at_length():
        return tab(busy)
