"""The design system's foundation: tokens, type, icons, motion, and the one live theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyleFactory

from unknot.core.settings import Settings
from unknot.core.settings import Theme as Choice
from unknot.ui.theme.contrast import from_palette, wanted
from unknot.ui.theme.fonts import font, line_height
from unknot.ui.theme.icons import icon
from unknot.ui.theme.metrics import duration, radius, size, space
from unknot.ui.theme.style import palette, sheet
from unknot.ui.theme.tokens import DARK, LIGHT, Tokens, at_night

__all__ = ["Theme", "duration", "font", "icon", "line_height", "radius", "size", "space", "theme"]


class Theme(QObject):
    """The theme in force. Painters read ``tokens`` and repaint on ``changed``."""

    changed = Signal()

    def __init__(self, scheme: Callable[[], Qt.ColorScheme] | None = None) -> None:
        """``scheme`` tells the system's, Qt's word for it unless given."""
        super().__init__()
        self._scheme = scheme or (lambda: QGuiApplication.styleHints().colorScheme())
        self._choice = Choice.SYSTEM
        self._tokens = LIGHT
        self._reduced = False
        self._applied = False

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._tokens

    @contextmanager
    def at_night(self) -> Iterator[Tokens]:
        """While it lasts, painters read the colours of a dimmed screen: within one paint, never across events."""
        before, self._tokens = self._tokens, at_night(self._tokens)
        try:
            yield self._tokens
        finally:
            self._tokens = before

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing should slide or breathe: by setting, or because the system says so."""
        return self._reduced or system_reduces_motion()

    def apply(self, settings: Settings) -> None:
        """Take theme and motion from the settings and dress the application. Costs nothing when nothing changed."""
        self._reduced = settings.reduced_motion
        self._choice = settings.theme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if not self._applied:
            self._applied = True
            app.setStyle(QStyleFactory.create("Fusion"))
            hints = app.styleHints()
            hints.colorSchemeChanged.connect(self._system_changed)
            hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
            self._dress(app, force=True)
        else:
            self._dress(app)

    def _wanted(self, app: QApplication) -> Tokens:
        if wanted():
            ours = app.palette()
            app.setPalette(QPalette())  # put aside, so that the system's own colours can be read
            theirs = from_palette(app.palette())
            app.setPalette(ours)
            return theirs
        if self._choice is Choice.SYSTEM:
            return DARK if self._scheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice is Choice.DARK else LIGHT

    def _system_changed(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._dress(app)

    def _dress(self, app: QApplication, force: bool = False) -> None:
        tokens = self._wanted(app)
        if tokens == self._tokens and not force:
            return
        self._tokens = tokens
        app.setPalette(palette(tokens))
        app.setStyleSheet(sheet(tokens))
        self.changed.emit()


def system_reduces_motion() -> bool:
    """Whether the platform's own interface effects are off; False where Qt can't tell."""
    style = QApplication.style()
    return style is not None and not style.styleHint(QStyle.StyleHint.SH_Widget_Animate)


_theme: Theme | None = None


def theme() -> Theme:
    """The one theme of this process."""
    global _theme  # noqa: PLW0603 - there is one application, and it has one look
    if _theme is None:
        _theme = Theme()
    return _theme
