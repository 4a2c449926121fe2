"""How strong, from 0 to 10, as eleven buttons of which one is taken, or none yet."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from unknot.core.care_records import WORST
from unknot.ui.kit.button import Look, edge_width, faded, paint_face
from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.kit.layout import right_to_left
from unknot.ui.theme import font, radius, size, space, theme
from unknot.ui.tr import tr

INSET = 2
"""From a face to the end of its share of the row, where there is little room."""
WIDEST = 32
"""A face is as wide as this, or as its number needs."""


def strength_word(value: int) -> str:
    """``none``, ``mild``, ``strong`` or ``worst``: the words beneath the scale, for the numbers between them, too."""
    if value <= 0:
        return tr("none")
    if value >= WORST:
        return tr("worst")
    return tr("mild") if value < WORST / 2 else tr("strong")


class Degree(Ringed, QRadioButton):
    """One of the eleven. A radio button, so that a screen reader says which of how many it is."""

    def __init__(self, value: int, parent: QWidget | None = None) -> None:
        super().__init__(str(value), parent)
        self.value = value
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("label"))
        wide = max(WIDEST, round(metrics.horizontalAdvance(str(WORST))) + space.s)
        tall = max(size.button, round(metrics.height()) + space.sm)
        return QSize(wide + 2 * RING, tall + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("label"))
        wide = round(metrics.horizontalAdvance(str(WORST))) + space.xs + 2 * INSET
        return QSize(wide, self.sizeHint().height())

    def hitButton(self, pos: object) -> bool:
        return self.rect().contains(pos)  # type: ignore[call-overload, no-any-return]

    def face(self) -> QRectF:
        """Where it is drawn: no wider than it need be; the first and the last one end where the row does."""
        natural = self.sizeHint().width() - 2 * RING
        roomy = self.width() >= natural + 2 * RING
        least = RING if roomy or self.ring_shown() else INSET
        wide = min(natural, self.width() - 2 * least)
        before = WORST - self.value if right_to_left(self) else self.value
        left = least + (self.width() - 2 * least - wide) * before / WORST
        return QRectF(left, RING, wide, self.height() - 2 * RING)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, on = theme().tokens, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if on:
            look = Look(t.accent, t.accent, t.on_accent, edge_width(t))
        else:
            over = self.underMouse()
            edge = t.accent if over and t.contrast else t.border
            look = Look(t.side if over and not t.contrast else t.surface, edge, t.ink, edge_width(t))
        look = look if self.isEnabled() else faded(look, t)
        paint_face(painter, self.face(), look)
        painter.setFont(font("label" if on else "medium"))
        painter.setPen(QColor(look.text))
        painter.drawText(self.face(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.ring_shown():
            draw_ring(painter, self.face(), radius.control)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is left to what is around, although some desktops press any button with it: it means "go on"."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        scale = self.parent()
        if isinstance(scale, Scale) and scale.key(event):
            return
        super().keyPressEvent(event)


class Scale(QWidget):
    """Eleven buttons, 0 to 10, over their four words. Arrows move the choice, digits choose at once (1 then 0: ten).

    ``name``: what is being rated, told to screen readers with each number. ``value`` is None until one is chosen.
    """

    chosen = Signal(int)
    """A number was chosen by the person."""

    def __init__(self, name: str, value: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._typed = ""
        self._group = QButtonGroup(self)
        self._words = Words(self)
        self.degrees = [Degree(n, self) for n in range(WORST + 1)]
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for degree in self.degrees:
            self._group.addButton(degree, degree.value)
            degree.setAccessibleName(self._spoken(degree.value))
            row.addWidget(degree)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group.idClicked.connect(self._clicked)
        theme().changed.connect(self.update)
        self.set_value(value)

    @property
    def value(self) -> int | None:
        """The number that is chosen; None when none is yet."""
        found = self._group.checkedId()
        return found if found >= 0 else None

    def set_value(self, value: int | None) -> None:
        """Choose a number, or none, without telling."""
        if value is None:
            self._group.setExclusive(False)
            for degree in self.degrees:
                degree.setChecked(False)
            self._group.setExclusive(True)
        else:
            self.degrees[max(0, min(WORST, value))].setChecked(True)
        self._tell()

    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        """Give the focus to the chosen number, or to the first one."""
        self.degrees[self.value or 0].setFocus(reason)

    def key(self, event: QKeyEvent) -> bool:
        """A digit or an arrow; False leaves it to the button."""
        text = event.text()
        if text.isdigit() and len(text) == 1 and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            number = int(self._typed + text) if self._typed else int(text)
            self._typed = text if text == "1" else ""
            self._choose(number if number <= WORST else int(text))
            return True
        self._typed = ""
        ahead = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        step = {
            Qt.Key.Key_Left: -ahead, Qt.Key.Key_Right: ahead, Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1,
        }.get(Qt.Key(event.key()))
        if step is None:
            return False
        focused = next((degree.value for degree in self.degrees if degree.hasFocus()), 0)
        self._choose(focused + step if self.value is not None else focused)
        return True

    def _choose(self, number: int) -> None:
        number = max(0, min(WORST, number))
        degree = self.degrees[number]
        degree.setChecked(True)
        degree.setFocus(Qt.FocusReason.TabFocusReason)
        self._clicked(number)

    def _clicked(self, number: int) -> None:
        self._tell()
        self.chosen.emit(number)

    def _spoken(self, value: int) -> str:
        return tr("{name}: {n} of 10, {word}").format(name=self._name, n=value, word=strength_word(value))

    def _tell(self) -> None:
        value = self.value
        self.setAccessibleName(self._name if value is None else self._spoken(value))
        self.update()


class Words(QWidget):
    """What the ends and the thirds of the scale mean, each beneath its number."""

    AT = (0, 3, 7, WORST)

    def __init__(self, scale: Scale) -> None:
        super().__init__(scale)
        self._scale = scale
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, round(QFontMetricsF(font("small")).height()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font("small"))
        painter.setPen(QColor(theme().tokens.ink2))
        metrics = QFontMetricsF(painter.font())
        taken = -float(space.s)
        degrees = self._scale.degrees
        spots = sorted((degrees[n].x() + degrees[n].face().center().x(), strength_word(n)) for n in self.AT)
        for x, word in spots:
            wide = metrics.horizontalAdvance(word)
            left = max(0.0, min(self.width() - wide, x - wide / 2))
            if left >= taken + space.s:  # a long word leaves out its neighbour; the buttons say theirs in full
                painter.drawText(QRectF(left, 0, wide + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, word)
                taken = left + wide
