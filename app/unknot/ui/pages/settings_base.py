"""What every part of the settings has: its controls, and a way to follow changes from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from unknot.ui.kit.focus import RING
from unknot.ui.kit.locked import LockNote
from unknot.ui.kit.slider import LabelledSlider
from unknot.ui.kit.tick import TickBox
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import settings
from unknot.ui.tr import tr

W = TypeVar("W", bound=QWidget)


class Part(QWidget):
    """One tab. Its controls stand at ``column``, one column of settings.control pixels unless added otherwise."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._on_settings: list[Callable[[], None]] = []
        self._unnoted: set[QWidget] = set()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(RING + space.m, 0, RING + space.m, 0)  # room for what hangs over the sides
        self.column.setSpacing(0)

    def refresh(self) -> None:
        """Show the settings as they are."""
        for call in self._on_settings:
            call()

    def reflow(self, width: int) -> None:
        """The page is so wide now."""

    def change(self, **fields: Any) -> None:
        """Set these at once."""
        self.shell.preferences.change(**fields)

    def setting(self, name: str) -> Any:
        """The value in force."""
        return getattr(self.shell.preferences.current, name)

    def on_settings(self, call: Callable[[], None]) -> None:
        """Call this on every change of the settings, from wherever it comes."""
        self._on_settings.append(call)

    def put(self, part: QWidget | QLayout, gap: int = space.l) -> None:
        """Add a control to the column, as wide as is good for reading; with a padlock beside it, or below, if it isn't
        the person's to set."""
        inside = [part] if isinstance(part, QWidget) else _widgets(part)
        if isinstance(part, QWidget):
            part.setMaximumWidth(settings.control)
            self.column.addWidget(part)
        else:
            self.column.addLayout(part)
        if not self._unnoted.isdisjoint(inside):
            self._unnoted.difference_update(inside)
            self._note(part, len(inside))
        self.column.addSpacing(gap)

    def locked(self, name: str) -> bool:
        """Whether only the organisation sets this."""
        return name in self.shell.preferences.locked

    def lockable(self, control: W, *names: str) -> W:
        """Give the control of these settings out of the person's hands, if only the organisation sets one of them.
        ``put`` then shows a padlock with it; elsewhere add a ``lock_note``."""
        if any(self.locked(name) for name in names):
            control.setEnabled(False)
            control.setAccessibleDescription(self._set_by())
            control.setToolTip(self._set_by())
            self._unnoted.add(control)
        return control

    def lock_note(self) -> LockNote:
        """A padlock and who has set it, to stand below a control."""
        return LockNote(self._set_by())

    def _note(self, part: QWidget | QLayout, place: int) -> None:
        if isinstance(part, QHBoxLayout):
            part.insertSpacing(place, space.m)
            part.insertWidget(place + 1, LockNote(self._set_by(), wrap=False), 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            self.column.addSpacing(space.xs)
            self.column.addWidget(self.lock_note())

    def _set_by(self) -> str:
        return tr("Set by your organisation")

    def slider(
        self, name: str, label: str, say: Callable[[int], str], least: int, most: int, step: int = 1, hint: str = ""
    ) -> LabelledSlider:
        """A slider for a whole number of the settings; it takes effect when it comes to rest."""
        made = LabelledSlider(label, least, most, int(self.setting(name)), say, step, hint)
        made.settled.connect(lambda value: self.change(**{name: value}))
        self.on_settings(lambda: made.set_value(int(self.setting(name))))
        self.lockable(made.slider, name)
        if self.locked(name):
            made.add_below(self.lock_note())
        return made

    def tick(self, name: str, label: str) -> TickBox:
        """A tick box for a yes or no of the settings."""
        made = TickBox(label)
        made.setChecked(bool(self.setting(name)))
        made.clicked.connect(lambda on: self.change(**{name: on}))
        self.on_settings(lambda: made.setChecked(bool(self.setting(name))))
        return self.lockable(made, name)


def _widgets(layout: QLayout) -> list[QWidget]:
    found = [item.widget() for n in range(layout.count()) if (item := layout.itemAt(n)) is not None]
    return [widget for widget in found if widget is not None]
