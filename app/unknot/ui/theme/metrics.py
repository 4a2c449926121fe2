"""Lengths, radii, sizes, type roles and durations. Logical pixels, milliseconds."""

from __future__ import annotations

from dataclasses import dataclass


class space:  # noqa: N801 - read as a namespace: space.m
    """Distances on the grid of 8 with half steps of 4."""

    hair = 2
    xs = 4
    s = 8
    sm = 12
    m = 16
    ml = 20
    l = 24  # noqa: E741 - sizes are named as clothes are
    xl = 32
    xxl = 40
    huge = 64


class radius:  # noqa: N801
    """Corners."""

    key = 4
    control = 8
    tile = 12
    stage = 16


class size:  # noqa: N801
    """Heights and widths of things that have one size everywhere."""

    action = 48
    button = 40
    prompt_button = 36
    small_button = 32
    field = 40
    field_small = 36
    row = 40
    sidebar = 176
    icon = 20
    icon_small = 16
    key_cap = 20
    tick = 20
    knob = 18
    groove = 4
    focus = 2
    focus_gap = 2
    tile_prompt = 96
    tile_today = 128
    tile_library = 160
    tile_library_width = 184


class duration:  # noqa: N801
    """How long motion takes, in milliseconds."""

    hover = 80
    fade = 160
    prompt_in = 200
    prompt_out = 120
    slide = 320
    pull = 640
    breath = 5000
    linger = 400


@dataclass(frozen=True, slots=True)
class Role:
    """A line of the type scale: pixel size and line height at a system font of 14 px; weight; spacing in percent."""

    pixels: int
    line: int
    weight: int
    spacing: float = 0.0
    tabular: bool = False


ROLES = {
    "numeral": Role(72, 80, 500, -4, tabular=True),
    "numeral-small": Role(56, 64, 500, -4, tabular=True),
    "display": Role(40, 48, 600),
    "title": Role(32, 40, 600, -1.2),
    "title-small": Role(28, 36, 600, -1.2),
    "heading": Role(20, 28, 600),
    "instruction": Role(20, 32, 500),
    "side": Role(28, 36, 700, -1.2),
    "lead": Role(16, 24, 400),
    "lead-large": Role(18, 28, 400),
    "prompt-title": Role(16, 24, 600),
    "body": Role(14, 20, 400),
    "label": Role(14, 20, 600),
    "medium": Role(14, 20, 500),
    "small": Role(12, 16, 400),
    "caption": Role(12, 16, 600),
    "key": Role(11, 14, 500),
    "tabular": Role(14, 20, 400, tabular=True),
}
"""The type scale by role name."""
