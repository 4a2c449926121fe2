"""Motion with one switch: everything takes 0 ms where less motion is wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEasingCurve, QObject, QPropertyAnimation
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from unknot.ui.theme import duration, theme

FADING = ("xcb", "windows", "cocoa")


def windows_fade() -> bool:
    """Whether whole windows can be faded here: Wayland knows no such thing."""
    return QGuiApplication.platformName() in FADING


def animate(
    target: QObject,
    name: str,
    to: object,
    ms: int,
    easing: QEasingCurve.Type = QEasingCurve.Type.OutCubic,
    start: object | None = None,
) -> QPropertyAnimation:
    """Run a Qt property of ``target`` to a value; an animation of the same property is replaced.

    ``ms`` becomes 0 under reduced motion: the end value is there at once, and ``finished`` still follows.
    """
    key = f"_animation_{name}"
    before = target.property(key)
    if isinstance(before, QPropertyAnimation):
        before.stop()
    made = QPropertyAnimation(target, QByteArray(name.encode()), target)
    made.setDuration(0 if theme().reduced_motion else ms)
    made.setEasingCurve(easing)
    if start is not None:
        made.setStartValue(start)
    made.setEndValue(to)
    target.setProperty(key, made)
    made.start()
    return made


def fade_out(window: QWidget, gone: Callable[[], None]) -> None:
    """Fade a whole window to nothing and then call ``gone``; at once under reduced motion. The window lives until then,
    also when nobody else keeps it."""
    out = animate(window, "windowOpacity", 0.0, duration.prompt_out, QEasingCurve.Type.InCubic)
    if out.state() is out.State.Stopped:
        gone()
    else:
        out.finished.connect(lambda: gone())  # noqa: PLW0108 - a lambda is kept, the method of a window is not
