"""Motions: the poses between the keys of a pose file, and which of them are pictures.

Numbers follow a monotone cubic through the keys (Fritsch and Carlson 1980: no overshoot, no stop at a key that does
not rest). A limb whose targets are measured from the same bones in both neighbouring keys is brought to the target
between them, so that what is planted stays planted; any other limb swings in joint space.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.interpolate import CubicHermiteSpline, PchipInterpolator
from scipy.spatial.transform import Rotation

from .figure import Figure
from .hands import FINGERS, HandShape
from .pose import LIMBS, Arm, Place, Pose, Swing
from .rotations import Array

KINDS = ("hold", "cycle")
FRAMES = (8, 33)
EYES_CLOSE_AT = 0.7  # of the way into a hold
LIMB_PARTS = tuple(part for pair in LIMBS.values() for part in pair)
TRUNK = ("root", "lumbar", "thorax", "neck", "head")

Curve = Callable[[float], Array]
Props = tuple[tuple[str, Mapping[str, float | Place]], ...]


@dataclass(frozen=True)
class Key:
    """A pose at a moment, in seconds. `rests`: the movement comes to a stop there."""

    at: float
    pose: Pose
    glow: tuple[str, ...]
    props: Props
    rests: bool


@dataclass(frozen=True)
class Motion:
    """How a picture moves. `seconds`: the way in of a hold, one round of a cycle. `rate`: pictures a second.

    The held pose is a hold's last key; a cycle goes on from its last key to its first.
    """

    kind: str
    seconds: float
    rate: float
    keys: tuple[Key, ...]

    @property
    def cycle(self) -> bool:
        return self.kind == "cycle"

    @property
    def count(self) -> int:
        """How many pictures."""
        return round(self.seconds * self.rate) + (0 if self.cycle else 1)

    @property
    def times(self) -> list[float]:
        """The moment of each picture. Keys that rest are met exactly."""
        step = self.seconds / (self.count if self.cycle else self.count - 1)
        times = [i * step for i in range(self.count)]
        for key in self.keys:
            if key.rests or not self.cycle:
                times[self._nearest(key.at)] = key.at
        return times

    @property
    def stops(self) -> list[int]:
        """The pictures it rests at, in order."""
        return [self._nearest(key.at) for key in self.keys if key.rests]

    def still(self, held: Pose) -> int:
        """The picture that shows the held pose, or -1."""
        return next((self._nearest(key.at) for key in self.keys if key.rests and key.pose == held), -1)

    def _nearest(self, at: float) -> int:
        step = self.seconds / (self.count if self.cycle else self.count - 1)
        return round(at / step)


@dataclass(frozen=True)
class Frame:
    """One picture of a motion. `glow`: how strongly each region is lit, 0..1."""

    at: float
    pose: Pose
    glow: Mapping[str, float]
    props: Props
    eyes_closed: bool


def frames(motion: Motion, figure: Figure, eyes_closed: bool = False) -> list[Frame]:
    """Every picture of a motion. `eyes_closed`: they close on the way into a hold."""
    line = _Line(motion, figure)
    closing = 0.0 if motion.cycle else EYES_CLOSE_AT * motion.seconds
    return [Frame(t, line.pose(t), line.glow(t), line.props(t), eyes_closed and t >= closing) for t in motion.times]


def _curve(times: list[float], values: list[Array], rests: list[bool]) -> Curve:
    """Through all values, level at the keys that rest."""
    x, y = np.array(times), np.array(values)
    if len(x) == 1 or y.shape[1] == 0:
        return lambda _t: y[0]
    slopes = PchipInterpolator(x, y).derivative()(x)
    slopes[np.array(rests)] = 0
    return CubicHermiteSpline(x, y, slopes)  # type: ignore[no-any-return]


class _Line:
    """The keys in a row; a cycle's go on beyond both its ends, so that it closes without a jerk."""

    def __init__(self, motion: Motion, figure: Figure) -> None:
        settled = [figure.settle(key.pose) for key in motion.keys]
        order = [(i, 0.0) for i in range(len(settled))]
        if motion.cycle:
            last = len(settled) - 1
            order = [(last, -motion.seconds), *order, (0, motion.seconds), (min(1, last), motion.seconds)]
            if last == 0:
                order = order[:-1]
        self.times = [motion.keys[i].at + shift for i, shift in order]
        self.poses = [settled[i] for i, _ in order]
        self.rests = [motion.keys[i].rests for i, _ in order]
        self._props = [motion.keys[i].props for i, _ in order]
        self.glows = [motion.keys[i].glow for i, _ in order]
        self._figure = figure
        self._trunk = {part: self._numbers(part) for part in TRUNK}
        self._limbs = {part: _Limb(self, part) for part in LIMB_PARTS}

    def curve(self, values: list[Array], first: int = 0) -> Curve:
        """Through the values of the keys from `first` on."""
        span = slice(first, first + len(values))
        return _curve(self.times[span], values, self.rests[span])

    def _numbers(self, part: str) -> Curve:
        return self.curve([_numbers_of(getattr(pose, part)) for pose in self.poses])

    def swing(self, i: int, part: str) -> Swing:
        """The limb's joints at key i."""
        return self._figure.skeleton.swing(self.poses[i], part)

    def interval(self, t: float) -> int:
        """The key at or before t, never the last."""
        return int(np.clip(np.searchsorted(self.times, t + 1e-9, "right") - 1, 0, len(self.times) - 2))

    def share(self, t: float) -> float:
        """How much of the next key there is at t, eased."""
        i = self.interval(t)
        x = np.clip((t - self.times[i]) / (self.times[i + 1] - self.times[i]), 0, 1)
        return float(x * x * (3 - 2 * x))

    def pose(self, t: float) -> Pose:
        """The pose at t, resting on what both neighbouring keys rest on."""
        i = self.interval(t)
        before, after = self.poses[i], self.poses[i + 1]
        if t == self.times[i]:
            return before
        if t == self.times[i + 1]:
            return after
        parts: dict[str, Any] = {p: _with_numbers(getattr(before, p), self._trunk[p](t)) for p in TRUNK}
        if before.root.settle != after.root.settle:
            parts["root"] = replace(parts["root"], settle="")
        parts |= {p: self._limbs[p].at(t, i, self.share(t)) for p in LIMB_PARTS}
        return self._figure.settle(Pose(**parts))

    def glow(self, t: float) -> dict[str, float]:
        """How strongly each region is lit at t."""
        i, share = self.interval(t), self.share(t)
        lit = dict.fromkeys(self.glows[i], 1 - share)
        for name in self.glows[i + 1]:
            lit[name] = lit.get(name, 0.0) + share
        return {name: strength for name, strength in lit.items() if strength > 0}

    def props(self, t: float) -> Props:
        """Where things are at t; what is measured from the same bone at all keys moves."""
        out = []
        for n, (kind, options) in enumerate(self._props[0]):
            all_options = [props[n][1] for props in self._props]
            out.append((kind, {name: self._option([o[name] for o in all_options], t) for name in options}))
        return tuple(out)

    def _option(self, values: list[Any], t: float) -> Any:
        first = values[0]
        if all(v == first for v in values):
            return first
        if not isinstance(first, tuple):
            return float(self.curve([np.array([v]) for v in values])(t)[0])
        place = tuple(float(n) for n in self.curve([np.array(v[-3:]) for v in values])(t))
        return (*first[:-3], *place)


