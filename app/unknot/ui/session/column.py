"""The column beside the stage: head, a body that scrolls when it must, and controls pinned at the foot."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from unknot.core.session import Session
from unknot.ui.kit.blocks import Icon
from unknot.ui.kit.focus import RING
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.step_cord import StepCord
from unknot.ui.kit.text import Text
from unknot.ui.theme import size, space
from unknot.ui.tr import tr

OUT = space.sm
BUTTONS = OUT - RING
"""Margin of a row of buttons whose faces stand at the edge of the text."""


class Part(QWidget):
    """What fills the column in one kind of state: itself the body; ``foot`` holds its controls."""

    def __init__(self) -> None:
        super().__init__()
        self.foot = QWidget()
        self.foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_narrow(self, narrow: bool) -> None:
        """Less room: smaller titles."""

    def trim(self, room: int, width: int) -> None:
        """Leave out what can be spared until the body is no higher than ``room`` at this width."""

    def height_for(self, width: int) -> int:
        """How high the body is at this width."""
        layout = self.layout()
        if layout is None:
            return 0
        layout.invalidate()
        layout.activate()
        return layout.totalHeightForWidth(width)

    def first(self) -> QWidget:
        """What takes the focus when this comes."""
        raise NotImplementedError


class Column(QWidget):
    """Head, body, foot. ``show_part`` changes the last two.

    It is OUT wider on both sides than what is read in it, so that the room which buttons keep for their focus ring,
    and quiet ones around their words, does not push them in from the edge of the text.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left = Text("", "label", wrap=False)
        self.right = Text("", "body", "ink2", wrap=False)
        self.muted = Icon("sound-off", "ink2", size.icon_small)
        self.muted.setToolTip(tr("Sounds are off. M turns them on."))
        self.muted.setAccessibleName(tr("Sounds are off"))
        self.cord = StepCord()
        self.page = ScrollPage(margin=0, top=0)
        self.page.body.setContentsMargins(0, 0, 0, 0)
        self.part: Part | None = None
        self._narrow = False
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(space.s)
        head.addWidget(self.left)
        head.addStretch(1)
        head.addWidget(self.muted)
        head.addWidget(self.right)
        self._above = QVBoxLayout()
        self._above.setContentsMargins(0, space.hair, 0, 0)
        self._above.setSpacing(space.sm)
        head.setContentsMargins(OUT, 0, OUT, 0)
        self._above.addLayout(head)
        reach = QHBoxLayout()
        reach.setContentsMargins(BUTTONS - space.xs, 0, BUTTONS - space.xs, 0)  # the end dots hang out
        reach.addWidget(self.cord)
        self._above.addLayout(reach)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addLayout(self._above)
        self._gap = QSpacerItem(0, space.xl - 2)
        self._whole.addSpacerItem(self._gap)
        self._whole.addWidget(self.page, 1)

    def set_narrow(self, narrow: bool) -> None:
        """Stacked or short: smaller titles and gaps."""
        self._narrow = narrow
        self._gap.changeSize(0, space.s if narrow else space.xl - 2)
        self._whole.invalidate()
        if self.part is not None:
            self.part.set_narrow(narrow)
        self.trim()

    def show_part(self, part: Part) -> None:
        """Put this part's body and foot in place of the last."""
        if part is self.part:
            return
        if self.part is not None:
            # it stays a child, hidden: what Python alone owns would outlive the window in a cycle through its signals
            self.part.hide()
            self.part.foot.hide()
            self.page.body.removeWidget(self.part)
            self._whole.removeWidget(self.part.foot)
        self.part = part
        part.set_narrow(self._narrow)
        self.page.body.addWidget(part)
        self._whole.addWidget(part.foot)
        part.show()
        part.foot.show()
        self.page.verticalScrollBar().setValue(0)
        self.trim()

    def turn_page(self, *, down: bool) -> None:
        """Scroll the body by what is seen of it."""
        bar = self.page.verticalScrollBar()
        bar.setValue(bar.value() + (bar.pageStep() if down else -bar.pageStep()))

    def show_steps(self, done: int, session: Session) -> None:
        """``done`` steps are behind; those of which nothing was done stand out."""
        skipped = frozenset(r.step for r in session.results if not r.sides)
        self.cord.show_steps(done, session.steps, skipped)

    def trim(self) -> None:
        """Fit the body to the room there is, as far as that goes."""
        if self.part is not None:
            self.part.trim(self.page.viewport().height(), self.page.viewport().width())

    def overflow(self) -> int:
        """By how many pixels the body is higher than the room for it."""
        if self.part is None:
            return 0
        return max(0, self.part.height_for(self.page.viewport().width()) - self.page.viewport().height())

    def least_width(self) -> int:
        """The narrowest it can be without cutting a control."""
        foot = self.part.foot.minimumSizeHint().width() if self.part else 0
        return max(foot, self._above.minimumSize().width())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.least_width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.trim()


def row_of(*widgets: QWidget, stretch: tuple[int, ...] = ()) -> QHBoxLayout:
    """Buttons beside each other; the room for their focus rings is the gap between their faces."""
    row = QHBoxLayout()
    row.setSpacing(0)
    row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    for index, widget in enumerate(widgets):
        row.addWidget(widget, stretch[index] if stretch else 0)
    return row
