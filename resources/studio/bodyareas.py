"""Where the areas of the body map begin and end, on the left half of the figure.

A border is a smooth line through a few spots; a spot is millimetres outward and up from the joint of a bone (outward
from the body's middle for bones of the trunk). Each area takes what the ones before it have left of the body, so that a
border between two is written once, with the first of them, and the other may reach under it.

Landmarks on this figure: the skull's base at `head`, C7 just above `neck01`, T2 3 cm below it, T7 (the blades' lower
corners) at `spine01`, T12 at `spine02`, the sacrum below `spine04`; iliac crests 5 cm above that.
"""

from __future__ import annotations

from dataclasses import dataclass

FRONT, BACK = "front", "back"
VIEWS = (FRONT, BACK)
BOTH = VIEWS


@dataclass(frozen=True)
class Border:
    """A closed line through `spots` (outward, up; millimetres) from the joint of `bone`."""

    bone: str
    spots: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Limb:
    """A piece of a limb: from `start` to `end`, as shares of the way from one joint to the next, `wide` to each side
    of it in millimetres."""

    bone: str
    to: str
    start: float
    end: float
    wide: float = 90


@dataclass(frozen=True)
class Area:
    """`name`: an id of the app's areas, "spine", or "" for what belongs to none. An area may have several pieces."""

    name: str
    views: tuple[str, ...]
    shape: Border | Limb
    middle: bool = False
    """Lies across the middle and is written whole."""
    corner: float = 8.0
    """Millimetres: the radius of its corners."""


JAW = Border("head", ((70, -10), (60, -38), (43, -63), (22, -78), (0, -82)))
"""From under the ear to the chin."""

DELTOID = (
    (-100, 90), (40, 110), (130, 20), (150, -110), (100, -152), (48, -138), (-4, -136), (-34, -112), (-70, -84),
    (-110, -84),
)
"""From the shoulder blade's outer half around the joint to a tip half way down the upper arm."""
UPPER_ARM = Limb("upperarm01.L", "lowerarm01.L", 0.1, 1.0, 60)
FOREARM = Limb("lowerarm01.L", "wrist.L", 0.0, 0.84)
WRIST = Limb("lowerarm01.L", "wrist.L", 0.84, 1.32)
"""With the palm, as far as the knuckles."""

AREAS = (
    Area("eyes", (FRONT,), Border("head", (
        (0, 59), (25, 62), (52, 60), (59, 42), (51, 25), (30, 20), (12, 27), (0, 33),
    )), middle=True, corner=9),
    Area("", (FRONT,), Border("head", ((0, -81), (22, -77), (42, -58), (58, -27), (66, 4), (150, 40), (150, 300),
                                       (0, 300)))),
    Area("", (BACK,), Border("head", ((0, -14), (30, -11), (66, 4), (150, 20), (150, 300), (0, 300)))),
    Area("spine", (BACK,), Border("spine01", (
        (0, 256), (9, 252), (12, 150), (13, 0), (14, -150), (13, -270), (9, -318), (0, -324),
    )), middle=True, corner=4),
    # the front
    Area("", (FRONT,), Border("neck01", ((0, 60), (13, 60), (13, -10), (9, -300), (0, -300)))),
    Area("chest", (FRONT,), Border("neck01", (
        (0, -44), (40, -42), (90, -40), (134, -52), (146, -96), (147, -150), (150, -200), (126, -212), (84, -222),
        (40, -216), (0, -200),
    ))),
    Area("neck", (FRONT,), Border("neck01", (
        (10, 60), (80, 100), (84, 50), (60, 38), (53, 4), (49, -30), (46, -70), (10, -70), (10, 0),
    )), corner=6),
    Area("trapezius", (FRONT,), Border("neck01", (
        (40, 60), (70, 60), (170, 30), (176, -14), (158, -40), (134, -70), (80, -70), (40, -70),
    )), corner=6),
    Area("shoulders", (FRONT,), Border("upperarm01.L", DELTOID)),
    Area("arms", (FRONT,), UPPER_ARM),
    Area("arms", (FRONT,), FOREARM),
    Area("wrists", (FRONT,), WRIST),
    Area("hips", (FRONT,), Border("root", (
        (0, 104), (50, 108), (110, 124), (160, 142), (220, 150), (210, 20), (168, 4), (110, -46), (56, -88), (0, -118),
    ))),
    Area("", (FRONT,), Border("root", ((0, 360), (176, 360), (190, 150), (180, 80), (0, 80)))),
    # the back
    Area("neck", (BACK,), Border("neck01", (
        (0, 140), (90, 140), (90, 70), (60, 42), (36, 24), (0, 18),
    )), corner=6),
    Area("trapezius", (BACK,), Border("neck01", (
        (0, 60), (90, 100), (180, 20), (170, -26), (138, -50), (96, -44), (50, -34), (0, -34),
    ))),
    Area("between-blades", (BACK,), Border("spine01", (
        (0, 160), (60, 150), (122, 130), (118, 92), (106, 40), (94, 0), (60, -6), (0, -2),
    ))),
    Area("shoulders", (BACK,), Border("upperarm01.L", DELTOID)),
    Area("arms", (BACK,), UPPER_ARM),
    Area("arms", (BACK,), FOREARM),
    Area("wrists", (BACK,), WRIST),
    Area("mid-back", (BACK,), Border("spine02", (
        (0, 200), (220, 150), (220, -40), (150, -18), (80, -4), (0, 0),
    ))),
    Area("lower-back", (BACK,), Border("spine04", (
        (0, 200), (220, 200), (220, 60), (152, 58), (104, 46), (58, 18), (24, -14), (0, -24),
    ))),
    Area("hips", (BACK,), Border("root", (
        (0, 200), (230, 200), (230, -10), (176, -34), (118, -70), (64, -98), (0, -104),
    ))),
    Area("legs", BOTH, Limb("upperleg01.L", "lowerleg01.L", -0.3, 1.0, 130)),
    Area("legs", BOTH, Limb("lowerleg01.L", "foot.L", 0.0, 0.9, 130)),
)
