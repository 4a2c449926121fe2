"""The column while a session runs: what to do, where it is felt, and Back, Pause, Next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.body import Side
from unknot.core.choose import LENGTHS
from unknot.ui import words
from unknot.ui.kit.blocks import Block, Divider, Icon, Tile
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.flow import FlowLayout
from unknot.ui.kit.layout import empty
from unknot.ui.kit.switches import SideSwitch
from unknot.ui.kit.text import Text
from unknot.ui.session.column import BUTTONS, OUT, Part, row_of
from unknot.ui.session.scene import Coming, Control, Scene, side_name
from unknot.ui.theme import size, space
from unknot.ui.tr import tr

_LOW = 4 * space.xxl
Thumbnail = Callable[[str, int], QPixmap]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the controls ask for."""

    main: Callable[[], None]
    back: Callable[[], None]
    next: Callable[[], None]
    hurts: Callable[[], None]
    end: Callable[[], None]
    have: Callable[[int], object]



class MovingPart(Part):
    """Get ready, hold, repetitions, switch, rest, paused."""

    def __init__(self, wishes: Wishes, thumbnail: Thumbnail) -> None:
        super().__init__()
        self._thumbnail = thumbnail
        self._scene: Scene | None = None
        self.why = Text("", "small", "ink2")
        self.title = Text("", "title-small")
        self.line = Text("", "body", "ink2")
        self.sides = SideSwitch(tr("Left"), tr("Right"))
        self.instruction = Text("", "instruction")
        self.felt = Text("", "body", "ink2")
        self.needs = QWidget()
        self._needs_row = FlowLayout(self.needs, gap=space.m)
        self.caution = Block()
        self.lengths = Lengths(wishes.have)
        self.coming = ComingUp()
        self._narrow = False
        self._fill_body()
        self._make_foot(wishes)

    def _fill_body(self) -> None:
        body = self._body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        blocks = (
            (self.why, 0), (self.title, 0), (self.line, space.xs), (self.sides, space.ml), (self.coming, space.l),
            (self.instruction, space.l), (self.felt, space.s), (self.needs, space.m), (self.caution, space.l),
            (self.lengths, space.m),
        )
        self._wraps: list[tuple[QWidget, QWidget, QVBoxLayout]] = []
        for block, above in blocks:
            wrap = QWidget()  # the gap above goes with what it is above of
            inner = QVBoxLayout(wrap)
            inner.setContentsMargins(OUT, above, OUT, 0)
            inner.addWidget(block)
            body.addWidget(wrap)
            self._wraps.append((block, wrap, inner))
        body.addStretch(1)

    def _make_foot(self, wishes: Wishes) -> None:
        height = size.action
        self.back = Button("", Role.SECONDARY, "step-back", "←", height)
        self.main = Button("", Role.PRIMARY, "pause", tr("Space"), height)
        self.next = Button("", Role.SECONDARY, "step-forward", "→", height, icon_after=True)
        self.hurts = Button(tr("This hurts"), Role.PAIN_QUIET, "warning", "H")
        self.end = Button(tr("End session"), Role.BARE, key=tr("Esc"))
        self.back.setAccessibleName(tr("Back"))
        self.next.setAccessibleName(tr("Next"))
        wanted = (
            (self.back, wishes.back), (self.main, wishes.main), (self.next, wishes.next),
            (self.hurts, wishes.hurts), (self.end, wishes.end),
        )
        for button, wish in wanted:
            # the keyboard alone brings the focus here: a click must not take Space away from Pause
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, wish=wish: wish())
        self.back.setToolTip(tr("Back: the beginning of this move, or the one before"))
        self.next.setToolTip(tr("Next: the other side, or the next move"))
        controls = QWidget()
        controls.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # their arrows point where they are drawn
        row = row_of(self.back, self.main, self.next, stretch=(3, 5, 3))
        row.setContentsMargins(BUTTONS, 0, BUTTONS, 0)
        controls.setLayout(row)
        away = row_of(self.hurts)
        away.addStretch(1)
        away.addWidget(self.end)
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(0, space.s, 0, 0)
        foot.setSpacing(0)
        foot.addWidget(controls)
        foot.addLayout(away)

    def first(self) -> QWidget:
        return self.main

    def show_scene(self, scene: Scene) -> None:
        """Say what this scene says."""
        before, self._scene = self._scene, scene
        self.why.set_text(scene.why)
        self.title.set_text(scene.title)
        self.line.set_text(scene.line)
        self.instruction.set_text(scene.instruction)
        self.felt.set_text(scene.felt)
        self.caution.set_text(scene.caution)
        if before is None or before.needs != scene.needs:
            self._show_needs(scene.needs)
        if scene.sides:
            self._show_side(scene)
        if scene.coming is not None:
            self.coming.show_coming(scene.coming, self._thumbnail(scene.coming.picture, size.tile_prompt))
        self._show_control(scene.control)
        self._show_what_there_is()

    def _show_side(self, scene: Scene) -> None:
        name = tr("{side} side").format(side=side_name(scene.side))
        spoken = tr("{side}, left done").format(side=name) if scene.left_done else name
        self.sides.set_side(scene.side is Side.RIGHT, scene.left_done, tr("Left done"), spoken)

    def _show_control(self, control: Control) -> None:
        label, icon = {
            Control.PAUSE: (tr("Pause"), "pause"),
            Control.GO_ON: (tr("Go on"), "play"),
            Control.START_NOW: (tr("Start now"), "play"),
            Control.SKIP_REST: (tr("Skip rest"), "skip-rest"),
        }[control]
        if self.main.text() != label:
            self.main.setText(label)
            self.main.setAccessibleName(label)
            self.main.set_icon(icon)
            self.main.updateGeometry()

    def _show_needs(self, needs: tuple[tuple[str, str], ...]) -> None:
        empty(self._needs_row)
        for icon, text in needs:
            self._needs_row.addWidget(Need(icon, text))

    def _show_what_there_is(self) -> None:
        scene = self._scene
        if scene is None:
            return
        there = {
            self.why: bool(scene.why),
            self.title: True,
            self.line: True,
            self.sides: scene.sides,
            self.coming: scene.coming is not None,
            self.instruction: bool(scene.instruction),
            self.felt: bool(scene.felt),
            self.needs: bool(scene.needs),
            self.caution: bool(scene.caution),
            self.lengths: scene.lengths,
        }
        for block, wrap, _inner in self._wraps:
            wrap.setVisible(there[block])

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.title.set_role("heading" if narrow else "title-small")
        gaps = (0, 0, 0, space.s, space.sm, space.s, space.xs, space.s, space.sm, space.s) if narrow else \
            (0, 0, space.xs, space.ml, space.l, space.l, space.s, space.m, space.l, space.m)
        for (_block, _wrap, inner), above in zip(self._wraps, gaps, strict=True):
            inner.setContentsMargins(OUT, above, OUT, 0)

    def trim(self, room: int, width: int) -> None:
        """Where room is short the lengths and the felt line go first, then the dose, then the switch: the stage says
        the side too. Why it is this session comes last in the lowest of windows; else the stage makes room for it."""
        self._show_what_there_is()
        self._put_why(last=room < _LOW)
        for spare in (self.lengths, self.felt, self.line, *((self.sides,) if self._narrow else ())):
            if self.height_for(width) <= room:
                return
            next(wrap for block, wrap, _ in self._wraps if block is spare).hide()


    def _put_why(self, *, last: bool) -> None:
        """Above the title, or, where that would push out what to do, below all the rest."""
        (_, wrap, inner), (_, _, title) = self._wraps[:2]
        body = self._body
        if (body.indexOf(wrap) > 0) is not last:
            body.removeWidget(wrap)
            body.insertWidget(len(self._wraps) - 1 if last else 0, wrap)
        inner.setContentsMargins(OUT, space.sm if last else 0, OUT, 0)
        title.setContentsMargins(OUT, space.s if self.why.text and not last else 0, OUT, 0)


