"""The prompt on a covered screen: the figure already moving, large words, and the answers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStyle, QWidget

from unknot.core.history import SlotKind
from unknot.core.library import Library
from unknot.ports import Answer, Clock, Prompt
from unknot.ui import words
from unknot.ui.insistent_keys import Patience
from unknot.ui.insistent_parts import KeyCap, Lamp, NightButton, NightSplit, NightText
from unknot.ui.kit.button import Role
from unknot.ui.kit.focus import RING
from unknot.ui.prompt_insides import Reply, SnoozeMenu, arrange, in_a_row
from unknot.ui.theme import font, size, space, theme
from unknot.ui.theme.windows import insistent as sizes
from unknot.ui.theme.windows import session
from unknot.ui.tr import tr

SECOND = 1000


class Exit(Enum):
    """What has to be done to leave at once. CLICK: another window has the keyboard."""

    TWICE = auto()
    ONCE_MORE = auto()
    CLICK = auto()


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one prompt. ``picture``: the name of what moves beside them, ``seen``: what that shows, for who
    can't see it."""

    meta: str
    title: str
    line: str
    picture: str
    seen: str = ""


def said_of(prompt: Prompt, library: Library) -> Said:
    """The words of a prompt. A session's line says what the figure does."""
    title, line, picture = words.prompt(prompt, library)
    move, seen = words.prompt_move(prompt, library)
    line = words.sentences((move, tr("The figure goes first."))) if move else line
    return Said(words.prompt_meta(prompt), title, line, picture, seen)


@dataclass(frozen=True, slots=True)
class Shape:
    """How it stands on a screen: the lamp's width and height (0: none), the words' width, distances, and whether lamp
    and words stand one above the other."""

    lamp: int
    text: int
    margin: int
    gap: int
    roomy: bool
    stacked: bool


