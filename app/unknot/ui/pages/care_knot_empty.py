"""What stands beside the map while no knot is marked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from unknot.ui.kit.blocks import Block, Tile
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.text import Text
from unknot.ui.pages.care_knot_steps import LOCATE
from unknot.ui.pages.parts import HANG
from unknot.ui.pages.pictures import Stills
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import knots as sizes


class EmptyPane(QWidget):
    """An invitation, or what is so when all that were marked are gone."""

    wanted = Signal()

    def __init__(self, shell: Shell, stills: Stills, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._stills = shell, stills
        self.tile = Tile(sizes.picture)
        self.title = Text("", "title-small")
        self.what = Text("", "body", "ink2")
        self.no_map = Block(self.tr("The map of the body can't be read, so no knot can be marked."))
        self.begin = Button(self.tr("Find a knot"), Role.PRIMARY)
        column = QVBoxLayout(self)
        column.setContentsMargins(HANG, RING, HANG, RING)
        column.setSpacing(0)
        column.addWidget(self.tile, 0, Qt.AlignmentFlag.AlignLeading)
        column.addSpacing(space.l)
        column.addWidget(self.title)
        column.addSpacing(space.s)
        column.addWidget(self.what)
        column.addSpacing(space.l)
        column.addWidget(self.no_map)
        column.addLayout(Controls(self.begin, None))
        column.addStretch(1)
        self.begin.clicked.connect(self.wanted)

    def show_state(self, gone: int) -> None:
        """``gone``: how many there were."""
        text = self._shell.library.exercise_text.get(LOCATE)
        picture = self._stills.whole(LOCATE, sizes.picture - 2 * space.s, self.devicePixelRatioF())
        self.tile.set_picture(picture, text.picture if text else "")
        self.title.set_text(self.tr("All your knots are gone") if gone else self.tr("A tight, tender spot?"))
        self.what.set_text(
            self.tr("Mark the next one when you feel it.")
            if gone
            else self.tr(
                "Find it and mark it on the body. Unknot guides its massage and shows how it changes from day to day."
            )
        )
        mapped = self._shell.knots.ground is not None
        self.begin.setVisible(mapped)
        self.no_map.setVisible(not mapped)
