"""The body with what was moved in the accent: the more minutes, the more of it. The numbers stand beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from unknot.core.body import Area
from unknot.core.body_map import BodyShapes
from unknot.core.library import View
from unknot.ui.charts.paper import Paper
from unknot.ui.kit.body_map_layout import lay_out, regions_of
from unknot.ui.theme import radius, theme
from unknot.ui.theme.style import mixed

FAINTEST, STRONGEST = 0.15, 0.85
EDGE, SEAM = 1.75, 1.0
WIDE, HIGH = 132.0, 172.0


def shade(seconds: float, most: float) -> float:
    """How much accent an area takes, 0 to 1: nothing for none, else from faint to strong."""
    return STRONGEST - (STRONGEST - FAINTEST) * (1 - seconds / most) if seconds > 0 and most > 0 else 0.0


def views(shapes: BodyShapes, seconds: Mapping[Area, float]) -> tuple[View, ...]:
    """Where to look from: from the back, and from the front too when something moved shows only there."""
    behind = {place.area for place in regions_of(shapes, View.BACK, sided=False)}
    before = {place.area for place in regions_of(shapes, View.FRONT, sided=False)}
    moved = {area for area, n in seconds.items() if n > 0}
    return (View.BACK, View.FRONT) if moved & before - behind else (View.BACK,)


def paint_body(paper: Paper, room: QRectF, shapes: BodyShapes, view: View, seconds: Mapping[Area, float]) -> None:
    """One view, fitted into ``room``; never mirrored."""
    painter, tokens = paper.painter, paper.tokens
    laid = lay_out(shapes, view, room, sided=False)
    most = max(seconds.values(), default=0.0)
    painter.save()
    clip = QPainterPath()
    clip.addRoundedRect(room, radius.key, radius.key)
    painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(QColor(tokens.border), EDGE))
    painter.setBrush(QColor(tokens.surface))
    painter.drawPath(laid.silhouette)
    painter.save()
    painter.setClipPath(laid.silhouette, Qt.ClipOperation.IntersectClip)
    for place, path in laid.regions.items():
        share = shade(seconds.get(place.area, 0.0), most)
        painter.setPen(QPen(QColor(tokens.bg), SEAM))
        painter.setBrush(QColor(mixed(tokens.accent, tokens.region, share)))
        painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.surface))
    painter.drawPath(laid.spine)
    painter.restore()
    painter.setPen(QPen(QColor(tokens.border), EDGE))
    painter.setBrush(QColor(tokens.surface))
    painter.drawPath(laid.hair)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(laid.silhouette)
    painter.restore()


class Body(QWidget):
    """The views that are needed, one below the other. The bars beside it say the numbers, so it is silent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shapes: BodyShapes | None = None
        self._seconds: Mapping[Area, float] = {}
        self._views: tuple[View, ...] = (View.BACK,)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_seconds(self, shapes: BodyShapes | None, seconds: Mapping[Area, float]) -> None:
        """Show these; without shapes it is hidden."""
        self._shapes, self._seconds = shapes, seconds
        self._views = views(shapes, seconds) if shapes else ()
        self.setVisible(shapes is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(WIDE), round(HIGH * max(1, len(self._views))))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shapes is None:
            return
        painter = QPainter(self)
        paper = Paper.of_screen(painter, flip=False)
        for index, view in enumerate(self._views):
            room = QRectF(QPointF(0, index * HIGH), QPointF(WIDE, (index + 1) * HIGH)).adjusted(1, 1, -1, -1)
            paint_body(paper, room, self._shapes, view, self._seconds)
        painter.end()