class _Limb:
    """One arm or leg between the keys."""

    def __init__(self, line: _Line, part: str) -> None:
        self._limbs = [getattr(pose, part) for pose in line.poses]
        self._numbers = line.curve([_numbers_of(limb) for limb in self._limbs])
        measured = [_measured_from(limb) for limb in self._limbs]
        self._same = [a == b for a, b in pairwise(measured)]
        self._targets: dict[int, Curve] = {}
        for first, last in _runs(self._same):
            curve = line.curve([_coordinates_of(limb) for limb in self._limbs[first : last + 1]], first)
            self._targets |= dict.fromkeys(range(first, last), curve)
        if not all(self._same):
            self._swings = _swings(line, part)

    def at(self, t: float, i: int, share: float) -> Any:
        """The limb at t, between keys i and i + 1."""
        limb = _with_numbers(self._limbs[i], self._numbers(t))
        if self._same[i]:
            limb = _with_coordinates(limb, self._targets[i](t))
        else:
            cleared = {f.name: None for f in fields(limb) if f.metadata["kind"] in ("place", "direction")}
            limb = replace(limb, **cleared, swing=self._swings(t))
        if isinstance(limb, Arm):
            limb = replace(limb, shape=_blend(FINGERS[limb.hand], FINGERS[self._limbs[i + 1].hand], share))
        return limb


