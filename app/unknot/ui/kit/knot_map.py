"""The body with knots on it: numbered discs to choose one by, and the pin that says where a new one is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from unknot.core.body_map import BodyShapes, Place
from unknot.core.library import View
from unknot.ui.kit.body_map import VIEWS, BodyMap
from unknot.ui.kit.button import Look, edge_width, paint_face
from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.kit.marks import dashed_circle
from unknot.ui.theme import font, size, space, theme

DISC = 20.0
PLAQUE_FROM = 400
"""A map lower than this has no room for the plaque about the spine; its tool tip stays."""
HALO, SMALL_HALO = 20.0, 14.0
"""Radius of the dashed ring around what is chosen, on a large map and on a small one."""
SMALL = 0.35
"""A map with fewer pixels a millimetre than this is a small one."""
OUT = 6
"""Room around a disc, for the focus ring and an easy hit."""
RIM = 1.5
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class Disc:
    """A knot as the map shows it. ``name``: all that a screen reader says of it. ``open`` False: it is gone."""

    id: str
    number: int
    view: View
    x: float
    y: float
    name: str
    open: bool = True


def disc_size(number: int) -> QSizeF:
    """Round up to two digits, longer beyond; larger with larger text."""
    metrics = QFontMetricsF(font("caption"))
    high = max(DISC, round(metrics.height() + space.xs))
    return QSizeF(max(high, round(metrics.horizontalAdvance(str(number)) + space.s)), high)


def paint_disc(painter: QPainter, centre: QPointF, number: int, open_: bool = True) -> None:
    """Clay with its number; of a knot that is gone only the outline. A rim of the ground keeps two of them apart."""
    t = theme().tokens
    box = QRectF(QPointF(), disc_size(number))
    box.moveCenter(centre)
    corner = box.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(t.surface))
    painter.drawRoundedRect(box.adjusted(-RIM, -RIM, RIM, RIM), corner + RIM, corner + RIM)
    if open_:
        painter.setBrush(QColor(t.clay))
        painter.drawRoundedRect(box, corner, corner)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(t.clay), 1.5))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), corner - 1, corner - 1)
    painter.setFont(font("caption"))
    painter.setPen(QColor(t.surface if open_ else t.clay))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))


class KnotDisc(Ringed, QAbstractButton):
    """One knot on the map, or in a row of them. ``halo``: it paints the ring of the chosen one itself. ``tight``:
    flush with text, but for the focus ring."""

    def __init__(self, disc: Disc, parent: QWidget | None = None, *, halo: bool = False, tight: bool = False) -> None:
        super().__init__(parent)
        self.disc = disc
        self._halo = halo
        self._tight = tight
        self.setCheckable(True)
        self.setAccessibleName(disc.name)
        self.setToolTip(disc.name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self.sizeHint())

    def nextCheckState(self) -> None:
        """Nothing: only the owner says what is chosen."""

    def sizeHint(self) -> QSize:
        beside = RING if self._tight else OUT
        disc = disc_size(self.disc.number).toSize()
        return QSize(disc.width() + 2 * beside, disc.height() + 2 * OUT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QRectF(self.rect()).center()
        paint_disc(painter, centre, self.disc.number, self.disc.open)
        if self._halo and self.isChecked() and not self.ring_shown():
            dashed_circle(painter, centre, self.width() / 2 - 2, QPen(QColor(theme().tokens.clay), 1.5), 3, 2.5)
        if self.ring_shown():
            face = QRectF(QPointF(), disc_size(self.disc.number))
            face.moveCenter(centre)
            draw_ring(painter, face, face.height() / 2)


class Pin(Ringed, QAbstractButton):
    """Where the new knot is. Arrow keys move it by a centimetre."""

    nudged = Signal(int, int)
    """Centimetres to the right and down."""
    SIDE = 44

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(self.SIDE, self.SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setVisible(False)
        self.halo = HALO
        """Radius of its ring, pixels."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is not None:
            self.nudged.emit(*step)
        else:
            event.ignore()  # Enter goes on: that is the window's

    def paintEvent(self, event: QPaintEvent) -> None:
        t, centre = theme().tokens, QRectF(self.rect()).center()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dashed_circle(painter, centre, self.halo, QPen(QColor(t.clay), 2), 4, 3)
        painter.setPen(QPen(QColor(t.surface), RIM))
        painter.setBrush(QColor(t.clay))
        painter.drawEllipse(centre, 6, 6)
        if self.ring_shown():
            face = QRectF(0, 0, 2 * self.halo, 2 * self.halo)
            face.moveCenter(centre)
            draw_ring(painter, face.adjusted(2, 2, -2, -2), self.halo - 2)


