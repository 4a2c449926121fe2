"""The Care page: knots, heat and cold, pain, help. Each tab is made when first opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from unknot.ui.kit.focus import RING
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.pages.tabs import Tabs
from unknot.ui.shell import Shell
from unknot.ui.theme import space

FIND = "find"
"""Not a tab: leads to the search for a knot."""


class CarePage(QWidget):
    """The tabs stay on top; what is below them scrolls. A tab follows the services while it can be seen."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.setAccessibleName(self.tr("Care"))
        makers: dict[str, tuple[str, Callable[[], QWidget]]] = {
            "knots": (self.tr("Knots"), self._knots),
            "heat": (self.tr("Heat and cold"), self._heat),
            "pain": (self.tr("Pain"), self._pain),
            "help": (self.tr("Help"), self._help),
        }
        self.parts = tuple(makers)
        self._labels = [label for label, _ in makers.values()]
        self._makers = [maker for _, maker in makers.values()]
        self._made: dict[int, tuple[ScrollPage, QWidget]] = {}
        self.tabs = Tabs(self._labels, self.tr("Care"))
        self.stack = QStackedWidget()
        head = QVBoxLayout()
        head.setContentsMargins(space.xxl - RING, space.m, space.xxl - RING, 0)
        head.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self._open)
        self.tabs.choose(0)

    def open_part(self, name: str) -> None:
        """Show the tab of this name: ``knots``, ``heat``, ``pain`` or ``help``; ``find``: begin the search for a knot.
        An unknown one changes nothing."""
        tab = "knots" if name == FIND else name
        if tab in self.parts:
            self.tabs.choose(self.parts.index(tab))
        if name == FIND:
            self._find()

    def part(self, name: str) -> QWidget:
        """What stands behind a tab."""
        index = self.parts.index(name)
        if index not in self._made:
            made = self._makers[index]()
            reach = getattr(made, "reach", 0)  # what a tab lets hang over the edge of its text
            page = ScrollPage(space.xxl - reach, space.ml)
            made.setAccessibleName(self._labels[index])
            page.body.addWidget(made)
            self.stack.addWidget(page)
            self._made[index] = (page, made)
        return self._made[index][1]

    def _open(self, index: int) -> None:
        self.part(self.parts[index])
        self.stack.setCurrentWidget(self._made[index][0])

    @property
    def tells_of_pain(self) -> bool:
        """Whether the tab that is open shows what the pain log advises."""
        page = self.stack.currentWidget()
        return any(made is page and hasattr(tab, "advice") for made, tab in self._made.values())

    # the tabs

    def _find(self) -> None:
        from unknot.ui.pages.care_knots import KnotsTab

        knots = self.part("knots")
        assert isinstance(knots, KnotsTab)
        knots.begin()

    def _knots(self) -> QWidget:
        from unknot.ui.pages.care_knots import KnotsTab

        return KnotsTab(self._shell)

    def _heat(self) -> QWidget:
        from unknot.ui.pages.care_heat import HeatTab

        return HeatTab(self._shell)

    def _pain(self) -> QWidget:
        from unknot.ui.pages.care_pain import PainTab

        return PainTab(self._shell)

    def _help(self) -> QWidget:
        from unknot.ui.pages.care_help import HelpTab

        return HelpTab(self._shell)
