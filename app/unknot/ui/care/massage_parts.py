"""What stands below the stage of a massage: before it, while it runs, when it hurts, and after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from unknot.core.massage import Manner
from unknot.ui.care.timer_window import Part
from unknot.ui.kit.blocks import Block
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.scale import Scale
from unknot.ui.kit.switches import SegmentSwitch
from unknot.ui.kit.text import Text
from unknot.ui.kit.tick import TickBox
from unknot.ui.theme import size, space, theme
from unknot.ui.theme.windows import timers as sizes
from unknot.ui.tr import tr


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the controls ask for."""

    start: Callable[[], None]
    main: Callable[[], None]
    next: Callable[[], None]
    hurts: Callable[[], None]
    slip: Callable[[], None]
    leave_out: Callable[[], None]
    stop: Callable[[], None]
    log: Callable[[], None]
    close: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A knot whose strength is asked for: its id and what it is called."""

    knot: str
    name: str


class Bar(QWidget):
    """How much of a time is used up."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(sizes.bar)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def set_share(self, share: float) -> None:
        """From 0 to 1."""
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, box = theme().tokens, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.track))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if self._share > 0:
            wide = max(box.height(), box.width() * min(1.0, self._share))
            x = box.width() - wide if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 0.0
            painter.setBrush(QColor(tokens.accent if tokens.contrast else tokens.ink2))  # there the track is as dark
            painter.drawRoundedRect(QRectF(x, 0, wide, box.height()), box.height() / 2, box.height() / 2)


class Ratings(QWidget):
    """How strong each knot is, 0 to 10. All may be left out."""

    def __init__(self, asked: Sequence[Asked], question: str) -> None:
        super().__init__()
        self.scales: dict[str, Scale] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if asked:
            column.addWidget(Text(question, "label"))
            column.addSpacing(space.xs)
        for knot in asked:
            if len(asked) > 1:
                column.addWidget(Text(knot.name, "body", "ink2"))
            scale = Scale(question if len(asked) == 1 else f"{knot.name}, {question}")
            column.addWidget(scale)
            column.addSpacing(space.s)
            self.scales[knot.knot] = scale

    def values(self) -> dict[str, int]:
        """The strength of each knot that was rated."""
        return {knot: scale.value for knot, scale in self.scales.items() if scale.value is not None}


class BeforePart(Part):
    """What it is, how strong the knots are now, and Start; or why it can't be done."""

    def __init__(
        self, wishes: Wishes, title: str, limits: str, caution: str, asked: Sequence[Asked], *,
        refusal: str = "", manners: bool = False, instead: str = "", others: bool = False, all_of_them: bool = True,
    ) -> None:
        """``refusal``: why it is not done; ``instead``: another technique's name, offered in its place. ``others``:
        whether there are further knots that it may take, too; ``all_of_them``: whether it will."""
        super().__init__()
        self.title = Text(title, "heading")
        self.limits = Text(limits, "body", "ink2")
        self.refusal = Block(refusal, icon_name="info")
        self.caution = Block(caution)
        self.ratings = Ratings(asked, tr("How strong is it now?"))
        self.manner = SegmentSwitch((tr("Press and hold"), tr("Small circles")))
        self.manner.set_name(tr("How"))
        self.others = TickBox(tr("Go on to the other knots"))
        self.others.setChecked(all_of_them)
        self.column.addWidget(self.title)
        self.column.addSpacing(space.xs)
        if refusal:
            self.column.addSpacing(space.s)
            self.column.addWidget(self.refusal)
        else:
            self._offer(manners, others, asked=bool(asked))
        self.column.addStretch(1)
        self.start = Button(tr("Start"), Role.PRIMARY, "play", tr("Space"), size.action)
        self.close_button = Button(tr("Close"), Role.SECONDARY, height=size.action)
        self.instead = Button(instead, Role.PRIMARY, height=size.action)
        self.start.clicked.connect(wishes.start)
        self.close_button.clicked.connect(wishes.close)
        main = self.instead if instead else None if refusal else self.start
        if main is None:
            self.set_foot(None, self.close_button)
        else:
            self.set_foot(main, self.close_button, shares=(2, 1), keys={self.start: tr("Space")})
        self._refused = bool(refusal)

    def _offer(self, manners: bool, others: bool, *, asked: bool) -> None:
        column = self.column
        column.addWidget(self.limits)
        if manners:
            column.addSpacing(space.sm)
            column.addLayout(Controls(self.manner, None))
        if others:
            column.addSpacing(space.s)
            column.addLayout(Controls(self.others))
        if asked:
            column.addSpacing(space.s if others else space.m)
            column.addWidget(self.ratings)
        column.addSpacing(space.m)
        column.addWidget(self.caution)

    def first(self) -> QWidget:
        return self.close_button if self._refused else self.start

    @property
    def chosen(self) -> Manner:
        """How it will be done."""
        return Manner.CIRCLES if self.manner.index == 1 else Manner.PRESS


