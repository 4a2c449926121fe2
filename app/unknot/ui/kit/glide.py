"""One value that moves: at once where nothing may move or nobody looks, else eased over its time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtWidgets import QWidget

from unknot.ui.theme import theme


class Glide:
    """A number between places for a widget's painter. ``moved`` is called after each change of ``value``."""

    def __init__(
        self,
        owner: QWidget,
        milliseconds: int,
        moved: Callable[[], object],
        curve: QEasingCurve.Type = QEasingCurve.Type.InOutCubic,
        value: float = 0.0,
    ) -> None:
        self.value = value
        self._owner = owner
        self._moved = moved
        self._animation = QVariantAnimation(owner)
        self._animation.setDuration(milliseconds)
        self._animation.setEasingCurve(curve)
        self._animation.valueChanged.connect(self._step)

    @property
    def running(self) -> bool:
        """Whether it is on its way."""
        return self._animation.state() is QVariantAnimation.State.Running

    def go(self, to: float, start: float | None = None) -> None:
        """Move to ``to``, from ``start`` or from where it is. Jumps when hidden or when motion is reduced."""
        self._animation.stop()
        begin = self.value if start is None else start
        if theme().reduced_motion or not self._owner.isVisible() or begin == to:
            self._step(to)
            return
        self._animation.setStartValue(float(begin))
        self._animation.setEndValue(float(to))
        self._animation.start()

    def finish(self) -> None:
        """Be at the end now, as when the widget is hidden on the way."""
        if self.running:
            self._animation.stop()
            self._step(self._animation.endValue())

    def _step(self, value: float) -> None:
        self.value = float(value)
        self._moved()
