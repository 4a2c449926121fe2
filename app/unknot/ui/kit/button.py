"""Buttons: primary, secondary, quiet, pain; with icon and key cap; they grow with their text, never shrink it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEasingCurve, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.kit.glide import Glide
from unknot.ui.kit.layout import right_to_left
from unknot.ui.theme import duration, font, icons, radius, size, space, theme
from unknot.ui.theme.style import FADED, mixed
from unknot.ui.theme.tokens import Tokens


class Role(StrEnum):
    """What a button is for. One PRIMARY a window. BARE: text only, in second ink. PLAIN: text only, in ink, on any
    ground. ALARM: help after a red flag."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    PAIN = "pain"
    PAIN_QUIET = "pain quiet"
    BARE = "bare"
    PLAIN = "plain"
    ALARM = "alarm"


MIRRORED = {"chevron-left": "chevron-right", "chevron-right": "chevron-left"}
"""Icons that point along the reading direction; those of media and of sides stay as they are."""
VEILS = ("14", "29")
"""How much ink lies over the ground of a PLAIN button that is hovered and pressed, as alpha in hex."""
DEEPER = (0.88, 0.76)
"""How much of its colour an ALARM button keeps when hovered and pressed; the rest is ink."""


class Look:
    """The colours of a button's face in one state; "" is none."""

    __slots__ = ("edge", "fill", "text", "width")

    def __init__(self, fill: str, edge: str, text: str, width: float = 1) -> None:
        self.fill, self.edge, self.text, self.width = fill, edge, text, width

    def toward(self, other: Look, share: float) -> Look:
        """The look this far on the way to another one."""
        if share <= 0:
            return self
        fill, edge, text = (
            between(mine, its, share)
            for mine, its in ((self.fill, other.fill), (self.edge, other.edge), (self.text, other.text))
        )
        return Look(fill, edge, text, self.width + (other.width - self.width) * share)


def between(one: str, other: str, share: float) -> str:
    """The colour this far between two, as ``#aarrggbb``; "" is the other one, fully transparent."""
    if one == other:
        return one
    a, b = QColor(one or other), QColor(other or one)
    start, end = (a.alpha() if one else 0, *a.getRgb()[:3]), (b.alpha() if other else 0, *b.getRgb()[:3])  # type: ignore[index]
    return "#" + "".join(f"{round(f + (t - f) * share):02x}" for f, t in zip(start, end, strict=True))


class Warmed(Ringed):
    """Mixin before a button class: ``hover`` and ``press`` go from 0 to 1 and back within the design's 80 ms."""

    hover: Glide
    press: Glide

    def warm(self) -> None:
        """Call once, at the end of ``__init__``."""
        linear = QEasingCurve.Type.Linear
        self.hover = Glide(self, duration.hover, self.update, linear)
        self.press = Glide(self, duration.hover, self.update, linear)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.hover.go(1.0)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hover.go(0.0)

    def face(self) -> QRectF:
        """Where the button is drawn, the room for the focus ring left out."""
        return QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)


def edge_width(t: Tokens) -> float:
    """How wide the edges of controls are."""
    return 2.0 if t.contrast else 1.0


def _contrast_look(role: Role, t: Tokens, hover: bool, pressed: bool) -> Look:
    """High contrast has no tints: what is pressed or primary takes the system's own pair, hover takes its edge."""
    if pressed or role in (Role.PRIMARY, Role.ALARM):
        return Look(t.accent, t.ink if hover else t.accent, t.on_accent, edge_width(t))
    text = t.accent if role is Role.QUIET else t.ink
    at_rest = t.border if role in (Role.SECONDARY, Role.PAIN) else ""
    return Look("", t.accent if hover else at_rest, text, edge_width(t))


