"""Where on the body: the map beside the tiles, or in their place when narrow."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.body import Area, Side
from unknot.core.body_map import BodyShapes, Place
from unknot.ui import words
from unknot.ui.kit.body_map import BodyMap
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.text import Text
from unknot.ui.pages.parts import Hung, Pane
from unknot.ui.theme import space
from unknot.ui.theme.windows import library


class BodyPane(Pane):
    """Every click on the map tells ``picked``; nothing is chosen until ``show_areas`` says so.

    A side makes no difference here: what works on one works on the other, so left and right are one.
    """

    picked = Signal(object)
    """The Area that was clicked, or entered."""
    cleared = Signal()
    done = Signal()

    def __init__(self, shapes: BodyShapes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.map = BodyMap(shapes, lambda place: words.area(place.area), sided=False)
        self.clear = Button(self.tr("Clear"), Role.QUIET)
        self.finish = Button(self.tr("Done"))
        margin = library.detail_margin
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, margin, space.l)
        column.setSpacing(space.m)
        column.addWidget(Text(self.tr("Where on the body?"), "heading"))
        column.addWidget(self.map, 1)
        foot = QHBoxLayout()
        foot.addLayout(Hung(self.clear), 1)
        foot.addLayout(Controls(self.finish))
        column.addLayout(foot)
        self.map.picked.connect(lambda place: self.picked.emit(place.area))
        self.clear.clicked.connect(self.cleared)
        self.finish.clicked.connect(self.done)

    def show_areas(self, areas: Collection[Area]) -> None:
        """These are looked for now."""
        self.map.set_chosen(Place(area, Side.BOTH) for area in areas)
        self.clear.setEnabled(bool(areas))
