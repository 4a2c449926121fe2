"""Lengths that belong to one window each. Logical pixels, milliseconds."""

from __future__ import annotations


class prompt:  # noqa: N801 - read as a namespace: prompt.width
    """The card that asks."""

    width = 384
    rise = 16


class session:  # noqa: N801
    """The window that guides."""

    width = 1024
    height = 668
    least_width = 480
    least_height = 340
    stacked_below = 900
    stage = 576
    stage_stacked = 296
    stage_least = 140
    short_below = 520
    numeral = 72
    frame_ms = 33
    calm_ms = 100
    calm_from = 20
    second_ms = 1000
    warning = 28
