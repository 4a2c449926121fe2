"""Where everything of a day line goes: pure geometry, no paint. Pixels; minutes count from midnight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF

from unknot.ui.kit.cord_path import LOOP_HEIGHT, LOOP_RADIUS, REACH, Feature, Gap, Loop, Sag
from unknot.ui.kit.marks import PROMPT_SIDE, SESSION_SIDE

MERGE = 14.0
"""Prompts nearer than this become one mark with their number."""
MERGED_SPAN = 2 * MERGE
MERGED_SIDE = 18.0
FEW = 3
"""Of more marks in one place not each is told."""
LABEL_GAP = 4.0
AIR = 2.0
"""Between a prompt's shape and a session's."""
CROSSING = 5.0
"""Half of what a loop needs where it crosses itself on the line."""
MINI_RADIUS = 9.0
MINI_HEIGHT = 20.0
COMING = ("coming", "next")
_GAPS = {"done": 0.0, "skipped": 9.0, "held": 7.0, "coming": 5.0, "next": 5.0}
"""Half of what the line leaves open for a prompt's shape; 6 for the others."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One session or prompt of the day.

    ``kind``: "session" or "prompt". ``state``: one of marks.STATES. ``label``: its time, shown above sessions.
    ``text``: what a screen reader and the tooltip say, "14:30, upper back, 3 minutes, coming"; ``word``: its state.
    ``movable``: it can be dragged and moved by keys.
    """

    id: str
    kind: str
    state: str
    minute: int
    label: str
    text: str
    movable: bool = False
    word: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the day behind the line: a call, another hold, a busy time. ``text`` is said by tooltip and screen
    reader. ``taken``: a calendar's time, which may lie ahead."""

    first: int
    last: int
    text: str = ""
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Barred:
    """Minutes from ``first`` to before ``last`` at which a session can't begin, and why, in words."""

    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day line's day. ``breaks`` are spans in minutes, ``now`` None for a day that is not today, ``hours`` the ticks
    with their labels. ``axis``: the minutes at the two ends of the widget, where those aren't the day's own."""

    start_minute: int
    end_minute: int
    breaks: tuple[tuple[int, int], ...] = ()
    marks: tuple[Mark, ...] = ()
    now: int | None = None
    bands: tuple[Band, ...] = ()
    hours: tuple[tuple[int, str], ...] = ()
    axis: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """One mark where it stands, or several prompts that are too close to tell apart, in the day's order."""

    marks: tuple[Mark, ...]
    x: float

    @property
    def mark(self) -> Mark:
        return self.marks[0]

    @property
    def merged(self) -> bool:
        return len(self.marks) > 1

    @property
    def is_loop(self) -> bool:
        return self.mark.kind == "session" and self.mark.state in COMING

    @property
    def state(self) -> str:
        """The state of all, "coming" when they differ."""
        states = {mark.state for mark in self.marks}
        return states.pop() if len(states) == 1 else "coming"

    @property
    def text(self) -> str:
        """What all of them say; of many only how they stand."""
        if len(self.marks) <= FEW:
            return "; ".join(mark.text for mark in self.marks)
        said = ", ".join(f"{n} {word}" for word, n in Counter(mark.word for mark in self.marks).items())
        return f"{self.marks[0].label} \u2013 {self.marks[-1].label}: {said}"

    @property
    def half(self) -> float:
        """Half the width of a prompt's shape."""
        return (MERGED_SIDE if self.merged else PROMPT_SIDE) / 2

    @property
    def half_gap(self) -> float:
        """How far the line stays away from its middle."""
        if self.merged:
            return 0.0 if self.state == "done" else MERGED_SIDE / 2
        if self.mark.kind == "session":
            return 0.0 if self.mark.state == "done" else SESSION_SIDE / 2
        return _GAPS.get(self.mark.state, (PROMPT_SIDE + 1) / 2)


@dataclass(frozen=True, slots=True)
class Scale:
    """Minutes to pixels; ``flipped`` where the writing runs from right to left. Lengths in pixels."""

    start: int
    end: int
    width: float
    inset: float
    flipped: bool = False

    @staticmethod
    def of(day: Day, width: float, inset: float, flipped: bool) -> Scale:
        """The scale of a day in a widget."""
        start, end = day.axis or (day.start_minute, day.end_minute)
        return Scale(start, end, width, inset, flipped)

    def x(self, minute: float) -> float:
        """Where a minute is."""
        share = (minute - self.start) / max(1, self.end - self.start)
        x = self.inset + share * (self.width - 2 * self.inset)
        return self.width - x if self.flipped else x

    def minute(self, x: float) -> int:
        """The minute at a place, to the nearest 5, within the day."""
        along = self.width - x if self.flipped else x
        share = (along - self.inset) / max(1.0, self.width - 2 * self.inset)
        exact = self.start + share * (self.end - self.start)
        return min(self.end, max(self.start, 5 * round(exact / 5)))

    def span(self, first: float, last: float) -> tuple[float, float]:
        """A span of minutes as pixels from left to right."""
        low, high = sorted((self.x(first), self.x(last)))
        return low, high


