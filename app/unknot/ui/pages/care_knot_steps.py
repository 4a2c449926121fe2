"""What is below the title in each step of finding a knot."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from unknot.core.body import Area
from unknot.core.care_records import PointKind
from unknot.core.knot_search import Search, Step
from unknot.ui import words
from unknot.ui.kit.blocks import Block, Tile
from unknot.ui.kit.button import Chip, Look, edge_width, paint_face
from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.kit.layout import Stacked
from unknot.ui.kit.scale import Scale
from unknot.ui.kit.text import Text
from unknot.ui.pages.parts import HANG, wrapping_row
from unknot.ui.pages.pictures import Stills
from unknot.ui.shell import Shell
from unknot.ui.theme import radius, space, theme
from unknot.ui.theme.windows import knots as sizes
from unknot.ui.words.knots import not_here, spreading

LOCATE = "locate-knot"
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Option(Ringed, QRadioButton):
    """One of two answers: its name, and what it means. The whole card is the target."""

    def __init__(self, name: str, line: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setAccessibleName(f"{name}. {line}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(space.m + RING, space.sm + RING, space.m + RING, space.sm + RING)
        column.setSpacing(space.hair)
        for text in (Text(name, "label"), Text(line, "small", "ink2")):
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(text)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._column.heightForWidth(width)

    def hitButton(self, pos: object) -> bool:
        return self.rect().contains(pos)  # type: ignore[call-overload, no-any-return]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:  # some desktops press any button with Enter: here it means "go on"
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, on = theme().tokens, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        over = self.underMouse() and not on
        fill = t.tint if on and not t.contrast else t.side if over and not t.contrast else t.surface
        edge = t.accent if on or (over and t.contrast) else t.border
        paint_face(painter, face, Look(fill, edge, t.ink, edge_width(t) * (2 if on else 1)))
        if self.ring_shown():
            draw_ring(painter, face, radius.control)


class Asked(QWidget):
    """One step. ``changed`` carries the new Search."""

    changed = Signal(object)
    step: Step

    def __init__(self) -> None:
        super().__init__()
        self.search = Search()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(HANG, RING, HANG, RING)
        self.column.setSpacing(space.sm)

    def show_search(self, search: Search) -> None:
        """Show what was said so far."""
        self.search = search

    def title(self) -> str:
        """The question."""
        raise NotImplementedError

    def what(self) -> str:
        """One line about it."""
        raise NotImplementedError

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """Give the keyboard to what answers it."""


class Feel(Asked):
    """How to feel for a knot: the picture and the words of the exercise."""

    step = Step.FEEL

    def __init__(self, shell: Shell, stills: Stills) -> None:
        super().__init__()
        self._stills = stills
        self._text = shell.library.exercise_text.get(LOCATE)
        self.tile = Tile(sizes.picture)
        self.column.addWidget(self.tile, 0, Qt.AlignmentFlag.AlignLeading)
        along = self.tr("Feel along one side, then the other, for a denser, tighter spot.")
        for line in (self._text.ready, along, self._text.felt) if self._text else (along,):
            self.column.addWidget(Text(line))
        if self._text:
            self.column.addWidget(Block(self._text.caution))

    def show_search(self, search: Search) -> None:
        super().show_search(search)
        picture = self._stills.whole(LOCATE, sizes.picture - 2 * space.s, self.devicePixelRatioF())
        self.tile.set_picture(picture, self._text.picture if self._text else "")

    def title(self) -> str:
        return self.tr("Feel for it")

    def what(self) -> str:
        return self.tr("Most knots sit in the upper back and the shoulders.")


class Where(Asked):
    """Where it is: the map answers. Says in words what was picked, or why it can't be."""

    step = Step.PLACE

    def __init__(self) -> None:
        super().__init__()
        self.place = Text("", "heading")
        self.refused = Block()
        self.hint = Text("", "small", "ink2")
        for part in (self.refused, self.place, self.hint):
            self.column.addWidget(part)

    def show_search(self, search: Search) -> None:
        super().show_search(search)
        self.place.set_text(words.knot_place(search.spot) if search.spot else self.tr("Not marked yet"))
        self.place.set_colour("ink" if search.spot else "ink2")
        self.hint.set_text(
            self.tr("Arrow keys move it by a centimetre.") if search.spot
            else self.tr("Is it on your chest? Choose Front above the body.")
        )
        self.refused.setVisible(search.why is not None)
        if search.why is not None:
            self.refused.set_text(not_here(search.why))

    def spoken(self) -> str:
        """What a screen reader is told after a try to place it."""
        return self.refused.body.text if self.search.why is not None else self.place.text

    def title(self) -> str:
        return self.tr("Where is it?")

    def what(self) -> str:
        return self.tr("Press the spot on the body.")


class Press(Asked):
    """What pressing it does, and where the pain goes."""

    step = Step.PRESS

    def __init__(self) -> None:
        super().__init__()
        self.tender = Option(self.tr("It hurts only there"), self.tr("A tender spot."))
        self.trigger = Option(self.tr("The pain spreads"), self.tr("A trigger point."))
        self._group = QButtonGroup(self)
        for option, kind in ((self.tender, PointKind.TENDER), (self.trigger, PointKind.TRIGGER)):
            self._group.addButton(option)
            option.clicked.connect(lambda _on=False, kind=kind: self.changed.emit(self.search.press(kind)))
        self.column.addLayout(Stacked(self.tender, self.trigger))
        self.where = Text(self.tr("Where does it go? If you can't tell, leave it open."), "label")
        self.column.addSpacing(space.xs)
        self.column.addWidget(self.where)
        self.chips = {area: Chip(spreading(area)) for area in Area}
        for area, chip in self.chips.items():
            chip.clicked.connect(lambda on, area=area: self.changed.emit(self.search.spread(area if on else None)))
        self.column.addLayout(wrapping_row(*self.chips.values()))

    def show_search(self, search: Search) -> None:
        super().show_search(search)
        self._group.setExclusive(False)
        self.tender.setChecked(search.kind is PointKind.TENDER)
        self.trigger.setChecked(search.kind is PointKind.TRIGGER)
        self._group.setExclusive(True)
        spreads = search.kind is PointKind.TRIGGER
        self.where.setVisible(spreads)
        for area, chip in self.chips.items():
            chip.setVisible(spreads)
            chip.setChecked(area is search.spreads)

    def take_focus(self, reason: Qt.FocusReason) -> None:
        (self.trigger if self.trigger.isChecked() else self.tender).setFocus(reason)

    def title(self) -> str:
        return self.tr("Press it for a moment")

    def what(self) -> str:
        return self.tr("Firmly, but not so hard that it hurts. What happens?")


class HowStrong(Asked):
    """0 to 10."""

    step = Step.STRENGTH

    def __init__(self) -> None:
        super().__init__()
        self.scale = Scale(self.tr("How strong is it?"))
        self.column.addWidget(self.scale)
        self.scale.chosen.connect(lambda n: self.changed.emit(self.search.rate(n)))

    def show_search(self, search: Search) -> None:
        super().show_search(search)
        if search.strength != self.scale.value:
            self.scale.set_value(search.strength)

    def take_focus(self, reason: Qt.FocusReason) -> None:
        self.scale.take_focus(reason)

    def title(self) -> str:
        return self.tr("How strong is it?")

    def what(self) -> str:
        return self.tr("While you press it. You can say so again on other days and see its course.")
