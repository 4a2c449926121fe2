"""How insistent a prompt is: a choice with a diagram and a sentence each, and a button to see one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from unknot.ui.kit.button import Button, Look, Role, edge_width, faded, paint_face
from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.kit.layout import right_to_left
from unknot.ui.kit.level_pictures import Diagram, LevelPicture
from unknot.ui.kit.text import Text
from unknot.ui.theme import radius, size, space, theme
from unknot.ui.theme.windows import settings
from unknot.ui.tr import tr


@dataclass(frozen=True, slots=True)
class LevelWords:
    """One level: its name, what it does, and its diagram."""

    name: str
    sentence: str
    diagram: Diagram


class Level(Ringed, QRadioButton):
    """One of them: the diagram, the name, the sentence. A radio button, so that arrow keys and screen readers know."""

    def __init__(self, said: LevelWords) -> None:
        super().__init__()
        self.setAccessibleName(said.name)
        self.setAccessibleDescription(said.sentence)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.picture = LevelPicture(said.diagram)
        self._words = [Text(said.name, "label"), Text(said.sentence, "body", "ink2")]
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        for text in self._words:
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            lines.addWidget(text)
        lines.addStretch(1)
        self._row = row = QHBoxLayout(self)
        row.setSpacing(space.m)
        edge = RING + space.sm
        row.setContentsMargins(edge, edge, edge, edge)
        row.addSpacing(size.tick + space.m)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(lines, 1)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._row.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._row.heightForWidth(width)

    def hitButton(self, pos: object) -> bool:
        return self.rect().contains(pos)  # type: ignore[call-overload, no-any-return]

    def paintEvent(self, event: QPaintEvent) -> None:
        t, on = theme().tokens, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        rest = Look(t.surface, t.border if t.contrast else t.line, t.ink, edge_width(t))
        look = Look(t.tint, t.accent, t.ink, edge_width(t)) if on else rest
        if self.underMouse() and self.isEnabled() and not on:
            look = Look(t.side, t.border, t.ink, edge_width(t))
        look = look if self.isEnabled() else faded(look, t)
        paint_face(painter, face, look, radius.tile)
        x = face.right() - space.sm - size.tick if right_to_left(self) else face.left() + space.sm
        mark = QRectF(x, face.center().y() - size.tick / 2, size.tick, size.tick)
        colour = faded(Look("", t.accent if on else t.border, ""), t).edge if not self.isEnabled() else (
            t.accent if on else t.border
        )
        painter.setPen(QPen(QColor(colour), 2 if t.contrast else 1.5))
        painter.setBrush(QColor(t.surface))
        painter.drawEllipse(mark.adjusted(1, 1, -1, -1))
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawEllipse(mark.adjusted(5.5, 5.5, -5.5, -5.5))
        if self.ring_shown():
            draw_ring(painter, face, radius.tile)


class Levels(QWidget):
    """All levels, one below the other, one chosen. ``asked``: show me one of this kind now."""

    chosen = Signal(int)
    asked = Signal(int)

    def __init__(self, said: Sequence[LevelWords], index: int) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.levels = [Level(each) for each in said]
        self.shows = [Button(tr("Show me"), Role.QUIET, height=size.small_button) for _ in said]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for number, (each, level, show) in enumerate(zip(said, self.levels, self.shows, strict=True)):
            self._group.addButton(level, number)
            show.setAccessibleName(tr("Show me one now: {level}").format(level=each.name))
            show.clicked.connect(lambda _checked=False, number=number: self.asked.emit(number))
            row = QHBoxLayout()
            row.setSpacing(space.xs)
            row.addWidget(level, 1)
            row.addWidget(show, 0, Qt.AlignmentFlag.AlignVCenter)
            column.addLayout(row)
        self.levels[index].setChecked(True)
        self._group.idClicked.connect(self.chosen.emit)

    @property
    def index(self) -> int:
        """Which one is chosen, from 0."""
        return self._group.checkedId()

    def set_index(self, index: int, *, tell: bool = False) -> None:
        """Choose; ``tell`` emits ``chosen``."""
        if index != self.index:
            self.levels[index].setChecked(True)
            if tell:
                self.chosen.emit(index)

    def set_name(self, name: str) -> None:
        """What is being chosen, for screen readers."""
        self.setAccessibleName(name)

    def reflow(self, width: int) -> None:
        """In a narrow page the words come first."""
        for level in self.levels:
            level.picture.setVisible(width >= settings.pictures_from)
