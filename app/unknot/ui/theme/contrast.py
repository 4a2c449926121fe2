"""High contrast: every colour from the system's palette, no tints, edges of two pixels."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette

from unknot.ui.theme.tokens import Tokens


def wanted() -> bool:
    """Whether the system asks for high contrast."""
    hints = QGuiApplication.styleHints()  # kept: it owns what accessibility() gives
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def from_palette(system: QPalette) -> Tokens:
    """The tokens of a high-contrast theme."""

    def colour(role: QPalette.ColorRole) -> str:
        return system.color(QPalette.ColorGroup.Active, role).name()

    ground, text = colour(QPalette.ColorRole.Window), colour(QPalette.ColorRole.WindowText)
    base, mark = colour(QPalette.ColorRole.Base), colour(QPalette.ColorRole.Highlight)
    on_mark = colour(QPalette.ColorRole.HighlightedText)
    dark = system.color(QPalette.ColorRole.Window).lightnessF() < 0.5
    grounds = dict.fromkeys(
        ("bg", "side", "surface", "raised", "stage", "tile", "region", "tint", "clay_tint", "ochre_tint", "iris_tint",
         "alarm_tint"),
        ground,
    )
    texts = dict.fromkeys(("ink", "ink2", "line", "border", "track", "clay", "ochre", "iris", "alarm"), text)
    marks = dict.fromkeys(("accent", "accent_hover", "accent_pressed"), mark)
    return Tokens(**grounds, **texts, **marks, disc=base, disc_edge=base, on_accent=on_mark, dark=dark, contrast=True)
