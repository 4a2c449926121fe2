"""Paints one view of the body map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from unknot.core.body_map import Place
from unknot.ui.kit.body_map_layout import Laid
from unknot.ui.theme import font, radius, size, theme
from unknot.ui.theme.style import mixed

OUTLINE = 2.0
CHOSEN = 2.5
HOVER = 1.0
HATCH = 5.0
"""Between two lines across the spine."""
FAINTEST, STRONGEST = 0.15, 0.85
"""How much accent the fewest and the most minutes take."""
PAD = 3.5
"""Around a number."""
HAIR = 0.5
"""How much of the track's colour the hair has."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is special about places now. ``minutes`` empty: none are shown."""

    chosen: frozenset[Place] = frozenset()
    hovered: Place | None = None
    ringed: Place | None = None
    minutes: Mapping[Place, int] = field(default_factory=dict)


def shade(minutes: int, most: int) -> float:
    """How much accent an area takes: nothing for none, else from faint to strong."""
    return FAINTEST + (STRONGEST - FAINTEST) * minutes / most if minutes > 0 else 0.0


class BodyPainter:
    """One painting of one view."""

    def __init__(self, painter: QPainter, laid: Laid, marks: Marks) -> None:
        self.painter = painter
        self.laid = laid
        self.marks = marks
        self.tokens = theme().tokens
        self.most = max(marks.minutes.values(), default=0)

    def paint(self, card: QRectF) -> None:
        """Card and body, the ring last."""
        painter, tokens = self.painter, self.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = QPainterPath()
        around.addRoundedRect(card, radius.stage, radius.stage)
        painter.fillPath(around, QColor(tokens.stage))
        painter.save()
        painter.setClipPath(around)
        self._body()
        for place in self.laid.regions:
            self._region(place)
        self._spine()
        for place in self.laid.regions:
            self._edge(place)
        ringed = self.marks.ringed
        if ringed is not None and ringed in self.laid.regions:
            self._ring(self.laid.regions[ringed])
            self._region(ringed)
            self._edge(ringed)
        painter.restore()
        if tokens.contrast:
            painter.setPen(QPen(QColor(tokens.border), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), radius.stage, radius.stage)

    def _pen(self, colour: str, width: float) -> QPen:
        made = QPen(QColor(colour), width)
        made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return made

    def _body(self) -> None:
        painter, tokens, laid = self.painter, self.tokens, self.laid
        painter.fillPath(laid.silhouette, QColor(tokens.surface))
        painter.save()
        painter.setClipPath(laid.silhouette, Qt.ClipOperation.IntersectClip)
        painter.setPen(self._pen(tokens.track, 1))
        painter.setBrush(QColor(tokens.surface if tokens.contrast else mixed(tokens.track, tokens.surface, HAIR)))
        painter.drawPath(laid.hair)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(laid.jaw)
        painter.restore()
        painter.setPen(self._pen(tokens.border, OUTLINE))
        painter.drawPath(laid.silhouette)

    def _fill(self, place: Place) -> str:
        tokens = self.tokens
        share = shade(self.marks.minutes.get(place, 0), self.most) if self.most else 0.0
        if share:
            return mixed(tokens.accent, tokens.region, share)
        if place in self.marks.chosen:
            return tokens.accent if tokens.contrast else tokens.tint
        return tokens.region

    def _region(self, place: Place) -> None:
        path = self.laid.regions[place]
        self.painter.setPen(self._pen(self.tokens.line, 1))
        self.painter.setBrush(QColor(self._fill(place)))
        self.painter.drawPath(path)
        if place in self.marks.minutes:
            self._number(place)

    def _edge(self, place: Place) -> None:
        """The accent edge of what is chosen or under the pointer."""
        chosen = place in self.marks.chosen
        if not chosen and place != self.marks.hovered:
            return
        colour = self.tokens.ink if chosen and self.tokens.contrast else self.tokens.accent
        width = CHOSEN if chosen else OUTLINE if self.tokens.contrast else HOVER
        self.painter.setPen(self._pen(colour, width))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPath(self.laid.regions[place])

    def _number(self, place: Place) -> None:
        """The minutes of an area on a ground of their own, so that they can be read on every shade."""
        text, made = str(self.marks.minutes[place]), font("caption")
        metrics = QFontMetricsF(made)
        high = metrics.capHeight() + 2 * PAD
        wide = max(high, metrics.horizontalAdvance(text) + 2 * PAD)
        box = QRectF(0, 0, wide, high)
        box.moveCenter(self.laid.label_spot(place, wide, high))
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(self.tokens.surface))
        self.painter.drawRoundedRect(box, high / 2, high / 2)
        self.painter.setFont(made)
        self.painter.setPen(QColor(self.tokens.ink))
        self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _spine(self) -> None:
        """Hatched: it can't be picked."""
        painter, tokens, spine = self.painter, self.tokens, self.laid.spine
        painter.setPen(self._pen(tokens.track, 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawPath(spine)
        painter.save()
        painter.setClipPath(spine, Qt.ClipOperation.IntersectClip)
        painter.setPen(self._pen(tokens.border, 1))
        box = spine.boundingRect()
        y = box.top()
        while y < box.bottom() + box.width():
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y - box.width()))
            y += HATCH
        painter.restore()

    def _ring(self, path: QPainterPath) -> None:
        """The focus ring: 2 px, 2 px away from the area's edge."""
        reach = size.focus_gap + CHOSEN / 2
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(self._pen(self.tokens.accent, 2 * (reach + size.focus)))
        self.painter.drawPath(path)
        self.painter.setPen(self._pen(self.tokens.surface, 2 * reach))
        self.painter.drawPath(path)
