"""Fonts of the type scale, relative to the system's text size."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontInfo, QGuiApplication

from unknot.ui.theme.metrics import LEAST_PIXELS, ROLES

BASE_PIXELS = 14
"""The body size that ROLES are drawn for."""


def scale() -> float:
    """How much larger the system's text is than the design's, 1.0 for 13 to 14 px."""
    pixels = QFontInfo(QGuiApplication.font()).pixelSize()
    return 1.0 if 12 <= pixels <= BASE_PIXELS else pixels / BASE_PIXELS


@cache
def _font(role: str, factor: float, family: str) -> QFont:
    spec = ROLES[role]
    font = QFont(family)
    font.setPixelSize(max(LEAST_PIXELS, round(spec.pixels * factor)))
    font.setWeight(QFont.Weight(spec.weight))
    if spec.spacing:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + spec.spacing)
    if spec.tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def font(role: str) -> QFont:
    """The font of a role (a key of ROLES)."""
    return QFont(_font(role, scale(), QGuiApplication.font().family()))


def line_height(role: str) -> int:
    """The line height of a role, in pixels at the system's text size."""
    return round(ROLES[role].line * scale())
