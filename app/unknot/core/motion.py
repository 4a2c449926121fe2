"""A picture in motion: its frames, and which of them is seen at a moment of a stretch of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

STILL = -1
"""In place of a frame's index: the still, which is sharper than any frame."""
FASTEST = 1.5
"""A movement is shown at most so much faster or slower than it was drawn."""
_HAIR = 1e-6  # seconds: a timer set to a change must find it changed


def frame_name(frame: int) -> str:
    """What the file of a frame is called, in the folder that is called as its picture."""
    return f"{frame:02}.webp"


class MotionKind(StrEnum):
    """HOLD goes into a pose, which is its last frame, and out of it in reversed. CYCLE comes round to its first."""

    HOLD = "hold"
    CYCLE = "cycle"


@dataclass(frozen=True, slots=True)
class Motion:
    """The frames of one picture. ``rate``: a second. ``stops``: frames where the movement rests. ``still``: the frame
    that looks as the still does, or STILL. ``size`` (width, height) is the still's, and each frame replaces ``box`` of
    it (x, y, width, height); in pixels."""

    kind: MotionKind
    rate: float
    frames: int
    stops: tuple[int, ...] = ()
    still: int = STILL
    size: tuple[int, int] = (1, 1)
    box: tuple[int, int, int, int] = (0, 0, 1, 1)

    @property
    def seconds(self) -> float:
        """How long it takes to go in, or once round."""
        return self.frames / self.rate

    def resting(self, frame: int) -> int:
        """What is shown while it rests at a frame: the still where that looks the same."""
        return STILL if frame == self.still else frame

    def forth(self, start: int, end: int) -> tuple[int, ...]:
        """The frames after ``start`` up to ``end``, around the end of a cycle where needed."""
        steps = (end - start) % self.frames
        return tuple((start + step) % self.frames for step in range(1, steps + 1))

    def near(self, one: int, other: int) -> bool:
        """Whether going from one frame (or STILL) to the other goes on with the movement, rather than leaping."""
        first, second = (self.still if frame == STILL else frame for frame in (one, other))
        if STILL in (first, second):
            return first == second
        apart = abs(first - second)
        if self.kind is MotionKind.CYCLE:
            apart = min(apart, self.frames - apart)
        return apart <= max(2, self.frames // 4)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be seen: a picture by its name, one of its frames or STILL, turned to the other side or not."""

    picture: str
    frame: int = STILL
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Leg:
    """From ``begin`` on (seconds into the stretch of time) these frames, ``pace`` seconds each; then the last one
    stays, or it begins again where it ``loops``."""

    begin: float
    picture: str
    mirrored: bool
    frames: tuple[int, ...] = (STILL,)
    pace: float = 0.0
    loops: bool = False

    def shown(self, elapsed: float) -> Shown:
        """What is seen so many seconds into the stretch of time."""
        return Shown(self.picture, self.frames[self._place(elapsed)], self.mirrored)

    def changes(self, elapsed: float) -> float | None:
        """When it shows its next frame; None when this one stays."""
        if not self.loops and self._place(elapsed) == len(self.frames) - 1:
            return None
        return self.begin + (self._count(elapsed) + 1) * self.pace if self.pace > 0 else None

    def _count(self, elapsed: float) -> int:
        return int(max(0.0, elapsed - self.begin + _HAIR) / self.pace) if self.pace > 0 else 0

    def _place(self, elapsed: float) -> int:
        count = self._count(elapsed)
        return count % len(self.frames) if self.loops else min(count, len(self.frames) - 1)


@dataclass(frozen=True, slots=True)
class Score:
    """What is seen through one stretch of time: legs in the order of their beginnings, the first one at 0."""

    legs: tuple[Leg, ...]

    def at(self, elapsed: float) -> Shown:
        """What is seen so many seconds into it."""
        return self.legs[self._leg(elapsed)].shown(elapsed)

    def next_change(self, elapsed: float) -> float | None:
        """How many seconds into it something else is seen for the next time; None when nothing changes any more."""
        index = self._leg(elapsed)
        change = self.legs[index].changes(elapsed)
        later = self.legs[index + 1].begin if index + 1 < len(self.legs) else None
        return min((moment for moment in (change, later) if moment is not None), default=None)

    def ahead(self, elapsed: float, until: float) -> Iterator[Shown]:
        """What is seen after what is seen now, one after the other, up to ``until``."""
        moment = self.next_change(elapsed)
        while moment is not None and moment < until:
            yield self.at(moment)
            moment = self.next_change(moment)

    def _leg(self, elapsed: float) -> int:
        begun = (index for index, leg in enumerate(self.legs) if leg.begin <= elapsed + _HAIR)
        return max(begun, default=0)


def pace(motion: Motion, steps: int, room: float) -> float | None:
    """Seconds a frame for so many steps within ``room`` seconds: as drawn, or faster as far as FASTEST allows; None
    when that is not enough."""
    if steps <= 0:
        return 1 / motion.rate
    wanted = min(1 / motion.rate, room / steps)
    return wanted if wanted * motion.rate * FASTEST >= 1 - _HAIR else None


def tidy(legs: Sequence[Leg]) -> Score:
    """A score of these, those left out that have no frame."""
    return Score(tuple(leg for leg in legs if leg.frames))
