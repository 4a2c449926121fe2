"""Things that stand between text and controls: dividers, cautions, strips, cards with a shadow, marks, tiles."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from unknot.ui.kit.figure import Figure
from unknot.ui.kit.picture import fitted
from unknot.ui.kit.shadow import paint_shadow
from unknot.ui.kit.text import Text
from unknot.ui.theme import icons, radius, size, space, theme


class Divider(QWidget):
    """A hairline. Decoration only, so it may be faint."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(theme().tokens.line))


class Icon(QWidget):
    """One icon in a token's colour. Not read out: the text beside it says the same."""

    def __init__(
        self, name: str, colour: str = "ink", side: int = size.icon, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._colour = name, colour
        self.setFixedSize(side, side)
        theme().changed.connect(self.update)

    def set_name(self, name: str) -> None:
        """Another icon."""
        self._name = name
        self.update()

    def set_colour(self, colour: str) -> None:
        """Another token."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icons.draw(painter, self._name, getattr(theme().tokens, self._colour), QRectF(self.rect()))


class Block(QWidget):
    """A tinted block with an icon and one or two lines: a caution, what holds now, a problem.

    ``tone``: ``ochre`` (caution, held), ``clay`` (pain), ``alarm`` (red flags), ``iris``; the tint is ``<tone>_tint``.
    """

    def __init__(
        self, text: str = "", title: str = "", icon_name: str = "caution", tone: str = "ochre",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self.icon = Icon(icon_name, tone)
        self.title = Text(title, "label")
        self.body = Text(text)
        self.title.setVisible(bool(title))
        self.body.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}".strip())
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.title)
        lines.addWidget(self.body)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.sm, space.sm, space.m, space.sm)
        row.setSpacing(space.sm)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme().changed.connect(self.update)

    def set_text(self, text: str, title: str = "") -> None:
        """Say something else; an empty part disappears."""
        self.title.set_text(title)
        self.body.set_text(text)
        self.title.setVisible(bool(title))
        self.body.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}".strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(QColor(getattr(tokens, self._tone)), 2) if tokens.contrast else QPen(Qt.PenStyle.NoPen)
        painter.setPen(edge)
        painter.setBrush(QColor(getattr(tokens, f"{self._tone}_tint")))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius.control, radius.control)


SHADOW = QMargins(36, 24, 36, 48)
"""Room around a floating card for its shadow."""


class Card(QWidget):
    """A floating card: raised ground, hairline, and a soft shadow painted around it. Put it in a translucent window.

    ``content`` is the widget to fill; the card is SHADOW larger on each side.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = QWidget(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SHADOW)
        layout.addWidget(self.content)
        theme().changed.connect(self.update)

    def face(self) -> QRectF:
        """Where the card itself is, without its shadow."""
        return QRectF(self.rect().marginsRemoved(SHADOW))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not tokens.contrast:
            paint_shadow(painter, self.rect(), SHADOW, self.devicePixelRatioF())
        painter.setPen(QPen(QColor(tokens.border if tokens.contrast else tokens.line), 2 if tokens.contrast else 1))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(self.face().adjusted(0.5, 0.5, -0.5, -0.5), radius.tile, radius.tile)


TILE_PAD = 6
"""Room between a tile's edge and its picture."""


def paint_tile(
    painter: QPainter,
    rect: QRectF,
    picture: QPixmap | None,
    veil: float = 0.0,
    pad: float = TILE_PAD,
    figure: Figure | None = None,
) -> None:
    """A thumbnail: tile colour, the still inside it or the figure that moves there, and a veil of ink for hover (0.04)
    or press (0.08)."""
    tokens = theme().tokens
    path = QPainterPath()
    path.addRoundedRect(rect, radius.tile, radius.tile)
    painter.save()
    painter.setClipPath(path)
    painter.fillPath(path, QColor(tokens.tile))
    if figure is not None and figure.there:
        figure.paint(painter, rect)
    elif picture is not None and not picture.isNull():
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        target = fitted(picture.deviceIndependentSize(), rect.adjusted(pad, pad, -pad, -pad))
        painter.drawPixmap(target, picture, QRectF(picture.rect()))
    if veil:
        shade = QColor(tokens.ink)
        shade.setAlphaF(veil)
        painter.fillPath(path, shade)
    painter.restore()
    if tokens.contrast:
        painter.setPen(QPen(QColor(tokens.border), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius.tile, radius.tile)


class Tile(QWidget):
    """A picture on its tile, of a fixed size, ``pad`` away from its edge. ``figure`` may move in its place."""

    def __init__(
        self, width: int, height: int | None = None, parent: QWidget | None = None, pad: float = TILE_PAD
    ) -> None:
        super().__init__(parent)
        self._pad = pad
        self._picture: QPixmap | None = None
        self.figure = Figure(self, self._place, self.update)
        self.setFixedSize(QSize(width, height or width))
        theme().changed.connect(self.update)

    def set_picture(self, picture: QPixmap | None, described: str = "") -> None:
        """Show this; ``described`` says what is seen."""
        self._picture = picture
        self.setAccessibleName(described)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tile(painter, QRectF(self.rect()), self._picture, pad=self._pad, figure=self.figure)

    def _place(self, whole: QSizeF) -> QRectF:
        pad = self._pad
        return fitted(whole, QRectF(self.rect()).adjusted(pad, pad, -pad, -pad))