def look_of(role: Role, t: Tokens, hover: bool, pressed: bool) -> Look:
    """The colours of a button of this role."""
    if t.contrast:
        return _contrast_look(role, t, hover, pressed)
    if role is Role.PRIMARY:
        return Look(t.accent_pressed if pressed else t.accent_hover if hover else t.accent, "", t.on_accent)
    if role is Role.SECONDARY:
        return Look(t.line if pressed else t.side if hover else t.surface, t.border, t.ink)
    if role is Role.PAIN:
        return Look(t.clay_tint if pressed or hover else "", t.clay, t.clay, 2 if pressed else 1)
    if role is Role.ALARM:
        return Look(mixed(t.alarm, t.ink, DEEPER[pressed]) if pressed or hover else t.alarm, "", t.bg)
    if role is Role.PLAIN:
        return Look(f"#{VEILS[pressed]}{t.ink[1:]}" if pressed or hover else "", "", t.ink)
    fill = t.line if pressed else (t.clay_tint if role is Role.PAIN_QUIET else t.tint) if hover else ""
    text = {Role.QUIET: t.accent, Role.PAIN_QUIET: t.clay, Role.BARE: t.ink2}[role]
    return Look(fill, "", text)


def paint_key_cap(painter: QPainter, rect: QRectF, text: str, colour: str) -> None:
    """A small key with its name, as in the foot of a session."""
    painter.setPen(QPen(QColor(colour), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius.key, radius.key)
    painter.setFont(font("key"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def key_cap_width(text: str) -> float:
    """The width a key cap takes."""
    return max(float(size.key_cap), QFontMetricsF(font("key")).horizontalAdvance(text) + 2 * space.xs + 4)


class Button(Warmed, QPushButton):
    """A button of the design. ``height``: of its face; the widget is RING larger on every side for the focus ring.

    ``icon_name``: of resources/icons, left of the text (``icon_after``: at the end, after the key). ``key``: a key cap.
    """

    def __init__(
        self,
        text: str = "",
        role: Role = Role.SECONDARY,
        icon_name: str = "",
        key: str = "",
        height: int = size.button,
        parent: QWidget | None = None,
        icon_after: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._role, self._icon_name, self._key, self._height = role, icon_name, key, height
        self._icon_after = icon_after
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.warm()
        self.pressed.connect(lambda: self.press.go(1.0))
        self.released.connect(lambda: self.press.go(0.0))
        theme().changed.connect(self.update)

    def set_icon(self, name: str) -> None:
        """Another icon."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """Another key cap, or none."""
        if key != self._key:
            self._key = key
            self.updateGeometry()
            self.update()

    def set_role(self, role: Role) -> None:
        """Another role."""
        self._role = role
        self.update()

    @property
    def pad(self) -> int:
        """Space inside, left and right."""
        return space.sm if self._role in (Role.QUIET, Role.PAIN_QUIET, Role.BARE, Role.PLAIN) else space.m

    def _text_font(self) -> str:
        return "medium" if self._role is Role.BARE else "label"

    def _content_width(self) -> float:
        parts = []
        if self._icon_name:
            parts.append(float(size.icon))
        if self.text():
            parts.append(QFontMetricsF(font(self._text_font())).horizontalAdvance(self.text()))
        if self._key:
            parts.append(key_cap_width(self._key))
        return sum(parts) + space.s * max(0, len(parts) - 1)

    def sizeHint(self) -> QSize:
        tall = QFontMetricsF(font("label")).height() + space.sm
        height = max(self._height, round(tall))
        return QSize(round(self._content_width() + 0.5) + 2 * self.pad + 2 * RING, height + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = look_of(self._role, tokens, hover=False, pressed=False)
        if self.isEnabled():
            look = look.toward(look_of(self._role, tokens, hover=True, pressed=False), self.hover.value)
            pressed = 1.0 if self.isDown() and not self.press.running else self.press.value
            look = look.toward(look_of(self._role, tokens, hover=True, pressed=True), pressed)
        else:
            look = faded(look, tokens)
        paint_face(painter, self.face(), look)
        self._paint_content(painter, look.text)
        if self.ring_shown():
            draw_ring(painter, self.face(), radius.control)

    def _paint_content(self, painter: QPainter, colour: str) -> None:
        face = self.face()
        x = face.center().x() - self._content_width() / 2
        order = ("text", "key", "icon") if self._icon_after else ("icon", "text", "key")
        if right_to_left(self):
            order = order[::-1]
        for part in order:
            x = self._paint_part(painter, part, x, face, colour)

    def _paint_part(self, painter: QPainter, part: str, x: float, face: QRectF, colour: str) -> float:
        if part == "icon" and self._icon_name:
            box = QRectF(x, face.center().y() - size.icon / 2, size.icon, size.icon)
            name = self._icon_name
            if right_to_left(self):
                name = MIRRORED.get(name, name)
            icons.draw(painter, name, colour, box)
            return x + size.icon + space.s
        if part == "text" and self.text():
            painter.setFont(font(self._text_font()))
            painter.setPen(QColor(colour))
            width = QFontMetricsF(painter.font()).horizontalAdvance(self.text())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
            painter.drawText(QRectF(x, face.top(), width + 1, face.height()), flags, self.text())
            return x + width + space.s
        if part == "key" and self._key:
            width = key_cap_width(self._key)
            box = QRectF(x, face.center().y() - size.key_cap / 2, width, size.key_cap)
            paint_key_cap(painter, box, self._key, colour)
            return x + width + space.s
        return x


def faded(look: Look, tokens: Tokens) -> Look:
    """The disabled form: 45 % of every colour over the window's ground."""
    fill, edge, text = (
        mixed(colour, tokens.bg, FADED) if colour else "" for colour in (look.fill, look.edge, look.text)
    )
    return Look(fill, edge, text, look.width)


def paint_face(painter: QPainter, face: QRectF, look: Look, corner: float = radius.control) -> None:
    """Fill and edge of a button."""
    painter.setBrush(QColor(look.fill) if look.fill else Qt.BrushStyle.NoBrush)
    half = look.width / 2
    painter.setPen(QPen(QColor(look.edge), look.width) if look.edge else Qt.PenStyle.NoPen)
    box = face.adjusted(half, half, -half, -half) if look.edge else face
    painter.drawRoundedRect(box, corner, corner)


class Chip(Warmed, QAbstractButton):
    """A small round-ended choice: checkable, with an arrow for what it opens (``arrow``), or something chosen that a
    click takes away (``drops``)."""

    def __init__(
        self, text: str, checkable: bool = True, arrow: bool = False, drops: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(checkable and not drops)
        self._drops = drops
        self._icon_name = "close" if drops else "chevron-down" if arrow else ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.warm()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(font("label")).horizontalAdvance(self.text()) + 2 * space.sm
        width += size.icon_small + space.xs if self._icon_name else 0
        tall = max(size.small_button, round(QFontMetricsF(font("label")).height()) + space.s)
        return QSize(round(width + 0.5) + 2 * RING, tall + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = self.face()
        width = edge_width(t)
        on = self.isChecked() or self._drops
        if on and not (self._drops and self.isDown()):
            look = Look(t.tint, t.accent, t.accent, width)
        else:
            rest, hover, down = (Look(fill, t.border, t.ink, width) for fill in (t.surface, t.side, t.line))
            if t.contrast:
                hover, down = (Look("", t.accent, t.ink, width), Look(t.accent, t.accent, t.on_accent, width))
            look = down if self.isDown() else rest.toward(hover, self.hover.value)
        look = look if self.isEnabled() else faded(look, t)
        corner = face.height() / 2
        paint_face(painter, face, look, corner)
        painter.setFont(font("label" if on else "medium"))
        painter.setPen(QColor(look.text))
        room = face.adjusted(space.sm - 1, 0, -space.sm + 1, 0)
        if self._icon_name:
            flip = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            x = room.left() if flip else room.right() - size.icon_small
            box = QRectF(x, face.center().y() - size.icon_small / 2, size.icon_small, size.icon_small)
            icons.draw(painter, self._icon_name, look.text, box)
            if flip:
                room.setLeft(box.right() + space.xs)
            else:
                room.setRight(box.left() - space.xs)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.ring_shown():
            draw_ring(painter, face, corner)