def _runs(same: list[bool]) -> Iterator[tuple[int, int]]:
    """First and last key of each row of keys that are measured from the same bones."""
    start = None
    for i, joined in enumerate([*same, False]):
        if joined and start is None:
            start = i
        elif not joined and start is not None:
            yield start, i
            start = None


def _swings(line: _Line, part: str) -> Callable[[float], Swing]:
    """The limb's joints through all keys; turns as quaternions of one sign."""
    swings = [line.swing(i, part) for i in range(len(line.times))]

    def turns(matrices: list[Array]) -> Curve:
        quaternions = [Rotation.from_matrix(m).as_quat() for m in matrices]
        for i in range(1, len(quaternions)):
            if quaternions[i] @ quaternions[i - 1] < 0:
                quaternions[i] = -quaternions[i]
        return line.curve(quaternions)

    upper, end = turns([s.upper for s in swings]), turns([s.end for s in swings])
    bend = line.curve([np.array([s.bend]) for s in swings])
    return lambda t: Swing(
        Rotation.from_quat(upper(t)).as_matrix(), float(bend(t)[0]), Rotation.from_quat(end(t)).as_matrix()
    )


def _numbers_of(part: Any) -> Array:
    """All angles of a part, and the root's place."""
    out: list[float] = []
    for f in fields(part):
        value = getattr(part, f.name)
        out += [value] if f.metadata["kind"] == "angle" else value if f.metadata["kind"] == "point" else []
    return np.array(out, float)


def _with_numbers(part: Any, numbers: Array) -> Any:
    changed: dict[str, Any] = {}
    rest = [float(n) for n in numbers]
    for f in fields(part):
        if f.metadata["kind"] == "angle":
            changed[f.name] = rest.pop(0)
        elif f.metadata["kind"] == "point":
            changed[f.name], rest = tuple(rest[:3]), rest[3:]
    return replace(part, **changed)


def _measured_from(limb: Any) -> tuple[tuple[str, str | None], ...]:
    """What each target is measured from: a bone, "" for the world, None where there is no target."""

    def origin(value: Any) -> str | None:
        return None if value is None else value[0] if isinstance(value[0], str) else ""

    kinds = ("place", "direction")
    return tuple((f.name, origin(getattr(limb, f.name))) for f in fields(limb) if f.metadata["kind"] in kinds)


def _coordinates_of(limb: Any) -> Array:
    values = [getattr(limb, name) for name, origin in _measured_from(limb) if origin is not None]
    return np.array([n for value in values for n in value[-3:]], float)


def _with_coordinates(limb: Any, coordinates: Array) -> Any:
    rest = [float(n) for n in coordinates]
    changed = {}
    for name, origin in _measured_from(limb):
        if origin is not None:
            changed[name] = (*([origin] if origin else []), *rest[:3])
            rest = rest[3:]
    return replace(limb, **changed)


def _blend(a: HandShape, b: HandShape, share: float) -> HandShape:
    """A hand between two shapes."""
    if a == b:
        return a

    def mix(p: Any, q: Any) -> Any:
        return tuple(map(mix, p, q)) if isinstance(p, tuple) else p + (q - p) * share

    return HandShape(**{f.name: mix(getattr(a, f.name), getattr(b, f.name)) for f in fields(HandShape)})