class DoingPart(Part):
    """The name, what to do, how much of the whole is used up, and Pause, Next, This hurts."""

    def __init__(self, wishes: Wishes) -> None:
        super().__init__()
        self.title = Text("", "heading")
        self.count = Text("", "body", "ink2", wrap=False)
        self.place = Text("", "body", "ink2")
        self.instruction = Text("", "instruction")
        self.in_all = Text("", "body")
        self.amount = Text("", "label", wrap=False)
        self.bar = Bar()
        self.caution = Block()
        head = QHBoxLayout()
        head.setSpacing(space.m)
        head.addWidget(self.title, 1)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)
        sums = QHBoxLayout()
        sums.addWidget(self.in_all, 1)
        sums.addWidget(self.amount)
        column = self.column
        column.addLayout(head)
        column.addWidget(self.place)
        column.addSpacing(space.xs)
        column.addWidget(self.instruction)
        column.addSpacing(space.m)
        column.addLayout(sums)
        column.addSpacing(space.s)
        column.addWidget(self.bar)
        column.addSpacing(space.m)
        column.addWidget(self.caution)
        column.addStretch(1)
        self._low, self._icon = False, "pause"
        self.main = Button(tr("Pause"), Role.PRIMARY, "pause", tr("Space"), size.action)
        self.next = Button(tr("Next knot"), Role.SECONDARY, height=size.action)
        self.hurts = Button(tr("This hurts"), Role.PAIN, "warning", height=size.action)
        for button, wish in ((self.main, wishes.main), (self.next, wishes.next), (self.hurts, wishes.hurts)):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, wish=wish: wish())
        self.hurts.setToolTip(tr("H stops it at once"))
        self.set_foot(self.main, self.next, self.hurts, shares=(3, 2, 2), keys={self.main: tr("Space")})

    def first(self) -> QWidget:
        return self.main

    def set_main(self, label: str, icon: str) -> None:
        """What the first button does."""
        self._icon = icon
        if self.main.text() != label:
            self.main.setText(label)
            self.main.setAccessibleName(label)
            self.main.updateGeometry()
        self.main.set_icon("" if self._low else icon)

    def set_low(self, low: bool) -> None:
        """Little room: no icons either."""
        super().set_low(low)
        self._low = low
        self.main.set_icon("" if low else self._icon)
        self.hurts.set_icon("" if low else "warning")


class HurtPart(Part):
    """After "This hurts": let go; what happens now; and the way back after a slip."""

    def __init__(self, wishes: Wishes, *, more: bool, enough: bool) -> None:
        """``more``: another knot follows. ``enough``: it hurt before today."""
        super().__init__()
        self.title = Text(tr("Enough for today") if enough else tr("Let go slowly"), "title-small")
        said = tr("Note where it hurts, and see how tomorrow feels.") if enough else tr(
            "We leave this spot out. It is written down as pain."
        )
        column = self.column
        column.addWidget(self.title)
        column.addSpacing(space.s)
        column.addWidget(Text(said, "instruction"))
        column.addSpacing(space.s)
        column.addWidget(Text(tr("Some discomfort that fades is expected. Pain is not."), "body", "ink2"))
        column.addSpacing(space.m)
        self.log = Button(tr("Log pain…"), Role.SECONDARY, height=size.small_button)
        self.log.clicked.connect(wishes.log)
        column.addLayout(Controls(self.log, None))
        column.addStretch(1)
        more = more and not enough
        self.go_on = Button(tr("Next knot"), Role.PRIMARY, height=size.action)
        self.stop = Button(tr("Stop here"), Role.SECONDARY if more else Role.PRIMARY, height=size.action)
        self.slip = Button(tr("It was a slip"), Role.BARE, key=tr("Esc"), height=size.action)
        self.go_on.setVisible(more)
        for button, wish in (
            (self.go_on, wishes.leave_out), (self.stop, wishes.stop), (self.slip, wishes.slip)
        ):
            button.clicked.connect(lambda _checked=False, wish=wish: wish())
        self.set_foot(self.go_on, self.stop, None, self.slip, keys={self.slip: tr("Esc")})
        self._more = more

    def first(self) -> QWidget:
        return self.go_on if self._more else self.stop


class AfterPart(Part):
    """What it came to, how strong the knots are now, and Done."""

    def __init__(self, wishes: Wishes, title: str, what: str, asked: Sequence[Asked]) -> None:
        super().__init__()
        self.title = Text(title, "heading")
        self.what = Text(what, "instruction")
        self.ratings = Ratings(asked, tr("How strong is it now?"))
        column = self.column
        column.addWidget(self.title)
        column.addSpacing(space.xs)
        column.addWidget(self.what)
        if asked:
            column.addSpacing(space.m)
            column.addWidget(self.ratings)
        column.addStretch(1)
        self.done = Button(tr("Done"), Role.PRIMARY, height=size.action)
        self.done.clicked.connect(wishes.close)
        self.set_foot(self.done, shares=(1,))

    def first(self) -> QWidget:
        return self.done
