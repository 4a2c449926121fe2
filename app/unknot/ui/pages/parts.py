"""What several pages are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QWidget

from unknot.ports import Undo
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.flow import FlowLayout
from unknot.ui.kit.focus import RING
from unknot.ui.kit.folding import Folding
from unknot.ui.kit.layout import Controls, Stacked
from unknot.ui.kit.text import Text
from unknot.ui.theme import size, space, theme

if TYPE_CHECKING:
    Base = QWidget
else:
    Base = object


class Followed(Base):
    """Mixin before a Qt widget class: follows the services while it can be seen, and not a moment longer.

    ``follow`` subscribes, ``refresh`` shows what is so now; it runs at once when the widget appears.
    """

    _undos: list[Undo] | None = None

    def follow(self) -> Sequence[Undo]:
        """Subscribe; answers how to end that."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show what is so now."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        if self._undos is None:
            self._undos = []
            undos = self._undos
            self.destroyed.connect(lambda: _undo_all(undos))  # a window may go without being hidden first
        if not self._undos:
            self._undos.extend(self.follow())
        self.refresh()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        _undo_all(self._undos or [])
        super().hideEvent(event)


class Pane(QWidget):
    """What stands beside the main part of a page: a ground of its own, and a hairline toward that part."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.fillRect(self.width() - 1 if right_to_left else 0, 0, 1, self.height(), QColor(tokens.line))


def _undo_all(undos: list[Undo]) -> None:
    for undo in undos:
        undo()
    undos.clear()


def wrapping_row(*controls: QWidget, gap: int = space.s) -> Stacked:
    """Controls in a row that wraps, faces ``gap`` apart and flush with the text above and below."""
    flow = FlowLayout(gap=max(0, gap - 2 * RING), row_gap=max(0, gap - 2 * RING))
    for control in controls:
        flow.addWidget(control)
    around = Stacked()
    around.addLayout(flow)
    return around


HANG = RING + space.sm
"""Room to the left and right in what holds a ``Hung`` button: a layout can't put anything at a negative place."""


class UndoRow(QWidget):
    """One line that says what was done, and the way back."""

    def __init__(self, undo: Callable[[], object]) -> None:
        super().__init__()
        self.text = Text("", "body", "ink2")
        self.button = Button(self.tr("Undo"), Role.QUIET, "undo", height=size.small_button)
        self.button.clicked.connect(undo)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(space.xs)
        line.addWidget(self.text, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.button)
        line.addStretch(1)

    def say(self, text: str) -> None:
        """Show this; nothing hides the row."""
        self.text.set_text(text)
        self.setVisible(bool(text))


class Columns(QBoxLayout):
    """Parts beside or below one another that keep HANG free at their sides and RING above and below, so that it is
    their text that is flush with what is around."""

    out = QMargins(HANG, RING, HANG, RING)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect.marginsAdded(self.out))

    def sizeHint(self) -> QSize:
        return super().sizeHint().shrunkBy(self._reach())

    def minimumSize(self) -> QSize:
        return super().minimumSize().shrunkBy(self._reach())

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width + 2 * HANG) - self._reach().top() - self._reach().bottom()

    def minimumHeightForWidth(self, width: int) -> int:
        return super().minimumHeightForWidth(width + 2 * HANG) - self._reach().top() - self._reach().bottom()

    def _reach(self) -> QMargins:
        """Nothing reaches out of a box all of whose widgets are hidden."""
        return QMargins() if self.isEmpty() else self.out


class Hung(Controls):
    """One quiet button whose text, not its face, is flush with the text above: where lines begin, or ``end``."""

    def __init__(self, button: Button, end: bool = False) -> None:
        super().__init__(*((None, button) if end else (button, None)))
        self._button = button
        self._end = end

    def setGeometry(self, rect: QRect) -> None:
        by = self._button.pad
        flip = self._button.layoutDirection() is Qt.LayoutDirection.RightToLeft
        super().setGeometry(rect.adjusted(0, 0, by, 0) if flip is not self._end else rect.adjusted(-by, 0, 0, 0))


class Hanging(Folding):
    """Quiet buttons in a row, or below one another: the text of the first and of the last one is flush with what is
    above, not their faces."""

    def setGeometry(self, rect: QRect) -> None:
        wide = rect.adjusted(-space.sm, 0, space.sm, 0)
        where = Qt.AlignmentFlag(0) if self._fits(wide.width()) else Qt.AlignmentFlag.AlignLeading
        for item in self._shown():
            item.setAlignment(where)
        super().setGeometry(wide)


def open_menu(below: QWidget, fill: Callable[[QMenu], None]) -> QMenu:
    """Open a menu beneath a control; it turns upward where the screen ends."""
    menu = QMenu(below)
    menu.aboutToHide.connect(menu.deleteLater)
    fill(menu)
    menu.popup(below.mapToGlobal(QPoint(RING, below.height() - RING + space.xs)))
    return menu