def shape_of(room: QSize) -> Shape:
    """The shape for this much room: side by side, one above the other on a screen that is higher than wide."""
    wide, high = room.width(), room.height()
    roomy = max(wide, high) >= sizes.roomy_from[0] and min(wide, high) >= sizes.roomy_from[1]
    stacked = high > wide
    margin = sizes.margin if roomy or stacked else sizes.margin_tight
    gap = sizes.gap if roomy else sizes.gap_tight
    inner, most = wide - 2 * margin, Lamp.side(sizes.radius)
    if stacked:
        text = min(sizes.text, inner)
        lamp = min(most, inner, (high - 2 * margin) // 2)
    else:
        text = min(sizes.text, max(sizes.least_text, inner // 2))
        lamp = min(most, high - 2 * margin, inner - gap - text)
    if lamp < Lamp.side(sizes.least_radius):
        lamp, text = 0, min(sizes.text, inner)
    return Shape(lamp, text, margin, gap, roomy, stacked)


class InsistentAsk(QWidget):
    """Everything but the ground. It wakes Skip, drains the ring, and lays itself out anew for any room."""

    def __init__(
        self, prompt: Prompt, said: Said, menu: SnoozeMenu, reply: Reply, clock: Clock, patience: Patience
    ) -> None:
        super().__init__()
        self._clock = clock
        self._patience = patience
        self._begun = clock.monotonic()
        self._seconds = float(prompt.seconds)
        self.setAccessibleName(words.sentences((f"{said.title}.", said.line)))
        self.lamp = Lamp(self)
        self.lamp.setAccessibleName(said.seen)
        self._make_answers(prompt, menu, reply)
        self._make_words(said)
        self._make_foot()
        self._wake = QTimer(self, singleShot=True)
        self._wake.timeout.connect(self._tell_sleep)
        self._drain = QTimer(self, singleShot=True)
        self._drain.timeout.connect(self._tell_left)
        self._tell_sleep()
        self._tell_left()

    # what it is made of

    def _make_answers(self, prompt: Prompt, menu: SnoozeMenu, reply: Reply) -> None:
        tall = size.action
        if prompt.slot.kind is SlotKind.POSTURE:
            self.accept = NightButton(tr("Done it"), Role.PRIMARY, "check", height=tall)
        else:
            self.accept = NightButton(tr("Start"), Role.PRIMARY, "play", height=tall)
        self.accept.setMinimumWidth(sizes.accept + 2 * RING)
        self.accept.clicked.connect(lambda: reply(Answer.ACCEPT, None))
        self.snooze: NightSplit | None = None
        if prompt.snoozes_left > 0:
            self.snooze = NightSplit(tr("Snooze {n} min").format(n=prompt.snooze_minutes), menu.fill, tall)
            self.snooze.menu().aboutToShow.connect(self._dress_menu)
            self.snooze.clicked.connect(lambda: reply(Answer.SNOOZE, None))
        self.skip = NightButton(tr("Skip"), Role.BARE, height=tall)
        self.skip.clicked.connect(lambda: reply(Answer.SKIP, None))
        self.sleeps = NightText("", "small", "ink2", wrap=False)

    def _make_words(self, said: Said) -> None:
        self.meta = NightText(said.meta, "body", "ink2", parent=self)
        self.title = NightText(said.title, "display", parent=self)
        self.line = NightText(said.line, "instruction", parent=self)
        self._answers = QWidget(self)
        skip = QWidget()
        beside = QHBoxLayout(skip)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.skip)
        beside.addWidget(self.sleeps, 0, Qt.AlignmentFlag.AlignVCenter)
        beside.addStretch(1)
        later: list[QWidget] = [*([self.snooze] if self.snooze else []), skip]
        self._row = in_a_row([self.accept], sizes.text, first_grows=False, gap=space.sm)
        self._row.addLayout(in_a_row(later, sizes.text, first_grows=False, gap=space.sm))
        self._row.addStretch(1)
        self._answers.setLayout(self._row)

    def _make_foot(self) -> None:
        self._foot = QWidget(self)
        self.typing = NightText(tr("Typing can't dismiss this"), "small", "ink2", wrap=False)
        self._before = NightText("", "small", "ink2", wrap=False)
        self._after = NightText("", "small", "ink2", wrap=False)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.s)
        row.addWidget(self.typing, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        for part in (self._before, KeyCap(tr("Esc")), self._after):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.tell_exit(Exit.TWICE)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """All that keys may press, and the menu."""
        return (self.accept, *((self.snooze, self.snooze.menu()) if self.snooze else ()), self.skip)

    def attended(self) -> bool:
        """Whether the person is about to answer: the pointer on an answer, the keyboard's focus there, a menu open."""
        buttons = [self.accept, *([self.snooze] if self.snooze else []), self.skip]
        return any(button.underMouse() or button.hasFocus() for button in buttons) or (
            self.snooze is not None and self.snooze.menu().isVisible()
        )

    # what changes

    def tell_exit(self, how: Exit) -> None:
        """Say how one leaves at once."""
        before, after = {
            Exit.TWICE: tr("Leave at once {key} twice"),
            Exit.ONCE_MORE: tr("{key} once more to leave"),
            Exit.CLICK: tr("To leave, click, then {key} twice"),
        }[how].split("{key}")
        for text, said in ((self._before, before), (self._after, after)):
            text.set_text(said.strip())
            text.setVisible(bool(said.strip()))

    def end(self) -> None:
        """It is answered, or over."""
        self._wake.stop()
        self._drain.stop()
        self.lamp.figure.finish()

    def _dress_menu(self) -> None:
        assert self.snooze is not None
        self.snooze.dress(self.snooze.menu())

    def _tell_sleep(self) -> None:
        left = self._patience.left(self._clock.monotonic())
        awake = left <= 0.0
        self.skip.setEnabled(awake)
        self.sleeps.setVisible(not awake)
        if not awake:
            self.sleeps.set_text(tr("in {n} s").format(n=math.ceil(left)))
            self._wake.start(math.ceil((left % 1 or 1.0) * SECOND))

    def _tell_left(self) -> None:
        """Drain the ring as far as time went, then wait until it would move again."""
        gone = self._clock.monotonic() - self._begun
        self.lamp.set_fraction(max(0.0, 1.0 - gone / self._seconds))
        if gone < self._seconds:
            step = self._seconds * session.ring_step / self.lamp.ring().length
            self._drain.start(SECOND if theme().reduced_motion else max(session.frame_ms, math.ceil(step * SECOND)))

    # where it stands

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._arrange()

    def _arrange(self) -> None:
        shape = shape_of(self.size())
        self.meta.set_role("body" if shape.roomy else "small")
        self.title.set_role(self._largest(shape))
        self.line.set_role("instruction" if shape.roomy else "lead")
        arrange(self._row, shape.text, space.sm)
        self._answers.setFixedWidth(shape.text + 2 * RING)
        foot = QRect(0, 0, shape.text, self._foot.sizeHint().height())
        high = self.height() - 2 * shape.margin - foot.height() - space.m
        block, tall = self._blocks(shape, high)
        lamp = shape.lamp
        if shape.stacked:
            lamp = min(lamp, high - tall - shape.gap)
            lamp = 0 if lamp < Lamp.side(sizes.least_radius) else lamp
        self._place(shape, lamp, block, tall)

    def _largest(self, shape: Shape) -> str:
        """The largest role in which no word of the title has to be broken."""
        roles = ("display", "title", "title-small") if shape.roomy else ("title-small", "heading")
        words_of = self.title.text.split()

        def fits(role: str) -> bool:
            return all(QFontMetricsF(font(role)).horizontalAdvance(word) <= shape.text for word in words_of)

        return next((role for role in roles if fits(role)), roles[-1])

    def _blocks(self, shape: Shape, high: int) -> tuple[list[tuple[QWidget, int, int]], int]:
        """What is said, each with its distance from the one above and its height, and the height of all. Where it
        doesn't fit, the line goes first, then what stands above the title."""
        far = shape.margin if shape.roomy else space.m
        wanted = [(self.meta, 0), (self.title, space.s), (self.line, space.m if shape.roomy else space.s)]
        answers = self._answers.sizeHint().height() - 2 * RING
        for dropped in ((), (self.line,), (self.line, self.meta)):
            kept = [(text, gap) for text, gap in wanted if text.text and text not in dropped]
            found: list[tuple[QWidget, int, int]] = [
                (text, gap if index else 0, text.heightForWidth(shape.text)) for index, (text, gap) in enumerate(kept)
            ]
            found.append((self._answers, far, answers))
            tall = sum(gap + height for _, gap, height in found)
            if tall <= high:
                break
        for text, _ in wanted:
            text.setVisible(any(text is each for each, _, _ in found))
        return found, tall

    def _place(self, shape: Shape, lamp: int, block: list[tuple[QWidget, int, int]], tall: int) -> None:
        wide, high = self.width(), self.height()
        gap = shape.gap if lamp else 0
        if shape.stacked:
            left, x = (wide - lamp) // 2, (wide - shape.text) // 2
            top = max(shape.margin, (high - lamp - gap - tall) // 2)
            y = top + lamp + gap
        else:
            left = (wide - lamp - gap - shape.text) // 2
            x, top = left + lamp + gap, (high - lamp) // 2
            y = max(shape.margin, (high - tall) // 2 - (space.xl if shape.roomy else space.m))
        self.lamp.setVisible(lamp > 0)
        self._put(self.lamp, QRect(left, top, lamp, lamp))
        for part, above, height in block:
            y += above
            out = RING if part is self._answers else 0
            self._put(part, QRect(x, y, shape.text, height).adjusted(-out, -out, out, out))
            y += height
        tall_foot = self._foot.sizeHint().height()
        foot = QRect(x, high - shape.margin - tall_foot, wide - shape.margin - x, tall_foot)
        self.typing.setVisible(True)
        self.typing.setVisible(self._foot.sizeHint().width() <= foot.width())
        self._put(self._foot, foot)

    def _put(self, part: QWidget, where: QRect) -> None:
        part.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), where))
