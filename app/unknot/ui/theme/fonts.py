"""Fonts of the type scale, relative to the system's text size."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontInfo, QGuiApplication

from unknot.ui.theme.metrics import ROLES

BASE_PIXELS = 14
"""The body size that ROLES are drawn for."""


def system_font() -> QFont:
    """The system's font: what was measured or laid out holds as long as it stays the same. It is a key by itself, which
    is five times as fast as ``QFont.key``: one window asks thousands of times."""
    return QGuiApplication.font()


def scale() -> float:
    """How much larger the system's text is than the design's; 1.0 for anything up to 14 px, never less."""
    return _scale_of(system_font())


@cache
def _scale_of(_system: QFont) -> float:
    """Asked hundreds of times for one window, so the font system is asked only once for each system font."""
    return max(1.0, QFontInfo(QGuiApplication.font()).pixelSize() / BASE_PIXELS)


@cache
def _font(role: str, factor: float, _system: QFont) -> QFont:
    spec = ROLES[role]
    font = QFont(QGuiApplication.font())
    font.setPixelSize(round(spec.pixels * factor))
    font.setWeight(QFont.Weight(spec.weight))
    if spec.spacing:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + spec.spacing)
    if spec.tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def font(role: str) -> QFont:
    """The font of a role (a key of ROLES)."""
    system = system_font()
    return QFont(_font(role, _scale_of(system), system))


def at_scale(role: str, factor: float) -> QFont:
    """The same, so many times as large as the design's, whatever the system's text size: for paper."""
    return QFont(_font(role, factor, system_font()))


def line_height(role: str) -> int:
    """The line height of a role, in pixels at the system's text size."""
    return round(ROLES[role].line * scale())
