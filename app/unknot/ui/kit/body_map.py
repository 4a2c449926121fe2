"""The body from the back and from the front, for picking places on it and for showing what was moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from unknot.core.body_map import BodyShapes, Place
from unknot.core.library import View
from unknot.ui.kit.body_map_layout import Laid, lay_out, regions_of
from unknot.ui.kit.body_map_paint import BodyPainter, Marks
from unknot.ui.kit.focus import RING, Ringed
from unknot.ui.kit.switches import SegmentSwitch
from unknot.ui.kit.text import Text
from unknot.ui.theme import space, theme

LEAST_BODY = 96
"""The lowest room for the body, pixels."""
VIEWS = (View.BACK, View.FRONT)
"""In the order of the switch."""
_STEPS = {
    Qt.Key.Key_Left: (-1.0, 0.0), Qt.Key.Key_Right: (1.0, 0.0), Qt.Key.Key_Up: (0.0, -1.0), Qt.Key.Key_Down: (0.0, 1.0),
}


class Spot(Ringed, QAbstractButton):
    """One area as the keyboard and a screen reader meet it. Invisible: the map paints it and sees to the mouse."""

    def __init__(self, owner: BodyMap, place: Place) -> None:
        super().__init__(owner)
        self._owner = owner
        self.place = place
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda: owner.picked.emit(place))

    def nextCheckState(self) -> None:
        """Nothing: only the owner says what is chosen."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the map paints every area."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._owner.came_to(self.place)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._owner.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._owner.walk(self.place, _STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class BodyMap(QWidget):
    """The map with its switch from back to front. Left is the person's left in both, in every language.

    ``name`` says a place in words. Not ``sided``: left and right are one, of the side BOTH. What is picked is told by
    ``picked``; it is chosen once ``set_chosen`` says so.
    """

    picked = Signal(object)
    """The Place that was clicked, or entered."""

    def __init__(
        self, shapes: BodyShapes, name: Callable[[Place], str], sided: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shapes, self._name, self._sided = shapes, name, sided
        self._chosen: frozenset[Place] = frozenset()
        self._minutes: Mapping[Place, int] = {}
        self._hovered: Place | None = None
        self._pressed: Place | None = None
        self._pickable = True
        self._narrow: bool | None = None
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("The body"))
        self.setAccessibleDescription(self.never())
        self.switch = SegmentSwitch([self.tr("Back"), self.tr("Front")])
        self.switch.set_name(self.tr("Seen from"))
        self._head = self._lay_out()
        self._spots = {
            view: {place: Spot(self, place) for place in regions_of(shapes, view, sided)} for view in VIEWS
        }
        self._laid = lay_out(shapes, self.view, self._room(), sided)
        self._tell()
        self.switch.chosen.connect(lambda _index: self.arrange())
        theme().changed.connect(self.update)

    def _lay_out(self) -> QWidget:
        head = QWidget(self)
        self._left = Text(self.tr("Your left"), "caption", "ink2")
        self._right = Text(self.tr("Your right"), "caption", "ink2", align=Qt.AlignmentFlag.AlignRight)
        self._grid = QGridLayout(head)
        self._grid.setContentsMargins(space.sm, space.m - RING, space.sm, 0)
        self._grid.setSpacing(space.xs)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1)
        self._set_narrow(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head)
        column.addStretch(1)
        return head

    def _set_narrow(self, narrow: bool) -> None:
        """The words for the sides beside the switch, or below it where there is no room."""
        if narrow is self._narrow:
            return
        self._narrow = narrow
        centre = Qt.AlignmentFlag.AlignCenter
        for part in (self._left, self.switch, self._right):
            self._grid.removeWidget(part)
        if narrow:
            self._grid.addWidget(self.switch, 0, 0, 1, 3, centre)
        else:
            self._grid.addWidget(self.switch, 0, 1, centre)
        self._grid.addWidget(self._left, int(narrow), 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(self._right, int(narrow), 2, Qt.AlignmentFlag.AlignVCenter)

    # What the owner says

    @property
    def view(self) -> View:
        """From where the body is seen."""
        return VIEWS[self.switch.index]

    def set_chosen(self, places: Iterable[Place]) -> None:
        """These are chosen now, and no others."""
        self._chosen = frozenset(places)
        self._tell()
        self._stay()

    def set_pickable(self, on: bool) -> None:
        """Whether areas can be picked, by the mouse and the keyboard."""
        if on != self._pickable:
            self._pickable = on
            self.arrange()

    def show_minutes(self, minutes: Mapping[Place, int]) -> None:
        """Shade the areas by these minutes; an empty mapping shows none."""
        self._minutes = dict(minutes)
        self._tell()

    def never(self) -> str:
        """What holds for the spine."""
        return self.tr("Never press on the spine.")

    def _tell(self) -> None:
        for spots in self._spots.values():
            for place, spot in spots.items():
                chosen = place in self._chosen
                name = self._name(place)
                spot.setChecked(chosen)
                spot.setAccessibleName(self.tr("{place}, chosen").format(place=name) if chosen else name)
        self.update()

    # Geometry

    def sizeHint(self) -> QSize:
        return QSize(318, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._head.minimumSizeHint().width(), self._head.minimumSizeHint().height() + LEAST_BODY)

    def _room(self) -> QRectF:
        top = float(self._head.sizeHint().height() + space.xs)
        return QRectF(0, top, self.width(), max(1.0, self.height() - top))

    @property
    def laid(self) -> Laid:
        """Where everything is now."""
        return self._laid

    def spot(self, place: Place) -> Spot:
        """What stands for a place in the present view."""
        return self._spots[self.view][place]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.arrange()

    def arrange(self) -> None:
        """Lay everything out anew: the size, the view or the text size is another one."""
        words = max(self._left.sizeHint().width(), self._right.sizeHint().width())
        self._set_narrow(2 * (words + space.xs + space.sm) + self.switch.sizeHint().width() > self.width())
        self._laid = lay_out(self._shapes, self.view, self._room(), self._sided)
        self._hovered = None
        for view, spots in self._spots.items():
            for place, spot in spots.items():
                path = self._laid.regions.get(place) if view is self.view else None
                spot.setVisible(path is not None and self._pickable)
                if path is not None:
                    spot.setGeometry(path.boundingRect().intersected(self._laid.shown).toAlignedRect())
        self._stay()
        self.update()

    # The keyboard

    def _first(self) -> Place | None:
        """The first chosen area of this view, else its first."""
        chosen = (place for place in self._laid.regions if place in self._chosen)
        return next(chosen, next(iter(self._laid.regions), None))

    def _stay(self) -> None:
        """Tab reaches the area that has the focus, or else the first one."""
        here = next((place for place, spot in self._spots[self.view].items() if spot.hasFocus()), None)
        self._rove(here or self._first())

    def _rove(self, to: Place | None) -> None:
        """Make one area the one that Tab reaches."""
        for spots in self._spots.values():
            for spot in spots.values():
                spot.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if to is not None:
            self.spot(to).setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def came_to(self, place: Place) -> None:
        """An area got the focus: by the mouse, the keyboard or a screen reader."""
        self._rove(place)
        self.update()

    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        """Give the focus to what Tab would reach, as by the keyboard."""
        here = self._first()
        if here is not None:
            self.spot(here).setFocus(reason)

    def walk(self, place: Place, step: tuple[float, float]) -> None:
        """Give the focus to the nearest area in that direction, if there is one."""
        found = self._laid.next_to(place, step)
        if found is not None:
            self.spot(found).setFocus(Qt.FocusReason.TabFocusReason)

    # The mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hover(self._laid.hit(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hover(None)

    def hover(self, place: Place | None) -> None:
        """The pointer is over this area now."""
        place = place if self._pickable else None
        if place != self._hovered:
            self._hovered = place
            self.setCursor(Qt.CursorShape.ArrowCursor if place is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() is Qt.MouseButton.LeftButton and self._pickable
        self._pressed = self._laid.hit(event.position()) if left else None
        if self._pressed is not None:
            self.spot(self._pressed).setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._laid.hit(event.position()):
            self.picked.emit(pressed)

    def tip(self, at: QPointF) -> str:
        """What hovering there says."""
        if self._laid.spine.contains(at):
            return self.never()
        place = self._laid.hit(at)
        return self._name(place) if place is not None else ""

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip(QPointF(event.pos())), self)
            return True
        return super().event(event)

    # Paint

    def paintEvent(self, event: QPaintEvent) -> None:
        ringed = next((place for place, spot in self._spots[self.view].items() if spot.ring_shown()), None)
        painter = QPainter(self)
        marks = Marks(self._chosen, self._hovered, ringed, self._minutes)
        BodyPainter(painter, self._laid, marks).paint(QRectF(self.rect()))
        painter.end()