def place_marks(marks: Sequence[Mark], scale: Scale) -> list[Placed]:
    """Every mark at its place in the day's order, close prompts merged, and no prompt on a session."""
    placed: list[Placed] = []
    group: list[Mark] = []

    def close() -> None:
        if group:
            middle = (scale.x(group[0].minute) + scale.x(group[-1].minute)) / 2
            placed.append(Placed(tuple(group), middle))
            group.clear()

    for mark in sorted(marks, key=lambda mark: mark.minute):
        if mark.kind == "session":
            close()
            placed.append(Placed((mark,), scale.x(mark.minute)))
            continue
        if group and not _joins(mark, group, scale):
            close()
        group.append(mark)
    close()
    while True:
        placed, crowded = _merged_where_they_touch(_beside_sessions(placed, scale))
        if not crowded:
            return placed


def _merged_where_they_touch(placed: Sequence[Placed]) -> tuple[list[Placed], bool]:
    """The same without prompts that lie on one another, and whether there were any."""
    kept: list[Placed] = []
    for one in placed:
        last = kept[-1] if kept else None
        prompts = last is not None and "session" not in (last.mark.kind, one.mark.kind)
        if last is not None and prompts and abs(one.x - last.x) < last.half + one.half:
            kept[-1] = Placed(last.marks + one.marks, (last.x + one.x) / 2)
        else:
            kept.append(one)
    return kept, len(kept) < len(placed)


def _beside_sessions(placed: Sequence[Placed], scale: Scale) -> list[Placed]:
    """Prompts that a session would cover, moved just beside it: between two sessions to the middle of what is free."""
    moved: list[Placed] = []
    for index, one in enumerate(placed):
        if one.mark.kind == "session":
            moved.append(one)
            continue
        before = [other for other in placed[:index] if other.mark.kind == "session"][-1:]
        after = [other for other in placed[index + 1 :] if other.mark.kind == "session"][:1]
        left, right = (after, before) if scale.flipped else (before, after)
        least = max([other.x + _apart(one, other) for other in left], default=one.half)
        most = min([other.x - _apart(one, other) for other in right], default=scale.width - one.half)
        x = min(max(one.x, least), most) if least <= most else (least + most) / 2
        moved.append(replace(one, x=x))
    return moved


def _apart(prompt: Placed, session: Placed) -> float:
    return prompt.half + (CROSSING if session.is_loop else SESSION_SIDE / 2) + AIR


def _joins(mark: Mark, group: Sequence[Mark], scale: Scale) -> bool:
    x = scale.x(mark.minute)
    near = abs(x - scale.x(group[-1].minute)) < MERGE
    return near and abs(x - scale.x(group[0].minute)) <= MERGED_SPAN


def features(day: Day, placed: Sequence[Placed], scale: Scale, mini: bool, slack: dict[str, float]) -> list[Feature]:
    """The cord's loops, sags and gaps. ``slack``: how much is left of loops that are just pulled straight, by id."""
    found: list[Feature] = [Sag(*scale.span(*span)) for span in day.breaks]
    sessions = [one for one in placed if one.is_loop or one.mark.id in slack]
    for one in sessions:
        found.append(_loop(one, sessions, scale, mini, slack.get(one.mark.id, 1.0)))
    for one in placed:
        if one.half_gap and one not in sessions:
            found.append(Gap(one.x - one.half_gap, one.x + one.half_gap))
    return found


def _loop(one: Placed, sessions: Sequence[Placed], scale: Scale, mini: bool, slack: float) -> Loop:
    radius, height = (MINI_RADIUS, MINI_HEIGHT) if mini else (LOOP_RADIUS, LOOP_HEIGHT)
    near = [abs(one.x - other.x) / 2 for other in sessions if other is not one]
    reach = min([REACH * radius, *near, max(1.0, one.x), max(1.0, scale.width - one.x)])
    return Loop(one.x, min(radius, max(4.0, reach)), height, max(1.0, reach), slack)


@dataclass(frozen=True, slots=True)
class Label:
    """A word above the line, at its place. ``minute`` orders them: of two that touch the earlier yields."""

    text: str
    rect: QRectF
    minute: float
    role: str


def beside_now(rect: QRectF, upright: QRectF, right: bool) -> QRectF:
    """A label moved just enough that the upright of Now does not run through it."""
    if not rect.intersects(upright):
        return rect
    moved = QRectF(rect)
    if right:
        moved.moveLeft(upright.right() + LABEL_GAP)
    else:
        moved.moveRight(upright.left() - LABEL_GAP)
    return moved


def without_touching(labels: Sequence[Label]) -> list[Label]:
    """Those labels that stay, in the day's order."""
    kept: list[Label] = []
    for label in sorted(labels, key=lambda label: label.minute, reverse=True):
        room = label.rect.adjusted(-LABEL_GAP / 2, 0, LABEL_GAP / 2, 0)
        if not any(room.intersects(other.rect.adjusted(-LABEL_GAP / 2, 0, LABEL_GAP / 2, 0)) for other in kept):
            kept.append(label)
    return kept[::-1]


def within(rect: QRectF, width: float) -> QRectF:
    """A rectangle moved into the widget's width."""
    moved = QRectF(rect)
    moved.moveLeft(min(max(0.0, rect.left()), max(0.0, width - rect.width())))
    return moved


Measure = Callable[[str, str], float]
"""The width of (text, role)."""