class Plaque(QWidget):
    """What holds for the hatched strip, at the foot of the map."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = text
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(text)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("small"))
        wide = metrics.horizontalAdvance(self._text) + size.icon_small + space.s + 2 * space.m
        return QSize(round(wide + 0.5), max(size.small_button, round(metrics.height()) + space.s))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = QRectF(self.rect())
        paint_face(painter, face, Look(t.surface, t.border if t.contrast else t.line, t.ink2, edge_width(t)),
                   face.height() / 2)
        side = float(size.icon_small)
        box = QRectF(space.m, face.center().y() - side / 2, side, side)
        painter.setPen(QPen(QColor(t.ink2), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        for n in range(1, 8, 2):
            reach = side * n / 4
            start = QPointF(box.left() + max(0.0, reach - side), box.top() + min(side, reach))
            end = QPointF(box.left() + min(side, reach), box.top() + max(0.0, reach - side))
            painter.drawLine(QLineF(start, end))
        painter.setFont(font("small"))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        room = face.adjusted(space.m + side + space.s, 0, -space.s, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._text)


class KnotMap(BodyMap):
    """The map in two modes: to choose a knot by its disc, and (``set_placing``) to say where a new one is."""

    knot_chosen = Signal(str)
    """The id of the disc that was pressed; of two that overlap the next one with each press."""
    nudged = Signal(int, int)
    """Centimetres to the right and down that the arrow keys move the new knot by."""
    pointed = Signal(float, float)
    """Millimetres on the paper: where the mouse was pressed while a new knot is placed."""

    def __init__(self, shapes: BodyShapes, name: Callable[[Place], str], parent: QWidget | None = None) -> None:
        self.discs: list[KnotDisc] = []
        self._reason: Callable[[View, float, float], str] = lambda _view, _x, _y: ""
        self._shown: tuple[Disc, ...] = ()
        self._current = ""
        self._placing = False
        self._pinned: tuple[View, float, float] | None = None
        self.pin: Pin | None = None
        self.plaque: Plaque | None = None
        super().__init__(shapes, name, parent=parent)
        self.pin = Pin(self)
        self.pin.nudged.connect(self.nudged)
        self.plaque = Plaque(self.never(), self)
        self.set_pickable(False)

    # what the owner says

    def show_knots(self, discs: Sequence[Disc], current: str) -> None:
        """These are there, and this one is chosen ("": none). The view turns to it."""
        turned = next((disc for disc in discs if disc.id == current), None)
        if tuple(discs) != self._shown:
            self._shown = tuple(discs)
            self._make()
        if current != self._current and turned is not None:
            self.turn(turned.view)
        self._current = current
        for button in self.discs:
            button.setChecked(button.disc.id == current)
        self.arrange()

    def turn(self, view: View) -> None:
        """Show the body from this side."""
        if view in VIEWS and view is not self.view:
            self.switch.set_index(VIEWS.index(view), tell=True)

    def set_reasons(self, reason: Callable[[View, float, float], str]) -> None:
        """``reason`` says why no knot can be at a point, millimetres on the paper; "" where one can."""
        self._reason = reason

    def set_placing(self, on: bool) -> None:
        """Whether a new knot is placed now; discs can't be chosen meanwhile."""
        self._placing = on
        self.set_pickable(on)
        for button in self.discs:
            button.setEnabled(not on)
        self.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)
        self.arrange()

    def not_here(self, at: QPointF) -> str:
        """Why no knot can be where the pointer is; "" where one can, or while none is placed."""
        if not self._placing or not self.laid.shown.contains(at):
            return ""
        return self._reason(self.view, *self.laid.millimetres(at))

    def tip(self, at: QPointF) -> str:
        return self.not_here(at) or super().tip(at)

    def show_pin(self, at: tuple[View, float, float] | None, name: str = "") -> None:
        """The new knot is here, which ``name`` says in words; None: nowhere yet."""
        assert self.pin is not None
        self._pinned = at
        if at is not None:
            self.turn(at[0])
        self.pin.setAccessibleName(name)
        self.arrange()

    def focus_pin(self, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        """Give the keyboard to the pin, or to the areas as long as there is none."""
        if self.pin is not None and self.pin.isVisibleTo(self):
            self.pin.setFocus(reason)
        else:
            self.take_focus(reason)

    def _make(self) -> None:
        for old in self.discs:
            old.hide()
            old.deleteLater()
        self.discs = [KnotDisc(disc, self) for disc in self._shown]
        before: QWidget | None = self.pin
        for button in self.discs:
            if before is not None:
                QWidget.setTabOrder(before, button)
            before = button
            button.setEnabled(not self._placing)
            button.clicked.connect(lambda _on=False, button=button: self._pressed_disc(button))

    # where things are

    def arrange(self) -> None:
        super().arrange()
        for button in self.discs:
            disc = button.disc
            button.setVisible(disc.view is self.view)
            self._centre(button, self.laid.pixel(disc.x, disc.y))
            if disc.id == self._current:
                button.raise_()
        if self.pin is not None:
            shown = self._pinned is not None and self._pinned[0] is self.view
            self.pin.setEnabled(self._placing)
            self.pin.setVisible(shown)
            self.pin.halo = self.halo() - 4
            if self._pinned is not None:
                self._centre(self.pin, self.laid.pixel(*self._pinned[1:]))
            self.pin.raise_()
        if self.plaque is not None:
            wanted = self.plaque.sizeHint()
            fits = self.height() >= PLAQUE_FROM and wanted.width() <= self.width() - 2 * space.m
            self.plaque.setVisible(fits and not self.laid.spine.isEmpty())
            self.plaque.setGeometry((self.width() - wanted.width()) // 2, self.height() - wanted.height() - space.m,
                                    wanted.width(), wanted.height())

    def halo(self) -> float:
        """The radius of the ring around what is chosen, pixels."""
        usual = SMALL_HALO if self.laid.to_pixels.m11() < SMALL else HALO
        return max(usual, disc_size(0).height() / 2 + space.xs)

    @staticmethod
    def _centre(widget: QWidget, at: QPointF) -> None:
        widget.move(round(at.x() - widget.width() / 2), round(at.y() - widget.height() / 2))

    # choosing and placing

    def _pressed_disc(self, button: KnotDisc) -> None:
        """The pressed one, or the next of those that lie beneath it when it was chosen before."""
        here = button.geometry().center()
        pile = [each for each in self.discs if each.isVisible() and each.geometry().contains(here)]
        chosen = button
        if button.disc.id == self._current and len(pile) > 1:
            chosen = pile[(pile.index(button) + 1) % len(pile)]
        self.knot_chosen.emit(chosen.disc.id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._placing and event.button() is Qt.MouseButton.LeftButton:
            self._point(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._placing:
            super().mouseMoveEvent(event)
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self._point(event.position())
        else:
            refused = bool(self.not_here(event.position()))
            self.hover(None if refused else self.laid.hit(event.position()))
            self.setCursor(Qt.CursorShape.ForbiddenCursor if refused else Qt.CursorShape.CrossCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing more: the place was told when the mouse was pressed or moved."""

    def _point(self, at: QPointF) -> None:
        if self.laid.shown.contains(at):
            self.pointed.emit(*self.laid.millimetres(at))
            if self.pin is not None and self.pin.isVisible():
                self.pin.setFocus(Qt.FocusReason.MouseFocusReason)

    # paint

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        chosen = next((button for button in self.discs if button.disc.id == self._current), None)
        if chosen is None or not chosen.isVisible() or self._placing:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(chosen.geometry().center()) + QPointF(0.5, 0.5)
        dashed_circle(painter, centre, self.halo(), QPen(QColor(theme().tokens.clay), 1.75), 4, 3)
