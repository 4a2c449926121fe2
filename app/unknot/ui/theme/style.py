"""Tokens into Qt: one palette and one style sheet for all windows."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from unknot.ui.theme.fonts import scale
from unknot.ui.theme.metrics import radius, size, space
from unknot.ui.theme.tokens import Tokens

_ROLES = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "side",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.PlaceholderText: "ink2",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "bg",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "border",
    QPalette.ColorRole.Shadow: "border",
}


def palette(tokens: Tokens) -> QPalette:
    """The palette of a theme."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, QColor(getattr(tokens, name)))
    faded = QColor(tokens.ink2)
    faded.setAlphaF(0.6)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return made


FADED = 0.45
"""How much of its colour a disabled thing keeps."""


def mixed(colour: str, over: str, share: float) -> str:
    """``colour`` laid over another at this opacity, as ``#rrggbb``: disabled things keep no real transparency."""
    top, ground = QColor(colour), QColor(over)
    parts = [round(t * share + g * (1 - share)) for t, g in zip(top.getRgb()[:3], ground.getRgb()[:3], strict=True)]  # type: ignore[index]
    return "#{:02x}{:02x}{:02x}".format(*parts)


def sheet(tokens: Tokens) -> str:
    """The style sheet of a theme, for what Qt draws itself: fields, sliders, scroll bars, menus, tool tips.

    Our own controls (ui/kit) paint themselves from the same tokens.
    """
    values = {name: getattr(tokens, name) for name in Tokens.__dataclass_fields__}
    edge = 2 if tokens.contrast else 1
    text = round(14 * scale())
    return _SHEET % {
        **values,
        "edge": edge,
        "text": text,
        "small": round(12 * scale()),
        "menu_edge": tokens.border if tokens.contrast else tokens.line,
        # In high contrast the tint is the ground itself, so the choice needs the system's own pair of colours.
        "tint": tokens.accent if tokens.contrast else tokens.tint,
        "picked": tokens.on_accent if tokens.contrast else tokens.ink,
        "control": radius.control,
        "row": round(size.small_button * scale()),
        "s": space.s,
        "sm": space.sm,
        "xs": space.xs,
    }


_SHEET = """
QMainWindow, QDialog, QWidget#window { background: %(bg)s; }
QToolTip { background: %(ink)s; color: %(bg)s; border: none; padding: 6px 10px; font-size: %(small)spx; }
LineEdit { background: transparent; border: none; padding: 0; }
QComboBox { combobox-popup: 0; }  /* a list below the field, not a menu as high as the screen */
QComboBox QAbstractItemView {
  background: %(raised)s; color: %(ink)s; border: %(edge)spx solid %(menu_edge)s; border-radius: %(control)spx;
  padding: %(xs)spx; outline: none; font-size: %(text)spx;
  selection-background-color: %(tint)s; selection-color: %(picked)s;
}
QComboBox QAbstractItemView::item { min-height: %(row)spx; padding: 0 %(s)spx; }
QMenu {
  background: %(raised)s; color: %(ink)s; border: %(edge)spx solid %(menu_edge)s; border-radius: %(control)spx;
  padding: %(xs)spx; font-size: %(text)spx;
}
QMenu::item { padding: 6px 24px 6px %(sm)spx; border-radius: 6px; }
QMenu::item:default { font-weight: 600; }
QMenu::item:selected { background: %(tint)s; color: %(picked)s; }
QMenu::item:disabled { color: %(ink2)s; }
QMenu::separator { height: 1px; background: %(line)s; margin: %(xs)spx %(s)spx; }
QScrollArea, QScrollArea > QWidget > QWidget#page { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: %(border)s; border-radius: 3px; margin: 3px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: %(ink2)s; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QListView { background: transparent; border: none; outline: none; }
"""