class Lengths(QWidget):
    """On the first screen: how much time there is."""

    def __init__(self, have: Callable[[int], object]) -> None:
        super().__init__()
        self.buttons = {n: Button(tr("{n} min").format(n=n), Role.QUIET, height=size.small_button) for n in LENGTHS}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Text(tr("I have"), "small", "ink2", wrap=False), 0, Qt.AlignmentFlag.AlignVCenter)
        for n, button in self.buttons.items():
            button.setAccessibleName(tr("I have {minutes}").format(minutes=words.minutes(n)))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take Space away from Start
            button.clicked.connect(lambda _checked=False, n=n: have(n))
            row.addWidget(button)
        row.addStretch(1)


class Need(QWidget):
    """An icon and a word: where to be, what to have at hand."""

    def __init__(self, icon: str, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.s)
        row.addWidget(Icon(icon, "ink2", size.icon_small))
        row.addWidget(Text(text, "body", "ink2", wrap=False))


class ComingUp(QWidget):
    """In a rest: the next exercise, below a hairline."""

    def __init__(self) -> None:
        super().__init__()
        self._tile = Tile(size.tile_prompt)
        self._name = Text("", "heading")
        self._dose = Text("", "body", "ink2")
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addStretch(1)
        said.addWidget(self._name)
        said.addWidget(self._dose)
        said.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(space.m)
        row.addWidget(self._tile)
        row.addLayout(said, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Divider())
        whole.addSpacing(space.ml)
        whole.addWidget(Text(tr("Next"), "caption", "ink2"))
        whole.addSpacing(space.sm)
        whole.addLayout(row)

    def show_coming(self, coming: Coming, picture: QPixmap) -> None:
        """Show this one."""
        self._name.set_text(coming.name)
        self._dose.set_text(coming.dose)
        self._tile.set_picture(picture)
