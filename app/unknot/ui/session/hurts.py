"""The column after "This hurts": let go, say where, go on elsewhere or stop; and the way back after a slip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from unknot.core.body import Area
from unknot.core.history import Pain
from unknot.core.library import Library, Routine
from unknot.ui import words
from unknot.ui.kit.blocks import Divider, Icon, Tile
from unknot.ui.kit.button import Button, Chip, Role
from unknot.ui.kit.flow import FlowLayout
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import empty
from unknot.ui.kit.text import Text
from unknot.ui.session import ending
from unknot.ui.session.column import BUTTONS, OUT, Part, row_of
from unknot.ui.session.ending import Place
from unknot.ui.shell import Shell
from unknot.ui.theme import size, space
from unknot.ui.theme.windows import session as sizes
from unknot.ui.tr import tr

Thumbnail = Callable[[str, int], QPixmap]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person says."""

    where: Callable[[Place], None]
    go_on: Callable[[], None]
    stop: Callable[[], None]
    slip: Callable[[], None]
    log: Callable[[], None]

    @classmethod
    def to(cls, shell: Shell) -> Answers:
        """What the guide does with each; more about the pain is said in its dialog."""
        guide = shell.guide
        return cls(
            lambda place: guide.hurt_where(place.area, place.side), guide.go_on_elsewhere, guide.stop, guide.slip,
            shell.windows.open_pain,
        )


class HurtPart(Part):
    """Built when something hurts for the first time in a session."""

    def __init__(self, answers: Answers, thumbnail: Thumbnail, library: Library) -> None:
        super().__init__()
        self._answers = answers
        self._thumbnail = thumbnail
        self._library = library
        self._shown: tuple[Place, ...] = ()
        self.icon = Icon("warning", "clay", sizes.warning)
        self.title = Text("", "title-small")
        self.what = Text("", "instruction")
        self.rule = Text(tr("Stretching should pull, never hurt."), "body", "ink2")
        self.chips: list[Chip] = []
        self._chip_row = QWidget()
        self._flow = FlowLayout(self._chip_row, gap=0, row_gap=0)
        self.next = QWidget()
        self._tile = Tile(sizes.tile)
        self._area = Text("", "label")
        self._moves = Text("", "body", "ink2")
        self._fill_body()
        self._make_foot()

    def _fill_body(self) -> None:
        what = QVBoxLayout()
        what.setSpacing(0)
        what.addStretch(1)
        what.addWidget(self._area)
        what.addWidget(self._moves)
        what.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(space.m)
        row.addWidget(self._tile)
        row.addLayout(what, 1)
        coming = QVBoxLayout(self.next)
        coming.setContentsMargins(OUT, space.l - RING, OUT, 0)
        coming.setSpacing(space.ml)
        coming.addWidget(Divider())
        coming.addLayout(row)
        said = QVBoxLayout()
        said.setContentsMargins(OUT, 0, OUT, 0)
        said.setSpacing(0)
        said.addWidget(self.icon)
        for block, above in ((self.title, space.sm), (self.what, space.s), (self.rule, space.s)):
            said.addSpacing(above)
            said.addWidget(block)
        said.addSpacing(space.l)
        said.addWidget(Text(tr("Where is it?"), "label"))
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addLayout(said)
        body.addSpacing(space.s - RING)
        chips = QHBoxLayout()
        chips.setContentsMargins(BUTTONS, 0, BUTTONS, 0)
        chips.addWidget(self._chip_row)
        body.addLayout(chips)
        body.addWidget(self.next)
        body.addStretch(1)

    def _make_foot(self) -> None:
        self.go_on = Button(tr("Go on"), Role.PRIMARY, height=size.action)
        self.stop = Button(tr("Stop here"), Role.SECONDARY, height=size.action)
        self.slip = Button(tr("It was a slip, go back"), Role.BARE, key=tr("Esc"))
        self.log = Button(tr("Log pain…"), Role.QUIET)
        pairs = (
            (self.go_on, self._answers.go_on), (self.stop, self._answers.stop), (self.slip, self._answers.slip),
            (self.log, self._answers.log),
        )
        for button, answer in pairs:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, answer=answer: answer())
        away = QHBoxLayout()
        away.setSpacing(0)
        away.addWidget(self.log)
        away.addStretch(1)
        away.addWidget(self.slip)
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(0, space.s, 0, 0)
        foot.setSpacing(0)
        choice = row_of(self.go_on, self.stop, stretch=(1, 1))
        choice.setContentsMargins(BUTTONS, 0, BUTTONS, 0)
        foot.addLayout(choice)
        foot.addLayout(away)

    def first(self) -> QWidget:
        return self.go_on if self.go_on.isVisibleTo(self.foot) else self.stop

    def set_narrow(self, narrow: bool) -> None:
        self.title.set_role("heading" if narrow else "title-small")
        self.icon.setVisible(not narrow)
        self.rule.setVisible(not narrow)

    def show_pain(self, pain: Pain, coming: Routine | None, enough: bool) -> None:
        """``coming``: what Go on does, None when there is nothing; ``enough``: it hurt before today."""
        self.title.set_text(tr("Enough for today") if enough else tr("Let go slowly"))
        after = tr("Note where it hurts, and see how tomorrow feels.")
        self.what.set_text(after if enough else ending.left_out(pain, self._library))
        self._show_places(ending.places(pain), Place(pain.area, pain.side))
        self.next.setVisible(coming is not None)
        self.go_on.setVisible(coming is not None)
        self.stop.set_role(Role.PRIMARY if coming is None else Role.SECONDARY)
        if coming is not None:
            area, moves = ending.elsewhere(coming)
            self._area.set_text(area)
            self._moves.set_text(moves)
            self._tile.set_picture(self._thumbnail(words.picture_of(coming, self._library), sizes.tile))

    def spoken(self) -> str:
        """What a screen reader is told when this comes."""
        return words.sentences((f"{self.title.text}.", self.what.text))

    def _show_places(self, places: tuple[Place, ...], chosen: Place) -> None:
        if places != self._shown:
            self._shown = places
            self._make_chips(places)
        for place, chip in zip(places, self.chips, strict=True):
            chip.setChecked(place == chosen)

    def _make_chips(self, places: tuple[Place, ...]) -> None:
        empty(self._flow)
        self.chips = [Chip(place.text) for place in places]
        for place, chip in zip(places, self.chips, strict=True):
            chip.clicked.connect(lambda _checked=False, place=place: self._choose(place))
            self._flow.addWidget(chip)
        self.other = Chip(tr("Somewhere else"), checkable=False, arrow=True)
        self.other.clicked.connect(self._open_areas)
        self._flow.addWidget(self.other)

    def _choose(self, place: Place) -> None:
        # no QButtonGroup: it lets Tab reach the chosen one only, and the arrow keys belong to the session
        for one, chip in zip(self._shown, self.chips, strict=True):
            chip.setChecked(one == place)
        self._answers.where(place)

    def _open_areas(self) -> None:
        menu = QMenu(self.other)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_areas(menu)
        menu.popup(self.other.mapToGlobal(self.other.rect().bottomLeft()))

    def fill_areas(self, menu: QMenu) -> None:
        """All other areas; the side stays as it was guessed."""
        here = self._shown[0].area if self._shown else None
        side = next((p.side for p, c in zip(self._shown, self.chips, strict=True) if c.isChecked()), None)
        for area in Area:
            if area is not here and side is not None:
                action, place = menu.addAction(words.area(area)), Place(area, side)
                action.triggered.connect(lambda _checked=False, place=place: self._answers.where(place))
